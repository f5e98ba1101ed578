"""Findings as entries: what the sources say of one thing, side by side, each leading to its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.exchange import Rows
from dyadlog.records import Finding
from dyadlog.report.comparisons import Comparer, Comparison, show_ruling
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook, make_link
from dyadlog.report.plain import plain_line
from dyadlog.serve.sheets import Scene

Row = dict[str, Any]

TITLES: Final = {
    "corroborated": "Sources agree",
    "quantity": "Figures differ",
    "unit": "Units differ",
    "date": "Dates differ",
    "place": "Places differ",
    "participant": "Participants differ",
    "role": "Roles differ",
    "office": "Offices differ",
    "denial": "Said and denied",
    "framing": "Words differ",
    "instrument": "Documents differ",
    "headline_body": "Headline and text differ",
    "update": "Plan and outcome",
    "revision": "Figure given anew",
    "self_contradiction": "A page contradicts itself",
    "stale": "Overdue or silent",
    "implausible": "Hardly possible",
}
"""Kinds of findings in our words."""
GROUPS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "contradictions": (
        "Contradictions",
        tuple(kind for kind in TITLES if kind not in ("corroborated", "framing", "update", "stale")),
    ),
    "plans": ("Plans and what came of them", ("update", "stale")),
    "wording": ("Words used for the same thing", ("framing",)),
    "corroborations": ("Corroborations", ("corroborated",)),
}
"""What findings are grouped by: the heading, and the kinds."""
GROUP_OF: Final = {kind: group for group, (_, kinds) in GROUPS.items() for kind in kinds}
JOINTS: Final = re.compile(r"[\s,;“”]|\bor\b")
"""What stands between the values in a note that only lists them."""
DAYS: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?: to (\d{4}-\d\d-\d\d))?")
LONG_MONTH: Final = re.compile(r"\b([A-Z][a-z]{2})[a-z]*(?= \d{4}\b)")
UNTELLING: Final = ("act", "actor", "date", "participants", "place", "modality")
"""Fields whose name adds nothing to a title."""


@dataclass(frozen=True, slots=True)
class Words:
    """One side's words: its number in the finding, whose page, of which day, and where they can be read."""

    number: int
    source: str
    published: str
    quote: str
    href: str
    live: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """Everyone who says one thing; ``value`` is what is compared, in quotation marks where it is the source's word."""

    value: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding. ``about`` is what it is about in neutral words, or else what it found, ``href`` where that stands;
    ``count`` its sides, ``ruled`` what somebody decided on it."""

    finding_id: str
    kind: str
    group: str
    title: str
    field: str
    about: str
    href: str
    note: str
    sides: tuple[Side, ...]
    count: int
    ruled: str


class EntryWriter:
    """Writes findings as entries of a page."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows = Rows(scene.view)

    def write(self, findings: Sequence[Finding]) -> list[Entry]:
        """Findings as entries, in the order given."""
        view = self._scene.view
        documents = {
            document.document_id: document
            for document in view.documents_named([s.evidence.document_id for f in findings for s in f.sides])
        }
        notebook = Notebook(documents)
        claims = [side.claim_id for finding in findings for side in finding.sides if side.claim_id]
        event_of = view.events_of_claims(claims)
        named = dict.fromkeys([*(f.event_id for f in findings if f.event_id), *event_of.values()])
        events = {row["event_id"]: row for row in self._rows.event_rows(view.events_named(list(named)))}
        ids = [finding.instrument_id for finding in findings if finding.instrument_id]
        names = {one.instrument_id: plain_line(one.name) for one in view.instruments_named(ids)}
        comparer = Comparer(notebook, LineWriter(self._scene.knowledge, Notebook({}), {}), events, names)
        rows = [self._rows.finding_row(finding) for finding in findings]
        return [
            self._write(row, one, self._lead(row, event_of), notebook)
            for row, one in zip(rows, (comparer.write([row])[0] for row in rows), strict=True)
        ]

    def _lead(self, row: Row, event_of: dict[str, str]) -> str:
        """Where the thing stands that a finding is about: its instrument, its event, or the last event told of."""
        if row["instrument_id"] and not row["event_id"]:
            return self._scene.links.instrument(row["instrument_id"])
        told = [event_of[side["claim_id"]] for side in row["sides"] if side["claim_id"] in event_of]
        event_id = row["event_id"] or next(reversed(told), None)
        return self._scene.links.event(event_id) if event_id else ""

    def _write(self, row: Row, compared: Comparison, href: str, notebook: Notebook) -> Entry:
        words = [
            self._quote(number, side, line.source, notebook)
            for number, (side, line) in enumerate(zip(row["sides"], compared.sides, strict=True), 1)
        ]
        values = [show_value(row["kind"], line.value) for line in compared.sides]
        about, note = plain_line(compared.about), plain_line(compared.note)
        return Entry(
            finding_id=row["finding_id"],
            kind=row["kind"],
            group=GROUP_OF[row["kind"]],
            title=TITLES[row["kind"]],
            field="" if compared.field in UNTELLING else plain_line(compared.field),
            about=about or note,
            href=href,
            note=note if about and not repeats(note, values) else "",
            sides=group_sides(values, words),
            count=len(words),
            ruled=show_ruling(row),
        )

    def _quote(self, number: int, side: Row, source: str, notebook: Notebook) -> Words:
        document = notebook.documents[side["document_id"]]
        day = document.publication.day
        anchor = side["claim_id"] or ""
        return Words(
            number=number,
            source=plain_line(source),
            published=day.isoformat() if day else "",
            quote=side["quote"],
            href=self._scene.links.document(side["document_id"], anchor=anchor),
            live=make_link(document, side["quote"]),
        )


def group_sides(values: Sequence[str], words: Sequence[Words]) -> tuple[Side, ...]:
    """Those who say the same together, in the order of the finding; where all say one thing, each alone."""
    if len(set(values)) < 2:
        return tuple(Side("", (one,)) for one in words)
    said: dict[str, list[Words]] = {}
    for value, one in zip(values, words, strict=True):
        said.setdefault(value, []).append(one)
    return tuple(Side(value, tuple(told)) for value, told in said.items())


def repeats(note: str, values: Sequence[str]) -> bool:
    """Whether a note only lists the values that stand over the sides anyway."""
    note = LONG_MONTH.sub(r"\1", note)
    for value in sorted(values, key=len, reverse=True):
        note = note.replace(value, "").replace(value.strip("“”"), "")
    return not JOINTS.sub("", note)


def show_value(kind: str, value: str) -> str:
    """What is compared, for people: days as days, a page's own word in quotation marks."""
    days = DAYS.fullmatch(value)
    if days:
        return show_span({"date_start": days[1], "date_end": days[2] or days[1]})
    shown = plain_line(value).replace("_", " ")
    return f"“{shown}”" if kind == "framing" and shown else shown
