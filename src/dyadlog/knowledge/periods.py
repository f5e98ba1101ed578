"""Named periods: wars, revolutions and other happenings that name a time, with their days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

COLUMNS = ("name", "names", "start", "end", "states", "context", "source")


@dataclass(frozen=True, slots=True)
class Period:
    """A happening whose name stands for its days. ``end`` None: not over. ``states`` are those it is known for.

    Names with capitals are matched with them ("Cold War"), others in any case ("the six-day war"). ``context`` are
    words of which the sentence must have one where the name alone is not enough.
    """

    name: str
    names: tuple[str, ...]
    start: date
    end: date | None
    states: tuple[str, ...]
    context: tuple[str, ...]


class Periods:
    """The table, found by name."""

    def __init__(self, periods: tuple[Period, ...]) -> None:
        self.periods = periods

    @cached_property
    def _by_name(self) -> dict[str, Period]:
        return {name.lower(): period for period in self.periods for name in period.names}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted((name for period in self.periods for name in period.names), key=lambda name: (-len(name), name))
        pieces = (re.escape(name) if name != name.lower() else f"(?i:{re.escape(name)})" for name in names)
        shut_out = r"(?<![\w/])(?<![Pp]ost-)(?<![Pp]re-)(?<!-era )(?<!new )(?<!another )(?<!second )(?<!looming )"
        return re.compile(rf"{shut_out}(?:{'|'.join(pieces)})(?![\w/])")

    def find(self, text: str) -> Iterator[tuple[int, int, Period]]:
        """Offsets of every named period in a text."""
        for match in self._pattern.finditer(text):
            period = self._by_name[match[0].lower()]
            if not period.context or any(re.search(rf"\b{re.escape(word)}", text) for word in period.context):
                yield match.start(), match.end(), period


def load_periods(knowledge: "Knowledge") -> Periods:
    """Read ``periods.csv``."""
    periods = []
    for row in read_rows(knowledge, "periods.csv", COLUMNS, ("name",)):
        start, end = row.day("start"), row.day("end")
        if start is None or (end is not None and end < start):
            raise row.error("a period starts on a known day and does not end before it")
        row.text("source")
        names = row.several("names")
        if not names:
            raise row.error("names is empty")
        periods.append(Period(row.text("name"), names, start, end, row.several("states"), row.several("context")))
    return Periods(tuple(periods))
