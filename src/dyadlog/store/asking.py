"""Asking SQLite: for many values in short questions, and of times as the tables hold them."""

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from dyadlog.records import Claim, Event

AT_ONCE = 500
"""Values in one question: SQLite takes some 30,000, and short questions keep its plans simple."""


def ask(connection: sqlite3.Connection, sql: str, values: Collection[Any]) -> Iterator[Any]:
    """The rows of a question that takes any number of values at ``{}``, asked in parts."""
    for part in parts_of(values):
        yield from connection.execute(sql.format(marks(part)), part)


def parts_of(values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    """Values in their order, each once, a question's worth at a time."""
    ordered = sorted(set(values))
    for start in range(0, len(ordered), AT_ONCE):
        yield tuple(ordered[start : start + AT_ONCE])


def marks(values: Collection[Any]) -> str:
    """As many question marks as there are values."""
    return ", ".join("?" * len(values))


@lru_cache(1 << 16)
def as_day(text: str | None) -> date | None:
    """A day as the tables hold it; None where there is none."""
    return date.fromisoformat(text) if text else None


def date_columns(record: Claim | Event) -> tuple[str | None, str | None]:
    """The first and the last day of a record, as the tables hold them."""
    when = record.when
    if when is None:
        return None, None
    return (when.start.isoformat() if when.start else None), (when.end.isoformat() if when.end else None)
