"""What feeds and sitemaps list: links with what is said of them."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dyadlog.errors import PageError
from dyadlog.fetch.feeds import Entry, Feed
from dyadlog.fetch.fetcher import Fetched
from dyadlog.fetch.links import clean_link
from dyadlog.fetch.sitemaps import Listed, parse_sitemap
from dyadlog.records import Given, Issue

STAGE: Final = "fetch"
MOST_SITEMAPS: Final = 100
"""Sitemaps asked for under one index."""
LONGEST_NAME: Final = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """One page that a feed or sitemap speaks of. ``location`` is its URL, or where there is none the feed's with the
    entry's own name; ``text`` an HTML page made of what the feed brings along, empty where it brings nothing."""

    location: str
    has_page: bool
    given: Given
    text: bytes = b""


def list_feed(feed: Feed, found: Fetched, given: Given) -> Iterator[Listing | Issue]:
    """What a feed lists. What the user said wins over what the feed says."""
    url = found.url
    for entry in feed.entries:
        said = replace(given, captured=found.captured)
        if given.published is None and entry.published is not None:
            said = replace(said, published=entry.published, published_method="feed")
        name = f"{url}#{entry.name[:LONGEST_NAME]}"
        try:
            link = clean_link(entry.link, url) if entry.link else None
        except PageError as error:
            yield Issue.of(name, STAGE, error.code, str(error))
        else:
            yield Listing(link or name, link is not None, said, _page_of(entry, feed))


def list_sitemaps(first: Fetched, given: Given, get: Callable[[str], Fetched]) -> Iterator[Listing | Issue]:
    """What a sitemap lists, and those that it names, each of them once. ``get`` may raise ``PageError``."""
    waiting: list[str] = []
    asked = {first.url}
    current: Fetched | None = first
    while current is not None or waiting:
        location = current.url if current is not None else waiting.pop(0)
        try:
            current = current or get(location)
            listed = parse_sitemap(current.content)
        except PageError as error:
            yield Issue.of(location, STAGE, error.code, str(error))
            current = None
            continue
        for found in listed:
            listing = _listing_of(found, current.url, given)
            if not found.is_sitemap or isinstance(listing, Issue):
                yield listing
            elif listing.location not in asked and len(asked) < MOST_SITEMAPS:
                asked.add(listing.location)
                waiting.append(listing.location)
        current = None


def _listing_of(found: Listed, base: str, given: Given) -> Listing | Issue:
    said = given
    if given.published is None and found.published is not None:
        said = replace(given, published=found.published, published_method="sitemap")
    try:
        return Listing(clean_link(found.link, base), True, said)
    except PageError as error:
        return Issue.of(found.link[:LONGEST_NAME], STAGE, error.code, str(error))


def _page_of(entry: Entry, feed: Feed) -> bytes:
    """A page of what a feed says of an article; nothing where it brings no text along."""
    if entry.text is None:
        return b""
    title, outlet = html.escape(entry.title or ""), html.escape(feed.title or "")
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="og:site_name" content="{outlet}">'
    body = f"<article><h1>{title}</h1>{entry.text}</article>"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode("utf-8", "replace")
