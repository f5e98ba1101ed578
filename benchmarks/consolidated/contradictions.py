"""Findings against the contradictions and agreements that a key lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.consolidated.figures import NO_SCORE, NO_SHARE, Score, Share
from benchmarks.consolidated.gold import Folder
from benchmarks.consolidated.words import Span, find_all, touches
from dyadlog.records import Finding, Side

MOST_SIDES = 8
AGREEMENT = "corroborated"
NEIGHBOURS = (
    # one outlet or one page that gives two figures may be told as any of these
    ("quantity", "revision"),
    ("quantity", "self_contradiction"),
    ("revision", "self_contradiction"),
    ("date", "revision"),
    ("headline_body", "self_contradiction"),
    # a figure in another currency, or of an absurd size, is a difference of quantity too
    ("quantity", "unit"),
    ("quantity", "implausible"),
    # who did it, and who took part
    ("role", "participant"),
    # A says that B did it, B that A did: each denies what the other claims
    ("denial", "role"),
    # a plan that was not kept is an update, and where nothing more was heard it is stale
    ("update", "stale"),
    ("update", "denial"),
    # what was signed, and whether it was
    ("instrument", "denial"),
    ("instrument", "headline_body"),
    ("headline_body", "denial"),
)
"""Kinds of which one may pass for the other in the lenient figures, either way."""

Places = Mapping[str, Sequence[Span]]
"""Where the words of one listed side stand, by document."""


@dataclass(frozen=True)
class Ledger:
    """Strict figures ask for the listed kind, lenient ones also take its neighbours.

    Recall counts listed contradictions all of whose sides stand in one finding; ``partly`` those of which two do.
    Precision counts findings that show at least two sides of a listed contradiction (one, where it has one only).
    """

    strict: Score = NO_SCORE
    lenient: Score = NO_SCORE
    partly: Share = NO_SHARE
    agreements: Share = NO_SHARE
    recall_of: Counter[str] = field(default_factory=Counter)
    listed_of: Counter[str] = field(default_factory=Counter)
    right_of: Counter[str] = field(default_factory=Counter)
    found_of: Counter[str] = field(default_factory=Counter)
    misses: tuple[str, ...] = field(default=(), repr=False)

    def __add__(self, other: Ledger) -> Ledger:
        return Ledger(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


def measure_ledger(folder: Folder, findings: Sequence[Finding]) -> Ledger:
    """The figures of the findings of one folder."""
    conflicts = [finding for finding in findings if finding.kind != AGREEMENT]
    listed = [(row, locate(folder, row["sides"])) for row in folder.key["contradictions"]]
    recalled = {
        name: [_is_shown(row, sides, conflicts, near) for row, sides in listed]
        for name, near in (("strict", False), ("lenient", True))
    }
    right = {
        name: [_is_listed(finding, listed, near) for finding in conflicts]
        for name, near in (("strict", False), ("lenient", True))
    }
    agreed = folder.key["agreements"]
    agreeing = [finding for finding in findings if finding.kind == AGREEMENT]
    held = [any(_shows(finding, locate(folder, row["sides"]), None) for finding in agreeing) for row in agreed]
    partly = [_is_shown(row, sides, conflicts, near=True, least=2) for row, sides in listed]
    missed = [
        f"missed {row['kind']}: {row['what']}: {row['sides']}"
        for (row, _), hit in zip(listed, recalled["strict"], strict=True)
        if not hit
    ]
    false = [
        f"false {describe(folder, finding)}"
        for finding, hit in zip(conflicts, right["lenient"], strict=True)
        if not hit
    ]
    unagreed = [
        f"missed agreement: {row['what']}: {row['sides']}" for row, hit in zip(agreed, held, strict=True) if not hit
    ]
    return Ledger(
        strict=Score(Share(sum(right["strict"]), len(conflicts)), Share(sum(recalled["strict"]), len(listed))),
        lenient=Score(Share(sum(right["lenient"]), len(conflicts)), Share(sum(recalled["lenient"]), len(listed))),
        partly=Share(sum(partly), len(listed)),
        agreements=Share(sum(held), len(agreed)),
        recall_of=Counter(row["kind"] for (row, _), hit in zip(listed, recalled["lenient"], strict=True) if hit),
        listed_of=Counter(row["kind"] for row, _ in listed),
        right_of=Counter(finding.kind for finding, hit in zip(conflicts, right["lenient"], strict=True) if hit),
        found_of=Counter(finding.kind for finding in conflicts),
        misses=(*missed, *false, *unagreed),
    )


def locate(folder: Folder, sides: Sequence[Sequence[str]]) -> list[Places]:
    """Where the words of each side stand: on its page, and on pages that print or relay the same text."""
    original = {row["page"]: row["original"] for row in folder.key["copies"]}
    places = []
    for page, words in sides:
        alike = [other for other in folder.by_page if original.get(other, other) == original.get(page, page)]
        documents = [folder.document(other) for other in alike]
        places.append({document.document_id: find_all(document.text, words) for document in documents})
    return places


def _is_shown(
    row: Mapping[str, Any], sides: Sequence[Places], findings: Sequence[Finding], near: bool, least: int | None = None
) -> bool:
    return any(_fits(finding.kind, row["kind"], near) and _shows(finding, sides, least) for finding in findings)


def _is_listed(finding: Finding, listed: Sequence[tuple[Mapping[str, Any], Sequence[Places]]], near: bool) -> bool:
    return any(_fits(finding.kind, row["kind"], near) and _shows(finding, sides, 2) for row, sides in listed)


def _fits(kind: str, listed: str, near: bool) -> bool:
    return kind == listed or (near and ((kind, listed) in NEIGHBOURS or (listed, kind) in NEIGHBOURS))


def _shows(finding: Finding, sides: Sequence[Places], least: int | None) -> bool:
    """Whether a finding has all sides, or ``least`` of them where there are so many.

    Sides that stand in the same words of a page are one place: where only some are asked for, two places must be shown.
    """
    if len(finding.sides) > MOST_SIDES:
        return False
    shown = [{n for n, side in enumerate(finding.sides) if _stands(places, side)} for places in sides]
    held = [numbers for numbers in shown if numbers]
    if least is None or least >= len(sides):
        return len(held) == len(sides)
    return len(held) >= least and len(set().union(*held)) >= least


def _stands(places: Places, side: Side) -> bool:
    evidence = side.evidence
    return touches(places.get(evidence.document_id, ()), (evidence.start, evidence.end))


def describe(folder: Folder, finding: Finding) -> str:
    """A finding in a few lines."""
    page_of: dict[str, str] = defaultdict(str) | {folder.document(p).document_id: p for p in folder.by_page}
    sides = (
        f"\n      {page_of[s.evidence.document_id]} = {s.value} | {' '.join(s.evidence.quote.split())[:130]}"
        for s in finding.sides
    )
    return f"{finding.kind}/{finding.field}: {finding.note}{''.join(sides)}"
