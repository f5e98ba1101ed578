"""Days as people type them: a day, a month or a year."""

import re
from calendar import monthrange
from datetime import date

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
