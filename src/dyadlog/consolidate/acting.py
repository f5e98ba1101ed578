"""Acting: who acts on some more pages, and what these change about people known before."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dyadlog.consolidate.actors import build_actors
from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.bodies import link_bodies
from dyadlog.consolidate.namings import Named, collect_namings, gather_namings, parties_of
from dyadlog.consolidate.people import People, collect_posts, link_people
from dyadlog.knowledge import Knowledge
from dyadlog.records import Actor, Naming, Reading, Sighting, read_sightings

Profile = tuple[str, tuple[str, ...], frozenset[str]]
"""What the views of claims take from a person: name, states, offices."""


@dataclass
class Acting:
    """The actors of a record with some more pages.

    ``namings`` and ``sightings`` are those of the new pages; ``named`` are all people, by
    page-level id; ``changed_ids`` the page-level ids known before of whom something else is known now; ``left`` the
    actors for whom one of them stood before and stands no more, or whom a page named before that is told otherwise now;
    ``retold`` are these pages.
    """

    knowledge: Knowledge
    namings: tuple[Naming, ...]
    sightings: tuple[Sighting, ...]
    named: Mapping[str, Named]
    identities: Mapping[str, str]
    changed_ids: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    retold: frozenset[str] = frozenset()

    @cached_property
    def _members(self) -> Mapping[str, list[str]]:
        members: dict[str, list[str]] = defaultdict(list)
        for local in (*self.identities, *(name for name in self.named if name not in self.identities)):
            members[self.identities.get(local, local)].append(local)
        return members

    def canonical(self, actor_id: str) -> str:
        """The identity that a page-level id stands for."""
        return self.identities.get(actor_id, actor_id)

    def members_of(self, actors: Iterable[str]) -> set[str]:
        """The page-level ids of some actors."""
        return {local for actor in actors for local in (actor, *self._members.get(actor, ()))}

    def touched(self) -> set[str]:
        """The actors that the new pages name, and those who changed."""
        named = {self.canonical(naming.actor_id) for naming in self.namings}
        return named | set(map(self.canonical, self.changed_ids)) | self.left

    def actors(self, named: Iterable[str]) -> tuple[Actor, ...]:
        """The people among some page-level ids, without their offices."""
        members = self.members_of({self.canonical(local) for local in named})
        people = {local: self.named[local] for local in members if local in self.named}
        return build_actors(people, (), self.identities, self.knowledge)

    def people(self, readings: Sequence[Reading]) -> People:
        """What views of some readings take from the people on them."""
        locals_named = {party.actor_id for reading in readings for party in parties_of(reading)}
        locals_named |= {occupancy.actor_id for reading in readings for occupancy in reading.occupancies}
        members = self.members_of({self.canonical(local) for local in locals_named})
        known = {local: self.named[local] for local in members if local in self.named}
        states = {actor.actor_id: actor.states for actor in self.actors(members)}
        return People(self.identities, states, collect_posts(known, self.identities, self.knowledge))

    def named_of(self, archive: Archive, members: Collection[str]) -> dict[str, Named]:
        """What all pages, new ones included, say of some page-level ids."""
        new = [naming for naming in self.namings if naming.actor_id in members]
        return gather_namings([*archive.namings_of(members, self.retold), *new])


def bring_in_people(
    archive: Archive, readings: Sequence[Reading], knowledge: Knowledge, retold: Collection[str] = ()
) -> Acting:
    """Link the people of new pages with those known, and find whom that changes; pages that are ``retold`` are known
    already as they were told before."""
    namings = tuple(naming for reading in readings for naming in collect_namings(reading, knowledge))
    old = archive.namings_on(retold)
    stored = archive.people_named()
    kept = archive.people_named(without=retold) if retold else stored
    new = [naming for naming in namings if naming.actor_id.startswith("person:")]
    before, after = gather_namings(stored), gather_namings([*kept, *new])
    known = archive.identities()
    bodies = link_bodies({naming.actor_id for naming in namings}, knowledge)
    gone = _unnamed(archive, old, namings, retold)
    others = (local for local in known if not local.startswith("person:") and local not in gone)
    identities = {local: known[local] for local in others} | bodies | link_people(after)
    sightings = tuple(one for reading in readings for one in read_sightings(reading))
    acting = Acting(knowledge, namings, sightings, after, identities, retold=frozenset(retold))
    earlier = Acting(knowledge, (), (), before, {k: v for k, v in known.items() if k.startswith("person:")})
    named = {naming.actor_id for naming in (*new, *old) if naming.actor_id.startswith("person:")}
    touched = acting.members_of(map(acting.canonical, named)) | earlier.members_of(map(earlier.canonical, named))
    moved = {local for local in before if known.get(local, local) != identities.get(local, local)}
    profiles = (_profiles(earlier, touched | moved), _profiles(acting, touched | moved))
    changed = moved | {local for local in touched if local in before and profiles[0][local] != profiles[1][local]}
    acting.changed_ids = frozenset(changed)
    acting.left = frozenset(known.get(local, local) for local in (*moved, *(naming.actor_id for naming in old)))
    return acting


def _unnamed(archive: Archive, old: Iterable[Naming], new: Iterable[Naming], retold: Collection[str]) -> set[str]:
    """The page-level ids that only retold pages named, and name no more."""
    gone = {naming.actor_id for naming in old} - {naming.actor_id for naming in new}
    return gone - {naming.actor_id for naming in archive.namings_of(gone, retold)}


def _profiles(acting: Acting, wanted: Collection[str]) -> dict[str, Profile | None]:
    """By page-level id, what views take from the person."""
    actors = {actor.actor_id: actor for actor in acting.actors(wanted)}
    members = acting.members_of({acting.canonical(local) for local in wanted})
    known = {local: acting.named[local] for local in members if local in acting.named}
    posts = collect_posts(known, acting.identities, acting.knowledge)
    found: dict[str, Profile | None] = {}
    for local in wanted:
        actor = actors.get(acting.canonical(local))
        found[local] = (actor.name, actor.states, posts.get(actor.actor_id, frozenset())) if actor else None
    return found
