"""A row of a table to a page."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, Intake, issue_of
from dyadlog.records import Given, Issue, Page

ISO_DAY = re.compile(r"\s*(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
LONGEST = 4096
"""Characters of a URL or of an outlet's name above which it is none."""


@dataclass(slots=True)
class RowReader:
    """Makes pages of the rows of one table, and counts the days that could not be understood."""

    held: Held
    intake: Intake
    bad_days: int = 0
    first_bad_day: str = ""

    def location(self, number: int) -> str:
        """Where a row is found; rows count from 1, the header not among them."""
        return f"{self.held.location}!row-{number}"

    def issue(self, number: int, code: str, message: str) -> Issue:
        """What is wrong with a row."""
        return issue_of(self.location(number), code, message)

    def read(self, number: int, row: Mapping[str, object], columns: Mapping[str, str]) -> Iterator[Page | Issue]:
        """The page a row is, or an issue."""
        cells = {field: _find(row, column) for field, column in columns.items()}
        try:
            markup = _words(cells.get("html"), "html")
            text = markup or _words(cells.get("text"), "text")
        except PageError as error:
            yield self.issue(number, error.code, str(error))
            return
        if text is None:
            yield self.issue(number, "empty", "the row has no text")
            return
        title = _short(cells.get("title"))
        content = _with_heading(text, title) if markup else _with_title(text, title)
        given = self._given(number, cells)
        media_type = "text/html" if markup else None
        yield from self.intake.take(self.location(number), content, given, media_type, name="")

    def end(self) -> Iterator[Issue]:
        """What is to be said of the table as a whole."""
        if self.bad_days:
            message = f"{self.bad_days} rows have a day that is not understood (first {self.first_bad_day}): left open"
            yield issue_of(f"{self.held.location}!published", "bad_date", message)

    def _given(self, number: int, cells: Mapping[str, object]) -> Given:
        """What the row says of its page; what it does not say is what the user said of all."""
        base, told = self.held.given, cells.get("published")
        day = day_of(told)
        if day is None and told not in (None, ""):
            self.bad_days += 1
            self.first_bad_day = self.first_bad_day or f"{str(told)[:40]!r} in row {number}"
        outlet = _short(cells.get("outlet")) or base.outlet
        return replace(base, url=_short(cells.get("url")), outlet=outlet, published=day or base.published)


def day_of(value: object) -> date | None:
    """A day as a table may write it, never moved to another time zone; None where it is not clear."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return None
    try:
        if found := ISO_DAY.match(value):
            return date(int(found[1]), int(found[3]), int(found[4]))
        return parsedate_to_datetime(value[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _find(row: Mapping[str, object], column: str) -> object:
    """The cell, also by a path into nested objects."""
    if column in row:
        return row[column]
    found: object = row
    for step in column.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found


def _words(value: object, field: str) -> str | None:
    """The text of a cell, None where there is none; ``PageError`` (``wrong_type``) where it holds no text."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise PageError("wrong_type", f"the column for {field} holds no text but {type(value).__name__}")
    return value.replace("\0", " ")  # with one, text would be taken for UTF-16 or binary data


def _short(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) and len(value) <= LONGEST else None


def _with_title(text: str, title: str | None) -> bytes:
    page = text if title is None or text.lstrip().startswith(title) else f"{title}\n\n{text}"
    return page.encode("utf-8", "replace")


def _with_heading(markup: str, title: str | None) -> bytes:
    head = markup[:65536].lower()
    known = title is None or "<title" in head or "<h1" in head
    page = markup if known else f"<title>{html.escape(title or '')}</title>\n{markup}"
    return page.encode("utf-8", "replace")
