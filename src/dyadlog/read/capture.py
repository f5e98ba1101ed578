"""The day by which a page stood where it was found: never later than that was it published."""

from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

EAST: Final = timedelta(hours=14)
"""The calendar that is furthest ahead of UTC: an outlet there may have a later day than the crawler."""
FIRST_YEAR: Final = 1991
"""The first with pages on the web; clocks that were never set say 1970 or 1980."""


def captured_by(moment: datetime | None) -> date | None:
    """The day of a capture in any calendar of the world; None where it is not known, or before there were pages."""
    if moment is None or moment.year < FIRST_YEAR:
        return None
    try:
        aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
        return (aware.astimezone(UTC) + EAST).date()
    except OverflowError:
        return None


def saved_by(header: str | None) -> date | None:
    """The same of the date header of a mail message."""
    try:
        return captured_by(parsedate_to_datetime(header[:100])) if header else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
