"""Packed bytes to bytes, within bounds."""

import io
import tempfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final

from dyadlog.errors import PageError
from dyadlog.read.limits import MOST_SPOOLED, Meter

CHUNK: Final = 64 * 1024
GZIP: Final = 31
"""``wbits`` by which zlib reads gzip."""
MAGIC: Final = b"\x1f\x8b\x08"
IN_MEMORY: Final = 16 * 1024 * 1024


class GzipStream(io.RawIOBase):
    """What a gzip file unpacks to, member after member, from a place where one starts.

    ``members`` has for each member begun (unpacked position, packed position). Reading raises ``PageError``:
    ``malformed``, ``truncated``, ``bomb``.
    """

    def __init__(self, file: BinaryIO, start: int = 0, *, owned: bool = False) -> None:
        super().__init__()
        self._file = file
        self._owned = owned
        self._inflate = zlib.decompressobj(GZIP)
        self._input = b""
        self._packed = start
        self._meter = Meter()
        self._fault: PageError | None = None
        self.members = [(0, start)]

    def readable(self) -> bool:
        """Always."""
        return True

    def close(self) -> None:
        """Close the file too, where it is this stream's own."""
        if self._owned:
            self._file.close()
        super().close()

    def tell(self) -> int:
        """Bytes unpacked and handed out."""
        return self._meter.unpacked

    def read(self, size: int = -1) -> bytes:
        """At least one byte and at most ``size``; none at the end."""
        if self._fault is not None:
            raise self._fault
        try:
            return self._read(size if size > 0 else CHUNK)
        except PageError as error:
            self._fault = error
            raise

    def _read(self, wanted: int) -> bytes:
        while True:
            if self._inflate.eof and not self._next_member():
                return b""
            if not self._input and not self._fill():
                if self._meter.packed == 0:
                    return b""
                raise PageError("truncated", "the compressed data end before their time")
            found = self._unpack(wanted)
            if found:
                return found

    def readinto(self, buffer: object) -> int:
        """As ``read``, into a buffer."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        found = self.read(len(view))
        view[: len(found)] = found
        return len(found)

    def _fill(self) -> bool:
        self._input = self._file.read(CHUNK)
        return bool(self._input)

    def _unpack(self, wanted: int) -> bytes:
        before = len(self._input)
        try:
            found = self._inflate.decompress(self._input, wanted)
        except zlib.error as error:
            raise PageError("malformed", f"the compressed data are damaged: {error}") from error
        rest = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
        self._input = rest
        self._packed += before - len(rest)
        self._meter.add(before - len(rest), len(found))
        return found

    def _next_member(self) -> bool:
        """Whether another member follows; zeros that fill a block at the end are none."""
        while True:
            if not self._input and not self._fill():
                return False
            rest = self._input.lstrip(b"\0")
            self._packed += len(self._input) - len(rest)
            self._input = rest
            if rest:
                break
        self._inflate = zlib.decompressobj(GZIP)
        self.members.append((self._meter.unpacked, self._packed))
        return True


def find_bytes(file: BinaryIO, wanted: bytes, start: int) -> int | None:
    """The first position from ``start`` on where a file has these bytes; None where it has them no more."""
    file.seek(start)
    held, position = b"", start
    while chunk := file.read(CHUNK):
        held += chunk
        found = held.find(wanted)
        if found >= 0:
            return position + found
        keep = len(held) - len(wanted) + 1
        held, position = held[keep:], position + max(0, keep)
    return None


def spool(opened: Callable[[], BinaryIO]) -> BinaryIO:
    """A copy that can be read from any place, on disk where it is large; ``PageError`` where it is too large."""
    copy: BinaryIO = tempfile.SpooledTemporaryFile(IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
    try:
        with opened() as file:
            while chunk := file.read(CHUNK):
                copy.write(chunk)
                if copy.tell() > MOST_SPOOLED:
                    raise PageError("too_large", f"an archive within an archive, above {MOST_SPOOLED >> 20} MiB")
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy
