"""Small archives of made-up pages, for the tests of reading."""

import gzip

PAGE = b"<!doctype html><html><body><h1>Accord</h1><p>Ghana and Togo signed an accord.</p></body></html>"
OTHER = b"<!doctype html><html><body><h1>Weather</h1><p>It rained in the hills.</p></body></html>"


def make_record(
    body=PAGE,
    url="https://example.org/a",
    kind="response",
    mime="text/html; charset=utf-8",
    status="200 OK",
    headers=b"",
    length=None,
    extra=b"",
    day="2024-05-06T20:08:09Z",
):
    """One record of a WARC; ``length`` is what its header says where that is not the truth."""
    block = body
    content_type = mime
    if kind == "response":
        block = f"HTTP/1.1 {status}\r\nContent-Type: {mime}\r\n".encode() + headers + b"\r\n" + body
        content_type = "application/http; msgtype=response"
    lines = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n"
    )
    return lines.encode() + extra + b"\r\n" + block + b"\r\n\r\n"


def pack(*records):
    """A ``.warc.gz``: a member a record."""
    return b"".join(gzip.compress(record) for record in records)
