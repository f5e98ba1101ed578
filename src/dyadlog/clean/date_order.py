"""How a page writes all-digit dates: day first or month first. The page tells, not the state it is from."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dyadlog.clean.dates import NUMERIC, make_day
from dyadlog.clean.lines import Line
from dyadlog.knowledge.page_words import PageWords

LINES_READ = 400
LINE_READ = 2000
NEWS_AGE = timedelta(days=12)
"""News speaks of a day that is at most so long past, whatever else it looks back to."""


def writes_day_first(lines: Sequence[Line], words: PageWords) -> bool | None:
    """True for 31/12/2024, False for 12/31/2024; None where the page leaves it open.

    In this order: another date that can be read one way only; the reading that follows closely on a day the text
    speaks of, where the other reading does not; days written "31 December" (those who write "December 31" put numbers
    either way).
    """
    texts = [line.text[:LINE_READ] for line in lines[:LINES_READ]]
    numbers = [(int(found[1]), int(found[3]), int(found[4])) for text in texts for found in NUMERIC.finditer(text)]
    if not numbers:
        return None
    told = {first > 12 for first, second, _ in numbers if (first > 12) != (second > 12)}
    if told:
        return told.pop() if len(told) == 1 else None
    near = {order for first, second, year in numbers for order in _near(first, second, year, texts, words)}
    if near:
        return near.pop() if len(near) == 1 else None
    day_first, month_first = _written(words)
    return True if any(map(day_first.search, texts)) and not any(map(month_first.search, texts)) else None


def _near(first: int, second: int, year: int, texts: Sequence[str], words: PageWords) -> Iterator[bool]:
    for order, day in ((True, make_day(year, second, first)), (False, make_day(year, first, second))):
        if day is not None and any(day - NEWS_AGE <= other <= day for other in _days(texts, year, words)):
            yield order


def _days(texts: Sequence[str], year: int, words: PageWords) -> Iterator[date]:
    """The days the page names in words; those without a year are taken to be of ``year``."""
    months = [name[:3] for name in words.ordered("months")]
    for text in texts:
        for expression in _written(words):
            for found in expression.finditer(text):
                day = make_day(year, months.index(found["month"][:3].lower()) + 1, int(found["day"]))
                if day is not None and found["year"] in (None, str(year)):
                    yield day


def _written(words: PageWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Expressions for days written "31 December" and "December 31"."""
    month = rf"(?P<month>{'|'.join(name.capitalize() for name in words.ordered('months'))})"
    year = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    return (
        re.compile(rf"(?<![\d/])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\b{year}"),
        re.compile(rf"\b{month}\s+(?P<day>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?{year}"),
    )
