"""When a plain-text page was published, as far as it says.

A date beside headline or byline, or after "Published", is the publication date. A date in a page header with the
weather is the day of capture, and an upper bound; the dates of links to other articles belong to those articles, and
the newest of several is a weaker upper bound (a list may be older than the article by a day; method ``sidebar``).
"""

import re
from dataclasses import dataclass
from datetime import date

from dyadlog.clean.date_order import writes_day_first
from dyadlog.clean.dates import PageDate, find_dates
from dyadlog.clean.lines import Line
from dyadlog.clean.marks import is_date_line
from dyadlog.clean.text_page import TextPage
from dyadlog.records import Publication

BEFORE, AFTER = 4, 8
"""Lines above the headline and below the last paragraph in which a date can be the article's own."""
CLOCK_REACH = 3
HEADER_LINES = 8
DATELINE_LENGTH = 90
UPDATED = re.compile(r"(?i)\b(?:last\s+)?(?:updated|modified)\b")
PUBLISHED = re.compile(r"(?i)\b(?:published|posted|issued|uploaded|created|dated|release date|done (?:at|in))\b")
PUBLISHED_IN = re.compile(
    r"(?i)^\W*(?:first\s+)?(?:published|appeared)\b.{0,60}$|^\W*(?:originally\s+)?published (?:in|on|by)\b"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    found: PageDate
    method: str
    rank: int


def find_publication(page: TextPage) -> Publication:
    """The publication date with precision and method, or its bounds, or nothing."""
    candidates = _candidates(page, writes_day_first(page.lines, page.words))
    if candidates:
        best = min(candidates, key=lambda candidate: candidate.rank)
        return Publication(best.found.day, best.found.precision, best.method)
    clock = _page_clock(page)
    if clock is not None:
        return Publication(not_after=clock, not_after_method="page_clock")
    others = [found.day for i in _elsewhere(page) for found in _day_dates(page, page.lines[i])]
    return Publication(not_after=max(others), not_after_method="sidebar") if len(others) > 1 else Publication()


def _candidates(page: TextPage, day_first: bool | None) -> list[_Candidate]:
    """Dates that are the article's own, the surest first by ``rank``."""
    candidates: list[_Candidate] = []
    for i, line in enumerate(page.lines):
        if not (page.top - BEFORE <= i <= page.last + AFTER) or page.kinds[i] in ("related", "headline", "subhead"):
            continue
        inside = page.kinds[i] == "paragraph"
        if i > page.last and not _signed_or_published(page, i):
            continue
        if not inside:
            candidates += _beside_headline(page, i, line, day_first)
        elif i == page.first:
            candidates += _dateline(page, line)
        elif i == page.last and PUBLISHED_IN.match(line.text):
            candidates += [_Candidate(found, "published_line", 1) for found in _day_dates(page, line)]
    return candidates


def _signed_or_published(page: TextPage, i: int) -> bool:
    """Below the article: only a line that says "Published", or a byline or date line right after the text."""
    said = PUBLISHED.search(page.lines[i].text) or UPDATED.search(page.lines[i].text)
    own = page.kinds[i] in ("byline", "date") and all(kind != "related" for kind in page.kinds[page.last + 1 : i])
    return (said is not None and page.kinds[i] != "paragraph") or own


def _beside_headline(page: TextPage, i: int, line: Line, day_first: bool | None) -> list[_Candidate]:
    text = line.text[:400]
    dates = find_dates(text, page.words, day_first=day_first)
    if not dates or (i < page.top and _is_clock(page, i)):
        return []
    said = PUBLISHED.search(text) or UPDATED.search(text)
    several = len({found.day for found in dates}) > 1  # from one day to another: what the page is about
    if several and said is None and page.kinds[i] != "byline":
        return []
    is_own = said or page.kinds[i] in ("date", "byline") or is_date_line(text, page.words)
    if not is_own:
        return []
    candidates = []
    for found in dates:
        lead = text[max(0, found.start - 25) : found.start]
        if UPDATED.search(lead) and not PUBLISHED.search(lead):
            candidates.append(_Candidate(found, "updated_line", 5))
        else:
            named = PUBLISHED.search(lead) is not None
            method = "published_line" if named else ("byline" if page.kinds[i] == "byline" else "date_line")
            rank = 1 if named else (2 if page.top <= i < page.first else 3)
            candidates.append(_Candidate(found, method, rank + (found.precision != "day")))
    return candidates


def _dateline(page: TextPage, line: Line) -> list[_Candidate]:
    """ "CITY, March 3, 2025 (AGENCY) - ...": a full date before the dash that opens the first paragraph."""
    opening = re.match(r"^.{0,80}?(?:\)\s*[:–—-]|\s[–—-]{1,2}\s|[–—]|:\s)", line.body[:DATELINE_LENGTH])
    if opening is None or not opening.group()[:1].isupper():
        return []
    return [_Candidate(found, "dateline", 4) for found in _day_dates(page, line) if found.end <= opening.end()]


def _day_dates(page: TextPage, line: Line) -> list[PageDate]:
    return [found for found in find_dates(line.text[:400], page.words) if found.precision == "day"]


def _is_clock(page: TextPage, i: int) -> bool:
    """Whether a date above the headline is the header's clock: weather beside it, or a weekday at the top of the page.

    A date with a weekday right above the headline and below other lines is the article's; at the very top it is not.
    """
    near = [page.lines[n].text for n in range(max(0, i - CLOCK_REACH), min(i + CLOCK_REACH, page.top) + 1) if n != i]
    if any(len(text) <= 40 and page.words.has("clock_words", text) for text in near):
        return True
    if page.words.has("clock_words", page.lines[i].text):
        return True
    if page.kinds[i] == "byline":
        return False
    weekday = page.words.has("days", page.lines[i].text)
    signed = any(page.kinds[n] == "byline" for n in (i - 1, i + 1) if 0 <= n < len(page.kinds))
    said = PUBLISHED.search(page.lines[i].text) or UPDATED.search(page.lines[i].text)
    return weekday and i < HEADER_LINES and not signed and said is None


def _page_clock(page: TextPage) -> date | None:
    """The day of capture by the header's clock."""
    for i in range(page.top):
        line = page.lines[i]
        dates = _day_dates(page, line)
        alone = page.kinds[i] == "date" or is_date_line(line.text[:200], page.words)
        if dates and alone and _is_clock(page, i):
            return dates[0].day
    return None


def _elsewhere(page: TextPage) -> list[int]:
    """Lines outside the article that are nothing but a date or end in one, as lists of other articles have."""
    return [
        i
        for i, line in enumerate(page.lines)
        if page.kinds[i] in ("date", "related", "boilerplate") and len(line.words) <= 14 and "©" not in line.text
    ]
