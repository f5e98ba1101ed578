"""Moments as pages state them: a day, with a clock time and the distance from universal time where they are given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dyadlog.clean.dates import find_dates
from dyadlog.knowledge.page_words import PageWords

DAY = 24 * 60
SHORTEST = 8
"""Characters of the shortest date that can have a clock time right behind it: "2024-3-5T"."""
CLOCK = re.compile(
    r"(?<![\d:.])(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?(?!\d)|(?P<hundred>\d{4})(?=\s+(?:GMT|UTC)))"
    r"\s*(?P<half>[ap]\.?m\b)?\s*(?P<zone>(?:GMT|UTC)?\s*[+-]\d{2}:?\d{2}(?!\d)|(?:Z|GMT|UTC)\b)?",
    re.I,
)
OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
CHANGED = re.compile(r"(?i)\b(?:updated|modified|changed|corrected)\b")


@dataclass(frozen=True, slots=True)
class Moment:
    """A day as written, the minute of it by the clock as written, and the minutes that clock is ahead of universal
    time. ``changed`` where the page says that it is the moment of a change, not of publication."""

    day: date
    minute: int | None = None
    ahead: int | None = None
    changed: bool = False

    @property
    def written(self) -> int:
        """Minutes since the first day there is, by the clock as written; midnight where there is no clock time."""
        return self.day.toordinal() * DAY + (self.minute or 0)


def find_moments(text: str, words: PageWords) -> Iterator[Moment]:
    """Every full date in a text, in order, with the clock time inside it, after it or before it."""
    dates = [found for found in find_dates(text, words) if found.precision == "day"]
    for number, found in enumerate(dates):
        before = text[dates[number - 1].end if number else 0 : found.start]
        after = text[found.end : dates[number + 1].start if number + 1 < len(dates) else len(text)]
        clock = CLOCK.search(text[found.start : found.end], SHORTEST) or _nearest_clock(before, after)
        changed = CHANGED.search(before) is not None
        minute, ahead = _read_clock(clock) if clock is not None else (None, None)
        yield Moment(found.day, minute, ahead, changed)


def _nearest_clock(before: str, after: str) -> re.Match[str] | None:
    """The clock time that stands closest to a date."""
    ahead, behind = CLOCK.search(after), list(CLOCK.finditer(before))[-1:]
    if ahead is None or not behind:
        return ahead or next(iter(behind), None)
    return ahead if ahead.start() <= len(before) - behind[0].end() else behind[0]


def _read_clock(clock: re.Match[str]) -> tuple[int | None, int | None]:
    """Minute of the day and minutes ahead of universal time; None for no such time, or where no zone is given."""
    if clock["hundred"] is not None:
        hour, minute = divmod(int(clock["hundred"]), 100)
    else:
        hour, minute = int(clock["hour"]), int(clock["minute"])
    if clock["half"] is not None:
        hour = hour % 12 + (12 if clock["half"][0] in "pP" else 0)
    if hour > 23 or minute > 59:
        return None, None
    return hour * 60 + minute, _read_zone(clock["zone"])


def _read_zone(zone: str | None) -> int | None:
    if zone is None:
        return None
    found = OFFSET.search(zone)
    return 0 if found is None else (1 if found[1] == "+" else -1) * (int(found[2]) * 60 + int(found[3]))
