"""What all parts of the view share: the connection, and how it is asked."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from dyadlog.store.asking import ask
from dyadlog.store.codec import decode
from dyadlog.store.connection import store_errors

Record = TypeVar("Record")


class Reader:
    """A connection that reads."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read within sees the store as it was at one moment, whatever a writer does meanwhile."""
        with store_errors(self.path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def generation(self) -> str:
        """A word that changes whenever a page is saved or the record is brought together anew, or another file stands
        in the place of this one."""
        rows = dict(self._rows("SELECT key, value FROM meta WHERE key IN ('file', 'pages', 'gatherings')"))
        return f"{rows['file']}.{rows['pages']}.{rows['gatherings']}"

    def gathering(self) -> str:
        """A word that changes when the record is brought together anew or another data set is taken in, but not with
        every page that is saved."""
        file, _, gatherings = self.generation().split(".")
        return f"{file}.{gatherings}"

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of a question."""
        with store_errors(self.path):
            return self._db.execute(sql, values).fetchall()

    def _many(self, sql: str, values: Collection[Any]) -> list[Any]:
        """The rows of a question that takes any number of values at ``{}``."""
        with store_errors(self.path):
            return list(ask(self._db, sql, values))

    def _named(self, kind: type[Record], table: str, key: str, ids: Sequence[str]) -> list[Record]:
        """Records by id, in the order asked for; those that are not there are left out."""
        found = dict(self._many(f"SELECT {key}, record FROM {table} WHERE {key} IN ({{}})", ids))
        return [decode(kind, found[name]) for name in ids if name in found]
