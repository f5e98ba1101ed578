"""The article of an HTML page, by trafilatura: its headline, subheads and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura import bare_extraction

from dyadlog.clean.lines import Line
from dyadlog.clean.marks import mark_line
from dyadlog.errors import PageError
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

LARGEST = 2_500_000
"""Characters of HTML, scripts and embedded data left out: twice the largest page of the benchmark."""
LARGEST_WHOLE = 30_000_000
LONGEST_PARAGRAPH = 100_000
FEW_WORDS = 120
DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]+")
BALLAST = ("script", "style", "svg")
BLOCK_TAGS = ("p", "quote", "item", "head", "row", "code")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of the article before it has a place in the text; ``day`` where it is of an entry that prints one."""

    kind: BlockKind
    text: str
    day: date | None = None


def parse_html(text: str) -> HtmlElement:
    """The tree of a page, scripts but JSON-LD left out. ``PageError`` where there is none or it is too large."""
    if len(text) <= LARGEST_WHOLE:
        text = DATA.sub(" ", text)
        for name in BALLAST:
            text = _without(text, name)
    if len(text) > LARGEST:
        raise PageError("too_long", f"more than {LARGEST:,} characters of HTML: no news page")
    try:
        tree = document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise PageError("no_text", f"no HTML in it: {error}") from error
    if not isinstance(tree, HtmlElement):
        raise PageError("no_text", "no HTML in it")
    return tree


def _without(text: str, name: str) -> str:
    """The text without the elements of a name, JSON-LD kept. One pass: a page may open a million and close none."""
    ends = [found.end() for found in re.finditer(rf"</{name}\s{{0,9}}>", text, re.I)]
    kept, done, next_end = [], 0, 0
    for found in re.finditer(rf"<{name}\b", text, re.I):
        while next_end < len(ends) and ends[next_end] <= found.start():
            next_end += 1
        if next_end == len(ends):
            break
        if found.start() < done or "ld+json" in text[found.start() : found.start() + 200].lower():
            continue
        kept.append(text[done : found.start()])
        done = ends[next_end]
    return " ".join((*kept, text[done:]))


def extract_article(tree: HtmlElement, words: PageWords) -> list[Piece]:
    """The blocks of the article in order, links to other articles and furniture taken out.

    trafilatura's precise mode is better on nearly all pages of the benchmark, and needs no comparing with other
    extractors there, but loses a few whole articles. Where it leaves little, it is asked to compare; where that leaves
    little too, its usual mode is asked.
    """
    pieces = _extract(tree, words, precise=True, fast=True)
    if _word_count(pieces) < FEW_WORDS:
        pieces = _extract(tree, words, precise=True)
    if _word_count(pieces) < FEW_WORDS:
        usual = _extract(tree, words, precise=False)
        pieces = usual if _word_count(usual) > 2 * _word_count(pieces) else pieces
    while pieces and _mark(pieces[-1].text, words) == "bio":
        pieces.pop()
    while pieces and pieces[-1].kind == "subhead":  # the title of a list of links that was taken out
        pieces.pop()
    return pieces


def _extract(tree: HtmlElement, words: PageWords, *, precise: bool, fast: bool = False) -> list[Piece]:
    try:  # trafilatura works on a copy of the tree
        found = bare_extraction(tree, favor_precision=precise, fast=fast, include_comments=False)
    except RecursionError as error:
        raise PageError("too_deep", "the HTML is nested too deeply") from error
    body = getattr(found, "body", None)
    return [piece for piece in _pieces(body) if not is_furniture(piece, words)] if body is not None else []


def _word_count(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text.split()) for piece in pieces)


def _pieces(body: etree._Element) -> Iterator[Piece]:
    """Blocks of trafilatura's tree; a line break ends a paragraph, since pages use it so."""
    held: list[str] = []
    kind: BlockKind = "paragraph"

    def flush() -> Iterator[Piece]:
        text = SPACE.sub(" ", "".join(held)).strip()
        held.clear()
        if text:
            yield Piece(kind if len(text) <= LONGEST_PARAGRAPH else "boilerplate", text)

    for action, element in etree.iterwalk(body, events=("start", "end")):
        is_block = element.tag in BLOCK_TAGS
        if is_block or (element.tag == "lb" and action == "start"):
            yield from flush()
            kind = "subhead" if element.tag == "head" and action == "start" else "paragraph"
        held.append((element.text if action == "start" else element.tail) or "")
        if element.tag == "cell" and action == "end":
            held.append(" ")
    yield from flush()


def _mark(text: str, words: PageWords) -> BlockKind | None:
    return mark_line(Line(1, 1, 0, len(text), text), words)


def is_furniture(piece: Piece, words: PageWords) -> bool:
    """Whether a block is no part of an article: menu words, credits, captions, links to other articles."""
    if piece.kind == "boilerplate":
        return True
    if words.has("menu_words", piece.text):
        return True
    return _mark(piece.text, words) in ("related", "boilerplate", "date", "byline", "caption")
