"""Days as people type and read them: a day, a month or a year."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

from dyadlog.errors import UserError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def _parts(text: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.fullmatch(text.strip())
    if match is None:
        raise UserError(f"{text!r} is not a date; write 2025-01-31, 2025-01 or 2025")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    return year, month, day


def _make_date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UserError(f"{text!r} is not a date: {error}") from error


def first_day(text: str) -> date:
    """The first day of what ``text`` names."""
    year, month, day = _parts(text)
    return _make_date(text, year, month or 1, day or 1)


def last_day(text: str) -> date:
    """The last day of what ``text`` names."""
    year, month, day = _parts(text)
    first = _make_date(text, year, month or 12, day or 1)
    return first if day else first.replace(day=monthrange(first.year, first.month)[1])


def parse_day(text: str) -> date:
    """A full day; a month or year is not enough."""
    year, month, day = _parts(text)
    if month is None or day is None:
        raise UserError(f"{text!r} is not a day; write 2025-01-31")
    return _make_date(text, year, month, day)


def show_day(text: str) -> str:
    """An ISO day as people read it: ``10 Mar 2026``."""
    day = date.fromisoformat(text)
    return f"{day.day} {day:%b} {day.year}"


def show_span(row: dict[str, Any]) -> str:
    """The interval of a row of the export contract as people read it; empty where it is not known.

    A leading ``~`` marks a date that rests on bounds or on other pages.
    """
    start, end, precision = row.get("date_start"), row.get("date_end"), row.get("date_precision")
    if start is None and end is None:
        return ""
    mark = "~" if row.get("date_method") in ("bounded", "inferred") else ""
    if start is None:
        return f"{mark}by {show_day(str(end))}"
    if end is None:
        return f"{mark}from {show_day(start)}"
    if start == end:
        return mark + show_day(start)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if precision == "year" and first.year == last.year:
        return f"{mark}{first.year}"
    if precision == "month" and start[:7] == end[:7]:
        return f"{mark}{first:%b} {first.year}"
    if precision != "day" and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return mark + _show_months(first, last)
    if start[:7] == end[:7]:
        return f"{mark}{first.day}–{last.day} {last:%b} {last.year}"
    if first.year == last.year:
        return f"{mark}{first.day} {first:%b} – {last.day} {last:%b} {last.year}"
    return f"{mark}{show_day(start)} – {show_day(end)}"


def _show_months(first: date, last: date) -> str:
    """A span of whole months or years."""
    if (first.month, last.month) == (1, 12):
        return f"{first.year}" if first.year == last.year else f"{first.year} – {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%b} {first.year}"
    if first.year == last.year:
        return f"{first:%b} – {last:%b} {last.year}"
    return f"{first:%b} {first.year} – {last:%b} {last.year}"
