"""Parts: meetings and signings within a visit, so that only the whole is counted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from dyadlog.knowledge import Knowledge
from dyadlog.records import EVENT_MODALITIES, Event, Interval, Party

Key = str | tuple[str, str]
STAY = timedelta(days=3)
"""How long after an arrival on a known day the visitor is taken to be there still, where no end is told."""


def link_parts(events: Sequence[Event], knowledge: Knowledge) -> list[Event]:
    """Events with ``part_of`` set to the visit or summit they belong to."""
    wholes = [event for event in events if knowledge.families.get(event.kind).whole]
    by_key: dict[Key, list[Event]] = defaultdict(list)
    for whole in wholes:
        for key in _keys(whole):
            by_key[key].append(whole)
    linked: list[Event] = []
    for event in events:
        found = _find_whole(event, by_key, knowledge) if knowledge.families.get(event.kind).part else None
        linked.append(event if found is None else replace(event, part_of=found.event_id))
    return linked


def _find_whole(event: Event, by_key: Mapping[Key, Sequence[Event]], knowledge: Knowledge) -> Event | None:
    """The one whole that an event can be part of; the closest where several can."""
    found: dict[str, tuple[tuple[int, ...], Event]] = {}
    for key in _keys(event):
        for whole in by_key.get(key, ()):
            if whole.event_id != event.event_id and (points := _belonging(event, whole, knowledge)):
                found[whole.event_id] = (points, whole)
    if not found:
        return None
    best = max(points for points, _ in found.values())  # of two that fit alike neither is chosen
    closest = [whole for points, whole in found.values() if points == best]
    return closest[0] if len(closest) == 1 else None


def _keys(event: Event) -> list[Key]:
    """What a part and its whole have in common: somebody who takes part, or two of the states."""
    people = sorted(_people((*event.actors, *event.recipients)))
    return [*people, *combinations(sorted(event.states()), 2)]


def _belonging(event: Event, whole: Event, knowledge: Knowledge) -> tuple[int, ...]:
    """How much speaks for an event being part of a whole, weightiest first; empty where it cannot be."""
    happened = whole.modality in EVENT_MODALITIES
    if event.modality in EVENT_MODALITIES and not happened:
        return ()
    if knowledge.families.get(event.kind).whole and event.kind == whole.kind:
        return ()
    if len(event.states()) > 1 and len(event.states() & whole.states()) < 2:
        return ()
    guests = _people(whole.actors) or _people(whole.recipients)
    shared = guests & _people((*event.actors, *event.recipients))
    of_guest = {code for party in whole.actors for code in party.states}
    named = {p.actor_id for p in (*event.actors, *event.recipients) if p.is_named_person and set(p.states) & of_guest}
    if named and guests and not shared:
        return ()
    times = _within(event.when, whole.when)
    if times is False or (times is None and not shared) or not (shared or len(event.states() & whole.states()) > 1):
        return ()
    return int(bool(shared)), int(bool(times)), int(happened), int(_share_outlet(event, whole)), len(whole.claims)


def _people(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.actor_id for party in parties if party.is_named_person)


def _within(when: Interval | None, whole: Interval | None) -> bool | None:
    """Whether the part's days can lie in the whole's; None where one of them is unknown."""
    if when is None or whole is None:
        return None
    start, end = _bounds(whole)
    if whole.precision == "day" and end <= date.max - STAY:
        end += STAY
    first, last = _bounds(when)
    return first <= end and last >= start


def _bounds(when: Interval) -> tuple[date, date]:
    """The first and last day; where an end is open, that of a stay from the other one on."""
    if when.start is None:
        assert when.end is not None
        return max(when.end, date.min + STAY) - STAY, when.end
    return when.start, when.end or min(when.start, date.max - STAY) + STAY


def _share_outlet(event: Event, whole: Event) -> bool:
    """Whether one outlet tells of both."""
    return bool(set(event.outlets) & set(whole.outlets))
