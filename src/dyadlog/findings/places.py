"""Places: reports of one happening that put it in different places."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import kind_for
from dyadlog.findings.notes import either
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.reference import ReferenceWords, load_reference_words
from dyadlog.records import Event, Finding, Place

FAR = 100.0
"""Kilometres from which two places are not one within the other (a city and its province, a port and its city)."""
NEXT = 20.0
"""Kilometres from which one town is not part of another."""
EARTH = 6371.0
COMPARED = 12
"""Reports of one event that are compared."""
ONE_NAME = 75
"""Similarity (0 to 100) from which two names may be spellings of one."""
SORTS = "place_sort"
"""The list of words for a sort of place: "the town of ...", "... district"."""
TOWN = "town"
POINTS = (TOWN, "crossing", "base")
"""Sorts of place that have no other in them."""
LASTING = ("interval", "state")
"""A stay takes one to many places."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place less than a state, with the sort of place it is as far as known."""

    name: str
    sort: str | None
    lat: float | None
    lon: float | None


def find_places(book: Book) -> Iterator[Finding]:
    """The first two reports of an event that can not both have the place right."""
    for event in book.events:
        if book.knowledge.kinds.get(event.kind).merge not in LASTING:
            told = [one for one in book.told_of(event) if not one.denied and not one.is_print and one.claim.places]
            yield from _first_conflict(book, told[:COMPARED], event)


def _first_conflict(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    for one, other in combinations(told, 2):
        pair = places_apart(book, one, other) if one.origin != other.origin else None
        if pair is not None:
            sides = [side_of(one, pair[0]), side_of(other, pair[1])]
            states, note = states_of(one.claim, other.claim), either(pair)
            yield make_finding(kind_for(one, other, "place"), "place", sides, states, event=event, note=note)
            return


def places_apart(book: Book, one: Told, other: Told) -> tuple[str, str] | None:
    """The two places that can not both be right, where no place of the one can be one of the other."""
    mine, theirs = spots_of(book, one), spots_of(book, other)
    pairs = [(spot, there) for spot in mine for there in theirs]
    if any(_may_be_one(spot, there) for spot, there in pairs):
        return None
    return next(((spot.name, there.name) for spot, there in pairs if _are_apart(spot, there)), None)


def name_places(book: Book, told: Told) -> list[Place]:
    """The places of a claim that are less than a state; a capital is one, whatever else its name may stand for."""
    return [place for place in told.claim.places if not _is_state(book, place)]


def _is_state(book: Book, place: Place) -> bool:
    state = book.knowledge.states.find(place.name)
    if state is None or place.lat is None:
        return False
    return not any(entry.kind == "city" and entry.lat == place.lat for entry in book.knowledge.places.find(place.name))


def spots_of(book: Book, told: Told) -> list[Spot]:
    """The places of a claim with their sort, by the tables or else by the words around the name."""
    return [Spot(place.name, _sort_of(book, told, place), place.lat, place.lon) for place in name_places(book, told)]


def _sort_of(book: Book, told: Told, place: Place) -> str | None:
    entries = book.knowledge.places.find(place.name)
    if place.lat is not None:
        kind = next((entry.kind for entry in entries if entry.lat == place.lat), None)
        return TOWN if kind == "city" else kind
    words = [word.strip(".,;:\"“”'’()") for word in told.claim.evidence.quote.split()]
    name = place.name.split()
    for number in range(len(words) - len(name) + 1):
        if words[number : number + len(name)] == name:
            before, after = words[max(number - 2, 0) : number], words[number + len(name) : number + len(name) + 1]
            around = [*after, *(before[:1] if before[1:] == ["of"] else before[1:])]
            sort = next((sort for word in around if (sort := _words(book.knowledge).value(SORTS, word))), None)
            if sort is not None:
                return sort
    return None


@lru_cache(maxsize=4)
def _words(knowledge: Knowledge) -> ReferenceWords:
    return load_reference_words(knowledge)


def _may_be_one(spot: Spot, other: Spot) -> bool:
    """Whether two places can be the same, by their names or by where they lie."""
    if fuzz.ratio(spot.name.casefold(), other.name.casefold()) >= ONE_NAME:
        return True
    apart = _distance(spot, other)
    return apart is not None and apart < NEXT


def _are_apart(spot: Spot, other: Spot) -> bool:
    """Whether neither of two places can lie in the other: two of a sort by other names, or far apart."""
    if spot.sort is not None and spot.sort == other.sort:
        return True
    apart = _distance(spot, other)
    if apart is not None:
        return apart >= (NEXT if {spot.sort, other.sort} <= {*POINTS} else FAR)
    words, there = spot.name.casefold().split(), other.name.casefold().split()
    return len(words) > 1 and len(there) > 1 and words[-1] == there[-1] and not set(words[:-1]) & set(there[:-1])


def _distance(spot: Spot, other: Spot) -> float | None:
    """Great-circle distance in kilometres; None where one is not on the map."""
    if spot.lat is None or spot.lon is None or other.lat is None or other.lon is None:
        return None
    first, second = math.radians(spot.lat), math.radians(other.lat)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other.lon - spot.lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(half))
