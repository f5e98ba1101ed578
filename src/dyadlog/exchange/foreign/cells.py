"""A row of another data set, with cells that say what is wrong with them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

NOTHING: Final = frozenset(("", "NULL", "None", "NA", "nan"))
"""How the data sets write that there is no value."""
SPREADSHEET_START: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet."""
DAY_WORDS: Final = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%B %d, %Y")


class BadRow(Exception):
    """A row cannot be read; ``code`` is the stable code of the Issue it becomes."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Cells:
    """The values of a row under their columns; ``file`` and ``line`` are where it stood."""

    values: Sequence[str]
    columns: Mapping[str, int]
    file: str
    line: int

    def text(self, column: str) -> str | None:
        """A cell, None where it is empty or the column is not there."""
        position = self.columns.get(column)
        if position is None or position >= len(self.values):
            return None
        value = self.values[position].strip()
        return None if value in NOTHING else value

    def need(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.text(column)
        if value is None:
            raise BadRow("no_value", f"{column} is empty")
        return value

    def number(self, column: str) -> float | None:
        """A decimal number."""
        value = self.text(column)
        if value is None:
            return None
        try:
            return float(value)
        except ValueError:
            raise BadRow("bad_number", f"{column}: {value[:40]!r} is no number") from None

    def count(self, column: str) -> int | None:
        """A whole number, zero or more."""
        number = self.number(column)
        if number is None:
            return None
        if not 0 <= number < 1e15 or number != int(number):
            raise BadRow("bad_number", f"{column}: {number} is no count")
        return int(number)

    def position(self) -> tuple[float | None, float | None]:
        """``latitude`` and ``longitude``, both or neither."""
        lat, lon = self.number("latitude"), self.number("longitude")
        if lat is None or lon is None:
            return None, None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise BadRow("bad_number", f"{lat}, {lon} is no place on earth")
        return lat, lon

    def day(self, column: str) -> date:
        """A day, however the data set writes it."""
        return read_day(self.need(column), column)


@lru_cache(1 << 12)
def read_day(text: str, column: str) -> date:
    """A day as ``2024-05-02``, ``20240502``, ``02 May 2024`` or the number of a spreadsheet; a time after it is cut.

    ``02/05/2024`` may be two days, and is refused.
    """
    try:
        if re.match(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text[:10])
        if re.fullmatch(r"\d{8}(\d{6})?", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
        if re.fullmatch(r"\d{5}(\.\d+)?", text):
            return SPREADSHEET_START + timedelta(days=int(text[:5]))
    except ValueError as error:
        raise BadRow("bad_date", f"{column}: {text[:40]!r}: {error}") from None
    for form in DAY_WORDS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise BadRow("bad_date", f"{column}: {text[:40]!r} is no date")
