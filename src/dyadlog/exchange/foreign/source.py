"""A data set as a description: how its files look, and where in a row each part of an event stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from dyadlog.exchange.foreign.cells import Cells
from dyadlog.exchange.foreign.parties import Parties
from dyadlog.knowledge import Knowledge
from dyadlog.records import EventType, ForeignMention, ForeignSource

MATERIAL_ROOTS: Final = (6, 9, 14)
"""The CAMEO roots with which material cooperation, verbal conflict and material conflict begin."""
States = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """``first`` to ``last`` when it happened, ``coded`` the day by which states are read, ``covered`` the day that
    counts for what the file covers."""

    first: date
    last: date
    coded: date
    covered: date

    @classmethod
    def of(cls, day: date) -> "Days":
        """One day."""
        return cls(day, day, day, day)


@dataclass(frozen=True, slots=True)
class Act:
    """What happened, in their ``code`` and ``words``, and what that is in PLOVER and CAMEO."""

    code: str
    words: str | None
    event_type: EventType | None
    mode: str | None
    quad_class: int | None
    cameo: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """Where the parts of an event stand in a row. ``side`` gives the states of side 1 or 2, ``land`` those whose land
    it was; ``more`` fields of ForeignEvent by their names, those that are not here are None."""

    foreign_id: Callable[[Cells], str]
    days: Callable[[Cells], Days]
    side: Callable[[Cells, Parties, date, int], States]
    land: Callable[[Cells, Parties, date], States]
    act: Callable[[Cells, Knowledge], Act]
    more: Mapping[str, Callable[[Cells], Any]]
    position: Callable[[Cells], tuple[float | None, float | None]] = Cells.position


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Rows of other files of the data set, known by their number of columns: where its events were mentioned."""

    columns: tuple[str, ...]
    read: Callable[[Cells], tuple[date, ForeignMention]]


@dataclass(frozen=True, slots=True)
class Source:
    """A data set: ``title`` for people, ``files`` how its files are called, ``home`` where they are published. A head
    must have the columns ``needed`` (no head where these are none); ``columns`` are those of files without a head, or
    with one that does not fit their rows. ``quoted``: cells may stand in quotes. ``codes`` are the PLOVER types that it
    looks for at all (any where empty)."""

    name: ForeignSource
    title: str
    files: str
    home: str
    event: EventRow
    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    quoted: bool = False
    codes: tuple[EventType, ...] = ()
    mention: MentionRow | None = None


def text(*columns: str) -> Callable[[Cells], str | None]:
    """The first of some cells that is not empty."""
    return lambda cells: next(filter(None, map(cells.text, columns)), None)


def need(column: str) -> Callable[[Cells], str]:
    """A cell that must not be empty."""
    return lambda cells: cells.need(column)


def count(column: str) -> Callable[[Cells], int | None]:
    """A whole number."""
    return lambda cells: cells.count(column)


def read_cameo(code: str, words: str | None, knowledge: Knowledge) -> Act:
    """An act in CAMEO. In PLOVER it is what its code is, or the one above it; nothing for statements and appeals, which
    PLOVER does not have."""
    known = knowledge.ontology.from_cameo
    above = (code, f"{code}0", *(code[:length] for length in range(len(code) - 1, 2, -1)))
    plover = next((known[one] for one in above if one in known), None)
    event_type, mode = (plover.event_type, plover.mode) if plover else (None, None)
    return Act(code, words, event_type, mode, quad_of_cameo(code), code)


def read_listed(source: ForeignSource, code: str, words: str | None, knowledge: Knowledge) -> Act:
    """An act that ``knowledge/tables/foreign_types.csv`` says the type of."""
    known = knowledge.foreign_types.get((source, code))
    event_type = known.event_type if known else None
    quad = knowledge.ontology.quad_class(event_type) if event_type else None
    return Act(code, words, event_type, known.mode if known else None, quad, known.cameo if known else None)


def quad_of_cameo(code: str) -> int | None:
    """The quad class of a CAMEO code by its root: 1 to 5, 6 to 8, 9 to 13, 14 to 20."""
    root = int(code[:2]) if code[:2].isdigit() else 0
    return 1 + sum(root >= first for first in MATERIAL_ROOTS) if 1 <= root <= 20 else None
