"""The read-only view of the store."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.records import (
    Actor,
    Claim,
    Document,
    Dyad,
    Event,
    Finding,
    Given,
    InferredDate,
    Instrument,
    Issue,
    Reading,
    StandingRuling,
)
from dyadlog.store.archive import StoredArchive
from dyadlog.store.codec import decode, unpack_reading
from dyadlog.store.connection import connect_reader, store_errors
from dyadlog.store.filters import Filter
from dyadlog.store.rulings import read_rulings, stand
from dyadlog.store.schema import APPLICATION_ID, MIGRATIONS

Record = TypeVar("Record")
EVERYTHING = Filter()
AnyRecord = Claim | Event | Instrument | Finding | Actor | Document | Issue


@dataclass(frozen=True, slots=True)
class Appearance:
    """A place where a page was met, with what the user said about it there."""

    location: str
    page_id: str
    given: Given


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found."""

    sentence_id: str
    document_id: str
    start: int
    end: int


def open_view(path: Path) -> "View":
    """The view of the store at ``path``."""
    connection = connect_reader(path)
    with store_errors(path):
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id != APPLICATION_ID:
        raise StoreError(f"{path}: not a dyadlog file")
    if version != len(MIGRATIONS):
        raise StoreError(f"{path}: schema {version}, this dyadlog reads {len(MIGRATIONS)}; `dyadlog read` migrates it")
    return View(connection, path)


class View:
    """Reads records; never writes. Every method gives records in a stable order."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def __enter__(self) -> "View":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def claims(self, wanted: Filter = EVERYTHING) -> list[Claim]:
        """Claims in order of document and position."""
        rows = self._select(
            "SELECT t.record FROM claims t JOIN documents d USING (document_id)",
            "t.claim_id",
            wanted,
            "ORDER BY d.location, t.sentence, t.start, t.claim_id",
            outlet="d.outlet = ?",
        )
        return [decode(Claim, blob) for blob in rows]

    def claims_named(self, claims: Sequence[str]) -> list[Claim]:
        """Some claims by id, in the order asked for; those that are not there are left out."""
        rows = (self._db.execute("SELECT record FROM claims WHERE claim_id = ?", (name,)).fetchone() for name in claims)
        return [decode(Claim, row[0]) for row in rows if row is not None]

    def events(self, wanted: Filter = EVERYTHING) -> list[Event]:
        """Events, newest first; undated ones last."""
        rows = self._select(
            "SELECT t.record FROM events t",
            "t.event_id",
            wanted,
            "ORDER BY coalesce(t.date_end, t.date_start) DESC NULLS LAST, t.date_start DESC, t.event_id",
            outlet="EXISTS (SELECT 1 FROM event_claims e JOIN claims c USING (claim_id) JOIN documents d"
            " USING (document_id) WHERE e.event_id = t.event_id AND d.outlet = ?)",
        )
        return [decode(Event, blob) for blob in rows]

    def instruments(self, states: tuple[str, ...] = ()) -> list[Instrument]:
        """Instruments in order of their names."""
        rows = self._select("SELECT t.record FROM instruments t", "t.instrument_id", Filter(states))
        return sorted((decode(Instrument, blob) for blob in rows), key=lambda i: (i.name.lower(), i.instrument_id))

    def findings(self, states: tuple[str, ...] = (), kind: str | None = None) -> list[Finding]:
        """Findings by kind."""
        order = "GROUP BY t.finding_id ORDER BY t.kind, t.finding_id"  # of the scope with the lowest rank
        head = "SELECT t.record, min(t.rank) FROM findings t"
        rows = self._select(head, "t.finding_id", Filter(states, kind=kind), order)
        return [decode(Finding, blob) for blob in rows]

    def actors(self, states: tuple[str, ...] = ()) -> list[Actor]:
        """Actors of any of the states (of all, where none is named), those with most claims first."""
        rows = self._db.execute("SELECT record FROM actors").fetchall()
        actors = [decode(Actor, blob) for (blob,) in rows]
        kept = [actor for actor in actors if not states or set(states) & set(actor.states)]
        return sorted(kept, key=lambda actor: (-actor.claims, actor.name, actor.actor_id))

    def documents(self, wanted: Filter = EVERYTHING) -> list[Document]:
        """Documents in order of location; with states, those that have a claim in which all of them take part."""
        rows = self._db.execute("SELECT record FROM documents ORDER BY location, document_id").fetchall()
        documents = [decode(Document, blob) for (blob,) in rows]
        if wanted.outlet is not None:
            documents = [d for d in documents if d.outlet and d.outlet.value == wanted.outlet]
        if wanted.states:
            concerned = {claim.document_id for claim in self.claims(Filter(wanted.states))}
            documents = [d for d in documents if d.document_id in concerned]
        return documents

    def document(self, document_id: str) -> Document:
        """The document with this id."""
        row = self._db.execute("SELECT record FROM documents WHERE document_id = ?", (document_id,)).fetchone()
        if row is None:
            raise NotFound(f"no document {document_id}")
        return decode(Document, row[0])

    def issues(self) -> list[Issue]:
        """What could not be read, in order of location."""
        rows = self._db.execute("SELECT record FROM issues ORDER BY location, issue_id")
        return [decode(Issue, blob) for (blob,) in rows]

    def appearances(self, document_id: str) -> list[Appearance]:
        """Everywhere a document was met."""
        rows = self._db.execute(
            "SELECT a.location, a.page_id, a.url, a.outlet, a.published FROM appearances a JOIN readings r"
            " USING (page_id) WHERE r.document_id = ? ORDER BY a.location, a.page_id",
            (document_id,),
        )
        return [Appearance(location, page_id, _given(url, outlet, day)) for location, page_id, url, outlet, day in rows]

    def reading(self, document_id: str) -> Reading:
        """The whole reading of a document: mentions, times and framings too."""
        row = self._db.execute(
            "SELECT r.payload FROM readings r JOIN documents d USING (page_id) WHERE d.document_id = ?", (document_id,)
        ).fetchone()
        if row is None:
            raise NotFound(f"no document {document_id}")
        return unpack_reading(row[0])

    def event_of_claim(self) -> dict[str, str]:
        """Claim id -> id of the event it belongs to."""
        return dict(self._db.execute("SELECT claim_id, event_id FROM event_claims"))

    def instruments_of_claim(self) -> dict[str, list[str]]:
        """Claim id -> ids of the instruments it speaks of."""
        found: dict[str, list[str]] = {}
        for claim_id, instrument_id in self._db.execute("SELECT * FROM instrument_claims ORDER BY 1, 2"):
            found.setdefault(claim_id, []).append(instrument_id)
        return found

    def identities(self) -> dict[str, str]:
        """Page-level actor id -> canonical actor id."""
        return StoredArchive(self._db).identities()

    def copies(self) -> dict[str, str]:
        """Document id -> id of the document it copies."""
        return StoredArchive(self._db).copies()

    def inferred_dates(self) -> dict[str, InferredDate]:
        """Document id -> when it was published, as far as other pages tell; for documents that give no date."""
        rows = self._db.execute("SELECT record FROM inferred_dates ORDER BY document_id")
        inferred = (decode(InferredDate, blob) for (blob,) in rows)
        return {one.document_id: one for one in inferred}

    def dyad(self, first: str, second: str) -> Dyad:
        """All that involves two states, by their codes."""
        wanted = Filter((first, second))
        events = self.events(wanted)
        event_of = {claim_id: event.event_id for event in events for claim_id in event.claims}
        rows = self._db.execute("SELECT claim_id, document_id FROM claims")
        concerned = {document_id for claim_id, document_id in rows if claim_id in event_of}
        documents = {d.document_id: d for d in self.documents() if d.document_id in concerned}
        claims = [claim for claim in self.claims() if claim.document_id in documents]
        return Dyad(
            states=(first, second),
            events=tuple(events),
            instruments=tuple(self.instruments(wanted.states)),
            findings=tuple(self.findings(wanted.states)),
            documents=documents,
            claims={claim.claim_id: claim for claim in claims},
            actors={actor.actor_id: actor for code in wanted.states for actor in self.actors((code,))},
            identities=self.identities(),
            copies=self.copies(),
            event_of=event_of,
        )

    def rulings(self) -> list[StandingRuling]:
        """What people ruled, in the order they did, with the records that each ruling is attached to now."""
        return stand(self._db, read_rulings(self._db))

    def search(self, words: str, limit: int = 50) -> list[Hit]:
        """Sentences that hold all the words (FTS5 syntax is allowed), best first."""
        sql = (
            "SELECT s.sentence_id, s.document_id, s.start, s.end FROM sentence_words w"
            " JOIN sentences s ON s.number = w.rowid WHERE sentence_words MATCH ? ORDER BY rank LIMIT ?"
        )
        for query in (words, " ".join('"' + word.replace('"', '""') + '"' for word in words.split())):
            try:
                return [Hit(*row) for row in self._db.execute(sql, (query, limit))]
            except sqlite3.OperationalError:  # not FTS5 syntax after all: take the words as words
                continue
        raise UserError(f"cannot search for {words!r}")

    def get(self, name: str) -> AnyRecord:
        """The record with this id, an id it had before, or a unique beginning of one."""
        candidates = list(self._find_ids(name))
        if not candidates:
            alias = self._db.execute("SELECT new_id FROM aliases WHERE old_id = ?", (name,)).fetchone()
            if alias is None:
                raise NotFound(f"no record {name!r}")
            return self.get(alias[0])
        if len(candidates) > 1:
            raise UserError(f"{name!r} begins several ids: {', '.join(sorted(c[1] for c in candidates)[:8])}")
        kind, record_id, table, key = candidates[0]
        order = " ORDER BY rank" if table == "findings" else ""  # one row for each scope
        (blob,) = self._db.execute(f"SELECT record FROM {table} WHERE {key} = ?{order}", (record_id,)).fetchone()
        return decode(kind, blob)

    def _find_ids(self, name: str) -> Iterator[tuple[type[AnyRecord], str, str, str]]:
        tables: tuple[tuple[type[AnyRecord], str, str], ...] = (
            (Claim, "claims", "claim_id"),
            (Event, "events", "event_id"),
            (Instrument, "instruments", "instrument_id"),
            (Finding, "findings", "finding_id"),
            (Actor, "actors", "actor_id"),
            (Document, "documents", "document_id"),
            (Issue, "issues", "issue_id"),
        )
        for kind, table, key in tables:
            exact = self._db.execute(f"SELECT {key} FROM {table} WHERE {key} = ?", (name,)).fetchone()
            if exact:
                yield kind, exact[0], table, key
                return
        pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for kind, table, key in tables:
            sql = f"SELECT DISTINCT {key} FROM {table} WHERE {key} LIKE ? ESCAPE '\\' LIMIT 9"
            for (record_id,) in self._db.execute(sql, (pattern,)):
                yield kind, record_id, table, key

    def _select(self, head: str, key: str, wanted: Filter, order: str = "", outlet: str | None = None) -> list[bytes]:
        clauses = [f"{key} IN (SELECT record_id FROM participants WHERE state = ?)" for _ in wanted.states]
        values: list[str] = list(wanted.states)
        for column, value in (("event_type", wanted.event_type), ("kind", wanted.kind), ("modality", wanted.modality)):
            if value is not None:
                clauses.append(f"t.{column} = ?")
                values.append(value)
        dated = "(t.date_start IS NOT NULL OR t.date_end IS NOT NULL)"
        if wanted.since is not None:
            clauses.append(f"{dated} AND coalesce(t.date_end, '9999') >= ?")
            values.append(wanted.since.isoformat())
        if wanted.until is not None:
            clauses.append(f"{dated} AND coalesce(t.date_start, '0000') <= ?")
            values.append(wanted.until.isoformat())
        if wanted.outlet is not None and outlet is not None:
            clauses.append(outlet)
            values.append(wanted.outlet)
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        with store_errors(self.path):
            return [row[0] for row in self._db.execute(f"{head}{where} {order}", values)]


def _given(url: str | None, outlet: str | None, published: str | None) -> Given:
    return Given(url, outlet, date.fromisoformat(published) if published else None)
