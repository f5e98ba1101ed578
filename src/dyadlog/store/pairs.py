"""Pairs: what two states both take part in, in narrow tables, so that a page on them reads nothing else."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Final

from dyadlog.records import EVENT_MODALITIES, Event
from dyadlog.records.pairs import pairs_of
from dyadlog.store.asking import ask, date_columns


def insert_pairs(connection: sqlite3.Connection, sort: str, record_id: str, states: Iterable[str]) -> None:
    """Note a record under every two states that take part in it."""
    rows = ((pair, sort, record_id) for pair in pairs_of(states))
    connection.executemany("INSERT OR IGNORE INTO pair_records VALUES (?, ?, ?)", rows)


BY_YEAR: Final = (
    "SELECT substr(y.sort_day, 1, 4) AS year, count(*) AS events FROM pair_events y"
    " WHERE y.pair = e.pair AND y.sort_day > '' GROUP BY year ORDER BY year"
)
"""The events of each year of the pair of a row ``e``."""


class Pairs:
    """Writes the lines of events, and what each two states have; within a transaction of the caller's.

    Claims, documents and ``copies`` must stand before events are written.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._touched: set[str] = set()

    def clear(self) -> None:
        """Drop everything that is made from a consolidation."""
        for table in ("pair_events", "event_outlets", "event_places", "pairs"):
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DELETE FROM pair_records WHERE sort NOT IN ('claim', 'document')")

    def drop_events(self, events: Sequence[str]) -> None:
        """Drop the lines of some events."""
        self._touched.update(
            pair for (pair,) in ask(self._db, "SELECT DISTINCT pair FROM pair_events WHERE event_id IN ({})", events)
        )
        for table in ("pair_events", "event_outlets", "event_places"):
            rows = ((event_id,) for event_id in events)
            self._db.executemany(f"DELETE FROM {table} WHERE event_id = ?", rows)

    def insert_event(self, event: Event) -> None:
        """Write the lines of an event."""
        outlets = ((event.event_id, outlet) for outlet in event.outlets)
        self._db.executemany("INSERT OR IGNORE INTO event_outlets VALUES (?, ?)", outlets)
        places = ((event.event_id, p.name, ",".join(p.countries), p.lat, p.lon) for p in event.places)
        self._db.executemany("INSERT OR IGNORE INTO event_places VALUES (?, ?, ?, ?, ?)", places)
        pairs = pairs_of(event.states())
        if not pairs:
            return
        first, last = date_columns(event)
        head = (last or first or "", first or "", event.event_id, last or "")
        row = (*head, *self._describe(event))
        marks = ", ".join("?" * (len(row) + 1))
        self._db.executemany(f"INSERT INTO pair_events VALUES ({marks})", ((pair, *row) for pair in pairs))
        self._touched.update(pairs)

    def _describe(self, event: Event) -> tuple[object, ...]:
        confidence, reported = self._reports(event)
        when = event.when
        doers, targets = (
            ",".join(sorted({code for party in parties for code in party.states}))
            for parties in (event.actors, event.recipients)
        )
        return (
            when.precision if when else None, when.method if when else None, event.event_type, event.kind,
            event.quad_class, event.goldstein, event.modality, event.negated, event.disputed, event.confidence,
            confidence, event.origins, event.documents, reported, event.part_of, ",".join(event.contexts),
            json.dumps(event.outlets, ensure_ascii=False), doers, targets, ",".join(event.territory),
            len(event.recipients),
        )  # fmt: skip

    def _reports(self, event: Event) -> tuple[float, str | None]:
        """How sure one report of an event is, and the newest day that a page which tells of it was published."""
        surest: dict[str, float] = {}
        newest: str | None = None
        sql = (
            "SELECT coalesce(o.original_id, c.document_id), c.modality, c.negated, c.confidence, d.published"
            " FROM claims c JOIN documents d USING (document_id) LEFT JOIN copies o USING (document_id)"
            " WHERE c.claim_id IN ({})"
        )
        for origin, modality, negated, confidence, published in ask(self._db, sql, event.claims):
            newest = max(newest or "", published or "") or None
            if modality in EVENT_MODALITIES and not negated:
                surest[origin] = max(surest.get(origin, 0.0), confidence)
        return (fmean(sorted(surest.values())) if surest else event.confidence), newest

    def count(self) -> None:
        """Count anew what the pairs have whose events or documents changed; ``pending`` tells of documents."""
        sql = (
            "SELECT DISTINCT r.pair FROM (SELECT document_id FROM pending UNION SELECT document_id FROM altered) p"
            " CROSS JOIN pair_records r ON r.record_id = p.document_id WHERE r.sort = 'document'"
        )
        self._touched.update(pair for (pair,) in self._db.execute(sql))
        rows = [(pair,) for pair in sorted(self._touched)]
        self._db.executemany("DELETE FROM pairs WHERE pair = ?", rows)
        self._db.executemany(
            "INSERT INTO pairs SELECT pair, count(*),"
            " (SELECT count(*) FROM pair_records r WHERE r.pair = e.pair AND r.sort = 'document'),"
            " min(nullif(first, '')), max(nullif(last, '')), max(reported),"
            f" (SELECT json_group_object(year, events) FROM ({BY_YEAR})),"
            " (SELECT value FROM meta WHERE key = 'gatherings')"
            " FROM pair_events e WHERE pair = ? GROUP BY pair",
            rows,
        )
        self._touched.clear()
