"""The part of the view that searches sentences."""

import sqlite3
from dataclasses import dataclass

from dyadlog.errors import UserError
from dyadlog.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that a search found."""

    sentence_id: str
    document_id: str
    start: int
    end: int


class SearchReader(Reader):
    """Searches sentences."""

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
