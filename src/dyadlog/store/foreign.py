"""Events of other data sets: a shelf of its own in the store, which nothing of the record is made from."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Final

from dyadlog.records import ForeignEvent, ForeignFile, ForeignMention, ForeignSource, Issue, MentionCount
from dyadlog.records.pairs import name_pair, pairs_of
from dyadlog.store.asking import as_day, ask
from dyadlog.store.codec import encode
from dyadlog.store.reader import Reader

FIELDS: Final = tuple(field.name for field in fields(ForeignEvent))
CELLS: Final = attrgetter(*FIELDS)
MENTION: Final = attrgetter(*(field.name for field in fields(ForeignMention)))
FILE: Final = attrgetter(*(field.name for field in fields(ForeignFile)))
LISTS: Final = ("actors", "recipients", "territory")
UPSERT: Final = (
    f"INSERT INTO foreign_events ({', '.join(FIELDS)}) VALUES ({', '.join('?' * len(FIELDS))})"
    " ON CONFLICT (source, foreign_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in FIELDS[2:])
    + " RETURNING number"
)


class ForeignShelf:
    """Writes foreign events; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def add(self, events: Iterable[ForeignEvent]) -> None:
        """Take events in; one with the id of an earlier one of its data set takes that one's place."""
        for event in events:
            (number,) = self._db.execute(UPSERT, _event_row(event)).fetchone()
            self._db.execute("DELETE FROM foreign_pairs WHERE number = ?", (number,))
            pairs = ((pair, event.source, event.first.isoformat(), number) for pair in pairs_of(event.states))
            self._db.executemany("INSERT INTO foreign_pairs VALUES (?, ?, ?, ?)", pairs)

    def add_mentions(self, mentions: Sequence[ForeignMention]) -> int:
        """Take in those mentions whose event is here, each place once; how many these are."""
        sql = "SELECT foreign_id FROM foreign_events WHERE source = 'gdelt' AND foreign_id IN ({})"
        known = {name for (name,) in ask(self._db, sql, {mention.foreign_id for mention in mentions})}
        rows = [MENTION(mention) for mention in mentions if mention.foreign_id in known]
        self._db.executemany("INSERT OR REPLACE INTO foreign_mentions VALUES (?, ?, ?, ?, ?)", rows)
        return len(rows)

    def has(self, file: ForeignFile) -> bool:
        """Whether a file was taken in whole, for the states asked for or for all."""
        sql = "SELECT 1 FROM foreign_files WHERE source = ? AND file_id = ? AND asked IN (?, '')"
        return self._db.execute(sql, (file.source, file.file_id, ",".join(file.asked))).fetchone() is not None

    def close_file(self, file: ForeignFile) -> None:
        """Note that a file was taken in whole."""
        row = [",".join(cell) if isinstance(cell, tuple) else cell for cell in FILE(file)]
        self._db.execute(f"INSERT OR REPLACE INTO foreign_files VALUES ({', '.join('?' * len(row))})", row)
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'gatherings'")

    def put_issues(self, name: str, issues: Sequence[Issue]) -> None:
        """The issues of a file, in place of those it had."""
        self._db.execute("DELETE FROM issues WHERE location = ? OR location GLOB ?", (name, f"{_literal(name)}, *"))
        rows = [(issue.issue_id, issue.page_id, issue.location, encode(issue)) for issue in issues]
        self._db.executemany("INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?)", rows)


class ForeignReader(Reader):
    """Lists foreign events."""

    def foreign_events(self, source: ForeignSource, pair: tuple[str, str]) -> Iterator[ForeignEvent]:
        """The events of a data set in which two states take part, by day."""
        columns = ", ".join(f"e.{name}" for name in FIELDS)
        rows = self._rows(
            f"SELECT {columns} FROM foreign_pairs p JOIN foreign_events e USING (number)"
            " WHERE p.pair = ? AND p.source = ? ORDER BY p.first, e.foreign_id",
            (name_pair(pair), source),
        )
        return map(_read_event, rows)

    def foreign_named(self, source: ForeignSource, ids: Sequence[str]) -> dict[str, ForeignEvent]:
        """Some events of a data set by its own ids; those that are not there are left out."""
        sql = f"SELECT {', '.join(FIELDS)} FROM foreign_events WHERE source = '{source}' AND foreign_id IN ({{}})"
        return {event.foreign_id: event for event in map(_read_event, self._many(sql, ids))}

    def count_foreign(self, pair: tuple[str, str]) -> int:
        """How many events of all data sets have both states."""
        ((count,),) = self._rows("SELECT count(*) FROM foreign_pairs WHERE pair = ?", (name_pair(pair),))
        return int(count)

    def has_foreign(self) -> bool:
        """Whether a file of any other data set was taken in."""
        return bool(self._rows("SELECT 1 FROM foreign_files LIMIT 1"))

    def foreign_mentions(self, source: ForeignSource, ids: Sequence[str]) -> dict[str, MentionCount]:
        """Where a data set found some of its events; those of which no mentions were taken in are left out."""
        outlets: dict[str, set[str]] = defaultdict(set)
        counts: dict[str, int] = defaultdict(int)
        sql = (
            f"SELECT foreign_id, outlet, count(*) FROM foreign_mentions WHERE source = '{source}'"
            " AND foreign_id IN ({}) GROUP BY foreign_id, outlet"
        )
        for name, outlet, count in self._many(sql, ids):
            outlets[name].add(outlet)
            counts[name] += count
        return {name: MentionCount(counts[name], tuple(sorted(outlets[name]))) for name in counts}

    def foreign_files(self, source: ForeignSource | None = None) -> list[ForeignFile]:
        """The files that were taken in, by their first day."""
        where, values = ("source = ?", (source,)) if source else ("1", ())
        rows = self._rows(
            f"SELECT * FROM foreign_files WHERE {where} ORDER BY source, first, name, file_id, asked", values
        )
        return [
            ForeignFile(row[0], _words(row[1]), row[2], row[3], as_day(row[4]), as_day(row[5]), *row[6:])
            for row in rows
        ]


def _event_row(event: ForeignEvent) -> list[Any]:
    row: dict[str, Any] = dict(zip(FIELDS, CELLS(event), strict=True))
    row |= {name: ",".join(row[name]) for name in LISTS}
    row |= {"first": event.first.isoformat(), "last": event.last.isoformat()}
    return list(row.values())


def _read_event(row: Sequence[Any]) -> ForeignEvent:
    cells = dict(zip(FIELDS, row, strict=True))
    cells |= {name: _words(cells[name]) for name in LISTS}
    return ForeignEvent(**{**cells, "first": as_day(cells["first"]), "last": as_day(cells["last"])})


def _read_file(row: Sequence[Any]) -> ForeignFile:
    file_id, asked, source, name, first, last, *counts = row
    return ForeignFile(file_id, _words(asked), source, name, as_day(first), as_day(last), *counts)


def _words(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(",")) if cell else ()


def _literal(name: str) -> str:
    """A name as a pattern of GLOB that means just itself."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
