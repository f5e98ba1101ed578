"""The dates printed at the headline of an HTML page: the day its readers see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import Any

from lxml.html import HtmlElement

from dyadlog.clean.credit_lines import read_credit
from dyadlog.clean.dates import YEAR
from dyadlog.clean.lines import SENTENCE_END, Line
from dyadlog.clean.marks import find_byline, is_date_line
from dyadlog.clean.moments import CHANGED, Moment, find_moments
from dyadlog.knowledge.page_words import PageWords

ABOVE, BELOW = 5, 14
"""Lines above and below a headline that are looked at."""
BESIDE = 4
TEXTS = 60
"""Pieces of text, of which a line may have several, on either side."""
LONGEST = 22
PARAGRAPH, SENTENCE = 30, 10
"""Words of a line of running text, and of one that ends a sentence."""
RUNNING = 2
"""How many such lines end the head: one may be a standfirst or a caption."""
HEADINGS = 6
INLINE = {"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sup", "time", "u"}
PARTS = re.compile(r"\s*[|•·]\s*")
AFTER = f"(following::text()[normalize-space()])[position() <= {TEXTS}]"
BEFORE = f"(preceding::text()[normalize-space()])[position() > last() - {TEXTS // 2}]"


@dataclass(frozen=True, slots=True)
class Prints:
    """The moments in date lines, bylines and ``time`` elements around the headlines of a page; ``beside`` are those
    right above or below one, which say by themselves when the article appeared."""

    around: tuple[Moment, ...]
    beside: tuple[Moment, ...]


def find_prints(tree: HtmlElement, words: PageWords) -> Prints:
    """What is printed around the headlines, below them first."""
    around: dict[Moment, None] = {}
    beside: dict[Moment, None] = {}
    for heading in list(tree.iter("h1"))[:HEADINGS]:
        for line, near in _head_lines(heading):
            moments = list(_moments(line, words))
            around.update(dict.fromkeys(moments))
            if near:
                beside.update(dict.fromkeys(moments))
    return Prints(tuple(around), tuple(beside))


def _moments(line: "_HeadLine", words: PageWords) -> Iterator[Moment]:
    if YEAR.search(line.text) is not None:
        if _is_credit(line.text, words):
            yield from find_moments(line.text, words)
        return
    changed = CHANGED.search(line.text) is not None
    for stated in line.times:
        yield from (replace(moment, changed=changed) for moment in find_moments(stated, words))


@dataclass(frozen=True, slots=True)
class _HeadLine:
    """The text of one block, and what its ``time`` elements state."""

    text: str
    times: tuple[str, ...]


def _head_lines(heading: HtmlElement) -> Iterator[tuple[_HeadLine, bool]]:
    """Lines below the headline up to the running text, then those above it, and whether each stands beside it."""
    paragraphs = sentences = 0
    for distance, line in enumerate(islice(_lines(heading, AFTER), BELOW)):
        count = len(line.text.split())
        paragraphs += count >= PARAGRAPH
        sentences += count >= SENTENCE and SENTENCE_END.search(line.text) is not None
        if paragraphs == RUNNING:
            break
        yield line, distance < BESIDE and sentences < RUNNING
    above = list(_lines(heading, BEFORE))[-ABOVE:]
    yield from ((line, number >= len(above) - BESIDE) for number, line in enumerate(above))


def _lines(heading: HtmlElement, path: str) -> Iterator[_HeadLine]:
    """Texts in a row, those of one block as one line."""
    for _, texts in groupby(heading.xpath(path), key=_block_of):
        held = list(texts)
        times = {text.getparent() for text in held if text.getparent().tag == "time" and not text.is_tail}
        stated = tuple(element.get("datetime") or "" for element in times)
        yield _HeadLine(" ".join(" ".join(held).split()), stated)


def _block_of(text: Any) -> HtmlElement:
    """The block element that a piece of text stands in."""
    element = text.getparent().getparent() if text.is_tail else text.getparent()
    while element is not None and element.tag in INLINE and element.getparent() is not None:
        element = element.getparent()
    return element


def _is_credit(text: str, words: PageWords) -> bool:
    """Whether a line is there to say when the article appeared, or was changed, or who signs it."""
    if len(text.split()) > LONGEST:
        return False
    if any(is_date_line(part, words) for part in PARTS.split(text)) or words.find("date_words", text) is not None:
        return True
    return find_byline(text, words) is not None or read_credit(Line(1, 1, 0, len(text), text), words) is not None
