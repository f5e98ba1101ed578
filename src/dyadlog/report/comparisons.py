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
    """Sources compared on one field; ``about`` is the happening or the instrument they speak of, in our words."""

    kind: str
    field: str
    about: str
    note: str
    record_id: str
    sides: tuple[SideLine, ...]


class Comparer:
    """Findings as comparisons."""

    def __init__(
        self, notebook: Notebook, writer: LineWriter, events: dict[str, Row], instruments: dict[str, str]
    ) -> None:
        self._notebook = notebook
        self._writer = writer
        self._events = events
        self._instruments = instruments

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
        )

    def _describe(self, row: Row) -> str:
        """The happening without its modality, which may be what the sides differ about; else the instrument."""
        event = self._events.get(row["event_id"] or "")
        if event is not None:
            return self._writer.describe({**event, "modality": "asserted"})
        return self._instruments.get(row["instrument_id"] or "", "")

    def _write_side(self, side: Row) -> SideLine:
        return SideLine(
            source=side["outlet"] or short_name(side["page"]),
            value=OUTCOMES.get(side["value"] or "", side["value"] or ""),
            quote=side["quote"],
            notes=self._notebook.cite([side]),
        )
