"""Text dumps of several entries or articles: lines that are a time and nothing else, headlines each with a dateline."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.clean.dates import CLOCK, find_dates, strip_dates
from dyadlog.clean.lines import Line
from dyadlog.clean.text_page import TextPage
from dyadlog.records import Genre
from dyadlog.records.vocabulary import ARTICLE_BLOCKS

FEWEST: Final = 3
LONGEST_MARK: Final = 60
"""Characters of a line that is a time."""
DATELINE: Final = re.compile(
    r"[A-Z][A-Z'’. -]{2,40}(?:,\s[^—–()]{2,40}?)?\s*(?:\([^()]{2,40}\)\s*)?(?:—|–|--|\s-\s)\s*(?=[A-Z“\"])"
)
"""A place in capitals, perhaps a day and a source, and a dash."""


@dataclass(frozen=True, slots=True)
class LineEntries:
    """What kind of page it is and by what it was judged; ``days`` has for each line the day that its entry prints."""

    genre: Genre
    method: str
    days: tuple[date | None, ...]


def find_line_entries(read: TextPage) -> LineEntries | None:
    """The entries of a text dump; None where it is one article."""
    following = zip(range(read.top + 1, len(read.lines)), read.kinds[read.top + 2 :], strict=False)
    marks = [i for i, below in following if below in ARTICLE_BLOCKS and _is_mark(read, i)]
    clocks = [i for i in marks if CLOCK.search(read.lines[i].body)]
    if len(clocks) >= FEWEST:
        return LineEntries("live_blog", f"{len(clocks)} entries with times", _days_below(read))
    heads = [
        i
        for i, line in enumerate(read.lines[1:], 1)
        if read.kinds[i] == "paragraph" and DATELINE.match(line.body) and _is_title(read.lines[i - 1])
    ]
    if len(heads) > 1:
        method = f"{len(heads)} headlines with datelines"
        return LineEntries("digest", method, tuple(_dateline_days(read, heads)))
    return None


def _is_mark(read: TextPage, i: int) -> bool:
    """Whether a line is a clock time, a day, or both, and nothing else."""
    body = read.lines[i].body
    if len(body) > LONGEST_MARK or not (CLOCK.search(body) or find_dates(body, read.words)):
        return False
    return not strip_dates(body, read.words)


def _is_title(line: Line) -> bool:
    return len(line.body.split()) > 2 and line.body[-1:] not in ".,;:"


def _days_below(read: TextPage) -> tuple[date | None, ...]:
    """Each line's day: that of the last line above it that is a time with a day, or a day."""
    days: list[date | None] = []
    day: date | None = None
    for i, line in enumerate(read.lines):
        if i > read.top and _is_mark(read, i):
            printed = {found.day for found in find_dates(line.body, read.words) if found.precision == "day"}
            day = printed.pop() if len(printed) == 1 else day
        days.append(day)
    return tuple(days)


def _dateline_days(read: TextPage, heads: list[int]) -> list[date | None]:
    """Each line's day: the full date in the dateline of its article, whose headline stands right above."""
    days: list[date | None] = [None] * len(read.lines)
    for head, end in zip(heads, [*(one - 1 for one in heads[1:]), len(read.lines)], strict=True):
        dateline = DATELINE.match(read.lines[head].body)
        printed = {one.day for one in find_dates(dateline[0], read.words) if one.precision == "day"} if dateline else {}
        for i in range(head - 1, end) if len(printed) == 1 else ():
            days[i] = next(iter(printed))
    return days
