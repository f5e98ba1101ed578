"""A charset that is told beside a page, not in it."""

import codecs
import re

DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}encoding=", re.I)
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEAD = 64 * 1024


def settle_charset(content: bytes, charset: str | None) -> bytes:
    """The bytes in UTF-8 where only ``charset``, of a header beside them, says how to read them; else as they are.

    They are left alone where they have a byte order mark, declare a charset themselves or are valid UTF-8.
    """
    name = _codec(charset) if charset else None
    if name is None or content.startswith(MARKS) or DECLARED.search(content[:HEAD]):
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(name, "replace").encode("utf-8", "replace")
    return content


def _codec(charset: str) -> str | None:
    """The name of a codec for text other than UTF-8; Latin-1 means Windows-1252, as browsers read it."""
    try:
        codec = codecs.lookup(charset.strip("\"' ")[:40])
    except (LookupError, ValueError):
        return None
    name = codec.name if codec._is_text_encoding and codec.name != "utf-8" else None
    return "cp1252" if name in ("iso8859-1", "ascii") else name
