"""Whether an event of another data set is an event of ours, with the reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Final

from dyadlog.exchange.shaped.acts import Act
from dyadlog.records import Event, ForeignEvent, Party

NEAR_KM: Final = 50.0
EARTH_KM: Final = 6371.0
QUADS: Final = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Ours:
    """An event of ours as it is looked for elsewhere: ``first`` to ``last`` its days, ``act`` what it is coded as
    there, ``mutual`` whether it has no direction."""

    event: Event
    act: Act
    first: date
    last: date
    mutual: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A foreign event taken for one of ours: why, and how well it fits (greater is better)."""

    foreign: ForeignEvent
    reasons: tuple[str, ...]
    fit: tuple[int, ...]


def match(ours: Ours, theirs: ForeignEvent, window: int) -> Match | None:
    """The match of two events of the same two states; None where they are not one.

    They are one where their days meet within ``window`` days, what happened has the same PLOVER type or CAMEO root,
    and what has a direction goes the same way; or where both happened, are of the same quad class, on the same day at
    the same place.
    """
    apart = days_apart(ours, theirs)
    kind = _same_act(ours.act, theirs)
    place = _same_place(ours.event, theirs)
    way = _same_way(ours, theirs)
    if apart > window or kind is None or way is None:
        return None
    if kind[0] == 1 and (apart or place[0] < 1 or ours.first != ours.last or not ours.event.happened):
        return None
    day = "the same day" if ours.first == ours.last and not apart else "days that meet"
    days = day if not apart else f"{apart} day{'s' if apart > 1 else ''} apart"
    reasons = (days, kind[1], *(text for text in (place[1], way[1]) if text))
    return Match(theirs, reasons, (kind[0], -apart, place[0], way[0]))


def days_apart(ours: Ours, theirs: ForeignEvent) -> int:
    """Days between two events, zero where their times share a day."""
    if theirs.first > ours.last:
        return (theirs.first - ours.last) // timedelta(days=1)
    return max(0, (ours.first - theirs.last) // timedelta(days=1))


def _same_act(act: Act, theirs: ForeignEvent) -> tuple[int, str] | None:
    if act.event_type == theirs.event_type:
        if act.mode is not None and act.mode == theirs.mode:
            return 4, f"the same type and mode, {act.event_type} {act.mode}"
        return 3, f"the same type, {act.event_type}"
    if act.cameo and theirs.cameo and act.cameo[:2] == theirs.cameo[:2]:
        return 2, f"the same CAMEO root, {act.cameo[:2]}"
    if theirs.quad_class is not None and act.quad_class == theirs.quad_class:
        return 1, f"the same quad class, {QUADS[act.quad_class]}"
    return None


def _same_place(event: Event, theirs: ForeignEvent) -> tuple[int, str | None]:
    """1 at the same place, 0 where it cannot be told or the country is the same, -1 elsewhere."""
    if not event.places or (theirs.place is None and not theirs.territory):
        return 0, None
    for place in event.places:
        if _is_near((place.lat, place.lon), (theirs.lat, theirs.lon)) or _is_named(place.name, theirs.place):
            return 1, f"the same place, {place.name}"
    countries = {code for place in event.places for code in place.countries}
    shared = sorted(countries.intersection(theirs.territory))
    if shared:
        return 0, f"the same country, {', '.join(shared)}"
    return (-1, "other places") if countries and theirs.territory else (0, None)


def _is_near(one: tuple[float | None, float | None], other: tuple[float | None, float | None]) -> bool:
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return False
    lat, lon, other_lat, other_lon = map(radians, (one[0], one[1], other[0], other[1]))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, half))) <= NEAR_KM


def _is_named(name: str, theirs: str | None) -> bool:
    """Whether the first part of their name, before a comma, is ours."""
    return theirs is not None and name.casefold() == theirs.split(",")[0].strip().casefold()


def _same_way(ours: Ours, theirs: ForeignEvent) -> tuple[int, str | None] | None:
    """1 the same direction, 0 none to be told; None where it goes the other way."""
    if ours.mutual:
        return 0, None
    event = ours.event
    doers = _states_of(event.actors)
    targets = (_states_of(event.recipients) | frozenset(event.territory)) - doers
    same = bool(doers.intersection(theirs.actors) and targets.intersection((*theirs.recipients, *theirs.territory)))
    if same:
        return 1, "the same direction"
    turned = doers.intersection(theirs.recipients) and targets.intersection(theirs.actors)
    return None if turned else (0, None)


def _states_of(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(code for party in parties for code in party.states)
