"""What lies in a zip file: nothing of it is written to disk under its own name."""

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, issue_of
from dyadlog.read.limits import MOST_DIRECTORY, Meter
from dyadlog.read.sources import MANIFEST
from dyadlog.read.unpacking import spool
from dyadlog.records import Issue

ENCRYPTED = 1
DRIVE = re.compile(r"[A-Za-z]:")
END = b"PK\x05\x06"
END_LENGTH = 22
LONGEST_COMMENT = 65_535
WIDE_END = b"PK\x06\x06"
WIDE_LENGTH = 56
WIDE = 0xFFFFFFFF
FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, ValueError, RuntimeError)


def open_zip(held: Held) -> Iterator[Held | Issue]:
    """The files in a zip file, each to be read before the next is asked for; what is no plain file is an issue."""
    with held.open() if held.depth == 0 else spool(held.open) as file:
        size = file.seek(0, 2)
        _check_directory(file, size)
        try:
            with zipfile.ZipFile(file) as archive:
                meter = Meter()
                meter.add(size, 0)
                seen: set[str] = set()
                for entry in archive.infolist():
                    if not entry.filename.endswith("/") and not _is_hidden(entry.filename):
                        yield _member(held, archive, entry, meter, seen)
        except FAULTS as error:
            raise PageError("malformed", f"the zip file is damaged: {str(error)[:200]}") from error


def _member(held: Held, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter, seen: set[str]) -> Held | Issue:
    name = entry.filename
    location = f"{held.location}!/{name}".encode("utf-8", "backslashreplace").decode()
    path = PurePosixPath(name.replace("\\", "/"))
    if not name or path.is_absolute() or ".." in path.parts or DRIVE.match(name) or "\0" in entry.orig_filename:
        return issue_of(location, "unsafe", "its name leads out of the archive")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return issue_of(location, "unsafe", "a link, not a file")
    if entry.flag_bits & ENCRYPTED:
        return issue_of(location, "encrypted", "it can be read only with a password")
    if name in seen:
        return issue_of(location, "twice", "the archive has another file of this name")
    seen.add(name)
    if path.name == MANIFEST:
        return issue_of(location, "unsupported", "a manifest is heeded in a folder, not in an archive")
    return Held(location, name, partial(_open, archive, entry, meter), held.given, held.depth + 1)


def _is_hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def _open(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter) -> BinaryIO:
    try:
        return io.BufferedReader(_Counted(archive.open(entry), meter))
    except FAULTS as error:
        raise PageError("malformed", str(error)[:200]) from error


class _Counted(io.RawIOBase):
    """A file of the archive, whose bytes are counted and whose faults are of the page."""

    def __init__(self, file: IO[bytes], meter: Meter) -> None:
        super().__init__()
        self._file = file
        self._meter = meter

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            found = self._file.read(len(view))
        except FAULTS as error:
            raise PageError("malformed", f"damaged: {str(error)[:200]}") from error
        self._meter.add(0, len(found))
        view[: len(found)] = found
        return len(found)


def _check_directory(file: BinaryIO, size: int) -> None:
    """``PageError`` (``too_large``) where the table of contents would fill memory; what is no zip file is told later.

    Zip64 files have its size in another record; where that is not found, it is too large.
    """
    file.seek(max(0, size - END_LENGTH - LONGEST_COMMENT))
    tail = file.read()
    found = tail.rfind(END)
    if found >= 0 and len(tail) - found >= END_LENGTH:
        (length,) = struct.unpack("<I", tail[found + 12 : found + 16])
        wide = tail.rfind(WIDE_END, 0, found)
        if length == WIDE and wide >= 0 and len(tail) - wide >= WIDE_LENGTH:
            (length,) = struct.unpack("<Q", tail[wide + 40 : wide + 48])
        if length > MOST_DIRECTORY:
            raise PageError("too_large", f"its table of contents is above {MOST_DIRECTORY >> 20} MiB")
    file.seek(0)
