"""Installed: documents, sentences and claims as tables that can be asked, made from the readings of pages."""

import sqlite3

from dyadlog.records import Claim, Reading
from dyadlog.store.codec import encode
from dyadlog.store.derived import date_columns, insert_participants


class Installed:
    """Writes what is asked for from readings; within a transaction of the caller's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def drop(self, document_id: str) -> None:
        """Take a document out of the tables."""
        known = self._db.execute("SELECT 1 FROM sketches WHERE document_id = ?", (document_id,)).fetchone()
        if known:
            self._db.execute("INSERT OR REPLACE INTO pending VALUES (?, 1)", (document_id,))
        else:  # it came and went before anything was made of it
            self._db.execute("DELETE FROM pending WHERE document_id = ?", (document_id,))
        numbers = "SELECT number FROM sentences WHERE document_id = ?"
        self._db.execute(f"DELETE FROM sentence_words WHERE rowid IN ({numbers})", (document_id,))
        claims = "SELECT claim_id FROM claims WHERE document_id = ?"
        self._db.execute(f"DELETE FROM participants WHERE record_id IN ({claims})", (document_id,))
        for table in ("sentences", "claims", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))

    def save(self, reading: Reading) -> None:
        """Put a reading into the tables, unless another page holds the same document."""
        document = reading.document
        if document is None:
            return
        held = self._db.execute("SELECT 1 FROM documents WHERE document_id = ?", (document.document_id,)).fetchone()
        if held:
            return
        self._db.execute("INSERT OR IGNORE INTO pending VALUES (?, 0)", (document.document_id,))
        published = document.publication.day
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?)",
            (
                document.document_id,
                document.page_id,
                document.location,
                document.outlet.value if document.outlet else None,
                published.isoformat() if published else None,
                encode(document),
            ),
        )
        for sentence in reading.sentences:
            cursor = self._db.execute(
                "INSERT INTO sentences (sentence_id, document_id, position, start, end) VALUES (?, ?, ?, ?, ?)",
                (sentence.sentence_id, document.document_id, sentence.index, sentence.start, sentence.end),
            )
            words = document.text[sentence.start : sentence.end]
            self._db.execute("INSERT INTO sentence_words (rowid, words) VALUES (?, ?)", (cursor.lastrowid, words))
        for claim in reading.claims:
            self._insert_claim(claim)

    def _insert_claim(self, claim: Claim) -> None:
        start, end = date_columns(claim)
        self._db.execute(
            "INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                claim.claim_id,
                claim.document_id,
                claim.sentence,
                claim.spans[0].start if claim.spans else claim.evidence.start,  # claims of one sentence in text order
                claim.event_type,
                claim.kind,
                claim.modality,
                start,
                end,
                encode(claim),
            ),
        )
        insert_participants(self._db, claim.claim_id, claim.states())
