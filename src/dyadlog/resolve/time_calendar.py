"""The calendar: closed intervals of days, and the steps between them."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.records.vocabulary import Precision

FEW = {"day": (2, 7), "week": (2, 6), "month": (2, 6), "year": (2, 5), "decade": (2, 5)}
"""How many units "a few" of them may be."""


@dataclass(frozen=True, slots=True)
class Days:
    """A closed interval of days that words tell; one end may be open."""

    start: date | None
    end: date | None
    precision: Precision


def one_day(day: date) -> Days:
    """A single day."""
    return Days(day, day, "day")


def stretch(start: date, end: date) -> Days:
    """Any other interval."""
    return Days(start, end, "range")


def month_of(year: int, month: int) -> Days:
    """A calendar month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_of(year: int) -> Days:
    """A calendar year."""
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def years(first: int, last: int) -> Days:
    """Whole years from first to last."""
    return stretch(date(first, 1, 1), date(last, 12, 31))


def months(year: int, month: int, count: int, precision: Precision = "range") -> Days:
    """``count`` whole months from the first day of ``month``."""
    start = date(year, month, 1)
    return Days(start, add_months(start, count) - timedelta(days=1), precision)


def week_around(day: date) -> Days:
    """The week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return stretch(monday, monday + timedelta(days=6))


def weekend_near(day: date, which: int) -> Days:
    """The weekend of the day's week (0), the last one before it (-1) or that of the week after (1)."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5 + 7 * which)
    return stretch(saturday, saturday + timedelta(days=1))


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months on, or the last of that month where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def shift(day: date, unit: str, count: int) -> date:
    """The day ``count`` units on; hours make a day when they fill it."""
    if unit in ("minute", "hour"):
        whole = abs(count) // 24 if unit == "hour" else 0
        return day + timedelta(days=whole if count > 0 else -whole)
    if unit in ("day", "week", "fortnight"):
        return day + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit])


def unit_around(day: date, unit: str) -> Days:
    """The whole unit (week, month, year, ...) that holds the day."""
    if unit in ("week", "fortnight"):
        return week_around(day)
    if unit == "month":
        return month_of(day.year, day.month)
    if unit == "quarter":
        return months(day.year, (day.month - 1) // 3 * 3 + 1, 3)
    if unit == "year":
        return year_of(day.year)
    if unit == "decade":
        return years(day.year // 10 * 10, day.year // 10 * 10 + 9)
    if unit == "century":
        return years(day.year // 100 * 100, day.year // 100 * 100 + 99)
    return one_day(day)


def few_units(day: date, unit: str, direction: int) -> Days:
    """A few units before (-1) or after (1) the day."""
    if unit not in FEW:
        return one_day(day)
    near, far = (shift(day, unit, direction * count) for count in FEW[unit])
    return stretch(min(near, far), max(near, far))


def part_of(whole: Days, part: int) -> Days:
    """The opening (0), early (1), middle (2), late (3) or closing (4) part of an interval with both ends."""
    start, end = whole.start, whole.end
    if start is None or end is None:
        return whole
    length = (end - start).days + 1
    if length <= 1:
        return whole
    if whole.precision == "month":
        first, last = {0: (1, 10), 1: (1, 10), 2: (11, 20), 3: (21, 31), 4: (21, 31)}[part]
        return stretch(start.replace(day=first), end if last > 28 else start.replace(day=last))
    if whole.precision == "year":
        first, count = {0: (1, 3), 1: (1, 4), 2: (5, 4), 3: (9, 4), 4: (10, 3)}[part]
        return months(start.year, first, count)
    if length > 3000:
        tenths = (end.year - start.year + 1) // 10
        first, last = {0: (0, 3), 1: (0, 3), 2: (4, 6), 3: (7, 9), 4: (7, 9)}[part]
        return years(start.year + first * tenths, start.year + (last + 1) * tenths - 1)
    if length == 7:
        first, last = {0: (0, 1), 1: (0, 2), 2: (1, 3), 3: (3, 6), 4: (4, 6)}[part]
        return stretch(start + timedelta(days=first), start + timedelta(days=last))
    third = max(1, length // 3)
    cut = {0: 0, 1: 0, 2: third, 3: length - third, 4: length - third}[part]
    last_day = end if part >= 3 else start + timedelta(days=cut + third - 1)
    return stretch(start + timedelta(days=cut), last_day)
