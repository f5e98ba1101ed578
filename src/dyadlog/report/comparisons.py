"""Findings as comparisons: what the sources say of one thing, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from dyadlog.report.plain import short_name

Row = dict[str, Any]

TITLES: Final = {"update": "planned, then"}
OUTCOMES: Final = {"asserted": "happened", "claimed": "said to have happened"}
OF_EVENTS: Final = ("update", "date", "place", "participant", "role", "denial")
"""Findings that are about what happened, even where their claims are of several events."""
UNTELLING_FIELDS: Final = ("modality",)
"""Fields whose name says no more to a reader than the kind of the finding."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a disagreement, in the source's words."""

    source: str
    value: str
    quote: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Sources compared on one field; ``about`` is the happening or the instrument they speak of, in our words;
    ``ruled`` what somebody ruled on it."""

    kind: str
    field: str
    about: str
    note: str
    record_id: str
    sides: tuple[SideLine, ...]
    ruled: str = ""


class Comparer:
    """Findings as comparisons."""

    def __init__(
        self, notebook: Notebook, writer: LineWriter, events: dict[str, Row], instruments: dict[str, str]
    ) -> None:
        self._notebook = notebook
        self._writer = writer
        self._events = events
        self._instruments = instruments
        self._event_of = {claim: event for event in events.values() for claim in event["claims"]}

    def write(self, rows: Iterable[Row]) -> tuple[Comparison, ...]:
        """The comparisons of one section."""
        self._writer.start_section()
        return tuple(self._write(row) for row in rows)

    def _write(self, row: Row) -> Comparison:
        kind = row["kind"].replace("_", " ")
        field = row["field"].replace("_", " ").removeprefix(f"{kind}: ")
        return Comparison(
            kind=TITLES.get(row["kind"], kind),
            field="" if row["kind"] in TITLES or field in (kind, *UNTELLING_FIELDS) else field,
            about=self._describe(row),
            note=row["note"] or "",
            record_id=row["finding_id"],
            sides=tuple(self._write_side(side) for side in row["sides"]),
            ruled=show_ruling(row),
        )

    def _describe(self, row: Row) -> str:
        """The happening without its modality, which may be what the sides differ about; else the instrument."""
        event = self._events.get(row["event_id"] or "") or self._find_event(row)
        if event is not None:
            return self._writer.describe({**event, "modality": "asserted", "negated": False})
        return self._instruments.get(row["instrument_id"] or "", "")

    def _find_event(self, row: Row) -> Row | None:
        """The last event that a finding across events and without an instrument is about."""
        if row["instrument_id"] or row["kind"] not in OF_EVENTS:
            return None
        told = (self._event_of.get(side["claim_id"]) for side in reversed(row["sides"]))
        return next((event for event in told if event is not None), None)

    def _write_side(self, side: Row) -> SideLine:
        return SideLine(
            source=side["outlet"] or short_name(side["page"]),
            value=OUTCOMES.get(side["value"] or "", side["value"] or ""),
            quote=side["quote"],
            notes=self._notebook.cite([side]),
        )


def show_ruling(row: Row) -> str:
    """What somebody ruled on a finding, by whom and why; empty where nobody did."""
    ruling = row.get("ruling")
    if not ruling:
        return ""
    note = f": {ruling['note']}" if ruling["note"] else ""
    return f"ruled by {ruling['author']}, {ruling['at'][:10]}: {show_verdict(ruling)}{note}"


def show_verdict(ruling: Row) -> str:
    """A verdict in words."""
    verdict = str(ruling["verdict"])
    return f"side {verdict} stands" if verdict.isdigit() else verdict.replace("-", " ")
