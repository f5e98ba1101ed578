"""RSS and Atom."""

import html
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import feedparser  # type: ignore[import-untyped]
from lxml import etree

from dyadlog.fetch.markup import read_parts, read_text
from dyadlog.read.rows import day_of

PARTS: Final = frozenset({"item", "entry"})
LONGEST_TEXT: Final = 200_000
"""Characters of one text of an entry: an article has some 10,000, and feedparser needs minutes for millions."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. ``link`` is as it stands there, ``published`` the day in the feed's own calendar, ``text``
    HTML; ``name`` tells the entry from others of its feed."""

    name: str
    link: str | None
    title: str | None
    published: date | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """The first entries of a feed, and how many more there are."""

    title: str | None
    entries: tuple[Entry, ...]
    left_out: int


def parse_feed(content: bytes, url: str, most: int) -> Feed:
    """The first ``most`` entries. ``PageError``: ``entities``, ``malformed``, ``too_deep``, ``too_large``."""
    kept, left_out = _shorten(read_text(content), most)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        io.BytesIO(kept), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    entries = tuple(_entry(found, number) for number, found in enumerate(parsed.entries))
    return Feed(_line(parsed.feed.get("title")), entries, left_out)


def _shorten(text: str, most: int) -> tuple[bytes, int]:
    """The feed with its first entries only, as sound XML, and how many it has lost."""
    root, count = None, 0
    for root, element in read_parts(text, PARTS):  # noqa: B007  the last root is the only one
        count += 1
        parent = element.getparent()
        if count > most and parent is not None:
            parent.remove(element)
    if root is None:
        return text.encode(), 0
    for element in root.iter():
        if element.text and len(element.text) > LONGEST_TEXT:
            element.text = element.text[:LONGEST_TEXT]
    return etree.tostring(root, encoding="utf-8"), max(0, count - most)


def _entry(found: Mapping[str, Any], number: int) -> Entry:
    link = found.get("link")
    name = str(found.get("id") or link or number)
    # without a day of publication feedparser would give that of the last change
    published = day_of(found["published"]) if "published" in found.keys() else None  # noqa: SIM118
    return Entry(name, str(link) if link else None, _line(found.get("title")), published, _text(found))


def _text(found: Mapping[str, Any]) -> str | None:
    """The longest text an entry brings along, as HTML."""
    parts = [*found.get("content", ()), found.get("summary_detail") or {}]
    texts = [(str(part.get("value") or ""), part.get("type")) for part in parts]
    value, kind = max(texts, key=lambda text: len(text[0]), default=("", None))
    if not value.strip():
        return None
    return html.escape(value) if kind == "text/plain" and "<" not in value else value


def _line(value: object) -> str | None:
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None
