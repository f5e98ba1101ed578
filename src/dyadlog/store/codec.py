"""Records to bytes and back: JSON by the types of the records, so that a file can be read by other programs too."""

import zlib
from typing import Any, TypeVar

from pydantic import TypeAdapter

from dyadlog.records import Reading

Record = TypeVar("Record")


_adapters: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def encode(record: object) -> bytes:
    """A record as UTF-8 JSON."""
    return _adapter(type(record)).dump_json(record)


def decode(kind: type[Record], blob: bytes) -> Record:
    """The record that ``encode`` wrote."""
    record: Record = _adapter(kind).validate_json(blob)
    return record


def pack_reading(reading: Reading) -> bytes:
    """A whole reading, compressed: text and claims of a page shrink to about a sixth."""
    return zlib.compress(encode(reading), 6)


def unpack_reading(blob: bytes) -> Reading:
    """The reading that ``pack_reading`` wrote."""
    return decode(Reading, zlib.decompress(blob))
