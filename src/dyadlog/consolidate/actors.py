"""Actors: one record for every identity that claims name."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dyadlog.consolidate.people import parties_of
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.posts import read_posts
from dyadlog.knowledge.transliteration import core_words
from dyadlog.records import Actor, Occupancy, Party, Reading, find_sighting

Seat = tuple[str, str, str]
"""Person, office and how they stand to it."""
Key = tuple[str, str, str, str | None]
"""The same with the state."""


@dataclass(slots=True)
class _Draft:
    """An actor in the making."""

    order: int
    kinds: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    states: dict[str, None] = field(default_factory=dict)
    ids: dict[str, None] = field(default_factory=dict)
    claims: set[str] = field(default_factory=set)
    first: Party | None = None


def build_actors(readings: Sequence[Reading], identities: Mapping[str, str], knowledge: Knowledge) -> tuple[Actor, ...]:
    """Every actor that a page names, in the order of first appearance."""
    drafts: dict[str, _Draft] = {}
    for reading in readings:
        for party in parties_of(reading):
            _note(drafts, party, identities)
        for claim in reading.claims:
            for party in (*claim.actors, *claim.recipients):
                drafts[identities.get(party.actor_id, party.actor_id)].claims.add(claim.claim_id)
    occupancies = _join_occupancies(readings, identities, knowledge)
    return tuple(
        _finish(actor_id, draft, tuple(occupancies.get(actor_id, ())))
        for actor_id, draft in sorted(drafts.items(), key=lambda pair: pair[1].order)
    )


def _note(drafts: dict[str, _Draft], party: Party, identities: Mapping[str, str]) -> None:
    actor_id = identities.get(party.actor_id, party.actor_id)
    draft = drafts.setdefault(actor_id, _Draft(len(drafts)))
    draft.first = draft.first or party
    draft.names[party.name] += 1
    draft.states |= dict.fromkeys(party.states)
    draft.ids[party.actor_id] = None


def _finish(actor_id: str, draft: _Draft, occupancies: tuple[Occupancy, ...]) -> Actor:
    assert draft.first is not None
    names = sorted(draft.names, key=lambda name: (-draft.names[name], name))
    full = [name for name in names if len(core_words(name)) > 1] if draft.first.kind == "person" else names
    name = (full or names)[0]
    return Actor(
        actor_id=actor_id,
        kind=draft.first.kind,
        name=name,
        names=tuple(names),
        states=tuple(draft.states),
        occupancies=tuple(_complete(occupancy, name, draft) for occupancy in occupancies),
        claims=len(draft.claims),
        aliases=tuple(sorted(other for other in draft.ids if other != actor_id)),
    )


def _complete(occupancy: Occupancy, name: str, draft: _Draft) -> Occupancy:
    """An occupancy under the person's own name; whose state no page names is of the one state the person acts for."""
    only = next(iter(draft.states)) if len(draft.states) == 1 else None
    return replace(occupancy, person=name, state=occupancy.state or only)


def _join_occupancies(
    readings: Sequence[Reading], identities: Mapping[str, str], knowledge: Knowledge
) -> dict[str, list[Occupancy]]:
    """Occupancies by actor; the same office told on several pages is one, seen from the first page to the last.

    Titles of one office are the same, and a page that leaves the state out means the one that others name. Acting,
    former and coming holders stand apart, and only those in office are seen in it.
    """
    joined: dict[Key, Occupancy] = {}
    for reading in readings:
        for occupancy in reading.occupancies:
            actor_id = identities.get(occupancy.actor_id, occupancy.actor_id)
            when = find_sighting(reading, occupancy)
            for post in read_posts(occupancy.office, knowledge.offices):
                seen = replace(
                    occupancy,
                    actor_id=actor_id,
                    office=post.words,
                    first_seen=when.start if when and post.is_held else None,
                    last_seen=when.end if when and post.is_held else None,
                )
                _add(joined, (actor_id, post.key, post.standing), seen)
    by_actor: dict[str, list[Occupancy]] = defaultdict(list)
    for occupancy in joined.values():
        by_actor[occupancy.actor_id].append(occupancy)
    return by_actor


def _add(joined: dict[Key, Occupancy], post: Seat, seen: Occupancy) -> None:
    """Note an occupancy with what is known of it: of the same state, of none, or of any where the page names none."""
    keys: list[Key] = [(*post, seen.state), (*post, None)]
    if seen.state is None:
        keys = [key for key in joined if key[:3] == post]
    known = next((key for key in keys if key in joined), None)
    state = seen.state or (known[3] if known else None)
    joined[*post, state] = _merge(joined.pop(known), seen) if known else seen


def _merge(known: Occupancy, other: Occupancy) -> Occupancy:
    return replace(
        known,
        state=known.state or other.state,
        body=known.body or other.body,
        date_start=known.date_start or other.date_start,
        date_end=known.date_end or other.date_end,
        first_seen=_pick(min, known.first_seen, other.first_seen),
        last_seen=_pick(max, known.last_seen, other.last_seen),
        evidence=(*known.evidence, *(e for e in other.evidence if e not in known.evidence)),
    )


def _pick(choose: Callable[[list[date]], date], first: date | None, second: date | None) -> date | None:
    days = [day for day in (first, second) if day is not None]
    return choose(days) if days else None
