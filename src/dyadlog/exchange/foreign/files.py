"""Files of other data sets as they are downloaded: plain, gzip or zip; tabs or commas; or a spreadsheet."""

import csv
import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from dyadlog.exchange.foreign.cells import BadRow
from dyadlog.exchange.foreign.sheets import read_sheet

LONGEST_LINE: Final = 1 << 20
"""Characters of a line: the longest rows of any of the data sets have some ten thousand."""
FREE: Final = 1 << 28
MOST_SWELLING: Final = 200
"""A compressed file that gives more than ``FREE`` bytes may give so many times its own size; text gives ten."""
TABLES: Final = (".csv", ".tsv", ".tab", ".txt", ".xlsx")
BROKEN: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError)
"""What reading a file that is cut short, damaged or locked with a password can raise."""

Lines = Iterator[tuple[int, list[str] | BadRow]]
"""Rows with the number of their (last) line; a row that cannot be split is what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a file: ``name`` is the file and, in an archive, the member."""

    name: str
    rows: Lines


def hash_file(path: Path) -> str:
    """Hex SHA-256 of the bytes of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def open_parts(path: Path, *, quoted: bool) -> Iterator[Part]:
    """The tables of a file; in ``quoted`` ones cells stand in quotes where need be."""
    if path.suffix.lower() == ".xlsx":
        yield Part(str(path), read_sheet(path))
    elif path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.filename.lower().endswith(TABLES) and not member.filename.startswith("__MACOSX"):
                    yield from _open_member(path, archive, member, quoted)
    else:
        with path.open("rb") as raw:
            zipped = path.suffix.lower() == ".gz"
            stream: IO[bytes] = gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[assignment]
            size = path.stat().st_size if zipped else None
            yield Part(str(path), split_lines(_read_lines(stream, size), quoted=quoted))


def _open_member(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, quoted: bool) -> Iterator[Part]:
    name = f"{path}, {member.filename}"
    with archive.open(member) as stream:
        if member.filename.lower().endswith(".xlsx"):
            with _unpack(stream, member) as sheet:
                yield Part(name, read_sheet(sheet))
        else:
            yield Part(name, split_lines(_read_lines(stream, member.compress_size), quoted=quoted))


@contextmanager
def _unpack(stream: IO[bytes], member: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    """A member that must be read here and there."""
    if member.file_size > FREE:
        raise BadRow("too_large", f"a spreadsheet of {member.file_size} bytes; unpack the archive first")
    yield io.BytesIO(stream.read(FREE))


def _read_lines(stream: IO[bytes], packed: int | None) -> Iterator[str | BadRow]:
    """Lines with their ends; letters that are no UTF-8 come out as the replacement character."""
    total, first = 0, True
    while line := stream.readline(LONGEST_LINE):
        total += len(line)
        if packed is not None and total > max(FREE, packed * MOST_SWELLING):
            raise BadRow("too_large", f"{packed} bytes swell to more than {total}")
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                total += len(rest)
                if packed is not None and total > max(FREE, packed * MOST_SWELLING):
                    raise BadRow("too_large", f"{packed} bytes swell to more than {total}")
            yield BadRow("too_long", f"a line of more than {LONGEST_LINE} bytes")
            continue
        text = line.decode("utf-8", "replace").replace("\0", "")
        yield text.removeprefix("\ufeff") if first else text
        first = False


def split_lines(lines: Iterator[str | BadRow], *, quoted: bool) -> Lines:
    """Lines as rows. What separates cells is seen by the first line."""
    first = next(lines, None)
    if first is None:
        return
    separator = _separator(first) if isinstance(first, str) else "\t"
    if not quoted:
        for number, line in enumerate(_chain(first, lines), 1):
            yield number, line if isinstance(line, BadRow) else line.rstrip("\r\n").split(separator)
        return
    faults: list[tuple[int, BadRow]] = []
    reader = csv.reader(_only_text(_chain(first, lines), faults), delimiter=separator)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield reader.line_num, BadRow("bad_row", str(error))
            continue
        yield from faults
        faults.clear()
        if row:
            yield reader.line_num, row
    yield from faults


def _chain(first: str | BadRow, lines: Iterable[str | BadRow]) -> Iterator[str | BadRow]:
    yield first
    yield from lines


def _only_text(lines: Iterable[str | BadRow], faults: list[tuple[int, BadRow]]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if isinstance(line, BadRow):
            faults.append((number, line))
            yield "\n"  # keeps the count of lines
        else:
            yield line


def _separator(line: str) -> str:
    return max("\t,;", key=line.count)
