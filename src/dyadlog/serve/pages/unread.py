"""What the record lacks: days of pages that give none, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.records import Document, Dyad, InferredDate, Issue
from dyadlog.report.people import show_days
from dyadlog.report.plain import plain_line, short_name
from dyadlog.store import View

MOST_UNDATED: Final = 60
MOST_ISSUES: Final = 40


@dataclass(frozen=True, slots=True)
class Undated:
    """A page that gives no day of its own: between which days it was printed, as it says and as other pages tell."""

    document_id: str
    title: str
    outlet: str
    bounds: str
    inferred: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Undated pages of two states, and what could not be read of the whole store; the first of each, and how many."""

    undated: tuple[Undated, ...]
    undated_total: int
    issues: tuple[Issue, ...]
    issues_total: int


def collect_gaps(view: View, dyad: Dyad) -> Gaps:
    """What is lacking."""
    undated = [document for document in dyad.documents.values() if document.publication.day is None]
    inferred = view.inferred_dates_of([document.document_id for document in undated])
    issues = view.issues()
    return Gaps(
        undated=tuple(_show(document, inferred.get(document.document_id)) for document in undated[:MOST_UNDATED]),
        undated_total=len(undated),
        issues=tuple(issues[:MOST_ISSUES]),
        issues_total=len(issues),
    )


def _show(document: Document, inferred: InferredDate | None) -> Undated:
    publication = document.publication
    return Undated(
        document_id=document.document_id,
        title=plain_line(document.title.value if document.title else short_name(document.location)),
        outlet=plain_line(document.outlet.value if document.outlet else "outlet unknown"),
        bounds=show_bounds(publication.not_before, publication.not_after),
        inferred=show_bounds(inferred.not_before, inferred.not_after) if inferred else "",
        reasons=tuple(dict.fromkeys(_reasons(inferred))) if inferred else (),
    )


def _reasons(inferred: InferredDate) -> Iterator[str]:
    for reason in inferred.reasons:
        side = "not before" if reason.bound == "not_before" else "not after"
        yield plain_line(f"{side} {show_days(reason.day, reason.day)}: {reason.words}")


def show_bounds(first: date | None, last: date | None) -> str:
    """Bounds in words; empty where there are none."""
    if first and last:
        return f"between {show_days(first, first)} and {show_days(last, last)}"
    if first:
        return f"not before {show_days(first, first)}"
    return f"not after {show_days(last, last)}" if last else ""
