"""Counts: figures with what they count, and whether two of them can be one number."""

from dataclasses import dataclass
from datetime import date

from dyadlog.findings.book import Told
from dyadlog.records import Interval, Quantity

MONEY, NUMBER, PERCENT, DAYS, DOCUMENTS = "money", "number", "percent", "day", "documents"
FIT = 1.25
"""How far above a number an "up to" may lie and still plainly bear it out."""
LEAST_FIT = 2.0
"""How far a number may lie above an "at least" and still bear it out."""
CONVERTED = 0.06
"""How far two figures in different units may differ by rounding."""


@dataclass(frozen=True, slots=True)
class Count:
    """A figure and what it counts.

    ``measures`` are those its words name, ``outcome`` the one that says what became of those counted; ``family`` the
    sort of unit: a base unit, a currency (``money``), a percentage, or a bare number; ``moneys`` the currencies that a
    sum can be in; ``low`` to ``high`` in the base unit; ``whose`` the states whose people or losses it
    counts; ``sort`` stems of the noun counted; ``topic`` stems of that and of what the figure is said to be of;
    ``ahead`` whether it is of something still to come, and ``deadline`` by when; ``part`` whether it counts a part of
    a whole or one of several rounds; ``pointing`` whether it says of whom only by a pronoun; ``events`` those to which
    claims of its sentence belong that carry it.
    """

    told: Told
    figure: Quantity
    measures: frozenset[str]
    outcome: str | None
    family: str
    moneys: frozenset[str]
    low: float
    high: float
    whose: frozenset[str]
    sort: frozenset[str]
    topic: frozenset[str]
    ahead: bool
    aim: bool
    deadline: date | None
    part: bool
    pointing: bool
    when: Interval | None
    events: frozenset[str]

    @property
    def place(self) -> tuple[bool, int, int]:
        """The order in which counts are shown: those of headlines last."""
        return self.told.in_headline, self.told.order, self.figure.start

    @property
    def original(self) -> str:
        """The words of the page."""
        return " ".join(self.figure.original.split())


def agree(one: Count, other: Count) -> bool:
    """Whether two figures can be the same number of the same unit."""
    if one.family == MONEY and not one.moneys & other.moneys:
        return False
    converted = one.figure.unit != other.figure.unit and one.family not in (NUMBER, MONEY)
    slack = CONVERTED if converted else 0.0
    return one.low * (1 - slack) <= other.high and other.low * (1 - slack) <= one.high


def lie_apart(one: Count, other: Count) -> bool:
    """Whether a bound and a number within it are so far apart that a reader will ask: four, or up to six."""
    for bound, exact in ((one, other), (other, one)):
        if exact.figure.bound == "exactly" and exact.figure.value and bound.figure.bound in ("at_most", "at_least"):
            limit, value = (bound.high if bound.figure.bound == "at_most" else bound.low), exact.low
            fit = FIT if bound.figure.bound == "at_most" else LEAST_FIT
            return limit > 0 and max(limit, value) > fit * min(limit, value)
    return False


def bear_out(one: Count, other: Count) -> bool:
    """Whether one of two figures plainly confirms the other."""
    return agree(one, other) and not lie_apart(one, other)


def is_unit_conflict(one: Count, other: Count) -> bool:
    """Whether two figures differ in their unit: another currency, or one number with another measure."""
    if one.family == MONEY:
        return not one.moneys & other.moneys
    return one.figure.unit != other.figure.unit and one.figure.reach() == other.figure.reach() and not agree(one, other)
