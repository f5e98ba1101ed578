"""Sitemaps: of pages, of news, and of other sitemaps."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from dyadlog.fetch.markup import drop, local_name, read_parts, read_text
from dyadlog.read.rows import day_of

PARTS: Final = frozenset({"url", "sitemap"})
MOST: Final = 50_000
"""Links of one sitemap: the protocol allows no more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One link of a sitemap. ``published`` stands in news sitemaps; ``is_sitemap`` where it leads to another one."""

    link: str
    published: date | None
    is_sitemap: bool


def parse_sitemap(content: bytes) -> list[Listed]:
    """The links, in order, as many as the protocol allows. ``PageError`` as of ``read_text`` and ``read_parts``."""
    found: list[Listed] = []
    for _, element in read_parts(read_text(content), PARTS):
        link = _find(element, "loc")
        if link:
            found.append(Listed(link, day_of(_find(element, "publication_date")), local_name(element) == "sitemap"))
        drop(element)
        if len(found) == MOST:
            break
    return found


def _find(element: etree._Element, name: str) -> str | None:
    """The words of the first element below that is called so."""
    below = (part for part in element.iter() if isinstance(part.tag, str) and local_name(part) == name)
    part = next(below, None)
    return part.text.strip() if part is not None and part.text else None
