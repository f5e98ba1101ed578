"""The ledger: where sources contradict each other and where they bear each other out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.errors import NotFound
from dyadlog.knowledge import Knowledge
from dyadlog.records import Finding
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.choices import Choices, read_choices, sift
from dyadlog.serve.pages.comparing import GROUP_OF, GROUPS, TITLES, Entry, EntryWriter
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

LENGTH: Final = 20
"""Findings on a page: each has several quotes."""
IN_A_FILE: Final = 60
FACETS: Final = ("finding", "field", "outlet", "ruling")
LABELS: Final = {
    **TITLES,
    **{group: heading for group, (heading, _) in GROUPS.items()},
    "ruled": "somebody ruled",
    "open": "nobody ruled yet",
}
"""Choices in our words, where they are not what a page says."""
OFFER: Final = {
    "id": None,
    "group": tuple(GROUPS),
    "finding": tuple(TITLES),
    "field": None,
    "outlet": None,
    "ruling": ("ruled", "open"),
    "order": ("newest", "weight"),
}


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """What the ledger is narrowed and ordered by. ``values`` are what it can be chosen by; ``newest`` is the last day
    on which one of its pages was published, '' where none has a date; ``pages`` how many independent pages it rests on;
    ``gravity`` how grave the act is that it is about: its Goldstein score without the sign, 0 where it has none."""

    finding_id: str
    group: str
    values: dict[str, tuple[str, ...]]
    newest: str
    pages: int
    gravity: float


def list_findings(view: View, knowledge: Knowledge, pair: Pair) -> tuple[LedgerLine, ...]:
    """Every finding on two states, by group, in each the newest first."""
    findings = view.findings(pair)
    pages = sorted({side.evidence.document_id for finding in findings for side in finding.sides})
    documents, copies = view.document_lines(pages), view.copies_of(pages)
    gravity = {line.event_id: abs(line.goldstein or 0.0) for line in view.lines(pair)}
    verdicts = view.verdicts()

    def line(finding: Finding) -> LedgerLine:
        told = [documents[s.evidence.document_id] for s in finding.sides if s.evidence.document_id in documents]
        days = [document.publication.day.isoformat() for document in told if document.publication.day]
        return LedgerLine(
            finding_id=finding.finding_id,
            group=GROUP_OF[finding.kind],
            values={
                "id": (finding.finding_id,),
                "group": (GROUP_OF[finding.kind],),
                "finding": (finding.kind,),
                "field": (finding.field.replace("_", " "),),
                "outlet": tuple({document.outlet: None for document in told if document.outlet}),
                "ruling": ("ruled" if verdicts.on(finding) else "open",),
            },
            newest=max(days, default=""),
            pages=len({copies.get(document.document_id, document.document_id) for document in told}),
            gravity=gravity.get(finding.event_id or "", 0.0),
        )

    return tuple(arrange(map(line, findings), "newest"))


def show_ledger(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    choices = read_choices(scene, OFFER)
    product = scene.product(list_findings, pair)
    lines: tuple[LedgerLine, ...] = product.value or ()
    wanted, facets = sift(lines, lambda line: line.values, choices, FACETS)
    if choices.one("order") == "weight":
        wanted = arrange(wanted, "weight")
    length = LENGTH if scene.links.live else IN_A_FILE
    start = (choices.page - 1) * length
    shown = wanted[start : start + length]
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
            "length": length,
            "facets": facets,
            "groups": count_groups(lines, choices),
            "labels": LABELS,
        },
        [("findings", scene.links.api(f"dyads/{'-'.join(pair)}/findings"))],
    )


def count_groups(lines: Sequence[LedgerLine], choices: Choices) -> list[tuple[str, str, int]]:
    """The groups as (word of the address, heading, findings), whatever kinds are chosen: each kind is of one group."""
    _, facets = sift(lines, lambda line: line.values, choices.without("finding"), ("group",))
    counts = dict(facets["group"])
    return [(group, heading, counts.get(group, 0)) for group, (heading, _) in GROUPS.items()]


def arrange(lines: Iterable[LedgerLine], order: str) -> list[LedgerLine]:
    """By group, in each the newest or the weightiest first."""
    places = {group: place for place, group in enumerate(GROUPS)}

    def weigh(line: LedgerLine) -> tuple[object, ...]:
        last = (line.pages, line.gravity, line.newest) if order == "weight" else (line.newest, line.pages, line.gravity)
        return -places[line.group], *last

    return sorted(lines, key=weigh, reverse=True)


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
