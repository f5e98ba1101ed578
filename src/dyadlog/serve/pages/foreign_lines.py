"""Other data sets beside the record of two states, in narrow lines: worked out once for a state of the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dyadlog.exchange.foreign import Compared, Counted, Standing, compare_all, count_rows
from dyadlog.exchange.foreign.comparing import Beside, Unmatched
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, ForeignSource
from dyadlog.serve.desk import Pair
from dyadlog.store import View

MOST_THEIRS: Final = 5000
"""Acts that only one data set has of which lines are kept, the newest; tables have all."""
MOST_ROWS: Final = 12
"""Rows of theirs of one happening that are kept to be shown, those that fit best."""

Place = Standing | Literal["only"]
"""How a happening stands in a data set; ``only`` what we do not have."""


@dataclass(frozen=True, slots=True)
class Held:
    """What one data set has of a happening: ``rows`` are ids of theirs, each with the reasons why it is this one."""

    source: ForeignSource
    standing: Place
    counted: Counted
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    same_days: int


@dataclass(frozen=True, slots=True)
class Line:
    """A happening: an event of ours with what each data set has of it, or an act that only one of them has (then
    ``event_id`` is ''). ``values`` are what it can be chosen by, ``day`` what it is ordered by."""

    event_id: str
    day: str
    values: Mapping[str, tuple[str, ...]]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """A data set at a glance. ``standings`` counts events of ours, ``rows`` their rows of those they have, ``most``
    the most of any; ``acts`` and ``act_rows`` are what only they have, ``kept`` how many of these acts have lines."""

    source: ForeignSource
    files: int
    first: date | None
    last: date | None
    standings: Mapping[str, int]
    rows: int
    most: int
    acts: int
    act_rows: int
    kept: int


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All that the page shows: ours newest first, then theirs newest first."""

    lines: tuple[Line, ...]
    sets: tuple[Summary, ...]


def lay_beside(view: View, knowledge: Knowledge, pair: Pair, window: int) -> SideBySide:
    """Every data set of which files were taken in, beside the record of two states."""
    compared = list(compare_all(view, knowledge, pair, window))
    ours = [_ours_line(event, compared, place) for place, event in enumerate(_events_of(compared))]
    theirs = [line for one in compared for line in _theirs_lines(one)]
    newest = sorted(ours, key=_order, reverse=True) + sorted(theirs, key=_order, reverse=True)
    return SideBySide(tuple(newest), tuple(map(_sum_up, compared)))


def _events_of(compared: list[Compared]) -> Iterator[Event]:
    return (beside.event for beside in compared[0].ours) if compared else iter(())


def _order(line: Line) -> tuple[str, str]:
    return line.day, line.event_id


def _ours_line(event: Event, compared: Iterable[Compared], place: int) -> Line:
    held = tuple(_held(one.source.name, one.ours[place]) for one in compared)
    when = event.when
    return _line(event.event_id, "ours", when.start or when.end if when else None, event.event_type, held)


def _held(source: ForeignSource, beside: Beside) -> Held:
    counted = count_rows([one.foreign for one in beside.matches], beside.mentioned)
    rows = tuple((one.foreign.foreign_id, one.reasons) for one in beside.matches[:MOST_ROWS])
    return Held(source, beside.standing, counted, rows, beside.same_days)


def _theirs_lines(compared: Compared) -> Iterator[Line]:
    newest = sorted(compared.theirs, key=lambda one: one.events[0].first, reverse=True)
    for unmatched in newest[:MOST_THEIRS]:
        first = unmatched.events[0]
        yield _line("", "theirs", first.first, first.event_type, (_alone(compared.source.name, unmatched),))


def _alone(source: ForeignSource, unmatched: Unmatched) -> Held:
    rows = tuple((event.foreign_id, ()) for event in unmatched.events[:MOST_ROWS])
    return Held(source, "only", count_rows(unmatched.events, unmatched.mentioned), rows, 0)


def _line(event_id: str, side: str, day: date | None, event_type: str | None, held: tuple[Held, ...]) -> Line:
    values = {
        "side": (side,),
        "standing": tuple(f"{one.source}-{one.standing}" for one in held),
        "type": (event_type or "none",),
        "year": (str(day.year) if day else "undated",),
    }
    return Line(event_id, day.isoformat() if day else "", values, held)


def _sum_up(compared: Compared) -> Summary:
    rows = [len(beside.matches) for beside in compared.ours]
    days = [day for file in compared.files for day in (file.first, file.last) if day]
    return Summary(
        source=compared.source.name,
        files=len(compared.files),
        first=min(days, default=None),
        last=max(days, default=None),
        standings=Counter(beside.standing for beside in compared.ours),
        rows=sum(rows),
        most=max(rows, default=0),
        acts=len(compared.theirs),
        act_rows=sum(len(one.events) for one in compared.theirs),
        kept=min(len(compared.theirs), MOST_THEIRS),
    )
