"""Time: closed intervals of days in the outlet's local calendar."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.vocabulary import DateMethod, Precision


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days; one end may be open (None). Never shifted to another time zone."""

    start: date | None
    end: date | None
    precision: Precision
    method: DateMethod

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("an interval needs at least one end")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"interval ends before it starts: {self.start} to {self.end}")

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two intervals share at least one day; an open end reaches to infinity."""
        starts_before = self.start is None or other.end is None or self.start <= other.end
        ends_after = self.end is None or other.start is None or self.end >= other.start
        return starts_before and ends_after

    def within(self, other: "Interval") -> bool:
        """Whether every day of this interval lies in the other."""
        starts_in = other.start is None or (self.start is not None and self.start >= other.start)
        ends_in = other.end is None or (self.end is not None and self.end <= other.end)
        return starts_in and ends_in

    def days(self) -> int | None:
        """Length in days, both ends counted; None with an open end."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1
