"""The stage: a page as found to the article in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dyadlog.clean.decoding import decode_page
from dyadlog.clean.front_matter import read_front_matter
from dyadlog.clean.genre import PageParts, judge_genre
from dyadlog.clean.html_article import Piece, extract_article, parse_html
from dyadlog.clean.html_entries import gather_entries
from dyadlog.clean.html_metadata import read_metadata
from dyadlog.clean.language import detect_language
from dyadlog.clean.line_entries import find_line_entries
from dyadlog.clean.line_model import classify_lines
from dyadlog.clean.lines import Line, split_lines
from dyadlog.clean.markdown import is_written, label_markdown
from dyadlog.clean.outlets import find_outlet
from dyadlog.clean.structure import label_page
from dyadlog.clean.text_dates import find_publication
from dyadlog.clean.text_metadata import find_byline_of, find_title, page_parts
from dyadlog.clean.text_page import TextPage
from dyadlog.errors import PageError
from dyadlog.knowledge import Knowledge
from dyadlog.records import Block, Document, Found, Given, Page, Publication, content_id
from dyadlog.records.document import TEXT_NORMALISATION
from dyadlog.records.vocabulary import ARTICLE_BLOCKS, BlockKind

MOST_LINES = 10_000
"""A page of that many lines is a log or a table, and reading it would hold up the run."""
GAP = "\n\n"
LABEL_WORDS = 8
"""Words that a line has beside its letterhead: "Press release No. 12, 3 March 2024"."""


class Cleaner:
    """Finds the article in a page, and what the page says about it.

    ``PageError`` codes: ``undecodable`` (no text in any encoding), ``no_text`` (nothing but white space or empty tags),
    ``no_article`` (text, but no article in it), ``too_long`` and ``too_deep`` (no page of news is).
    """

    name = "clean"
    version = f"9.{TEXT_NORMALISATION}"
    tables = (
        "page_words.toml",
        "account_words.csv",
        "states.csv",
        "state_names.csv",
        "organisations.csv",
        "armed_groups.csv",
        "bodies.csv",
        "common_words.csv",
        "places.csv",
    )
    """The tables a document depends on: the words of pages, and those of the index of names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge

    def __call__(self, page: Page) -> Document:
        """The document in a page."""
        text = decode_page(page.content)
        if not text.strip():
            raise PageError("no_text", "there is no text in it")
        return self._clean_html(page, text) if page.media_type == "text/html" else self._clean_text(page, text)

    def _clean_text(self, page: Page, text: str) -> Document:
        words = self.knowledge.page_words
        if text.count("\n") > MOST_LINES:
            raise PageError("too_long", f"more than {MOST_LINES:,} lines: no news page")
        matter, lines = read_front_matter(split_lines(text), page.media_type)
        if page.media_type == "text/markdown" and is_written(lines):
            kinds = label_markdown(lines, words)
        else:
            kinds = label_page(lines, classify_lines(lines, words), self.knowledge)
        read = TextPage.of(lines, kinds, self.knowledge)
        if read is None:
            raise PageError("no_article", "no paragraph of an article among the lines of the page")
        byline, outlet = matter.byline or find_byline_of(read), find_outlet(read)
        entries = find_line_entries(read)
        judged = judge_genre(page_parts(read, byline, outlet), words)
        genre, genre_method = (entries.genre, entries.method) if entries is not None else judged
        front: list[BlockKind] = ["boilerplate"] * len(matter.lines)
        days = [*([None] * len(matter.lines)), *(entries.days if entries is not None else [None] * len(lines))]
        return Document(
            document_id=content_id("doc", text),
            page_id=page.page_id,
            location=page.location,
            text=text,
            blocks=tuple(_make_blocks([*matter.lines, *lines], [*front, *kinds], days)),
            title=matter.title or find_title(read),
            byline=byline,
            outlet=_given(page.given.outlet) or outlet,
            url=_given(page.given.url),
            publication=_settle_publication(page.given, matter.publication or find_publication(read)),
            language=detect_language([line.text for line in read.of_kind(*ARTICLE_BLOCKS)], words),
            genre=genre,
            genre_method=genre_method,
            sha256=page.sha256,
        )

    def _clean_html(self, page: Page, text: str) -> Document:
        words = self.knowledge.page_words
        tree = parse_html(text)
        metadata = read_metadata(tree, self.knowledge)
        pieces: Sequence[Piece] = extract_article(tree, words)
        entries = gather_entries(tree, pieces, words, is_live=metadata.is_live)
        pieces = entries.pieces if entries is not None else pieces
        paragraphs = tuple(piece.text for piece in pieces if piece.kind == "paragraph")
        if not paragraphs:
            raise PageError("no_article", "no article in the HTML")
        title = metadata.title.value if metadata.title is not None else None
        article, blocks = _compose(title, metadata.letterhead, pieces)
        parts = PageParts(
            headline=title,
            labels=(*metadata.labels, *(("opinion",) if metadata.is_opinion else ())),
            paragraphs=paragraphs,
            bios=(),
            byline=metadata.byline.value if metadata.byline is not None else None,
            outlet=metadata.outlet.value if metadata.outlet is not None else None,
            furniture=(),
            spam_links=0,
            letterhead=metadata.letterhead,
        )
        judged = judge_genre(parts, words)
        genre, genre_method = (entries.genre, entries.method) if entries is not None else judged
        given = page.given
        return Document(
            document_id=content_id("doc", article),
            page_id=page.page_id,
            location=page.location,
            text=article,
            blocks=blocks,
            title=metadata.title,
            byline=metadata.byline,
            outlet=_given(given.outlet) or metadata.outlet,
            url=_given(given.url) or metadata.url,
            publication=_settle_publication(given, metadata.publication),
            language=detect_language(paragraphs, words),
            genre=genre,
            genre_method=genre_method,
            sha256=page.sha256,
        )


def _given(value: str | None) -> Found | None:
    return Found(value, "given") if value is not None else None


def _settle_publication(given: Given, stated: Publication) -> Publication:
    """When a page was published: the user's word, then the page's own, then a feed's; a bound where there is none."""
    if given.published is not None and given.published_method is None:
        return Publication(given.published, "day", "given")
    if stated.day is not None:
        return stated
    if given.published is not None:
        return Publication(given.published, "day", given.published_method)
    if given.captured is not None and (stated.not_after is None or given.captured < stated.not_after):
        return replace(stated, not_after=given.captured, not_after_method="captured")
    return stated


def _make_blocks(lines: Sequence[Line], kinds: Sequence[BlockKind], days: Sequence[date | None]) -> list[Block]:
    """A block for each line, without the mark of a list item or heading; neighbouring furniture is one block."""
    blocks: list[Block] = []
    for line, kind, day in zip(lines, kinds, days, strict=True):
        if kind == "boilerplate" and blocks and blocks[-1].kind == kind:
            held = blocks[-1]
            blocks[-1] = Block(held.start, line.end, kind, held.line_start, line.last)
        else:
            lead = line.lead if kind in ARTICLE_BLOCKS and line.start + line.lead < line.end else 0
            own = day if kind in ARTICLE_BLOCKS else None
            blocks.append(Block(line.start + lead, line.end, kind, line.first, line.last, own))
    return blocks


def _compose(title: str | None, letterhead: str | None, pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of an HTML article, headline first, blocks parted by a blank line, with the place of each block. A
    letterhead stands below the headline and is no part of the article."""
    rest = list(pieces)
    if letterhead is not None:
        own = next((piece for piece in rest[:3] if _key(piece.text).startswith(_key(letterhead))), None)
        short = own is not None and len(own.text.split()) <= len(letterhead.split()) + LABEL_WORDS
        rest = [piece for piece in rest if piece is not own or not short]
        rest.insert(0, Piece("boilerplate", letterhead))
    if title is not None:
        same = [piece for piece in rest[:4] if piece.kind != "boilerplate" and _key(piece.text) == _key(title)]
        rest = [Piece("headline", title), *(piece for piece in rest if piece not in same)]
    text, blocks = "", []
    for piece in rest:
        start = len(text) + len(GAP) if text else 0
        text = f"{text}{GAP}{piece.text}" if text else piece.text
        blocks.append(Block(start, len(text), piece.kind, day=piece.day))
    return text, tuple(blocks)


def _key(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())
