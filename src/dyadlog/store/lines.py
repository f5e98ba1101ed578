"""The part of the view that lists the events of two states from narrow rows."""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from dyadlog.records import EventLine, PairLine
from dyadlog.store.asking import as_day
from dyadlog.store.filters import LineFilter, join_conditions, line_conditions
from dyadlog.store.pairs import name_pair
from dyadlog.store.reader import Reader

FACETS: Final = {
    "type": "event_type",
    "kind": "kind",
    "modality": "modality",
    "outlet": "outlets",
    "context": "contexts",
    "quad": "quad_class",
    "year": "substr(sort_day, 1, 4)",
}
"""What events can be counted by, and the column."""
EVERY_LINE: Final = LineFilter()
PAIR: Final = "pair, events, documents, first, last, reported"
COLUMNS: Final = (
    "event_id, first, last, precision, method, event_type, kind, quad_class, goldstein, modality, negated, disputed,"
    " confidence, report_confidence, origins, documents, reported, part_of, contexts, outlets, doers, targets,"
    " territory, recipients"
)


class LineReader(Reader):
    """Lists pairs of states and their events."""

    def pairs(self, limit: int | None = None, offset: int = 0) -> list[PairLine]:
        """Every two states that have events, those with most first."""
        sql = f"SELECT {PAIR} FROM pairs ORDER BY events DESC, pair LIMIT ? OFFSET ?"
        return [_pair_line(row) for row in self._rows(sql, (-1 if limit is None else limit, offset))]

    def pair(self, states: tuple[str, str]) -> PairLine | None:
        """What two states have; None where there is no event."""
        rows = self._rows(f"SELECT {PAIR} FROM pairs WHERE pair = ?", (name_pair(states),))
        return _pair_line(rows[0]) if rows else None

    def years(self, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], dict[int, int]]:
        """How many dated events of each year some pairs have."""
        found: dict[tuple[str, str], dict[int, int]] = {}
        sql = (
            "SELECT pair, substr(sort_day, 1, 4) AS year, count(*) FROM pair_events"
            " WHERE pair IN ({}) AND sort_day > '' GROUP BY pair, year ORDER BY pair, year"
        )
        for pair, year, count in self._many(sql, [name_pair(pair) for pair in pairs]):
            found.setdefault(_states(pair), {})[int(year)] = count
        return found

    def lines(
        self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE, limit: int | None = None, offset: int = 0
    ) -> list[EventLine]:
        """Events of two states, newest first, undated ones last; the order of ``events``."""
        where, values = join_conditions(line_conditions(wanted))
        name = name_pair(pair)
        rows = self._rows(
            f"SELECT {COLUMNS} FROM pair_events e WHERE pair = ? AND {where}"
            " ORDER BY sort_day DESC, first DESC, event_id LIMIT ? OFFSET ?",
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

    def facets(self, pair: tuple[str, str], wanted: LineFilter = EVERY_LINE) -> dict[str, list[tuple[str, int]]]:
        """How many events there are of each type, kind, modality, outlet, context, quad and year, most first; each
        counted without the filter on itself. Events without a date have no year."""
        questions: dict[LineFilter, list[str]] = {}
        for facet in FACETS:
            questions.setdefault(_without(wanted, facet), []).append(facet)
        found: dict[str, list[tuple[str, int]]] = {}
        for question, facets in questions.items():
            found |= self._count_facets(pair, question, facets)
        return {facet: found[facet] for facet in FACETS}

    def _count_facets(
        self, pair: tuple[str, str], wanted: LineFilter, facets: list[str]
    ) -> dict[str, list[tuple[str, int]]]:
        where, values = join_conditions(line_conditions(wanted))
        columns = ", ".join(FACETS[facet] for facet in facets)
        rows = self._rows(f"SELECT {columns} FROM pair_events e WHERE pair = ? AND {where}", (name_pair(pair), *values))
        counts = [Counter(column) for column in zip(*rows, strict=True)] or [Counter() for _ in facets]
        return {facet: _rank(_spread(facet, count)) for facet, count in zip(facets, counts, strict=True)}


def _without(wanted: LineFilter, facet: str) -> LineFilter:
    """A filter without what it says of a facet; of years, without both ends of the time."""
    match facet:
        case "type":
            return replace(wanted, types=())
        case "kind":
            return replace(wanted, kinds=())
        case "modality":
            return replace(wanted, modalities=())
        case "outlet":
            return replace(wanted, outlets=())
        case "context":
            return replace(wanted, contexts=())
        case "quad":
            return replace(wanted, quads=())
    return replace(wanted, since=None, until=None)


def _spread(facet: str, counts: Counter[Any]) -> Counter[str]:
    """Counts of single words from those of cells that may hold several."""
    found: Counter[str] = Counter()
    for cell, count in counts.items():
        words = _names(cell) if facet == "outlet" else _words(cell) if facet == "context" else (str(cell),)
        for word in words:
            found[word] += count
    del found[""]
    return found


def _rank(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda row: (-row[1], row[0]))


def _pair_line(row: tuple[Any, ...]) -> PairLine:
    """A row of ``PAIR`` as a record."""
    return PairLine(_states(row[0]), row[1], row[2], *map(as_day, row[3:6]))


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
