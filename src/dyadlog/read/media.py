"""What a file is: HTML, Markdown, plain text, or nothing we can read."""

import re
from pathlib import PurePath

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".xhtml": "text/html",
}

CONTAINERS = {
    ".csv": "delimited",
    ".gz": "gzip",
    ".jsonl": "json_lines",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".ndjson": "json_lines",
    ".parquet": "parquet",
    ".tsv": "delimited",
    ".warc": "warc",
    ".zip": "zip",
}
"""Suffix -> how what the file holds is read. ``.warc.gz`` is read as it is, by its members."""

OTHER_FORMATS = frozenset(
    {
        *(
            ".7z",
            ".avi",
            ".bin",
            ".bmp",
            ".br",
            ".bz2",
            ".css",
            ".db",
            ".doc",
            ".docx",
            ".eot",
            ".epub",
            ".exe",
            ".gif",
        ),
        *(".ico", ".jpeg", ".jpg", ".js", ".json", ".mov", ".mp3", ".mp4", ".odt", ".pdf", ".png", ".ppt", ".pptx"),
        *(".rar", ".rtf", ".sqlite", ".svg", ".tar", ".tgz", ".tif", ".tiff", ".ttf", ".webm", ".webp", ".woff"),
        *(".woff2", ".xls", ".xlsx", ".xml", ".xz", ".yaml", ".yml", ".zst"),
    }
)
"""Suffixes of documents, pictures and parts of web pages: some are text, but none is a page of news."""

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
SAMPLE = 8192
HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
HTML_TAG = re.compile(
    rb"</?(?:html|head|body|div|p|span|article|section|script|table|h[1-6]|ul|li|a)\b[^<>]{0,500}>", re.I
)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def media_type_of(location: str, content: bytes) -> str:
    """The media type by suffix; without a known suffix HTML where the content looks like it, else plain text."""
    known = MEDIA_TYPES.get(PurePath(location).suffix.lower())
    if known is not None:
        return known
    sample = content[:SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = sample.replace(b"\x00", b"")[2:]
    looks_like_html = HTML_START.match(sample.removeprefix(b"\xef\xbb\xbf")) or len(HTML_TAG.findall(sample)) >= 5
    return "text/html" if looks_like_html else "text/plain"


def container_of(name: str) -> str | None:
    """How what a file holds is read, by its suffix; None where the file is itself a page."""
    lower = name.lower()
    return "warc" if lower.endswith(".warc.gz") else CONTAINERS.get(PurePath(lower).suffix)


def is_unsupported(location: str) -> bool:
    """Whether the suffix says that a file is of a format we do not read."""
    return PurePath(location).suffix.lower() in OTHER_FORMATS


def is_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding: NUL bytes outside UTF-16/32, or many control bytes."""
    if content.startswith(b"%PDF-"):
        return True
    if content.startswith(BYTE_ORDER_MARKS):
        return False
    sample = content[:SAMPLE]
    if b"\x00" in sample and _alternates(sample):
        return False
    return b"\x00" in sample or len(CONTROL.findall(sample)) > len(sample) / 10


def _alternates(sample: bytes) -> bool:
    """UTF-16 of Latin letters without a byte order mark: nearly every second byte is NUL, and only on one side."""
    half = max(1, len(sample) // 2)
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    return max(even, odd) > 0.6 and min(even, odd) < 0.05
