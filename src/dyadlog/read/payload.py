"""The body of an HTTP response as it was sent to the body that was meant: chunks joined, compression undone."""

import io
import zlib
from collections.abc import Iterator
from typing import Final

from fastwarc.stream_io import BrotliReader, ZstdReader

from dyadlog.errors import PageError
from dyadlog.read.limits import too_large
from dyadlog.read.unpacking import MAGIC

MOST_CODINGS: Final = 3
LONGEST_SIZE: Final = 1024
"""Bytes of the line that says how long a chunk is."""


def undo_transfer(body: bytes, transfer: str, codings: str, limit: int) -> bytes:
    """The body meant, at most ``limit`` bytes. What is not packed, whatever the headers say, is as it is: many crawlers
    keep the body unpacked with the headers of the packed one. ``PageError`` (``too_large``, ``malformed``)."""
    if "chunked" in transfer.lower():
        body = _join_chunks(body)
    named = [name.strip() for name in codings.lower().split(",") if name.strip()]
    if len(named) > MOST_CODINGS:
        raise PageError("malformed", f"packed {len(named)} times")
    for name in reversed(named):
        body = _unpack(body, name, limit)
        if len(body) > limit:
            raise too_large(limit)
    return body


def _join_chunks(body: bytes) -> bytes:
    """The chunks joined, as far as they are whole; the body as it is where it does not begin with one."""
    return b"".join(_chunks(body)) if _size_at(body, 0) is not None else body


def _chunks(body: bytes) -> Iterator[bytes]:
    position = 0
    while (found := _size_at(body, position)) is not None:
        size, start = found
        if size == 0:
            return
        yield body[start : start + size]
        position = start + size + 2


def _size_at(body: bytes, position: int) -> tuple[int, int] | None:
    """Length and start of the chunk whose line begins here; None where there is no such line."""
    end = body.find(b"\n", position, position + LONGEST_SIZE)
    word = body[position:end].split(b";")[0].strip() if end >= 0 else b""
    if not word or len(word) > 16 or word.strip(b"0123456789abcdefABCDEF"):
        return None
    return int(word, 16), end + 1


def _unpack(body: bytes, name: str, limit: int) -> bytes:
    try:
        if name in ("gzip", "x-gzip"):
            return zlib.decompressobj(31).decompress(body, limit + 1) if body.startswith(MAGIC) else body
        if name == "deflate":
            return _inflate(body, limit)
        if name == "br":
            return BrotliReader(io.BytesIO(body)).read(limit + 1)
        if name == "zstd":
            return ZstdReader(io.BytesIO(body)).read(limit + 1)
    except (zlib.error, OSError):
        pass
    return body


def _inflate(body: bytes, limit: int) -> bytes:
    """With the header of zlib, as it is written, or without, as some servers send it."""
    try:
        return zlib.decompressobj().decompress(body, limit + 1)
    except zlib.error:
        return zlib.decompressobj(-15).decompress(body, limit + 1)
