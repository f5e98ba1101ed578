"""Places: reports of one happening that put it in different places."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import kind_for
from dyadlog.findings.notes import either
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.records import Event, Finding, Place

FAR = 100.0
"""Kilometres from which two places are not one within the other (a city and its province, a port and its city)."""
EARTH = 6371.0
COMPARED = 12
"""Reports of one event that are compared."""


def find_places(book: Book) -> Iterator[Finding]:
    """The first two reports of an event of one day that can not both have the place right."""
    for event in book.events:
        if book.knowledge.kinds.get(event.kind).merge in ("interval", "state"):
            continue  # a stay takes one to many places
        told = [one for one in book.told_of(event) if not one.denied and not one.is_print and one.claim.places]
        yield from _first_conflict(book, told[:COMPARED], event)


def _first_conflict(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    for one, other in combinations(told, 2):
        mine, theirs = name_places(book, one), name_places(book, other)
        if one.origin == other.origin or not mine or not theirs:
            continue
        if all(_are_apart(place, there) for place in mine for there in theirs):
            sides = [side_of(one, mine[0].name), side_of(other, theirs[0].name)]
            states, note = states_of(one.claim, other.claim), either(side.value for side in sides)
            yield make_finding(kind_for(one, other, "place"), "place", sides, states, event=event, note=note)
            return


def name_places(book: Book, told: Told) -> list[Place]:
    """The places of a claim that are less than a state."""
    return [place for place in told.claim.places if book.knowledge.states.find(place.name) is None or place.lat is None]


def _are_apart(place: Place, other: Place) -> bool:
    """Whether two places can not be the same, nor one in the other: far apart, or two of a sort by other names."""
    if place.lat is not None and place.lon is not None and other.lat is not None and other.lon is not None:
        return _distance(place.lat, place.lon, other.lat, other.lon) >= FAR
    words, there = place.name.casefold().split(), other.name.casefold().split()
    return len(words) > 1 and len(there) > 1 and words[-1] == there[-1] and not set(words[:-1]) & set(there[:-1])


def _distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres."""
    first, second = math.radians(lat), math.radians(other_lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))
