"""Events in our words, as lists on pages show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dyadlog.exchange import Rows
from dyadlog.records import Event
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter, choose_quote
from dyadlog.report.notes import Notebook
from dyadlog.serve.sheets import Scene

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a list: when, what in neutral words, on whose word, and where its card is."""

    event_id: str
    when: str
    text: str
    quad: int
    kind: str
    modality: str
    negated: bool
    disputed: bool
    origins: int
    outlets: tuple[str, ...]
    documents: int
    detail: str
    quote: str
    href: str
    row: Row


class Teller:
    """Puts events of the store into words."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows = Rows(scene.view)
        self._writer = LineWriter(scene.knowledge, Notebook({}), {})

    def tell(self, events: Sequence[Event]) -> list[Told]:
        """Events as entries, in the order given."""
        return [self._tell(row) for row in self._rows.event_rows(events)]

    def tell_named(self, event_ids: Sequence[str]) -> list[Told]:
        """The same by id."""
        return self.tell(self._scene.view.events_named(event_ids))

    def _tell(self, row: Row) -> Told:
        self._writer.start_section()
        return Told(
            event_id=row["event_id"],
            when=show_span(row) or "undated",
            text=self._writer.describe(row),
            quad=row["quad_class"] or 0,
            kind=row["kind"],
            modality=row["modality"],
            negated=row["negated"],
            disputed=row["disputed"],
            origins=row["origins"],
            outlets=tuple(row["outlets"]),
            documents=row["documents"],
            detail=self._writer.detail(row),
            quote=choose_quote(row),
            href=self._scene.links.event(row["event_id"]),
            row=row,
        )
