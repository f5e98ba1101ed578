"""What a reading is made from and what it gives: shared by the rules for dates and for pointing words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from dyadlog.knowledge.time_words import TimeWords
from dyadlog.records.vocabulary import DateMethod
from dyadlog.resolve.time_calendar import Days

NO_ANCHOR = "no publication date"
ELSEWHERE = "counted from another happening"


class Tense(Enum):
    """Which way the sentence looks from its time word; ``OPEN`` where the syntax does not tell."""

    PAST = -1
    OPEN = 0
    FUTURE = 1


@dataclass(frozen=True, slots=True)
class Moment:
    """What a time word is read against.

    ``anchor`` is the publication day or the bound that stands in for it; ``year`` the year of the thread of telling
    where the sentences before speak of another year than the anchor's; ``previous`` the day told last.
    """

    anchor: date | None
    tense: Tense = Tense.OPEN
    year: int | None = None
    previous: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What words come to: days and the method (``relative`` where the anchor was used), or the reason why not."""

    days: Days | None = None
    method: DateMethod = "relative"
    reason: str | None = None
    relation: str = "at"


Reader = Callable[["Words", Moment], Reading | None]
"""A calendar rule. None: the words are no time after all."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one match with their vocabulary."""

    groups: dict[str, str | None]
    table: TimeWords

    @classmethod
    def of(cls, match: re.Match[str], table: TimeWords) -> "Words":
        """The named groups of a match."""
        return cls(match.groupdict(), table)

    def has(self, *names: str) -> bool:
        """Whether any of the groups matched."""
        return any(self.groups.get(name) for name in names)

    def text(self, name: str) -> str:
        """The words of a group, empty where it did not match."""
        return self.groups.get(name) or ""

    def number(self, name: str, vocabulary: str | None = None) -> int:
        """What the words of a group mean as a number; digits mean themselves."""
        digits = re.match(r"\d+", self.text(name))
        plain = vocabulary is None and name.rstrip("2") in ("year", "day", "number_day", "number_month", "digits")
        if plain and digits:
            return int(digits[0])
        return self.table.number(vocabulary or name.rstrip("2"), self.text(name))

    def maybe(self, name: str) -> int | None:
        """The number of a group, None where it did not match."""
        return self.number(name) if self.has(name) else None

    def count(self) -> int | None:
        """How many units; None for "a few" and for no number at all."""
        if self.has("digits"):
            return self.number("digits")
        count = self.number("count") if self.has("count") else -1
        return None if count < 0 else count

    def unit(self) -> str:
        """The calendar unit that the words name, in the singular."""
        name = "units" if self.has("units") else "unit"
        word = self.text(name).lower()
        return self.table.word("unit", word) if word in self.table.values["unit"] else "day"

    def month(self) -> int:
        """The month that the words name."""
        return next(self.number(name) for name in ("month", "clear_month", "month2") if self.has(name))


def resolved(days: Days, method: DateMethod = "relative") -> Reading:
    """A reading that came to days."""
    return Reading(days, method)


def unresolved(reason: str, relation: str = "at") -> Reading:
    """A time expression that cannot be resolved."""
    return Reading(None, reason=reason, relation=relation)
