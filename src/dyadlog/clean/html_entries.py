"""HTML pages of several entries or articles: live blogs, newsletters, digests. Every entry with the day it prints."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from dyadlog.clean.dates import strip_dates
from dyadlog.clean.html_article import SPACE, Piece, is_furniture
from dyadlog.clean.local_day import find_local_day
from dyadlog.clean.moments import Moment, find_moments
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Genre

MOST_MARKS: Final = 1000
"""Time marks of a page that are looked at."""
CLIMB: Final = 8
"""Elements from a time mark up to the entry that it stands in."""
FEWEST: Final = 3
SHORTEST_ENTRY: Final = 6
SHORTEST_ARTICLE: Final = 50
"""Words."""
SHARE: Final = 0.5
"""Of the words of the main text that stand in entries."""
LONGEST_SPAN: Final = timedelta(days=31)
"""Between the entries of a page; what spans more is a table of dates."""
HEADINGS: Final = ("h2", "h3", "h4", "h5", "h6")
BLOCKS: Final = (*HEADINGS, "p", "li", "blockquote")
ELSEWHERE: Final = frozenset(("nav", "aside", "footer", "form", "button", "figure", "select"))
COMMENTS: Final = re.compile(r"comment|related|sidebar|widget", re.I)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The entries of a page as blocks, what kind of page they make, and by what it was judged."""

    genre: Genre
    method: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``day`` as it prints it, ``leads_away`` whether its heading is a link, as in a list of articles."""

    pieces: tuple[Piece, ...]
    day: date | None
    has_heading: bool
    leads_away: bool

    @property
    def words(self) -> int:
        """How long it is."""
        return sum(len(piece.text.split()) for piece in self.pieces)


def gather_entries(tree: HtmlElement, pieces: Sequence[Piece], words: PageWords, *, is_live: bool) -> Gathered | None:
    """The entries of a page, where most of its main text (``pieces``) stands in entries; ``is_live`` where its data say
    that it is a live blog. What stands before the first entry stays before it."""
    timed = _largest([_read_entry(element, mark, words) for element, mark in group] for group in _timed_groups(tree))
    if timed and (is_live or _share(timed, pieces) >= SHARE) and _days_are_near(timed):
        genre: Genre = "live_blog" if is_live or not _is_list(timed) else "digest"
        return Gathered(genre, f"{len(timed)} entries with times", _join(timed, pieces))
    articles = [_read_entry(element, None, words) for element in _articles(tree)]
    headed = [entry for entry in articles if entry.has_heading and entry.words >= SHORTEST_ARTICLE]
    if len(headed) > 1 and _share(headed, pieces) >= SHARE:
        return Gathered("digest", f"{len(headed)} articles under headings of their own", _join(headed, pieces))
    return Gathered("live_blog", "LiveBlogPosting", tuple(pieces)) if is_live else None


def _timed_groups(tree: HtmlElement) -> Iterator[list[tuple[HtmlElement, HtmlElement]]]:
    """Elements side by side, of one name and class, with a time mark in each: the first one."""
    groups: dict[tuple[HtmlElement, str, str], dict[HtmlElement, HtmlElement]] = {}
    for mark in islice(tree.iter("time"), MOST_MARKS):
        element = mark
        for _ in range(CLIMB):
            parent = element.getparent()
            if parent is None or element.tag in ("main", "body"):
                break
            key = (parent, str(element.tag), (element.get("class") or "").split(" ")[0])
            groups.setdefault(key, {}).setdefault(element, mark)
            element = parent
    for (parent, _, _), members in groups.items():
        if len(members) >= FEWEST and not _is_elsewhere(parent) and not any(_has_title(one) for one in members):
            yield list(members.items())


def _articles(tree: HtmlElement) -> list[HtmlElement]:
    """Articles that are in no other one, where the page's title is in none of them."""
    found = [one for one in tree.iter("article") if next(one.iterancestors("article"), None) is None]
    return [] if any(map(_has_title, found)) else [one for one in found if not _is_elsewhere(one)]


def _has_title(element: HtmlElement) -> bool:
    return element.tag == "h1" or next(element.iterdescendants("h1"), None) is not None


def _is_elsewhere(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(one.tag in ELSEWHERE or COMMENTS.search(f"{one.get('class')} {one.get('id')}") for one in around)


def _read_entry(element: HtmlElement, mark: HtmlElement | None, words: PageWords) -> Entry:
    day = _read_day(mark, words) if mark is not None else None
    blocks = [one for one in element.iter(*BLOCKS) if next(one.iterdescendants(*BLOCKS), None) is None]
    found = [(one, _text_of(one)) for one in blocks if not _is_inside(one, element)] or [(element, _text_of(element))]
    pieces = [
        Piece("subhead" if one.tag in HEADINGS else "paragraph", text, day)
        for one, text in found
        if strip_dates(text, words)
    ]
    heading = next(element.iter(*HEADINGS), None)
    leads = heading is not None and (
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
    )
    kept = tuple(piece for piece in pieces if not is_furniture(piece, words))
    return Entry(kept, day, heading is not None, leads)


def _is_inside(element: HtmlElement, entry: HtmlElement) -> bool:
    """Whether a block of an entry is furniture by what it stands in."""
    for one in element.iterancestors():
        if one is entry:
            return False
        if one.tag in ELSEWHERE:
            return True
    return False


def _text_of(element: HtmlElement) -> str:
    """The words of a block without its time marks."""
    marks = {text for mark in element.iter("time") for text in mark.itertext()}
    return SPACE.sub(" ", " ".join(text for text in element.itertext() if text not in marks)).strip()


def _read_day(mark: HtmlElement, words: PageWords) -> date | None:
    """The day of a time mark in the outlet's calendar: what it prints tells, where its data are in universal time."""
    stated = list(find_moments(mark.get("datetime") or "", words))[:1]
    prints: list[Moment] = list(find_moments(" ".join(mark.itertext()), words))[:1]
    if not stated:
        return prints[0].day if prints else None
    return find_local_day(stated[0], (), prints, None)[0]


def _largest(groups: Iterator[list[Entry]]) -> list[Entry]:
    """The group with most words, its entries without words left out."""
    best: list[Entry] = []
    for group in groups:
        told = [entry for entry in group if entry.words >= SHORTEST_ENTRY]
        if len(told) >= FEWEST and sum(one.words for one in told) > sum(one.words for one in best):
            best = told
    return best


def _key(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _share(entries: Sequence[Entry], pieces: Sequence[Piece]) -> float:
    """How much of the main text stands in the entries."""
    held = "\n".join(_key("".join(piece.text for piece in entry.pieces)) for entry in entries)
    counts = [(len(piece.text.split()), _key(piece.text) in held) for piece in pieces]
    total = sum(count for count, _ in counts)
    return sum(count for count, inside in counts if inside) / total if total else 0.0


def _days_are_near(entries: Sequence[Entry]) -> bool:
    days = [entry.day for entry in entries if entry.day is not None]
    return not days or max(days) - min(days) <= LONGEST_SPAN


def _is_list(entries: Sequence[Entry]) -> bool:
    """Whether most entries are articles of their own: under a heading that is a link."""
    return 2 * sum(entry.leads_away for entry in entries) > len(entries)


def _join(entries: Sequence[Entry], pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """What stands before the first entry, then all entries in their order."""
    held = "\n".join(_key("".join(piece.text for piece in entry.pieces)) for entry in entries)
    before: list[Piece] = []
    for piece in pieces:
        if _key(piece.text) in held:
            break
        before.append(piece)
    opening = before if len(before) < len(pieces) else []
    return (*opening, *(piece for entry in entries for piece in entry.pieces))
