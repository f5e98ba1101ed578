"""Links between files: each leads to a file that is there, or is no link."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from posixpath import dirname, join, normpath, relpath
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from markupsafe import escape

TAG: Final = re.compile(r"<(/?)(a|svg)\b([^>]*)>")
"""Tags of our own templates: words of pages stand escaped between them, and ``>`` in no attribute."""
HREF: Final = re.compile(r'(?<=\shref=")[^"]*')
KEPT: Final = re.compile(r'\s(?:class|id)="[^"]*"')
ID: Final = re.compile(r'\sid="([^"]*)"')
ASSET: Final = re.compile(r'<(?:script|link)\b[^>]*?\s(?:src|href)="([^"]*)"')
FRAGMENT_TEXT: Final = ":~:text="
"""How a fragment begins that names words and no anchor."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a link leads: the name of a file and an anchor in it."""

    name: str
    anchor: str = ""

    def href(self, page: str) -> str:
        """The address, seen from a page."""
        return quote(relpath(self.name, dirname(page) or ".")) + (f"#{self.anchor}" if self.anchor else "")


def read_lead(href: str, page: str, usual: Sequence[tuple[str, str]]) -> Lead | None:
    """The file that a relative address asks for, seen from a page; None where no file can be what it asks for.

    A query may hold the number of a page beside the ``usual`` words, which every page of the site is made with.
    """
    parts = urlsplit(href)
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return None
    name = normpath(join(dirname(page), unquote(parts.path))) if parts.path else page
    words = [word for word in parse_qsl(parts.query) if word not in usual]
    if any(word != "page" for word, _ in words):
        return None
    return Lead(number_name(name, int(dict(words).get("page", 1))), parts.fragment)


def number_name(name: str, number: int) -> str:
    """The file of one page of a long list: ``events.html``, ``events-2.html``."""
    return name if number == 1 else f"{name.removesuffix('.html')}-{number}.html"


def relink(html: str, find: Callable[[str], str | None]) -> str:
    """A page whose links lead where ``find`` says; those for which it says None are words without a link.

    Links within the page and to other machines stay as they are.
    """
    ends: list[str] = []
    drawing = False

    def change(found: re.Match[str]) -> str:
        nonlocal drawing
        closing, tag, told = found.groups()
        if tag == "svg":
            drawing = not closing
            return found[0]
        if closing:
            return ends.pop()
        href = HREF.search(told)
        address = unescape(href[0]) if href else "#"
        leads = address if stays(address) else find(address)
        ends.append("</a>" if leads is not None else "</g>" if drawing else "</span>")
        if leads is None:
            return f"<{'g' if drawing else 'span'}{''.join(KEPT.findall(told))}>"
        return f"<a{HREF.sub(lambda _: str(escape(leads)), told)}>"

    return TAG.sub(change, html)


def stays(address: str) -> bool:
    """Whether an address is one within the page, or of another machine."""
    return address.startswith("#") or bool(urlsplit(address).scheme)


def find_leads(html: str, page: str, usual: Sequence[tuple[str, str]]) -> Iterator[Lead]:
    """Where the links of a page lead that may be files of ours."""
    for tag in TAG.finditer(html):
        href = HREF.search(tag[3])
        if href and not stays(unescape(href[0])) and (lead := read_lead(unescape(href[0]), page, usual)):
            yield lead


def find_assets(html: str, page: str) -> Iterator[str]:
    """The stylesheets, scripts and pictures that a page loads, as names of files."""
    for found in ASSET.finditer(html):
        yield normpath(join(dirname(page), unquote(unescape(found[1]))))


def find_anchors(html: str) -> frozenset[str]:
    """What can be led to within a page."""
    return frozenset(unescape(name) for name in ID.findall(html))
