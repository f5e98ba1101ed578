"""People and offices of two states over time: who held which office, who came after whom, and who met whom."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from dyadlog.findings.spellings import Spelling
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.encounters import Manner
from dyadlog.knowledge.offices import Offices
from dyadlog.knowledge.posts import Post, read_posts
from dyadlog.records import Actor, Dyad, Event, Evidence, Finding, Occupancy, Side

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person in an office, as the pages see it.

    ``occupancy`` has the days of the first and the last sighting and the words; both are None for former and coming
    holders and where no page gives a day. ``successor`` is who is seen in the office next, where one person at a time
    holds it and nobody holds it beside; ``successor_seen`` since when. ``conflicts`` are ids of findings of kind
    ``office`` that rest on the same words.
    """

    actor: Actor
    state: str
    post: Post
    occupancy: Occupancy
    successor: Actor | None = None
    successor_seen: date | None = None
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Encounters:
    """The meetings, calls and visits of two people of different sides that took place, each event once.

    A meeting that is part of a visit of the same two is counted with the visit. ``first`` is the first day that can be
    meant, ``last`` the last one; None where no event has a date. ``manners`` counts meetings, calls and visits.
    """

    people: tuple[Actor, Actor]
    events: tuple[Event, ...]
    first: date | None
    last: date | None
    manners: tuple[tuple[Manner, int], ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the pages of two states say of one person."""

    actor: Actor
    spellings: tuple[Spelling, ...]
    tenures: tuple[Tenure, ...]
    encounters: tuple[Encounters, ...]


def list_tenures(dyad: Dyad, knowledge: Knowledge, findings: Iterable[Finding] = ()) -> tuple[Tenure, ...]:
    """Who held which office of the two states: by state as the dyad names them, rank of the office, and time.

    ``findings`` are those of kind ``office``; others are passed over.
    """
    held = [
        Tenure(actor, occupancy.state, post, occupancy)
        for actor in dyad.actors.values()
        for occupancy in actor.occupancies
        for post in read_posts(occupancy.office, knowledge.offices)[:1]
        if occupancy.state in dyad.states
    ]
    following = _find_successors(held)
    told = list(findings)
    tenures = [
        replace(
            tenure,
            successor=following[number].actor if number in following else None,
            successor_seen=following[number].occupancy.first_seen if number in following else None,
            conflicts=_conflicts_of(tenure, told, knowledge.offices),
        )
        for number, tenure in enumerate(held)
    ]
    return tuple(sorted(tenures, key=lambda tenure: _order(tenure, dyad.states)))


def _order(tenure: Tenure, states: Sequence[str]) -> tuple[int, int, str, date, date, str]:
    seen = (tenure.occupancy.first_seen or NEVER, tenure.occupancy.last_seen or NEVER)
    return states.index(tenure.state), tenure.post.rank, tenure.post.key, *seen, tenure.actor.name


def _find_successors(held: Sequence[Tenure]) -> dict[int, Tenure]:
    """By place in the list, whose sightings in the same office begin after the last one of a tenure."""
    seats: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, tenure in enumerate(held):
        if tenure.post.seat is not None and tenure.occupancy.first_seen is not None:
            seats[tenure.state, tenure.post.seat].append(number)
    successors: dict[int, Tenure] = {}
    for numbers in seats.values():
        for number in numbers:
            mine = held[number]
            others = [held[other] for other in numbers if held[other].actor.actor_id != mine.actor.actor_id]
            later = [other for other in others if _begins(other) > _ends(mine)]
            beside = [other for other in others if _begins(other) <= _ends(mine) and _ends(other) > _ends(mine)]
            if later and not beside:
                successors[number] = min(later, key=lambda other: (_begins(other), other.actor.name))
    return successors


def _begins(tenure: Tenure) -> date:
    return tenure.occupancy.first_seen or NEVER


def _ends(tenure: Tenure) -> date:
    return tenure.occupancy.last_seen or NEVER


def _conflicts_of(tenure: Tenure, findings: Sequence[Finding], offices: Offices) -> tuple[str, ...]:
    """The findings a side of which rests on the words that put the person into the office."""
    if not tenure.post.is_held:
        return ()
    return tuple(
        dict.fromkeys(
            finding.finding_id
            for finding in findings
            if finding.kind == "office" and tenure.state in finding.states
            for side in finding.sides
            if _is_side_of(side, tenure, offices) and any(_holds(side.evidence, e) for e in tenure.occupancy.evidence)
        )
    )


def _is_side_of(side: Side, tenure: Tenure, offices: Offices) -> bool:
    """Whether a side names the person, or the office."""
    value = side.value or ""
    return value in tenure.actor.names or tenure.post.key in {post.key for post in read_posts(value, offices)}


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return outer.document_id == inner.document_id and outer.start <= inner.start and inner.end <= outer.end


def count_encounters(dyad: Dyad, manners: Mapping[str, Manner]) -> tuple[Encounters, ...]:
    """Who of the one state met whom of the other: the most frequent pairs first, then by time.

    Counted are events that took place and name both; ``manners`` says which kinds of act are encounters.
    """
    met: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in dyad.events:
        if event.kind in manners and event.happened:
            sides = [_people_of(event, dyad, code) for code in dyad.states]
            for pair in product(*sides):
                if pair[0] != pair[1]:
                    met[pair[0], pair[1]].append(event)
    counted = [_count_pair(dyad, pair, events, manners) for pair, events in met.items()]
    return tuple(
        sorted(
            counted,
            key=lambda one: (-len(one.events), one.first or NEVER, *(person.name for person in one.people)),
        )
    )


def _people_of(event: Event, dyad: Dyad, code: str) -> list[str]:
    """The people by name who take part and act for a state."""
    found = []
    for party in (*event.actors, *event.recipients):
        actor_id = dyad.canonical(party.actor_id)
        actor = dyad.actors.get(actor_id)
        if party.is_named_person and actor is not None and code in (party.states or actor.states):
            found.append(actor_id)
    return list(dict.fromkeys(found))


def _count_pair(
    dyad: Dyad, pair: tuple[str, str], events: Sequence[Event], manners: Mapping[str, Manner]
) -> Encounters:
    wholes = {event.event_id for event in events}
    own = [event for event in events if event.part_of not in wholes]
    days = [event.when for event in own if event.when is not None]
    ordered = sorted(own, key=_by_time)
    counts = Counter(manners[event.kind] for event in ordered)
    return Encounters(
        people=(dyad.actors[pair[0]], dyad.actors[pair[1]]),
        events=tuple(ordered),
        first=min((when.start for when in days if when.start is not None), default=None),
        last=max((when.end for when in days if when.end is not None), default=None),
        manners=tuple(counts.items()),
    )


def _by_time(event: Event) -> tuple[date, date]:
    when = event.when
    return (when.start or when.end or NEVER, when.end or NEVER) if when is not None else (NEVER, NEVER)


def draw_portraits(
    dyad: Dyad,
    tenures: Sequence[Tenure],
    encounters: Sequence[Encounters],
    spellings: Mapping[str, tuple[Spelling, ...]],
) -> tuple[Portrait, ...]:
    """Every person by name who acts for either state or holds an office of it, those with most claims first."""
    held: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in sorted(tenures, key=lambda tenure: (_begins(tenure), _ends(tenure), tenure.post.rank)):
        held[tenure.actor.actor_id].append(tenure)
    met: dict[str, list[Encounters]] = defaultdict(list)
    for pair in encounters:
        for person in pair.people:
            met[person.actor_id].append(pair)
    people = [actor for actor in dyad.actors.values() if actor.kind == "person" and not _is_nameless(actor)]
    return tuple(
        Portrait(
            actor,
            spellings.get(actor.actor_id, ()),
            tuple(held.get(actor.actor_id, ())),
            tuple(met.get(actor.actor_id, ())),
        )
        for actor in sorted(people, key=lambda actor: (-actor.claims, actor.name))
    )


def _is_nameless(actor: Actor) -> bool:
    return actor.actor_id.startswith("office:")
