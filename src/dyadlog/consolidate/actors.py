"""Actors: one record for every identity that claims name."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import cast

from dyadlog.consolidate.namings import Named
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.posts import read_posts
from dyadlog.knowledge.transliteration import core_words
from dyadlog.records import Actor, Occupancy, Sighting
from dyadlog.records.vocabulary import PartyKind

INITIALS = re.compile(r"^(?:\w\.\s*)+")
"""Single letters with a full stop before a name."""
Seat = tuple[str, str, str]
"""Person, office and how they stand to it."""


@dataclass(slots=True)
class _Draft:
    """An actor in the making: all page-level ids that it goes by."""

    members: list[Named] = field(default_factory=list)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that pages say it acts for."""
        return tuple(dict.fromkeys(state for member in self.members for state in member.states))


def build_actors(
    named: Mapping[str, Named],
    sightings: Iterable[Sighting],
    identities: Mapping[str, str],
    knowledge: Knowledge,
) -> tuple[Actor, ...]:
    """Every actor that pages name, in the order of first appearance.

    ``sightings`` are those of all pages, in the order of the record.
    """
    drafts: dict[str, _Draft] = defaultdict(_Draft)
    for one in sorted((one for one in named.values() if one.names), key=lambda one: one.place):
        drafts[identities.get(one.actor_id, one.actor_id)].members.append(one)
    occupancies = _join_occupancies(sightings, identities, knowledge)
    return tuple(
        _finish(actor_id, draft, tuple(occupancies.get(actor_id, ())))
        for actor_id, draft in sorted(drafts.items(), key=lambda pair: pair[1].members[0].place)
    )


def _finish(actor_id: str, draft: _Draft, occupancies: tuple[Occupancy, ...]) -> Actor:
    spelt = sum((member.names for member in draft.members), Counter[str]())
    names = sorted(spelt, key=lambda name: (-spelt[name], name))
    kind = cast(PartyKind, draft.members[0].kind)
    full = [name for name in names if len(core_words(name)) > 1] if kind == "person" else names
    name = _without_initials((full or names)[0], full)
    return Actor(
        actor_id=actor_id,
        kind=kind,
        name=name,
        names=tuple(names),
        states=draft.states,
        occupancies=tuple(_complete(occupancy, name, draft) for occupancy in occupancies),
        claims=sum(member.claims for member in draft.members),
        aliases=tuple(sorted(member.actor_id for member in draft.members if member.actor_id != actor_id)),
    )


def _without_initials(name: str, others: Sequence[str]) -> str:
    """The name without letters before it ("H.E."), where a page writes it so."""
    return next((other for other in others if INITIALS.sub("", name) == other), name)


def _complete(occupancy: Occupancy, name: str, draft: _Draft) -> Occupancy:
    """An occupancy under the person's own name; whose state no page names is of the one state the person acts for."""
    only = next(iter(draft.states)) if len(draft.states) == 1 else None
    return replace(occupancy, person=name, state=occupancy.state or only)


def _join_occupancies(
    sightings: Iterable[Sighting], identities: Mapping[str, str], knowledge: Knowledge
) -> dict[str, list[Occupancy]]:
    """Occupancies by actor; the same office told on several pages is one, seen from the first page to the last.

    Titles of one office are the same. Acting, former and coming holders stand apart, and only those in office are seen
    in it.
    """
    joined: dict[Seat, dict[str | None, list[Occupancy]]] = defaultdict(lambda: defaultdict(list))
    for occupancy in (sighting.occupancy for sighting in sightings):
        actor_id = identities.get(occupancy.actor_id, occupancy.actor_id)
        for post in read_posts(occupancy.office, knowledge.offices):
            seen = replace(
                occupancy,
                actor_id=actor_id,
                office=post.words,
                first_seen=occupancy.first_seen if post.is_held else None,
                last_seen=occupancy.last_seen if post.is_held else None,
            )
            joined[actor_id, post.key, post.standing][occupancy.state].append(seen)
    by_actor: dict[str, list[Occupancy]] = defaultdict(list)
    for (actor_id, *_), by_state in joined.items():
        by_actor[actor_id] += [_join(seats) for seats in _settle_state(by_state)]
    return by_actor


def _settle_state(by_state: Mapping[str | None, list[Occupancy]]) -> list[list[Occupancy]]:
    """The same office of the same person, by state.

    Nobody holds one office of two states: the state that most pages name is meant by the others as well, and by those
    that name none. Where as many pages name another, both stand.
    """
    counts = {state: len(seats) for state, seats in by_state.items() if state is not None}
    most = max(counts.values(), default=0)
    if sum(count == most for count in counts.values()) == 1:
        chosen = max(counts, key=lambda state: counts[state])
        ordered = sorted(by_state, key=lambda state: state != chosen)
        return [[seat for state in ordered for seat in by_state[state]]]
    return [list(seats) for seats in by_state.values()]


def _join(seats: Sequence[Occupancy]) -> Occupancy:
    """One occupancy, in the wording that most pages use, of these the shortest."""
    words = Counter(seat.office.casefold() for seat in seats)
    usual = min(seats, key=lambda seat: (-words[seat.office.casefold()], len(seat.office), seat.office.casefold()))
    whole: Occupancy = reduce(_merge, seats)
    return replace(whole, office=usual.office)


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
