"""Opening the file, and turning SQLite's errors into ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dyadlog.errors import NotFound, StoreError

BUSY_SECONDS = 30.0
"""How long a second writer waits for the first: page transactions last milliseconds, consolidation seconds."""

MAPPED = 1 << 32
"""Bytes of the file that readers see through the system's own cache, without a copy of each page for each of them."""


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Name the file in every error of the database."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            message = f"{path}: another process is writing to it, and it took too long; try again"
            raise StoreError(message) from error
        raise StoreError(f"{path}: {error}") from error


def connect_writer(path: Path) -> sqlite3.Connection:
    """A connection that may write; makes the file where there is none."""
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder does not exist")
    with store_errors(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MiB: with 2, large files are read again and again
        connection.execute("PRAGMA wal_autocheckpoint = 16384")  # pages: what many pages change is written once
        connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: sound after a kill, at most the last commit lost
        return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection to a file that must exist; one thread at a time may use it, whichever that is."""
    if not path.is_file():
        raise NotFound(f"{path}: no such file; `dyadlog read SOURCE --db {path}` makes one")
    with store_errors(path):
        uri = f"{path.resolve().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")
        return connection
