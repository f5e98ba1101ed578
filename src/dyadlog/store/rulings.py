"""Rulings as the store keeps them."""

import sqlite3

from dyadlog.records import Ruling
from dyadlog.store.codec import decode


def read_rulings(connection: sqlite3.Connection) -> list[Ruling]:
    """All rulings, in the order they were made."""
    rows = connection.execute("SELECT record FROM rulings ORDER BY number")
    return [decode(Ruling, blob) for (blob,) in rows]
