"""Parts: what belongs to a visit, a meeting or a call, so that only the whole is counted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from dyadlog.consolidate.views import is_reception
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.families import Family
from dyadlog.records import EVENT_MODALITIES, Event, Interval, Party

STAY = timedelta(days=3)
"""How long after an arrival on a known day the visitor is taken to be there still, where no end is told."""
BUCKET = 32
"""Days of a bucket of the index of wholes by time."""
MOST_BUCKETS = 12
"""Wholes and parts over more buckets than this stand in none: they are looked through one by one."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """An event with what deciding about parts asks for. ``first`` and ``last`` (ordinals) are the days it can take,
    a stay included; None where it has no date. ``own_first`` and ``own_last`` are its days as told."""

    event: Event
    family: Family
    states: frozenset[str]
    people: frozenset[str]
    guests: frozenset[str]
    of_guest: frozenset[str]
    happened: bool
    own_first: int | None
    own_last: int | None
    last: int | None
    mutual: bool

    @property
    def keys(self) -> list[str]:
        """What a part and its whole have in common: somebody who takes part, or two of the states."""
        return [*self.people, *(" ".join(pair) for pair in combinations(sorted(self.states), 2))]


def make_frame(event: Event, knowledge: Knowledge) -> _Frame:
    """The frame of an event."""
    first, last = days_of(event.when)
    stay = last
    if last is not None and event.when is not None and event.when.precision == "day":
        stay = min(last + STAY.days, date.max.toordinal())
    parties = (*event.actors, *event.recipients)
    return _Frame(
        event=event,
        family=knowledge.families.of_act(event.kind, is_reception(event.actors, event.recipients)),
        states=event.states(),
        people=people_of(parties),
        guests=people_of(event.actors) or people_of(event.recipients),
        of_guest=frozenset(code for party in event.actors for code in party.states),
        happened=event.modality in EVENT_MODALITIES,
        own_first=first,
        own_last=last,
        last=stay,
        mutual=event.kind in knowledge.kinds and knowledge.kinds.get(event.kind).mutual,
    )


def holds_parts(family: Family) -> bool:
    """Whether events of a family may have parts; a visit told by the host may be a meeting."""
    return family.whole or family.is_encounter or family.flipped


def link_parts(events: Sequence[Event], knowledge: Knowledge) -> list[Event]:
    """Events with ``part_of`` set to the visit, summit, meeting or call they belong to."""
    frames = [make_frame(event, knowledge) for event in events]
    index = _Index(frame for frame in frames if frame.family.whole or frame.family.is_encounter)
    linked: list[Event] = []
    for frame in frames:
        found = _find_whole(frame, index.near(frame)) if frame.family.part else None
        linked.append(replace(frame.event, part_of=found.event_id if found else None))
    return linked


class _Index:
    """Wholes by what they share with their parts, and by time."""

    def __init__(self, wholes: Iterable[_Frame]) -> None:
        self._by_time: dict[tuple[str, int], list[_Frame]] = defaultdict(list)
        self._wide: dict[str, list[_Frame]] = defaultdict(list)
        self._all: dict[str, list[_Frame]] = defaultdict(list)
        for whole in wholes:
            for key in whole.keys:
                self._all[key].append(whole)
                buckets = _buckets(whole.own_first, whole.last)
                if buckets is None:
                    self._wide[key].append(whole)
                for bucket in buckets or ():
                    self._by_time[key, bucket].append(whole)

    def near(self, part: _Frame) -> Iterator[_Frame]:
        """The wholes that share a key with a part and whose time may be its time; some may come twice."""
        buckets = _buckets(part.own_first, part.own_last)
        for key in part.keys:
            if buckets is None:
                # without a date of its own a part needs a guest in common, so the states alone lead nowhere
                yield from self._all.get(key, ()) if key in part.people or part.own_first is not None else ()
                continue
            yield from self._wide.get(key, ())
            for bucket in buckets:
                yield from self._by_time.get((key, bucket), ())


def _buckets(first: int | None, last: int | None) -> range | None:
    if first is None or last is None:
        return None
    found = range(first // BUCKET, last // BUCKET + 1)
    return found if len(found) <= MOST_BUCKETS else None


def _find_whole(part: _Frame, wholes: Iterable[_Frame]) -> Event | None:
    """The one whole that an event can be part of; the closest where several can."""
    found: dict[str, tuple[tuple[int, ...], Event]] = {}
    for whole in wholes:
        name = whole.event.event_id
        if name != part.event.event_id and name not in found and (points := _belonging(part, whole)):
            found[name] = (points, whole.event)
    if not found:
        return None
    best = max(points for points, _ in found.values())  # of two that fit alike neither is chosen
    closest = [whole for points, whole in found.values() if points == best]
    return closest[0] if len(closest) == 1 else None


def _belonging(part: _Frame, whole: _Frame) -> tuple[int, ...]:
    """How much speaks for an event being part of a whole, weightiest first; empty where it cannot be."""
    if part.happened and not whole.happened:
        return ()
    if part.family.whole and part.event.kind == whole.event.kind:
        return ()
    if len(part.states) > 1 and len(part.states & whole.states) < 2:
        return ()
    return _at_encounter(part, whole) if whole.family.is_encounter else _in_visit(part, whole)


def _in_visit(part: _Frame, whole: _Frame) -> tuple[int, ...]:
    """The same for a visit or a summit: what guest and host do in these days."""
    times = _within(part, whole)
    if times is False:
        return ()
    shared = whole.guests & part.people
    parties = (*part.event.actors, *part.event.recipients)
    named = {p.actor_id for p in parties if p.is_named_person and whole.of_guest.intersection(p.states)}
    if named and whole.guests and not shared:
        return ()
    if (times is None and not shared) or not (shared or len(part.states & whole.states) > 1):
        return ()
    together = _share_outlets(part, whole)
    if part.family.spoken and not part.mutual and not (times and together):
        return ()
    return int(not part.mutual), int(bool(shared)), int(bool(times)), int(whole.happened), int(together), _size(whole)


def _at_encounter(part: _Frame, whole: _Frame) -> tuple[int, ...]:
    """The same for a meeting, talks or a call: what those who take part say and sign on its days."""
    if part.family.is_encounter or part.family.whole or len(part.states & whole.states) < 2:
        return ()
    if None in (part.own_first, part.own_last, whole.own_first, whole.own_last) or not _lies_in(part, whole):
        return ()
    shared, together = part.people & whole.people, _share_outlets(part, whole)
    if part.people - whole.people or not (shared or (together and part.family.spoken)):
        return ()
    return int(part.mutual), int(bool(shared)), 1, int(whole.happened), int(together), _size(whole)


def _share_outlets(part: _Frame, whole: _Frame) -> bool:
    return bool(set(part.event.outlets) & set(whole.event.outlets))


def _size(whole: _Frame) -> int:
    return len(whole.event.claims)


def _lies_in(part: _Frame, whole: _Frame) -> bool:
    """Whether the part's days meet the whole's as told, without a stay."""
    return (part.own_first or 0) <= (whole.own_last or 0) and (part.own_last or 0) >= (whole.own_first or 0)


def people_of(parties: Sequence[Party]) -> frozenset[str]:
    """The people by name among some parties."""
    return frozenset(party.actor_id for party in parties if party.is_named_person)


def _within(part: _Frame, whole: _Frame) -> bool | None:
    """Whether the part's days can lie in the whole's; None where one of them is unknown."""
    if part.own_first is None or part.own_last is None or whole.own_first is None or whole.last is None:
        return None
    return part.own_first <= whole.last and part.own_last >= whole.own_first


def days_of(when: Interval | None) -> tuple[int | None, int | None]:
    """The first and last day; where an end is open, that of a stay from the other one on."""
    if when is None:
        return None, None
    if when.start is None:
        assert when.end is not None
        return max(when.end, date.min + STAY).toordinal() - STAY.days, when.end.toordinal()
    end = when.end or min(when.start, date.max - STAY) + STAY
    return when.start.toordinal(), end.toordinal()
