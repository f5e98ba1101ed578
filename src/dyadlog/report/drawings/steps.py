"""Steps of the calendar: the periods that axes are divided into and that events are counted by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from dyadlog.findings.index.spans import first_day, number_of
from dyadlog.report.people import show_days

DAYS: Final = {"day": 1.0, "month": 365.2425 / 12}
FIRST_MONTH: Final = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A length of time with a fixed place in the calendar: ``count`` days (seven are a week from Monday) or months."""

    unit: Literal["day", "month"]
    count: int

    @property
    def days(self) -> float:
        """How many days it has, on average."""
        return DAYS[self.unit] * self.count

    @property
    def name(self) -> str:
        """What it is called."""
        names = {("day", 7): "week", ("month", 3): "quarter", ("month", 6): "half-year", ("month", 12): "year"}
        if self.unit == "month" and self.count > FIRST_MONTH:
            return f"{self.count // FIRST_MONTH} years"
        return names.get((self.unit, self.count), self.unit if self.count == 1 else f"{self.count} {self.unit}s")

    def number_of(self, day: date) -> int:
        """The number of the step that a day lies in; the next step has the next number."""
        return (number_of(day, self.unit) - (self.unit == "day")) // self.count

    def first_day(self, number: int) -> date:
        """The first day of a step."""
        if self.unit == "day":
            return first_day(max(number * self.count + 1, 1), "day")
        return first_day(max(number * self.count, FIRST_MONTH), "month")

    def last_day(self, number: int) -> date:
        """The last day of a step; the calendar ends with the year 9999."""
        try:
            return date.fromordinal(self.first_day(number + 1).toordinal() - 1)
        except (ValueError, OverflowError):
            return date.max

    def numbers(self, first: date, last: date) -> Iterator[int]:
        """The steps from one day to another."""
        yield from range(self.number_of(first), self.number_of(last) + 1)

    def label(self, day: date) -> tuple[str, str]:
        """What stands at the axis for a step that begins with this day, and below it where that changes."""
        if self.unit == "day":
            return str(day.day), f"{day:%b} {day.year}"
        return (f"{day:%b}", str(day.year)) if self.count < FIRST_MONTH else (str(day.year), "")

    def describe(self, number: int) -> str:
        """A step as people read it."""
        return show_days(self.first_day(number), self.last_day(number))


STEPS: Final = (
    Step("day", 1),
    Step("day", 7),
    *(Step("month", count) for count in (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)),
)


def choose_step(scale: float, room: float) -> Step:
    """The shortest step that takes ``room`` at a scale of so many units a day."""
    return next((step for step in STEPS if step.days * scale >= room), STEPS[-1])
