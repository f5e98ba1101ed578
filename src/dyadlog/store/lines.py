"""The part of the view that lists the events of two states from narrow rows."""

import json
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any, Final

import numpy as np

from dyadlog.records import EventLine, PairLine
from dyadlog.records.pairs import name_pair
from dyadlog.store.asking import as_day
from dyadlog.store.census import Census, Column, Columns, Mask
from dyadlog.store.filters import EVERY_LINE, Condition, LineFilter, join_conditions, line_conditions
from dyadlog.store.reader import Reader

COUNTED: Final = "event_type, kind, modality, quad_class, substr(sort_day, 1, 4), outlets, contexts"
"""What events are counted by, in the order of ``ONE_EACH``, then ``outlet`` and ``context``."""
ONE_EACH: Final = ("type", "kind", "modality", "quad", "year")
LISTED: Final = "sort_day DESC, first DESC, event_id"
"""The order of events, newest first; that of the table itself."""
PAIR: Final = "pair, events, documents, first, last, reported"
COLUMNS: Final = (
    "event_id, first, last, precision, method, event_type, kind, quad_class, goldstein, modality, negated, disputed,"
    " confidence, report_confidence, origins, documents, reported, part_of, contexts, outlets, doers, targets,"
    " territory, recipients"
)


class LineReader(Reader):
    """Lists pairs of states and their events."""

    def pairs(self, limit: int | None = None, offset: int = 0, state: str | None = None) -> list[PairLine]:
        """Every two states that have events, or every other state that one has events with; those with most first."""
        where, values = _of_state(state)
        sql = f"SELECT {PAIR} FROM pairs WHERE {where} ORDER BY events DESC, pair LIMIT ? OFFSET ?"
        return [_pair_line(row) for row in self._rows(sql, (*values, -1 if limit is None else limit, offset))]

    def count_pairs(self, state: str | None = None) -> int:
        """How many ``pairs`` there are."""
        where, values = _of_state(state)
        ((count,),) = self._rows(f"SELECT count(*) FROM pairs WHERE {where}", values)
        return int(count)

    def paired_states(self) -> list[str]:
        """The codes of all states that have events with another."""
        first, second = "substr(pair, 1, instr(pair, '-') - 1)", "substr(pair, instr(pair, '-') + 1)"
        sql = f"SELECT {first} FROM pairs UNION SELECT {second} FROM pairs"
        return sorted(code for (code,) in self._rows(sql))

    def newest_day(self) -> date | None:
        """The newest day that a page on any two states was published; where none tells, the last day of an event."""
        ((reported, last),) = self._rows("SELECT max(reported), max(last) FROM pairs")
        return as_day(reported or last)

    def pair(self, states: tuple[str, str]) -> PairLine | None:
        """What two states have; None where there is no event."""
        rows = self._rows(f"SELECT {PAIR} FROM pairs WHERE pair = ?", (name_pair(states),))
        return _pair_line(rows[0]) if rows else None

    def lines_changed(self, pair: tuple[str, str]) -> str:
        """A word that changes whenever a line of two states does."""
        sql = "SELECT value, (SELECT changed FROM pairs WHERE pair = ?) FROM meta WHERE key = 'file'"
        ((file, changed),) = self._rows(sql, (name_pair(pair),))
        return f"{file}.{changed}"

    def years(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], dict[int, int]]:
        """How many dated events of each year some pairs have."""
        rows = self._many("SELECT pair, years FROM pairs WHERE pair IN ({})", [name_pair(pair) for pair in pairs])
        return {_states(pair): {int(year): count for year, count in json.loads(years).items()} for pair, years in rows}

    def lines(
        self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE, limit: int | None = None, offset: int = 0
    ) -> list[EventLine]:
        """Events of two states, newest first, undated ones last; the order of ``events``."""
        where, values = join_conditions(line_conditions(wanted))
        name = name_pair(pair)
        rows = self._rows(
            f"SELECT {COLUMNS} FROM pair_events e WHERE pair = ? AND {where} ORDER BY {LISTED} LIMIT ? OFFSET ?",
            (name, *values, -1 if limit is None else limit, offset),
        )
        states = _states(name)
        return [_line(states, row) for row in rows]

    def count_lines(self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE) -> int:
        """How many events of two states there are."""
        where, values = join_conditions(line_conditions(wanted))
        ((count,),) = self._rows(
            f"SELECT count(*) FROM pair_events e WHERE pair = ? AND {where}", (name_pair(pair), *values)
        )
        return int(count)

    def census(self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE, columns: Columns | None = None) -> Census:
        """The events of two states counted; ``columns`` are those of the record as it stands, where they are known."""
        return (columns or self.columns(pair)).count(wanted, lambda part: self._mask(pair, part))

    def columns(self, pair: tuple[str, str]) -> Columns:
        """What the events of two states are counted by."""
        rows = self._rows(f"SELECT {COUNTED} FROM pair_events WHERE pair = ? ORDER BY {LISTED}", (name_pair(pair),))
        cells = list(zip(*rows, strict=True)) or [()] * (len(ONE_EACH) + 2)
        of_one = {name: Column.of_one(column) for name, column in zip(ONE_EACH, cells, strict=False)}
        return Columns(
            len(rows),
            {**of_one, "outlet": Column.of_many(cells[-2], _names), "context": Column.of_many(cells[-1], _words)},
        )

    def _mask(self, pair: tuple[str, str], wanted: LineFilter) -> Mask:
        """Which events of two states meet a filter."""
        where, values = join_conditions(line_conditions(wanted))
        sql = f"SELECT coalesce({where}, 0) FROM pair_events e WHERE pair = ? ORDER BY {LISTED}"
        return np.array(self._rows(sql, (*values, name_pair(pair))), bool).reshape(-1)


def _pair_line(row: tuple[Any, ...]) -> PairLine:
    """A row of ``PAIR`` as a record."""
    return PairLine(_states(row[0]), row[1], row[2], *map(as_day, row[3:6]))


def _of_state(state: str | None) -> Condition:
    """That one state is among the two; any where none is named."""
    return ("instr('-' || pair || '-', ?)", (f"-{state}-",)) if state else ("1", ())


def _states(pair: str) -> tuple[str, str]:
    first, second = pair.split("-")
    return first, second


def _line(states: tuple[str, str], row: tuple[Any, ...]) -> EventLine:
    """A row of ``COLUMNS`` as a record."""
    first, last, reported = (as_day(cell) for cell in (row[1], row[2], row[16]))
    values: list[Any] = [row[0], first, last, *row[3:10], bool(row[10]), bool(row[11]), *row[12:16], reported, row[17]]
    values += [_words(row[18]), _names(row[19]), *map(_words, row[20:23]), row[23]]
    return EventLine(states, *values)


@lru_cache(1 << 12)
def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(",")) if cell else ()


@lru_cache(1 << 12)
def _names(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))
