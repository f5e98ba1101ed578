"""Dates as pages print them beside a headline or a byline."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dyadlog.knowledge.page_words import PageWords
from dyadlog.records import Precision

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\b\.?|hrs|hours|h\b)?|\b\d{1,2}\s*[ap]\.?m\b\.?", re.I
)
ZONE = re.compile(
    r"\b(?:GMT|UTC|[A-Z]{1,4}ST|[A-Z]{2,4}T|Z)\b(?:\s*[+-]\s*\d{1,2}(?::?\d{2})?)?|\(?\s*[+-]\d{2}:?\d{2}\s*\)?"
)
YEAR = re.compile(r"(?:19|20)\d\d")
ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class PageDate:
    """A date printed on a page, with its place in the line. ``day`` is the first day of a month-precise one."""

    day: date
    precision: Precision
    start: int
    end: int
    weekday: bool


def find_dates(text: str, words: PageWords, *, day_first: bool | None = None) -> list[PageDate]:
    """Every full date (or month with year) in a line, in order. All-digit dates that can be read two ways are left out
    where ``day_first`` does not say how the page writes them.

    A month may be glued to the word before it and a year to a counter after it ("JonesMarch 3, 2024No Comments").
    """
    if YEAR.search(text) is None:
        return []
    found = [*_iso_dates(text), *_numeric_dates(text, day_first), *_named_dates(text, words)]
    kept: list[PageDate] = []
    for candidate in sorted(found, key=lambda item: (item.start, -item.end)):
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
    return kept


def strip_dates(text: str, words: PageWords) -> str:
    """The line without dates, clock times, time zones and words such as "Published"."""
    rest = text
    for found in reversed(find_dates(text, words, day_first=True)):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    for expression in (CLOCK, ZONE):
        rest = expression.sub(" ", rest)
    for section in ("relative_date", "days", "months"):
        rest = re.sub(words.expression(section), " ", rest)
    return rest.strip(" \t|•·,.:;–—-()/@")


def _iso_dates(text: str) -> Iterator[PageDate]:
    for match in ISO.finditer(text):
        day = make_day(int(match[1]), int(match[3]), int(match[4]))
        if day is not None:
            yield PageDate(day, "day", match.start(), match.end(), False)


def _numeric_dates(text: str, day_first: bool | None) -> Iterator[PageDate]:
    for match in NUMERIC.finditer(text):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = {make_day(year, second, first), make_day(year, first, second)} - {None}
        if len(readings) == 2 and (match[2] == "." or day_first is not None):
            # dots are used by day-first countries only
            by_day = match[2] == "." or day_first is True
            readings = {make_day(year, second, first) if by_day else make_day(year, first, second)}
        if len(readings) == 1:
            day = readings.pop()
            assert day is not None
            yield PageDate(day, "day", match.start(), match.end(), False)


def _named_dates(text: str, words: PageWords) -> Iterator[PageDate]:
    months, day_first, month_first, month_only = _named_expressions(words)
    for expression, precision in ((day_first, "day"), (month_first, "day"), (month_only, "month")):
        for match in expression.finditer(text):
            month = months[match["month"].lower().rstrip(".")[:3]]
            number = int(match["day"]) if precision == "day" else 1
            day = make_day(int(match["year"]), month, number)
            if day is not None:
                named: Precision = "day" if precision == "day" else "month"
                yield PageDate(day, named, match.start(), match.end(), match.groupdict().get("weekday") is not None)


@lru_cache(maxsize=8)
def _named_expressions(words: PageWords) -> tuple[dict[str, int], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Month numbers by their first three letters, and the expressions for the three ways to write a date in words."""
    names = words.ordered("months")
    months = {name[:3]: number for number, name in enumerate(names, start=1)}
    forms = "|".join([*names, r"sept\.?", *(rf"{name[:3]}\.?" for name in names)])
    # (?i:...) would let the glued form start anywhere inside a word, so the first letter there must be a capital
    capital = "|".join(form.capitalize() for form in forms.split("|"))
    month = rf"(?P<month>(?<![^\W_])(?i:{forms})|(?<=[a-z])(?:{capital}))"
    weekday = rf"(?P<weekday>(?i:{words.expression('days').pattern})\.?,?\s+)?"
    year = r"(?P<year>(?:19|20)\d\d)"
    day_first = rf"{weekday}(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{month}(?![a-z]),?[\s-]+{year}"
    month_first = rf"{weekday}{month}(?![a-z])[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|[\s-]+|,?\s+){year}"
    month_only = rf"(?<!\d\s)(?<!\d)(?<!\dth\s){month}(?![a-z]),?\s+{year}"
    return months, re.compile(day_first), re.compile(month_first), re.compile(month_only)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or the year is out of range."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
