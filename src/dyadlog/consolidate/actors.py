"""Actors: one record for every identity that claims name."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dyadlog.consolidate.people import parties_of, plain_office
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.transliteration import core_words
from dyadlog.records import Actor, Occupancy, Party, Reading

Key = tuple[str, str, str | None]
"""Person, office and state."""


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
        occupancies=tuple(replace(occupancy, person=name) for occupancy in occupancies),
        claims=len(draft.claims),
        aliases=tuple(sorted(other for other in draft.ids if other != actor_id)),
    )


def _join_occupancies(
    readings: Sequence[Reading], identities: Mapping[str, str], knowledge: Knowledge
) -> dict[str, list[Occupancy]]:
    """Occupancies by actor; the same office told on several pages is one, seen from the first page to the last.

    Titles of one office are the same, and a page that leaves the state out means the one that others name.
    """
    joined: dict[Key, Occupancy] = {}
    for reading in readings:
        assert reading.document is not None
        published = reading.document.publication
        day = published.day or published.not_after
        for occupancy in reading.occupancies:
            actor_id = identities.get(occupancy.actor_id, occupancy.actor_id)
            post = _post_of(occupancy.office, knowledge)
            seen = replace(
                occupancy,
                actor_id=actor_id,
                first_seen=occupancy.first_seen or day,
                last_seen=occupancy.last_seen or day,
            )
            known = next((key for key in _keys(actor_id, post, occupancy, joined) if key in joined), None)
            state = occupancy.state or (known[2] if known else None)
            merged = _merge(joined.pop(known), seen) if known else seen
            joined[actor_id, post, state] = merged
    by_actor: dict[str, list[Occupancy]] = defaultdict(list)
    for occupancy in joined.values():
        by_actor[occupancy.actor_id].append(occupancy)
    return by_actor


def _post_of(office: str, knowledge: Knowledge) -> str:
    """The office as knowledge knows it; the words themselves where they name none, several, or a former one."""
    matches = knowledge.offices.match_titles(office.split())
    return matches[0].office.office_id if len(matches) == 1 and not matches[0].effects else plain_office(office)


def _keys(actor_id: str, post: str, occupancy: Occupancy, joined: Mapping[Key, Occupancy]) -> list[Key]:
    """Where the same office may be noted already: for the same state, or for none, or for any where none is told."""
    if occupancy.state is not None:
        return [(actor_id, post, occupancy.state), (actor_id, post, None)]
    return [key for key in joined if key[:2] == (actor_id, post)]


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
