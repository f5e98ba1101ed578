"""The one writer of the store."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from dyadlog.errors import NotFound
from dyadlog.records import (
    Anchor,
    Comparison,
    Consolidation,
    Event,
    Evidence,
    Extension,
    Finding,
    Instrument,
    Issue,
    Page,
    Reading,
    Ruling,
)
from dyadlog.store.archive import StoredArchive
from dyadlog.store.codec import decode, encode, pack_reading, unpack_reading
from dyadlog.store.connection import connect_writer, store_errors
from dyadlog.store.decisions import as_decided
from dyadlog.store.derived import Derived
from dyadlog.store.foreign import ForeignShelf
from dyadlog.store.installed import Installed
from dyadlog.store.ruling_book import RulingBook
from dyadlog.store.rulings import anchor_claims, anchor_sides, anchor_words, read_log, read_rulings
from dyadlog.store.schema import migrate

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a record has been brought together: under which key, and what came since. ``documents`` counts all,
    ``new`` are those that came, ``retold`` those that went or were read anew; ``rulings`` are the numbers of those
    heeded on what is one happening; ``altered`` are (claim, document) that people decided otherwise since."""

    key: str | None
    documents: int
    new: tuple[str, ...]
    retold: tuple[str, ...]
    rulings: tuple[int, ...]
    altered: tuple[tuple[str, str], ...] = ()


def open_writer(path: Path) -> "Writer":
    """The writer of the store at ``path``, made or migrated as needed."""
    connection = connect_writer(path)
    with store_errors(path):
        migrate(connection)
    return Writer(connection, path)


class Writer:
    """Writes readings page by page, each in a transaction of its own, so that a kill loses at most one page."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._db.in_transaction:  # within ``at_once``
            yield
            return
        with store_errors(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # a full disk has rolled back by itself
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def at_once(self) -> AbstractContextManager[None]:
        """All that is written within stands or falls together; nobody else writes meanwhile."""
        return self._transaction()

    def _count(self, what: str) -> None:
        """Note that ``pages`` or ``gatherings`` (the record made of them, and rulings on it) changed."""
        self._db.execute("UPDATE meta SET value = value + 1 WHERE key = ?", (what,))

    # -- pages ---------------------------------------------------------------------------------------------------------

    def note_appearance(self, page: Page, reading_key: str) -> bool:
        """Whether the page has been read under this key before; if so, note where it was met this time.

        A location that held other bytes before holds these now: the earlier page goes, with all that rests on it alone.
        """
        row = self._db.execute("SELECT reading_key FROM readings WHERE page_id = ?", (page.page_id,)).fetchone()
        if row is None or row[0] != reading_key:
            return False
        with self._transaction():
            self._add_appearance(page)
            self._db.execute("DELETE FROM issues WHERE location = ? AND page_id IS NULL", (page.location,))
            self._count("pages")
        return True

    def note_elsewhere(self, page: Page, key_of: Callable[[Page], str]) -> bool:
        """Whether the same bytes stand, as they were read, at another place of which more is known; if so, note where
        they were met this time. ``key_of`` gives the key of a page: where it is another now, they must be read again.
        """
        sql = "SELECT reading_key, payload FROM readings WHERE page_id = ?"
        row = self._db.execute(sql, (page.page_id,)).fetchone()
        if row is None:
            return False
        held = unpack_reading(row[1]).page
        if held.rank >= page.rank or row[0] != key_of(held) or not self._stands(held):
            return False
        with self._transaction():
            self._add_appearance(page)
            self._count("pages")
        return True

    def _stands(self, page: Page) -> bool:
        sql = "SELECT 1 FROM appearances WHERE location = ? AND page_id = ?"
        return self._db.execute(sql, (page.location, page.page_id)).fetchone() is not None

    def has_met(self, location: str, passing: Collection[str] = ()) -> bool:
        """Whether a page was met at a location, or an issue was filed there whose code is not among ``passing``."""
        if self._db.execute("SELECT 1 FROM appearances WHERE location = ?", (location,)).fetchone():
            return True
        rows = self._db.execute("SELECT record FROM issues WHERE location = ? AND page_id IS NULL", (location,))
        return any(decode(Issue, record).code not in passing for (record,) in rows)

    def save_reading(self, reading: Reading, reading_key: str) -> None:
        """Store what was found in a page, in place of what was found in it before."""
        page = reading.page
        document_id = reading.document.document_id if reading.document else None
        with self._transaction():
            self._drop_reading(page.page_id)
            self._add_appearance(page)
            self._db.execute("DELETE FROM issues WHERE location = ?", (page.location,))
            self._db.execute(
                "INSERT INTO readings VALUES (?, ?, ?, ?)",
                (page.page_id, reading_key, document_id, pack_reading(reading)),
            )
            for issue in reading.issues:
                self._insert_issue(issue)
            Installed(self._db).save(reading)
            self._count("pages")

    def save_issue(self, issue: Issue) -> None:
        """Store an issue of something that did not become a page."""
        with self._transaction():
            self._db.execute("DELETE FROM issues WHERE location = ?", (issue.location,))
            self._insert_issue(issue)
            self._count("pages")

    def load_parse(self, parse_key: str) -> bytes | None:
        """A cached parse, or None."""
        row = self._db.execute("SELECT blob FROM parses WHERE parse_key = ?", (parse_key,)).fetchone()
        return row[0] if row else None

    def save_parse(self, parse_key: str, page_id: str, blob: bytes) -> None:
        """Cache a parse; an older parse of the same page is of no more use."""
        with self._transaction():
            self._db.execute("DELETE FROM parses WHERE page_id = ?", (page_id,))
            self._db.execute("INSERT OR REPLACE INTO parses VALUES (?, ?, ?)", (parse_key, page_id, blob))

    def forget(self, name: str) -> tuple[str, ...]:
        """Take a page (by location, URL, page id or document id) out of the record; the locations that went."""
        rows = self._db.execute(
            "SELECT DISTINCT a.page_id FROM appearances a LEFT JOIN readings r USING (page_id)"
            " WHERE ? IN (a.location, a.url, a.page_id, r.document_id)",
            (name,),
        ).fetchall()
        with self._transaction():
            gone = self._db.execute("DELETE FROM issues WHERE ? IN (location, page_id)", (name,)).rowcount
            locations = [location for (page_id,) in rows for location in self._forget_page(page_id)]
            self._count("pages")
        if not rows and not gone:
            raise NotFound(f"no page is known as {name!r}; `dyadlog documents` lists them")
        return tuple(locations) or (name,)

    def _forget_page(self, page_id: str) -> list[str]:
        locations = [
            row[0] for row in self._db.execute("SELECT location FROM appearances WHERE page_id = ?", (page_id,))
        ]
        self._drop_reading(page_id)
        for table in ("appearances", "issues", "parses"):
            self._db.execute(f"DELETE FROM {table} WHERE page_id = ?", (page_id,))
        return locations

    def _add_appearance(self, page: Page) -> None:
        given = page.given
        if page.location != STANDARD_INPUT:
            stale = self._db.execute(
                "SELECT page_id FROM appearances WHERE location = ? AND page_id != ?", (page.location, page.page_id)
            ).fetchall()
            for (page_id,) in stale:
                self._db.execute("DELETE FROM appearances WHERE location = ? AND page_id = ?", (page.location, page_id))
                if not self._db.execute("SELECT 1 FROM appearances WHERE page_id = ?", (page_id,)).fetchone():
                    self._forget_page(page_id)
        published = given.published.isoformat() if given.published else None
        self._db.execute(
            "INSERT OR REPLACE INTO appearances VALUES (?, ?, ?, ?, ?, ?)",
            (page.location, page.page_id, page.media_type, given.url, given.outlet, published),
        )

    def _drop_reading(self, page_id: str) -> None:
        """Remove a reading; where another page has the same document, its reading takes over."""
        row = self._db.execute("SELECT document_id FROM readings WHERE page_id = ?", (page_id,)).fetchone()
        self._db.execute("DELETE FROM readings WHERE page_id = ?", (page_id,))
        if row is None or row[0] is None:
            return
        holder = self._db.execute("SELECT page_id FROM documents WHERE document_id = ?", row).fetchone()
        if holder is None or holder[0] != page_id:
            return
        Installed(self._db).drop(row[0])
        heir = self._db.execute("SELECT payload FROM readings WHERE document_id = ? ORDER BY rowid", row).fetchone()
        if heir is not None:
            Installed(self._db).save(unpack_reading(heir[0]))

    def _insert_issue(self, issue: Issue) -> None:
        row = (issue.issue_id, issue.page_id, issue.location, encode(issue))
        self._db.execute("INSERT OR REPLACE INTO issues VALUES (?, ?, ?, ?)", row)

    # -- across pages --------------------------------------------------------------------------------------------------

    @property
    def archive(self) -> StoredArchive:
        """The record in parts."""
        return StoredArchive(self._db)

    @property
    def foreign(self) -> ForeignShelf:
        """Events of other data sets; to be written to ``at_once``."""
        return ForeignShelf(self._db)

    def readings(self) -> list[Reading]:
        """The reading of every document, with its claims as people decided, ordered by location."""
        rows = self._db.execute(
            "SELECT r.payload FROM readings r JOIN documents d ON d.page_id = r.page_id ORDER BY d.location, d.page_id"
        )
        return [as_decided(self._db, unpack_reading(payload)) for (payload,) in rows]

    def previous(self) -> list[Event | Instrument]:
        """Events and instruments as they stand, so that their ids can be carried on."""
        events = [decode(Event, blob) for (blob,) in self._db.execute("SELECT record FROM events ORDER BY event_id")]
        rows = self._db.execute("SELECT record FROM instruments ORDER BY instrument_id")
        return [*events, *(decode(Instrument, blob) for (blob,) in rows)]

    def standing(self) -> Standing:
        """How far the record has been brought together."""
        meta = dict(self._db.execute("SELECT key, value FROM meta WHERE key IN ('consolidation', 'rulings')"))
        pending = dict(self._db.execute("SELECT document_id, gone FROM pending ORDER BY document_id"))
        (documents,) = self._db.execute("SELECT count(*) FROM documents").fetchone()
        return Standing(
            key=meta.get("consolidation"),
            documents=documents,
            new=tuple(name for name, gone in pending.items() if not gone),
            retold=tuple(name for name, gone in pending.items() if gone),
            rulings=tuple(int(number) for number in meta.get("rulings", "").split()),
            altered=tuple(self._db.execute("SELECT claim_id, document_id FROM altered ORDER BY 1")),
        )

    def save_consolidation(
        self, consolidation: Consolidation, comparison: Comparison, key: str, rulings: Sequence[Ruling] = ()
    ) -> None:
        """Put a whole consolidation and its findings in the place of the earlier ones, all or nothing."""
        with self._transaction():
            derived = Derived(self._db)
            derived.clear()
            derived.save(consolidation)
            derived.save_comparison(comparison)
            self._settle(derived, key, rulings)

    def save_extension(
        self,
        extension: Extension,
        compare: Callable[[], Comparison],
        rulings: Sequence[Ruling] = (),
        documents: Sequence[str] | None = None,
    ) -> None:
        """Put what some pages change in the place of what it replaces, all or nothing; ``compare`` is asked for the
        findings when the rest stands. ``documents`` are those that it brings in; all, where none are given."""
        with self._transaction():
            derived = Derived(self._db)
            derived.drop(extension)
            derived.save(extension.part)
            comparison = compare()
            derived.drop_presence(extension.retold)
            derived.save_comparison(comparison)
            self._settle(derived, None, rulings, documents)

    def _settle(
        self, derived: Derived, key: str | None, rulings: Sequence[Ruling], documents: Sequence[str] | None = None
    ) -> None:
        derived.settle(documents)
        self._count("gatherings")
        (newest,) = self._db.execute("SELECT coalesce(max(published), '') FROM documents").fetchone()
        rows = [("rulings", " ".join(str(ruling.number) for ruling in rulings)), ("newest", newest)]
        rows += [("consolidation", key)] if key is not None else []
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    # -- rulings -------------------------------------------------------------------------------------------------------

    def rulings(self, kinds: Sequence[str] = ()) -> list[Ruling]:
        """The rulings that stand, in the order they were made; of some kinds, where any are named."""
        return read_rulings(self._db, kinds)

    def log(self) -> list[Ruling]:
        """All rulings, those that were taken back too."""
        return read_log(self._db)

    def add_ruling(self, ruling: Ruling) -> Ruling:
        """Keep a ruling, for good; it comes back with its number."""
        with self._transaction():
            self._count("gatherings")
            return RulingBook(self._db).add(ruling)

    def anchor_claims(self, claims: Sequence[str]) -> tuple[Anchor, ...]:
        """Anchors at the words of some claims."""
        return anchor_claims(self._db, claims)

    def anchor_sides(self, finding: Finding) -> tuple[Anchor, ...]:
        """Anchors at the words of all sides of a finding."""
        return anchor_sides(self._db, finding)

    def anchor_words(self, words: Evidence) -> Anchor:
        """An anchor at some words that are no claim."""
        return anchor_words(self._db, words)

    def withdraw_ruling(self, number: int, at: str) -> Ruling:
        """Take a ruling back at a time (ISO 8601, UTC); it stays in the log. Raises NotFound where none stands."""
        with self._transaction():
            self._count("gatherings")
            return RulingBook(self._db).withdraw(number, at)
