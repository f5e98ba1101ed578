"""Installed: documents, sentences and claims as tables that can be asked, made from the readings of pages."""

import sqlite3
from collections.abc import Sequence

from dyadlog.records import TEXTS, Document, Reading, SentenceSpan
from dyadlog.records.pairs import pairs_of
from dyadlog.store.codec import encode
from dyadlog.store.decisions import Decisions, insert_claim
from dyadlog.store.page_words import page_words


class Installed:
    """Writes what is asked for from readings; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def drop(self, document_id: str) -> None:
        """Take a document out of the tables."""
        known = self._db.execute("SELECT 1 FROM shelf WHERE shelf = ? AND item_id = ?", (TEXTS, document_id)).fetchone()
        if known:
            self._uncount(document_id)
            self._db.execute("INSERT OR REPLACE INTO pending VALUES (?, 1)", (document_id,))
        else:  # it came and went before anything was made of it
            self._db.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))
        numbers = "SELECT number FROM sentences WHERE document_id = ?"
        self._db.execute(f"DELETE FROM sentence_words WHERE rowid IN ({numbers})", (document_id,))
        Decisions(self._db).drop(document_id)
        claims = "SELECT claim_id FROM claims WHERE document_id = ?"
        for table in ("participants", "pair_records"):
            self._db.execute(f"DELETE FROM {table} WHERE record_id IN ({claims})", (document_id,))
        self._db.execute("DELETE FROM pair_records WHERE record_id = ?", (document_id,))
        for table in ("sentences", "claims", "articles", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))

    def _uncount(self, document_id: str) -> None:
        """Take a document off the counts of pairs, unless what was counted of it is gone already."""
        if not self._db.execute("SELECT 1 FROM pending WHERE document_id = ?", (document_id,)).fetchone():
            pairs = "SELECT pair FROM pair_records WHERE record_id = ? AND sort = 'document'"
            self._db.execute(f"UPDATE pairs SET documents = documents - 1 WHERE pair IN ({pairs})", (document_id,))

    def save(self, reading: Reading) -> None:
        """Put a reading into the tables, unless another page holds the same document."""
        document = reading.document
        if document is None:
            return
        held = self._db.execute("SELECT 1 FROM documents WHERE document_id = ?", (document.document_id,)).fetchone()
        if held:
            return
        self._db.execute("INSERT OR IGNORE INTO pending VALUES (?, 0)", (document.document_id,))
        self._insert_document(document)
        pairs = sorted({pair for claim in reading.claims for pair in pairs_of(claim.states())})
        rows = ((pair, document.document_id) for pair in pairs)
        self._db.executemany("INSERT INTO pair_records VALUES (?, 'document', ?)", rows)
        self._insert_sentences(reading.sentences, document, pairs)
        for claim in reading.claims:
            insert_claim(self._db, claim)
        Decisions(self._db).settle(document.document_id)

    def _insert_sentences(self, sentences: Sequence[SentenceSpan], document: Document, pairs: Sequence[str]) -> None:
        page = page_words(document, pairs)
        for sentence in sentences:
            cursor = self._db.execute(
                "INSERT INTO sentences (sentence_id, document_id, position, start, end) VALUES (?, ?, ?, ?, ?)",
                (sentence.sentence_id, document.document_id, sentence.index, sentence.start, sentence.end),
            )
            words = document.text[sentence.start : sentence.end]
            self._db.execute(
                "INSERT INTO sentence_words (rowid, words, page) VALUES (?, ?, ?)", (cursor.lastrowid, words, page)
            )

    def _insert_document(self, document: Document) -> None:
        told = document.publication
        days = (day.isoformat() if day else None for day in (told.day, told.not_before, told.not_after))
        published, not_before, not_after = days
        outlet, title, url = (
            found.value if found else None for found in (document.outlet, document.title, document.url)
        )
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.document_id, document.page_id, document.location, outlet, published, told.precision,
                told.method, not_before, not_after, told.not_after_method, title, url, document.genre,
                document.language,
            ),
        )  # fmt: skip
        self._db.execute("INSERT INTO articles VALUES (?, ?)", (document.document_id, encode(document)))
