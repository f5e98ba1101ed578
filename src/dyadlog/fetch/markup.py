"""XML from strangers: decoded once, without entities of its own, read in parts within bounded memory."""

import codecs
import html
import io
import re
from collections.abc import Iterator
from typing import Final, Literal

from lxml import etree

from dyadlog.errors import PageError

Sort = Literal["feed", "sitemap", "page"]

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
PREAMBLE: Final = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]{0,1000}>", re.S | re.I)
ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]")
SORTS: Final[dict[str, Sort]] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
}
HEAD: Final = 64 * 1024
ENTITY: Final = re.compile(r"<!ENTITY", re.I)
NAMED: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
MOST_HELD: Final = 200_000
"""Elements in memory at once: a feed of a thousand long articles has some 100,000."""
MOST_ATTRIBUTES: Final = 500
MOST_DEPTH: Final = 200
MOST_MENDED: Final = 2 * 1024 * 1024
"""Characters of damaged XML that are read as far as they can be: every fault in it takes memory."""
NOT_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def sort_of(content: bytes) -> Sort:
    """What a file is by its root element: a feed, a sitemap, or, as anything else, a page."""
    head = _decode(content[:HEAD])
    start = 0
    while found := PREAMBLE.match(head, start):
        start = found.end()
    root = ROOT.match(head, start)
    return SORTS.get(root[1].lower(), "page") if root else "page"


def read_text(content: bytes) -> str:
    """The root element as text. ``PageError`` ``entities`` where entities are defined, which may grow or reach out.

    What else stands before the root, a declaration of an encoding included, is gone: parsers see what was judged.
    """
    text = _decode(content)
    if ENTITY.search(text):
        raise PageError("entities", "an XML file that defines entities of its own is not read")
    start = 0
    while found := PREAMBLE.match(text, start):
        start = found.end()
    return NOT_XML.sub(" ", NAMED.sub(_character, text[start:]))


def read_parts(text: str, names: frozenset[str]) -> Iterator[tuple[etree._Element, etree._Element]]:
    """Every element with one of some local names, when it ends, with its root; the reader may empty or remove it.

    Damaged XML is read as far as it can be, unless it is long. ``PageError``: ``malformed`` where it cannot be read,
    ``too_deep`` and ``too_large`` where it would take too much memory.
    """
    held, mark, depth, root = 0, 0, 0, None
    try:
        for event, element in _events(text):
            root = element if root is None else root
            is_part = local_name(element) in names
            if event == "start":
                mark = held if is_part else mark
                held, depth = held + 1, depth + 1
                _check(element, held, depth)
                continue
            depth -= 1
            if is_part:
                yield root, element
                held = mark if element.getparent() is None or len(element) == 0 else held
    except etree.XMLSyntaxError as error:
        raise PageError("malformed", f"no XML that can be read: {error.msg}") from error


def _events(text: str) -> Iterator[tuple[str, etree._Element]]:
    mend = len(text) <= MOST_MENDED
    events: Iterator[tuple[str, etree._Element]] = etree.iterparse(
        io.BytesIO(text.encode()), events=("start", "end"), recover=mend, resolve_entities=False, no_network=True
    )
    return events


def _check(element: etree._Element, held: int, depth: int) -> None:
    if held > MOST_HELD or len(element.attrib) > MOST_ATTRIBUTES:
        raise PageError("too_large", f"XML of more than {MOST_HELD:,} parts, or {MOST_ATTRIBUTES} attributes of one")
    if depth > MOST_DEPTH:
        raise PageError("too_deep", f"XML nested more than {MOST_DEPTH} deep")


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, in small letters."""
    return str(element.tag).rpartition("}")[2].lower()


def drop(element: etree._Element) -> None:
    """Empty an element, and take those before it away, so that a long file takes little memory."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _decode(content: bytes) -> str:
    encoding = next((name for mark, name in MARKS if content.startswith(mark)), None)
    if encoding is None:
        declared = DECLARED.match(content)
        encoding = declared[1].decode() if declared else "utf-8"
    try:
        return content.decode(encoding, "replace")
    except (LookupError, UnicodeError, ValueError):
        return content.decode("utf-8", "replace")


def _character(found: re.Match[str]) -> str:
    """A character that HTML has a name for: XML has not, and would lose it."""
    known = html.unescape(found[0])
    return html.escape(known) if known != found[0] else ""
