"""The lines of a plain-text page, with what can be seen on each by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

SEEN = 4000
"""Characters of a line that are looked at: enough for any paragraph, and a bound on the work for a hostile one."""
MAX_ARTICLE_LINE = 100_000
"""A line longer than this (about 16,000 words) is no paragraph of a news page, nor a whole article on one line."""

UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Characters without width, which a line may have nothing but."""
BULLET = re.compile(r"(?:[-–—•*·▪►»>+]|\d{1,2}[.)])(?:\s+|$)")
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
WORD = re.compile(r"\w[\w’'-]*")
SENTENCE_END = re.compile(r"[.?!…][\"”’')\]»*_]*$")


@dataclass(frozen=True)
class Line:
    """A non-blank line, or the lines of one hard-wrapped paragraph: ``first`` to ``last`` are 1-based numbers.

    ``start`` and ``end`` leave out the white space around; ``words`` begin after a bullet or a Markdown heading mark.
    """

    first: int
    last: int
    start: int
    end: int
    text: str

    @cached_property
    def bullet(self) -> bool:
        """Whether the line begins with the mark of a list item."""
        return BULLET.match(self.text) is not None

    @cached_property
    def lead(self) -> int:
        """Length of the mark before the words: a bullet or a Markdown heading mark."""
        mark = BULLET.match(self.text) or MARKDOWN_HEADING.match(self.text)
        return mark.end() if mark is not None else 0

    @cached_property
    def body(self) -> str:
        """The line without the mark before its words; only the first ``SEEN`` characters."""
        return self.text[self.lead :]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the line."""
        return tuple(WORD.findall(self.body))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line closes a sentence."""
        return len(self.text) < SEEN and SENTENCE_END.search(self.body[-8:]) is not None

    @cached_property
    def key(self) -> str:
        """The words in lower case without marks: equal for lines that say the same."""
        return " ".join(word.lower() for word in self.words)

    @property
    def oversized(self) -> bool:
        """Whether the line is too long to be any part of an article."""
        return self.end - self.start > MAX_ARTICLE_LINE


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of a page; lines of a hard-wrapped page are joined to paragraphs."""
    lines = list(_single_lines(text))
    return list(_join_wrapped(text, lines)) if _is_wrapped(lines) else lines


def _single_lines(text: str) -> Iterator[Line]:
    start, number = 0, 0
    while start <= len(text):
        number += 1
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        line = _line(text, number, number, start, stop)
        if line is not None:
            yield line
        start = stop + 1


def _line(text: str, first: int, last: int, start: int, stop: int) -> Line | None:
    while start < stop and _is_blank(text[start]):
        start += 1
    while start < stop and _is_blank(text[stop - 1]):
        stop -= 1
    return Line(first, last, start, stop, text[start : min(stop, start + SEEN)]) if start < stop else None


def _is_blank(char: str) -> bool:
    return char.isspace() or char in UNSEEN


def _continues(line: Line, after: Line) -> bool:
    """Whether ``after`` goes on with the sentence that ``line`` breaks off."""
    return after.first == line.last + 1 and not line.ends_sentence and after.text[:1].islower()


def _is_wrapped(lines: list[Line]) -> bool:
    """Whether long lines are broken at a margin: most neighbours within a paragraph go on in mid-sentence.

    Only lines near one margin (45 to 120 characters) speak for it; a menu has short lines, a dump whole paragraphs.
    """
    pairs = list(pairwise(lines))
    near_margin = [(a, b) for a, b in pairs if b.first == a.last + 1 and 45 <= a.end - a.start <= 120]
    longer = sum(line.end - line.start > 160 for line in lines)
    broken = sum(_continues(a, b) for a, b in near_margin)
    return broken >= 4 and broken >= 0.4 * len(near_margin) and longer <= 0.05 * len(lines)


def _join_wrapped(text: str, lines: list[Line]) -> Iterator[Line]:
    """Join a line to the next where no blank line parts them and it reaches the margin (or breaks off a sentence)."""
    widths = sorted(line.end - line.start for line in lines)
    margin = widths[int(len(widths) * 0.8)] * 0.72
    held: Line | None = None
    for line in lines:
        joins = (
            held is not None
            and line.first == held.last + 1
            and not line.bullet
            and (_continues(held, line) or _last_width(text, held) >= margin)
        )
        if held is not None and joins:
            held = _line(text, held.first, line.last, held.start, line.end)
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _last_width(text: str, line: Line) -> int:
    return line.end - max(text.rfind("\n", line.start, line.end) + 1, line.start)
