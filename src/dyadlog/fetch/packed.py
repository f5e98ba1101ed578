"""Files that are packed in themselves, as sitemaps often are."""

import io
from typing import Final

from dyadlog.errors import PageError
from dyadlog.read.unpacking import MAGIC, GzipStream

MOST: Final = 64 * 1024 * 1024
"""Bytes: a sitemap may have 50 MB."""


def unpack(content: bytes) -> bytes:
    """What a gzip file holds, anything else as it is.

    ``PageError``: ``bomb``, ``too_large``, ``truncated``, ``malformed``."""
    if not content.startswith(MAGIC):
        return content
    stream = GzipStream(io.BytesIO(content))
    found = bytearray()
    while chunk := stream.read():
        found += chunk
        if len(found) > MOST:
            raise PageError("too_large", f"unpacks to more than {MOST >> 20} MiB")
    return bytes(found)
