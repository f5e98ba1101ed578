"""CSV and TSV: one article a row."""

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from charset_normalizer import from_bytes

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, Intake
from dyadlog.read.limits import too_large
from dyadlog.read.lines import bounded_lines
from dyadlog.read.rows import RowReader
from dyadlog.records import Issue, Page

SAMPLE = 256 * 1024
ENOUGH = 40
"""Letters beyond ASCII from which an encoding can be told."""
DELIMITERS = ",;\t|"
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_LIMITS = 2
"""A row may hold a page and some words about it."""


def read_delimited(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A page a row, after a header line. Rows with more or fewer cells than the header are issues."""
    rows = RowReader(held, intake)
    csv.field_size_limit(intake.limit)
    with held.open() as file:
        feed = _Feed(file, intake.limit)
        head = next(feed, "").lstrip("\ufeff")
        mark = "\t" if held.name.lower().endswith(".tsv") else max(DELIMITERS, key=head.count)
        table = csv.reader(chain((head,), feed), delimiter=mark)
        try:
            names = next(table, [])
        except csv.Error as error:
            raise PageError("malformed", f"the header cannot be read: {error}") from error
        columns = intake.columns.settle(names)
        number = 0
        while True:
            number += 1
            feed.drawn = 0
            try:
                cells = next(table, None)
            except csv.Error as error:
                code = "too_large" if "limit" in str(error) else "malformed"
                yield rows.issue(number, code, f"the row cannot be read: {error}")
                continue
            if cells is None:
                break
            if not cells:
                number -= 1
            elif len(cells) != len(names):
                yield rows.issue(number, "malformed", f"{len(cells)} cells under {len(names)} columns")
            else:
                yield from rows.read(number, dict(zip(names, cells, strict=True)), columns)
    yield from rows.end()


class _Feed:
    """The lines of a table as text: UTF-16 by its mark, else each in UTF-8 or, where it is not, as the first ones are.

    ``drawn`` counts the bytes of one row, which may have many lines; ``PageError`` where it is far above the limit.
    """

    def __init__(self, file: BinaryIO, limit: int) -> None:
        self._sample = file.read(SAMPLE)
        self._limit = limit
        whole = io.BufferedReader(_Joined(self._sample, file))
        wide = self._sample.startswith(WIDE)
        self._wide = io.TextIOWrapper(whole, "utf-16", "replace", newline="") if wide else None
        self._lines = bounded_lines(whole, limit)
        self._other: str | None = None
        self.drawn = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._next_line()
        self.drawn += len(line)
        if self.drawn > MOST_LIMITS * self._limit:
            raise too_large(MOST_LIMITS * self._limit)
        return line

    def _next_line(self) -> str:
        if self._wide is not None:
            if line := self._wide.readline(self._limit):
                return line
            raise StopIteration
        found = next(self._lines)
        if found is None:
            return "\0\n"  # a row of one cell, which is none of the table's
        try:
            return found.decode("utf-8")
        except UnicodeDecodeError:
            self._other = self._other or _guess(self._sample)
            return found.decode(self._other, "replace")


def _guess(sample: bytes) -> str:
    """The encoding of those lines that are not UTF-8; Windows-1252 where there are too few to tell."""
    odd = b"\n".join(line for line in sample.split(b"\n") if not _is_utf8(line))
    if sum(byte > 127 for byte in odd) < ENOUGH:
        return "cp1252"
    best = from_bytes(odd).best()
    return best.encoding if best is not None and not best.encoding.startswith(("utf", "ascii")) else "cp1252"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of the file."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        super().__init__()
        self._first = io.BytesIO(first)
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self._first.read(len(view)) or self._file.read(len(view))
        view[: len(found)] = found
        return len(found)
