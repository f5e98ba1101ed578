"""Periods as whole numbers, so that the next one is one more; and the share of an event that falls into each."""

from datetime import date
from typing import Final, Literal, get_args

from dyadlog.records import Interval

Period = Literal["month", "week", "day"]
PERIODS: Final = get_args(Period)
DAYS_OF_WEEK: Final = 7


def number_of(day: date, period: Period) -> int:
    """The number of the period that a day lies in. Weeks begin on Monday (ISO 8601); so did 1 January of year 1."""
    if period == "month":
        return day.year * 12 + day.month - 1
    return day.toordinal() if period == "day" else (day.toordinal() - 1) // DAYS_OF_WEEK


def first_day(number: int, period: Period) -> date:
    """The first day of a period."""
    if period == "month":
        return date(number // 12, number % 12 + 1, 1)
    return date.fromordinal(number if period == "day" else number * DAYS_OF_WEEK + 1)


def last_day(number: int, period: Period) -> date:
    """The last day of a period."""
    try:
        return date.fromordinal(first_day(number + 1, period).toordinal() - 1)
    except ValueError:  # the calendar ends with the year 9999
        return date.max


def label_of(number: int, period: Period) -> str:
    """``2024-05``, ``2024-W18`` or ``2024-05-03``."""
    start = first_day(number, period)
    if period == "month":
        return start.isoformat()[:7]
    if period == "day":
        return start.isoformat()
    year, week, _ = start.isocalendar()
    return f"{year:04}-W{week:02}"


def share_out(when: Interval, period: Period, most_days: int) -> dict[int, float] | str:
    """The share of an event that falls into each period, by its days; or why it falls into none.

    What is known to the month, season or year only is not spread over shorter periods: that would make every one of
    them out of nothing.
    """
    if when.start is None or when.end is None:
        return "only a last day is known" if when.start is None else "only a first day is known"
    first, last = number_of(when.start, period), number_of(when.end, period)
    if first == last:
        return {first: 1.0}
    if when.precision not in ("day", "range"):
        return f"known to the {when.precision} only"
    days = (when.end - when.start).days + 1
    if days > most_days:
        return f"its dates span {days} days"
    shares = {}
    for number in range(first, last + 1):
        start, end = max(when.start, first_day(number, period)), min(when.end, last_day(number, period))
        shares[number] = ((end - start).days + 1) / days
    return shares
