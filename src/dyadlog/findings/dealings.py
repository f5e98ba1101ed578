"""Dealings: which parties had to do with each other in events that took place, in cooperation or in conflict."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Final

from dyadlog.records import Event, Party

COOPERATIVE: Final = (1, 2)
"""Quad classes of cooperation."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two parties of different sides by canonical id, and the events between them that took place, in the order given.

    A part of an event of the same two is counted with the whole.
    """

    parties: tuple[str, str]
    events: tuple[Event, ...]

    @property
    def cooperation(self) -> int:
        """How many of the events are cooperation."""
        return sum(event.quad_class in COOPERATIVE for event in self.events)

    @property
    def conflict(self) -> int:
        """How many of the events are conflict."""
        return len(self.events) - self.cooperation


def find_ties(events: Iterable[Event], canonical: Callable[[str], str]) -> tuple[Tie, ...]:
    """All ties, those with most events first.

    A directed act ties each actor to each recipient, one without a recipient all of its actors. Parties that act for a
    common state are one side and are not tied.
    """
    tied: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.happened:
            for pair in dict.fromkeys(_pairs(event, canonical)):
                tied[pair].append(event)
    ties = [Tie(pair, _without_parts(told)) for pair, told in tied.items()]
    return tuple(sorted(ties, key=lambda tie: (-len(tie.events), tie.parties)))


def _pairs(event: Event, canonical: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    both = product(event.actors, event.recipients) if event.recipients else combinations(event.actors, 2)
    for one, other in both:
        first, second = sorted((canonical(one.actor_id), canonical(other.actor_id)))
        if first != second and not _are_one_side(one, other):
            yield first, second


def _are_one_side(one: Party, other: Party) -> bool:
    return bool(set(one.states) & set(other.states))


def _without_parts(events: Sequence[Event]) -> tuple[Event, ...]:
    wholes = {event.event_id for event in events}
    return tuple(event for event in events if event.part_of not in wholes)
