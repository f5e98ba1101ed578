"""Tables that are made from readings, and can be made again."""

import sqlite3
from collections.abc import Iterable, Sequence

from dyadlog.records import (
    TEXTS,
    Actor,
    Comparison,
    Consolidation,
    Event,
    Extension,
    InferredDate,
    Instrument,
    ShelfKey,
    Shelved,
    Workings,
    read_sketch,
)
from dyadlog.store.asking import date_columns
from dyadlog.store.codec import encode
from dyadlog.store.pairs import Pairs, insert_pairs

TABLES = (
    "events",
    "event_claims",
    "instruments",
    "instrument_claims",
    "findings",
    "actors",
    "identities",
    "copies",
    "inferred_dates",
    "shelf",
    "shelf_keys",
    "namings",
    "prints",
    "presence",
)


def insert_participants(connection: sqlite3.Connection, record_id: str, names: Iterable[str]) -> None:
    """Note who takes part in a record: states, and in events people too."""
    rows = ((name, record_id) for name in sorted(names))
    connection.executemany("INSERT OR IGNORE INTO participants VALUES (?, ?)", rows)


class Derived:
    """Writes what consolidation and findings made; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._pairs = Pairs(connection)

    def clear(self) -> None:
        """Drop everything that was made."""
        for table in TABLES:
            self._db.execute(f"DELETE FROM {table}")
        self._db.execute("DELETE FROM participants WHERE record_id NOT IN (SELECT claim_id FROM claims)")
        self._pairs.clear()

    def drop(self, extension: Extension) -> None:
        """Drop what an extension replaces."""
        part = extension.part
        self._delete("events", "event_id", extension.dropped_events)
        self._pairs.drop_events(extension.dropped_events)
        self._delete("instruments", "instrument_id", extension.dropped_instruments)
        self._delete("event_claims", "event_id", extension.dropped_events)
        self._delete("instrument_claims", "instrument_id", extension.dropped_instruments)
        self._delete("participants", "record_id", (*extension.dropped_events, *extension.dropped_instruments))
        self._delete("pair_records", "record_id", extension.dropped_instruments)
        actors = [name for actor in part.actors for name in (actor.actor_id, *actor.aliases)]
        actors += extension.dropped_actors
        self._delete("actors", "actor_id", actors)
        self._delete("participants", "record_id", actors)
        self._delete("inferred_dates", "document_id", [one.document_id for one in part.inferred_dates])
        self._delete("namings", "document_id", extension.retold)
        self._delete("inferred_dates", "document_id", extension.retold)
        for column in ("document_id", "other_id"):
            self._delete("prints", column, extension.gone)
        self._db.executemany("DELETE FROM shelf WHERE shelf = ? AND item_id = ?", extension.dropped_items)
        self._delete("identities", "local_id", extension.relinked)
        self._delete("copies", "document_id", extension.recopied)
        sql = "UPDATE shelf SET component = ? WHERE shelf = ? AND component = ?"
        self._db.executemany(sql, ((new, shelf, old) for shelf, old, new in extension.merged_components))

    def save(self, consolidation: Consolidation) -> None:
        """Write the records of a consolidation and its workings."""
        self._db.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?)", consolidation.copies)
        for event in consolidation.events:
            self._insert_event(event)
        for instrument in consolidation.instruments:
            self._insert_instrument(instrument)
        for actor in consolidation.actors:
            self._insert_actor(actor)
        self._db.executemany("INSERT OR REPLACE INTO identities VALUES (?, ?)", consolidation.identities)
        self._insert_inferred(consolidation.inferred_dates)
        self._save_workings(consolidation.workings)

    def save_comparison(self, comparison: Comparison) -> None:
        """Write findings in the place of those of the same scopes."""
        scopes = sorted(comparison.scopes or ())
        gone = [
            finding_id
            for scope in scopes
            for (finding_id,) in self._db.execute("SELECT finding_id FROM findings WHERE scope = ?", (scope,))
        ]
        self._delete("findings", "scope", scopes)
        for scoped in comparison.findings:
            finding = scoped.finding
            about = (finding.event_id, finding.instrument_id)
            row = (finding.finding_id, scoped.scope, scoped.rank, finding.kind, encode(finding), *about)
            self._db.execute("INSERT OR IGNORE INTO findings VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            insert_participants(self._db, finding.finding_id, finding.states)
            insert_pairs(self._db, f"finding:{finding.kind}", finding.finding_id, finding.states)
        for finding_id in gone:
            if not self._db.execute("SELECT 1 FROM findings WHERE finding_id = ?", (finding_id,)).fetchone():
                for table in ("participants", "pair_records"):
                    self._db.execute(f"DELETE FROM {table} WHERE record_id = ?", (finding_id,))
        self._db.executemany("INSERT OR IGNORE INTO presence VALUES (?, ?, ?)", comparison.presence)

    def drop_presence(self, documents: Sequence[str]) -> None:
        """Forget when pages had claims that are told otherwise now."""
        self._delete("presence", "document_id", documents)

    def settle(self, documents: Sequence[str] | None) -> None:
        """Count what has changed, and take what came (some documents, or all), went or was altered as dealt with."""
        self._pairs.count()
        self._db.execute("DELETE FROM altered")
        if documents is None:
            self._db.execute("DELETE FROM pending")
        else:
            self._delete("pending", "document_id", documents)

    def _delete(self, table: str, column: str, values: Sequence[str]) -> None:
        self._db.executemany(f"DELETE FROM {table} WHERE {column} = ?", ((value,) for value in values))

    def _insert_event(self, event: Event) -> None:
        start, end = date_columns(event)
        row = (event.event_id, event.event_type, event.kind, event.modality, start, end, event.part_of, encode(event))
        self._db.execute("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        rows = ((claim_id, event.event_id) for claim_id in event.claims)
        self._db.executemany("INSERT OR REPLACE INTO event_claims VALUES (?, ?)", rows)
        people = {party.actor_id for party in (*event.actors, *event.recipients) if party.is_named_person}
        insert_participants(self._db, event.event_id, event.states() | people)
        self._pairs.insert_event(event)
        self._insert_aliases(event.event_id, event.aliases)

    def _insert_instrument(self, instrument: Instrument) -> None:
        days = (day.isoformat() if day else None for day in (instrument.deadline, instrument.last_heard))
        row = (instrument.instrument_id, encode(instrument), *days)
        self._db.execute("INSERT OR REPLACE INTO instruments VALUES (?, ?, ?, ?)", row)
        rows = {(report.claim_id, instrument.instrument_id) for report in instrument.history}
        self._db.executemany("INSERT OR REPLACE INTO instrument_claims VALUES (?, ?)", sorted(rows))
        insert_participants(self._db, instrument.instrument_id, instrument.states)
        insert_pairs(self._db, "instrument", instrument.instrument_id, instrument.states)
        self._insert_aliases(instrument.instrument_id, instrument.aliases)

    def _insert_actor(self, actor: Actor) -> None:
        self._db.execute("INSERT OR REPLACE INTO actors VALUES (?, ?, ?)", (actor.actor_id, actor.name, encode(actor)))
        insert_participants(self._db, actor.actor_id, actor.states)
        self._insert_aliases(actor.actor_id, actor.aliases)

    def _insert_inferred(self, found: Iterable[InferredDate]) -> None:
        rows = ((one.document_id, encode(one)) for one in found if one.reasons)
        self._db.executemany("INSERT OR REPLACE INTO inferred_dates VALUES (?, ?)", rows)

    def _insert_aliases(self, record_id: str, aliases: Sequence[str]) -> None:
        rows = ((alias, record_id) for alias in aliases)
        self._db.executemany("INSERT OR REPLACE INTO aliases VALUES (?, ?)", rows)

    def _save_workings(self, workings: Workings) -> None:
        rows = ((n.actor_id, n.document_id, n.slot, n.value, n.count, n.place) for n in workings.namings)
        self._db.executemany("INSERT OR REPLACE INTO namings VALUES (?, ?, ?, ?, ?, ?)", rows)
        for document_id, sketch in workings.sketches:
            keys = tuple(ShelfKey(number, 0, 0, True) for number in read_sketch(sketch))
            self._shelve(TEXTS, Shelved(document_id, document_id, document_id, b"", keys))
        self._db.executemany("INSERT OR IGNORE INTO prints VALUES (?, ?)", workings.prints)
        for shelf, items in workings.shelves:
            for item in items:
                self._shelve(shelf, item)

    def _shelve(self, shelf: str, item: Shelved) -> None:
        """Keep an item. Keys that it no longer has may stay: they lead to it once more than needed, and no further."""
        row = (shelf, item.item_id, item.document_id, item.component, item.record)
        (number,) = self._db.execute(
            "INSERT INTO shelf (shelf, item_id, document_id, component, record) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (shelf, item_id) DO UPDATE SET component = excluded.component, record = excluded.record"
            " RETURNING number",
            row,
        ).fetchone()
        keys = ((key.key, key.last, number, key.first, key.strong) for key in item.keys)
        self._db.executemany("INSERT OR REPLACE INTO shelf_keys VALUES (?, ?, ?, ?, ?)", keys)
