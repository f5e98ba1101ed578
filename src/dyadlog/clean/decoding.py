"""Bytes to text: whatever encoding a page says it has, or has without saying so."""

import codecs
import re

from charset_normalizer import from_bytes

from dyadlog.errors import PageError

SAMPLE = 64 * 1024
"""Bytes from which an undeclared encoding is guessed; more only costs time."""
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.:-]+)""",
    re.I,
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WESTERN = {"ascii", "iso8859-1"}
TOLERATED = 0.003
"""Share of undecodable characters up to which UTF-8 is still the likeliest: a page cut or pasted in mid-character."""
BROKEN = 0.1
NUL_SHARE = 0.25
"""Latin text in UTF-16 has a NUL for nearly every second byte, all on one side."""


def decode_page(content: bytes) -> str:
    """The text of a page, normalised as ``TEXT_NORMALISATION`` says. ``PageError`` where no encoding makes it text.

    Order: byte order mark; UTF-16 by its NUL bytes; UTF-8 if it is valid (text in another encoding hardly ever is, and
    pages that declare Latin-1 but are UTF-8 are common); the declared charset; UTF-8 with a few broken characters; a
    guess; Windows-1252.
    """
    text = _decode(content)
    if text.count("\ufffd") > BROKEN * max(1, len(text)):
        raise PageError("undecodable", "the bytes are not text in any encoding we know")
    return normalise(text)


def normalise(text: str) -> str:
    """Line ends made LF; every control character but tab and LF made a space; a leading byte order mark dropped."""
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return CONTROL.sub(" ", text)


def _decode(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    sample = content[:SAMPLE]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        if max(even, odd) > NUL_SHARE * len(sample):
            return content.decode("utf-16-le" if odd > even else "utf-16-be", "replace")
        if even + odd > TOLERATED * len(sample):
            raise PageError("undecodable", "NUL bytes that no encoding explains: binary data")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _declared(sample)
    if declared is not None:
        return content.decode(declared, "replace")
    lenient = content.decode("utf-8", "replace")
    if lenient.count("\ufffd") <= TOLERATED * len(lenient):
        return lenient
    return content.decode(_guess(sample), "replace")


def _declared(sample: bytes) -> str | None:
    """The codec of the charset a page declares; Latin-1 means Windows-1252, as browsers read it."""
    found = DECLARED.search(sample)
    if found is None:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except (LookupError, ValueError):
        return None
    if name in WESTERN:
        return "cp1252"
    is_text = not name.startswith(("utf-8", "utf-7", "utf-16", "utf-32")) and codecs.lookup(name)._is_text_encoding
    return name if is_text else None


def _guess(sample: bytes) -> str:
    best = from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"
