"""Made-up happenings between some 150 states over thirty years.

How often two states are met follows Zipf's law, with some 3 % of all for the first; which states these are is drawn, so
that the figures say nothing about any. Three happenings in ten fall into the last two years.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, combinations
from typing import Final

from benchmarks.consolidated.world import SYLLABLES
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.kinds import Kind
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import Interval, Modality, Party, Place

STATES: Final = 150
PAIRS: Final = 5000
HEAD: Final = 4
"""Ranks added to the first, so that one pair has some 3 %."""
LAST_DAY: Final = date(2026, 6, 30)
DAYS: Final = 30 * 365
RECENT: Final = 2 * 365
JOINERS: Final = 6
"""States that take part now and then in what two others do."""
PEOPLE: Final = 20
TERMS: Final = 5
MODALITIES: Final[dict[Modality, int]] = {
    "asserted": 62,
    "claimed": 18,
    "planned": 10,
    "requested": 5,
    "denied": 3,
    "hypothetical": 2,
}
"""How often of a hundred each is drawn."""


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened, before any page tells of it."""

    number: int
    pair: tuple[str, str]
    day: date
    when: Interval | None
    kind: Kind
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    territory: tuple[str, ...]
    places: tuple[Place, ...]
    modality: Modality
    reports: int


class Happenings:
    """Draws happenings; the same from the same seed."""

    def __init__(self, knowledge: Knowledge, seed: int) -> None:
        self.dice = random.Random(seed)
        states = [state for state in knowledge.states.all() if state.valid_to is None]
        self.names = {state.code: state.name for state in self.dice.sample(states, STATES)}
        self.homes = {state.code: (state.lat or 0.0, state.lon or 0.0) for state in states}
        pairs = [tuple(sorted(pair)) for pair in combinations(self.names, 2)]
        self.pairs = self.dice.sample(pairs, PAIRS)
        self.joiners = self.dice.sample(sorted(self.names), JOINERS)
        self.weights = list(accumulate(1 / (rank + HEAD) for rank in range(1, PAIRS + 1)))
        self.kinds = [kind for kind in knowledge.kinds if kind.event_type is not None]
        self.people = {
            (code, term): [self._make_person(code) for _ in range(PEOPLE)]
            for code in self.names
            for term in range(TERMS)
        }

    def make_word(self, least: int = 2, most: int = 3) -> str:
        """A made-up word."""
        return "".join(self.dice.choices(SYLLABLES, k=self.dice.randint(least, most)))

    def _make_person(self, code: str) -> Party:
        name = f"{self.make_word().title()} {self.make_word(2, 4).title()}"
        return Party(
            f"person:{fold_name(name)}:{code}", name, "person", (code,), self.dice.choice(("minister", "envoy"))
        )

    def draw(self, count: int) -> Iterator[Happening]:
        """So many happenings, in no order of time."""
        for number, pair in enumerate(self.dice.choices(self.pairs, cum_weights=self.weights, k=count)):
            yield self._draw_one(number, (pair[0], pair[1]))

    def _draw_one(self, number: int, pair: tuple[str, str]) -> Happening:
        dice = self.dice
        ago = dice.randrange(RECENT) if dice.random() < 0.3 else dice.randrange(RECENT, DAYS)
        doer, target = pair if dice.random() < 0.5 else pair[::-1]
        term = ago * TERMS // DAYS
        third = (self._party(dice.choice(self.joiners), term),) if dice.random() < 0.05 else ()
        return Happening(
            number=number,
            pair=pair,
            day=LAST_DAY - timedelta(days=ago),
            when=self._when(LAST_DAY - timedelta(days=ago)),
            kind=dice.choice(self.kinds),
            actors=(self._party(doer, term), *third),
            recipients=(self._party(target, term),),
            territory=(target,) if dice.random() < 0.1 else (),
            places=self._places(doer),
            modality=dice.choices(tuple(MODALITIES), tuple(MODALITIES.values()))[0],
            reports=min(1 + int(dice.expovariate(0.7)), 9),
        )

    def _party(self, code: str, term: int) -> Party:
        if self.dice.random() < 0.5:
            return Party(f"state:{code}", self.names[code], "state", (code,))
        return self.dice.choice(self.people[code, term])

    def _places(self, code: str) -> tuple[Place, ...]:
        if self.dice.random() < 0.5:
            return ()
        lat, lon = self.homes[code]
        spread = self.dice.randrange(20)
        return (Place(f"Port {spread}", (code,), round(lat + spread / 10, 4), round(lon - spread / 10, 4)),)

    def _when(self, day: date) -> Interval | None:
        chance = self.dice.random()
        if chance < 0.7:
            return Interval(day, day, "day", "relative")
        first = day.replace(day=1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        if chance < 0.9:
            return Interval(first, last, "month", "explicit")
        return Interval(day, day + timedelta(days=5), "range", "explicit") if chance < 0.95 else None
