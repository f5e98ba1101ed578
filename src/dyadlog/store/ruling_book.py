"""The ruling book: what people rule, written down and let hold."""

import sqlite3
from dataclasses import replace

from dyadlog.errors import NotFound
from dyadlog.records import Ruling
from dyadlog.records.ruling import ABOUT_CLAIMS
from dyadlog.store.codec import decode, encode
from dyadlog.store.decisions import Decisions

LAID = (*ABOUT_CLAIMS, "blind")
"""Rulings that stand at words of their own."""


class RulingBook:
    """Writes rulings; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._decisions = Decisions(connection)

    def add(self, ruling: Ruling) -> Ruling:
        """Keep a ruling, for good; it comes back with its number."""
        (last,) = self._db.execute("SELECT coalesce(max(number), 0) FROM rulings").fetchone()
        (used,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence").fetchone()
        ruling = replace(ruling, number=max(last, used) + 1)
        row = (ruling.number, encode(ruling), ruling.kind)
        self._db.execute("INSERT INTO rulings (number, record, kind) VALUES (?, ?, ?)", row)
        if ruling.kind in LAID and ruling.withdrawn is None:
            self._decisions.lay(ruling)
        return ruling

    def withdraw(self, number: int, at: str) -> Ruling:
        """Take a ruling back; it stays in the log with the time."""
        row = self._db.execute("SELECT record FROM rulings WHERE number = ?", (number,)).fetchone()
        ruling = decode(Ruling, row[0]) if row else None
        if ruling is None or ruling.withdrawn is not None:
            raise NotFound(f"no ruling {number}; `dyadlog rulings` lists them")
        self._db.execute(
            "UPDATE rulings SET record = ? WHERE number = ?", (encode(replace(ruling, withdrawn=at)), number)
        )
        if ruling.kind in LAID:
            self._decisions.lift(ruling)
        return ruling
