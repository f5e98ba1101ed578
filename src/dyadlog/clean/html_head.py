"""The short lines around the headline of an HTML page: outlet, date, the body that issues it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from dyadlog.clean.credit_lines import read_credit
from dyadlog.clean.head_prints import RUNNING, SENTENCE
from dyadlog.clean.letterhead import find_letterhead
from dyadlog.clean.lines import SENTENCE_END, Line
from dyadlog.knowledge import Knowledge
from dyadlog.records import Publication

BEFORE, AFTER = 4, 6
SEEN = 60
"""Elements looked at on either side of the headline."""
LONGEST = 30
"""Words from which on a block after the headline is text."""
BLOCKS = ("p", "div", "span", "h2", "h3", "h4", "h5", "h6", "td", "header", "address", "strong", "em", "b")
ELSEWHERE = ("nav", "footer", "aside", "a", "ul", "ol", "li", "form", "button", "figure")
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class HtmlHead:
    """What the lines around the headline say: whose page it is, and the day of its credits."""

    letterhead: str | None
    publication: Publication


def read_head(tree: HtmlElement, knowledge: Knowledge) -> HtmlHead:
    """The first letterhead near the only headline, and the one day of the credits below it."""
    headings = list(tree.iter("h1"))
    if len(headings) != 1:
        return HtmlHead(None, Publication())
    before, after = _lines(tree, headings[0])
    letterheads = (find_letterhead(text, knowledge) for text in (*after, *before))
    read = [read_credit(Line(1, 1, 0, len(text), text), knowledge.page_words) for text in after]
    days = {credit.date.day for credit in read if credit is not None}
    publication = Publication(days.pop(), "day", "date_line") if len(days) == 1 else Publication()
    return HtmlHead(next((name for name in letterheads if name is not None), None), publication)


def _lines(tree: HtmlElement, heading: HtmlElement) -> tuple[list[str], list[str]]:
    """The short lines above and below the headline, those next to it first."""
    elements = list(tree.iter("h1", *BLOCKS))
    place = elements.index(heading)
    before: list[str] = []
    for element in reversed(elements[max(0, place - SEEN) : place]):
        if len(before) < BEFORE and (text := _own_text(element)) and not _is_elsewhere(element):
            before.append(text)
    after: list[str] = []
    sentences = 0
    for element in elements[place + 1 : place + 1 + SEEN]:
        text = _own_text(element)
        if not text or any(parent is heading for parent in element.iterancestors()):
            continue
        sentences += len(text.split()) >= SENTENCE and SENTENCE_END.search(text) is not None
        if len(text.split()) > LONGEST or len(after) == AFTER or sentences == RUNNING:
            break
        if not _is_elsewhere(element):
            after.append(text)
    return before, after


def _own_text(element: HtmlElement) -> str:
    """The text of an element that holds no other block."""
    if next(element.iterdescendants("h1", *BLOCKS, *ELSEWHERE[4:]), None) is not None and element.tag != "p":
        return ""
    return SPACE.sub(" ", "".join(_shortened(element))).strip()


def _shortened(element: HtmlElement) -> Iterator[str]:
    length = 0
    for text in element.itertext():
        yield text
        length += len(text)
        if length > 1000:
            return


def _is_elsewhere(element: HtmlElement) -> bool:
    return element.tag in ELSEWHERE or any(parent.tag in ELSEWHERE for parent in element.iterancestors())
