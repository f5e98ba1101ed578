"""What findings say of an event: where its sources contradict each other, and where they agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.exchange import Rows
from dyadlog.records import Event
from dyadlog.report.comparisons import Comparer, Comparison
from dyadlog.report.dates import show_day
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import shorten
from dyadlog.serve.pages.event_merging import LONGEST, Words
from dyadlog.serve.sheets import Scene

ISO_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_SIDES: Final = 8
"""Sides of a finding shown here; the ledger has all."""


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side: the value compared and the words."""

    value: str
    words: Words


@dataclass(frozen=True, slots=True)
class Contest:
    """One finding: ``told`` what the comparison shows; ``agree`` where the sources agree; ``more`` sides not shown."""

    kind: str
    field: str
    agree: bool
    told: str
    ruled: str
    sides: tuple[SideWords, ...]
    more: int


def tell_contests(scene: Scene, event: Event, row: dict[str, Any]) -> list[Contest]:
    """The findings about an event, what contradicts first; ``row`` is the event's row of the export contract."""
    findings = scene.view.findings_about([event.event_id])
    rows = [Rows(scene.view).finding_row(finding) for finding in findings]
    cut = [{**one, "sides": one["sides"][:MOST_SIDES]} for one in rows]
    documents = scene.view.documents_named(list({side["document_id"]: 0 for one in cut for side in one["sides"]}))
    notebook = Notebook({document.document_id: document for document in documents})
    comparer = Comparer(notebook, LineWriter(scene.knowledge, notebook, {}), {event.event_id: row}, {})
    contests = [
        _tell(scene, one, comparison, len(whole["sides"]))
        for whole, one, comparison in zip(rows, cut, comparer.write(cut), strict=True)
    ]
    return sorted(contests, key=lambda contest: contest.agree)


def _tell(scene: Scene, row: dict[str, Any], comparison: Comparison, sides: int) -> Contest:
    return Contest(
        kind=comparison.kind,
        field=comparison.field,
        agree=row["kind"] == "corroborated",
        told=comparison.note,
        ruled=comparison.ruled,
        sides=tuple(
            SideWords(
                show_day(line.value) if ISO_DAY.fullmatch(line.value) else line.value,
                Words(
                    line.source,
                    shorten(line.quote, LONGEST),
                    scene.links.document(side["document_id"], side["claim_id"] or ""),
                ),
            )
            for line, side in zip(comparison.sides, row["sides"], strict=True)
        ),
        more=sides - len(comparison.sides),
    )
