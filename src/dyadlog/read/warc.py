"""WARC: the pages of a crawl, one response a record."""

from collections.abc import Iterator
from dataclasses import replace

from fastwarc.warc import WarcRecord, WarcRecordType

from dyadlog.errors import PageError
from dyadlog.read.capture import captured_by
from dyadlog.read.charset import settle_charset
from dyadlog.read.intake import Held, Intake, issue_of
from dyadlog.read.limits import too_large
from dyadlog.read.payload import undo_transfer
from dyadlog.read.unpacking import spool
from dyadlog.read.warc_records import LONGEST_HEADER, Damage, find_records
from dyadlog.records import Issue, Page

KINDS = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
}
"""Content type -> media type; what has no content type is looked into."""
OK = 200
LONGEST_URL = 4096


def read_warc(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A page a record that is HTML or text and was answered with 200; the others are counted as no page.

    A page is held back until the record after it is seen to begin where it should: a record whose length lies would mix
    one page with another.
    """
    waiting: tuple[Page | Issue, ...] = ()
    with held.open() if held.depth == 0 else spool(held.open) as file:
        for found in find_records(file):
            location = f"{held.location}!{found.place}"
            if isinstance(found, Damage):
                if not found.spoils:
                    yield from waiting
                waiting = ()
                yield issue_of(location, found.error.code, str(found.error))
                continue
            yield from waiting
            try:
                waiting = tuple(_take(found.record, location, held, intake))
            except PageError as error:
                waiting = (issue_of(location, error.code, str(error)),)
        yield from waiting


def _take(record: WarcRecord, location: str, held: Held, intake: Intake) -> Iterator[Page | Issue]:
    media_type = _media_type(record)
    if media_type is None:
        intake.left_out.no_page += 1
        return
    body = _read_body(record, intake.limit)
    given = replace(held.given, url=_url(record) or held.given.url, captured=captured_by(record.record_date))
    yield from intake.take(location, body, given, media_type or None, name="")


def _media_type(record: WarcRecord) -> str | None:
    """The media type of the page in a record, '' where it is not told, None where it holds no page."""
    kind = record.record_type
    if kind in (WarcRecordType.resource, WarcRecordType.conversion):
        told = record.headers.get("Content-Type") or ""
        return KINDS.get(told.split(";")[0].strip().lower())
    if kind != WarcRecordType.response or not record.is_http:
        return None
    try:
        record.parse_http(max_header_len=LONGEST_HEADER, quirks_mode=True)
    except OSError as error:
        raise PageError("malformed", f"the header of the response cannot be read: {error}") from error
    if record.http_headers is None or record.http_headers.status_code is None:
        raise PageError("malformed", "the response has no header")
    if record.http_headers.status_code != OK:
        return None
    told = (record.http_content_type or "").strip().lower()
    return KINDS.get(told) if told else ""


def _read_body(record: WarcRecord, limit: int) -> bytes:
    length = record.content_length
    if length > limit:
        raise too_large(limit)
    try:
        body = record.reader.read()
    except OSError as error:
        raise PageError("malformed", str(error)) from error
    if len(body) < length:
        raise PageError("truncated", f"the record says {length:,} bytes and has {len(body):,}")
    if not record.is_http_parsed:
        return body
    headers = record.http_headers
    transfer, codings = headers.get("Transfer-Encoding") or "", headers.get("Content-Encoding") or ""
    if transfer or codings:
        body = undo_transfer(body, transfer, codings, limit)
    return settle_charset(body, record.http_charset)


def _url(record: WarcRecord) -> str | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> \t")
    is_web = url.startswith(("http://", "https://")) and len(url) <= LONGEST_URL
    return url if is_web and url.isprintable() and " " not in url else None
