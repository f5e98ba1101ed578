"""The ledger: where sources contradict each other and where they bear each other out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.knowledge import Knowledge
from dyadlog.records import Finding
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.choices import Choices, Facet, count_values, read_choices
from dyadlog.serve.pages.comparing import GROUP_OF, GROUPS, TITLES, Entry, EntryWriter
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

LENGTH: Final = 20
"""Findings on a page: each has several quotes."""
ORDERS: Final = ("newest", "weight")
OFFER: Final = {
    "group": tuple(GROUPS),
    "finding": tuple(TITLES),
    "field": None,
    "outlet": None,
    "ruling": ("ruled", "open"),
    "order": ORDERS,
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What the ledger is narrowed and ordered by. ``newest`` is the last day on which one of its pages was published,
    '' where none has a date; ``pages`` how many independent pages it rests on; ``gravity`` how grave the act is that
    it is about: its Goldstein score without the sign, 0 where it has none."""

    finding_id: str
    kind: str
    field: str
    outlets: tuple[str, ...]
    newest: str
    pages: int
    gravity: float
    ruled: bool

    @property
    def ruling(self) -> str:
        """Whether somebody decided on it, as the word in the address."""
        return "ruled" if self.ruled else "open"

    @property
    def values(self) -> dict[str, str | Sequence[str]]:
        """What can be chosen by."""
        return {
            "group": GROUP_OF[self.kind],
            "finding": self.kind,
            "field": self.field,
            "outlet": self.outlets,
            "ruling": self.ruling,
        }


def list_findings(view: View, knowledge: Knowledge, pair: Pair) -> tuple[LedgerLine, ...]:
    """Every finding on two states, newest first."""
    findings = view.findings(pair)
    pages = sorted({side.evidence.document_id for finding in findings for side in finding.sides})
    documents, copies = view.document_lines(pages), view.copies_of(pages)
    gravity = {line.event_id: abs(line.goldstein or 0.0) for line in view.lines(pair)}
    ruled = {name for one in view.rulings() if one.ruling.kind == "finding" for name in one.record_ids}

    def line(finding: Finding) -> LedgerLine:
        told = [documents[s.evidence.document_id] for s in finding.sides if s.evidence.document_id in documents]
        days = [document.publication.day.isoformat() for document in told if document.publication.day]
        return LedgerLine(
            finding_id=finding.finding_id,
            kind=finding.kind,
            field=finding.field.replace("_", " "),
            outlets=tuple(dict.fromkeys(document.outlet for document in told if document.outlet)),
            newest=max(days, default=""),
            pages=len({copies.get(document.document_id, document.document_id) for document in told}),
            gravity=gravity.get(finding.event_id or "", 0.0),
            ruled=finding.finding_id in ruled,
        )

    return tuple(sorted(map(line, findings), key=lambda one: (one.newest, one.pages, one.gravity), reverse=True))


def show_ledger(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    choices = read_choices(scene, OFFER)
    product = scene.product(list_findings, pair)
    lines: tuple[LedgerLine, ...] = product.value or ()
    wanted = arrange((line for line in lines if choices.allows(**line.values)), choices.one("order", "newest"))
    start = (choices.page - 1) * LENGTH if scene.links.live else 0
    shown = wanted[start : start + LENGTH] if scene.links.live else wanted
    return Sheet(
        "ledger.html.j2",
        "Ledger",
        pair,
        "ledger",
        {
            "asked": choices,
            "ready": product.ready,
            "grouped": write_groups(scene, shown),
            "total": len(wanted),
            "everything": len(lines),
            "length": LENGTH,
            "facets": facets_of(lines, choices),
            "groups": count_groups(lines, choices),
            "titles": TITLES,
        },
        [("findings", scene.links.api(f"dyads/{'-'.join(pair)}/findings"))] if scene.links.live else [],
    )


def arrange(lines: Iterable[LedgerLine], order: str) -> list[LedgerLine]:
    """By group, in each the newest or the weightiest first."""
    places = {group: place for place, group in enumerate(GROUPS)}
    ordered = list(lines)
    if order == "weight":
        ordered.sort(key=lambda line: (line.pages, line.gravity, line.newest), reverse=True)
    return sorted(ordered, key=lambda line: places[GROUP_OF[line.kind]])


def facets_of(lines: Sequence[LedgerLine], choices: Choices) -> dict[str, Facet]:
    """What can be chosen, each counted without the choice for itself."""
    values = [line.values for line in lines]
    return {
        name: count_values(one[name] for one in values if choices.allows(name, **one))
        for name in ("finding", "field", "outlet", "ruling")
    }


def count_groups(lines: Sequence[LedgerLine], choices: Choices) -> list[tuple[str, str, int]]:
    """The groups as (word of the address, heading, how many findings)."""
    kept = (line.values for line in lines)
    counts = dict(count_values(one["group"] for one in kept if choices.allows("group", **one)))
    return [(group, heading, counts.get(group, 0)) for group, (heading, _) in GROUPS.items()]


def write_groups(scene: Scene, lines: Sequence[LedgerLine]) -> list[tuple[str, list[Entry]]]:
    """The findings shown, under the headings of their groups."""
    entries = EntryWriter(scene).write(list(find_findings(scene, lines)))
    by_group = {group: [entry for entry in entries if entry.group == group] for group in GROUPS}
    return [(GROUPS[group][0], found) for group, found in by_group.items() if found]


def find_findings(scene: Scene, lines: Iterable[LedgerLine]) -> Iterator[Finding]:
    """The findings themselves; what has gone since they were listed is left out."""
    for line in lines:
        try:
            record = scene.view.get(line.finding_id)
        except NotFound:
            continue
        if isinstance(record, Finding):
            yield record
