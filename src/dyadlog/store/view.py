"""The read-only view of the store."""

from collections.abc import Iterator
from pathlib import Path

from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.records import Actor, Claim, Document, Dyad, Event, Finding, Instrument, Issue
from dyadlog.store.codec import decode
from dyadlog.store.connection import connect_reader, store_errors
from dyadlog.store.documents import DocumentReader
from dyadlog.store.filters import Filter
from dyadlog.store.foreign import ForeignReader
from dyadlog.store.lines import LineReader
from dyadlog.store.places import PlaceReader
from dyadlog.store.record_reader import RecordReader
from dyadlog.store.reviewing import ReviewReader
from dyadlog.store.schema import APPLICATION_ID, MIGRATIONS
from dyadlog.store.searching import SearchReader

AnyRecord = Claim | Event | Instrument | Finding | Actor | Document | Issue
TABLES: tuple[tuple[type[AnyRecord], str, str], ...] = (
    (Claim, "claims", "claim_id"),
    (Claim, "found_claims", "claim_id"),
    (Event, "events", "event_id"),
    (Instrument, "instruments", "instrument_id"),
    (Finding, "findings", "finding_id"),
    (Actor, "actors", "actor_id"),
    (Document, "articles", "document_id"),
    (Issue, "issues", "issue_id"),
)


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


class View(RecordReader, DocumentReader, LineReader, PlaceReader, SearchReader, ReviewReader, ForeignReader):
    """Reads records; never writes. Every method gives records in a stable order."""

    def dyad(self, first: str, second: str) -> Dyad:
        """All that involves two states, by their codes."""
        wanted = Filter((first, second))
        events = self.events(wanted)
        event_of = {claim_id: event.event_id for event in events for claim_id in event.claims}
        sql = "SELECT DISTINCT document_id FROM claims WHERE claim_id IN ({})"
        concerned = {document_id for (document_id,) in self._many(sql, event_of)}
        documents = sorted(self.documents_named(sorted(concerned)), key=lambda d: (d.location, d.document_id))
        claims = [claim for document in documents for claim in self.claims_of_document(document.document_id)]
        return Dyad(
            states=(first, second),
            events=tuple(events),
            instruments=tuple(self.instruments(wanted.states)),
            findings=tuple(self.findings(wanted.states)),
            documents={document.document_id: document for document in documents},
            claims={claim.claim_id: claim for claim in claims},
            actors={actor.actor_id: actor for code in wanted.states for actor in self.actors((code,))},
            identities=self.identities(),
            copies=self.copies_of(sorted(concerned)),
            event_of=event_of,
        )

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
        for kind, table, key in TABLES:
            exact = self._db.execute(f"SELECT {key} FROM {table} WHERE {key} = ?", (name,)).fetchone()
            if exact:
                yield kind, exact[0], table, key
                return
        met: set[str] = set()
        pattern = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        for kind, table, key in TABLES:
            sql = f"SELECT DISTINCT {key} FROM {table} WHERE {key} LIKE ? ESCAPE '\\' LIMIT 9"
            for (record_id,) in self._db.execute(sql, (pattern,)):
                if record_id not in met:  # a claim stands as found beside itself as decided
                    met.add(record_id)
                    yield kind, record_id, table, key
