"""Sitemaps: of pages, of news, and of other sitemaps."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from lxml import etree

from dyadlog.fetch.markup import drop, local_name, read_parts, read_text
from dyadlog.read.rows import day_of

PARTS: Final = frozenset({"url", "sitemap"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One link of a sitemap. ``published`` stands in news sitemaps; ``is_sitemap`` where it leads to another one."""

    link: str
    published: date | None
    is_sitemap: bool


def parse_sitemap(content: bytes, most: int) -> tuple[list[Listed], int]:
    """The first ``most`` links, and how many more there are. ``PageError`` as of ``read_parts``, and ``entities``."""
    found: list[Listed] = []
    left_out = 0
    for _, element in read_parts(read_text(content), PARTS):
        link = _find(element, "loc")
        if link and len(found) < most:
            found.append(Listed(link, day_of(_find(element, "publication_date")), local_name(element) == "sitemap"))
        elif link:
            left_out += 1
        drop(element)
    return found, left_out


def _find(element: etree._Element, name: str) -> str | None:
    """The words of the first element below that is called so."""
    below = (part for part in element.iter() if isinstance(part.tag, str) and local_name(part) == name)
    part = next(below, None)
    return part.text.strip() if part is not None and part.text else None
