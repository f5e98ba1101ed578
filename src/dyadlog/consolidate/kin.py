"""Kin: the events of a store that may be parts or wholes of some that changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.parts import STAY, days_of, holds_parts, people_of
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event

A_MONTH = 31
"""Days between stretches of time that are asked for at once."""


def find_kin(
    archive: Archive, knowledge: Knowledge, changed: Sequence[Event], gone: Collection[str]
) -> tuple[list[Event], list[Event]]:
    """Events that may be part of a changed whole, and all wholes that they or the changed may be part of; none of the
    changed, and none of those that are ``gone``."""
    families = knowledge.families
    whole_kinds = [kind.kind for kind in knowledge.kinds if holds_parts(families.get(kind.kind))]
    part_kinds = [kind.kind for kind in knowledge.kinds if families.get(kind.kind).part]
    own = {event.event_id for event in changed} | set(gone)
    wholes_changed = [event for event in changed if holds_parts(families.get(event.kind))]
    near = {e.event_id: e for e in _around(archive, wholes_changed, part_kinds) if e.event_id not in own}
    parts = [event for event in (*changed, *near.values()) if families.get(event.kind).part]
    wholes = {e.event_id: e for e in _around(archive, parts, whole_kinds) if e.event_id not in own}
    return list(near.values()), [event for name, event in wholes.items() if name not in near]


def _around(archive: Archive, events: Sequence[Event], kinds: Sequence[str]) -> list[Event]:
    """Events of some kinds that share the states or a person with one of some events, at a time that may be its
    time. What shares the states alone must be dated, as the other is."""
    spans: dict[frozenset[str], list[tuple[int, int]]] = defaultdict(list)
    people: dict[bool, set[str]] = {True: set(), False: set()}
    for event in events:
        first, last = days_of(event.when)
        dated = first is not None and last is not None
        people[dated] |= people_of((*event.actors, *event.recipients))
        if first is not None and last is not None:
            spans[event.states()].append((first - STAY.days, last + STAY.days))
    found: list[Event] = []
    for states, days in spans.items():
        for stretch in _join_spans(days) if len(states) > 1 else ():
            found += archive.events_between(states, kinds, stretch)
    ends = [day for days in spans.values() for span in days for day in span]
    if ends and people[True]:
        found += archive.events_of_people(people[True], kinds, (min(ends), max(ends)))
    return found + (archive.events_of_people(people[False], kinds, None) if people[False] else [])


def _join_spans(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of days that cover some spans; spans next to each other are one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + A_MONTH:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
