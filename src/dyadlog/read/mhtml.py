"""MHTML: a page saved by a browser in one file, its HTML among the parts of a mail message."""

import binascii
import quopri
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.parser import BytesHeaderParser

from dyadlog.errors import PageError
from dyadlog.read.capture import saved_by
from dyadlog.read.charset import settle_charset
from dyadlog.read.intake import Held, Intake
from dyadlog.read.limits import too_large
from dyadlog.records import Issue, Page

LONGEST_HEADER = 64 * 1024
MOST_PARTS = 10_000
PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def read_mhtml(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """The first part that is HTML, with the address it was saved from."""
    with held.open() as file:
        content = file.read(intake.limit + 1)
    if len(content) > intake.limit:
        raise too_large(intake.limit)
    head, body = _split_header(content)
    url = _address(head.get("Snapshot-Content-Location"))
    for part, raw in _parts(head, body):
        media_type = part.get_content_type()
        if media_type not in PAGES:
            continue
        page = settle_charset(_decode(part, raw), part.get_content_charset())
        address = held.given.url or url or _address(part.get("Content-Location"))
        given = replace(held.given, url=address, captured=saved_by(head.get("Date")))
        kind = "text/plain" if media_type == "text/plain" else "text/html"
        yield from intake.take(held.location, page, given, kind)
        return
    raise PageError("malformed", "no part of it is HTML or text")


def _parts(head: Message, body: bytes) -> Iterator[tuple[Message, bytes]]:
    """Header and body of each part; the message itself where it has no parts."""
    boundary = head.get_boundary()
    if head.get_content_maintype() != "multipart":
        yield head, body
        return
    if not boundary:
        raise PageError("malformed", "the mark between its parts is not told")
    mark = b"--" + boundary.encode("latin-1", "replace")
    pieces = (b"\n" + body).split(b"\n" + mark, MOST_PARTS)
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        yield _split_header(piece.lstrip(b" \t\r").removeprefix(b"\n"))


def _split_header(content: bytes) -> tuple[Message, bytes]:
    """The header lines of a message or part, and what follows the empty line."""
    ends = [(content.find(mark, 0, LONGEST_HEADER), len(mark)) for mark in (b"\r\n\r\n", b"\n\n")]
    found = [end for end in ends if end[0] >= 0]
    if not found:
        raise PageError("malformed", "its header does not end")
    end, length = min(found)
    return BytesHeaderParser().parsebytes(content[:end]), content[end + length :]


def _decode(part: Message, raw: bytes) -> bytes:
    coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
    if coding == "quoted-printable":
        return quopri.decodestring(raw)
    if coding == "base64":
        try:
            return binascii.a2b_base64(raw)
        except binascii.Error as error:
            raise PageError("malformed", f"its HTML is damaged: {error}") from error
    return raw


def _address(value: object) -> str | None:
    text = "".join(str(value or "").split())
    return text if text.startswith(("http://", "https://")) else None
