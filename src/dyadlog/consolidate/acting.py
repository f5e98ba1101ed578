"""Acting: who acts on some more pages, and what these change about people known before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.namings import Named, collect_namings, gather_namings, parties_of, sum_namings
from dyadlog.consolidate.people import People, find_kin_of_people, link_people
from dyadlog.consolidate.register import Register
from dyadlog.consolidate.shelves import PERSON, keys_of_actor, shelve_actors, unshelve_actors
from dyadlog.knowledge import Knowledge
from dyadlog.records import ACTORS, Naming, Reading, Shelved, Sighting, read_sightings


@dataclass
class Acting:
    """The actors of a record with some more pages.

    ``namings`` and ``sightings`` are those of the new pages; ``told_before`` the page-level ids that retold pages
    named, of them those are ``gone`` that no page names now; ``register`` says who is who now; ``changed_ids`` are the
    page-level ids known before of whom something else is known now; ``left`` the actors for whom one of them stood
    before and stands no more, or whom a retold page named; ``relinked`` the page-level ids whose identities are taken
    anew; ``summed`` is how all pages together name those whom new and retold pages name, with ``merged`` families as
    (old, new); ``retold`` are pages brought in before.
    """

    namings: tuple[Naming, ...]
    sightings: tuple[Sighting, ...]
    told_before: frozenset[str]
    gone: frozenset[str]
    register: Register
    summed: dict[str, list[Naming]]
    merged: tuple[tuple[str, str], ...]
    retold: frozenset[str]
    changed_ids: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    relinked: frozenset[str] = frozenset()

    def touched(self) -> set[str]:
        """The actors that the new pages name, and those who changed."""
        named = {naming.actor_id for naming in self.namings} | self.changed_ids
        return set(self.register.identities(named).values()) | self.left

    def people(self, readings: Sequence[Reading]) -> People:
        """What views of some readings take from the people on them."""
        named = {party.actor_id for reading in readings for party in parties_of(reading)}
        named |= {occupancy.actor_id for reading in readings for occupancy in reading.occupancies}
        states = {actor.actor_id: actor.states for actor in self.register.actors(named)}
        return People(self.register.identities(named), states, self.register.posts(named))

    def named_of(self, members: Collection[str]) -> dict[str, Named]:
        """What all pages, new ones included, say of some page-level ids."""
        others = {local for local in members if local not in self.summed} - self.gone
        new = [naming for local in members for naming in self.summed.get(local, ())]
        return gather_namings([*unshelve_actors(self.register.archive.items(ACTORS, others)), *new])

    def identities(self) -> dict[str, str]:
        """The identities of those who are taken anew, where they stand for another."""
        linked = self.register.identities(self.relinked - self.gone)
        return {local: actor for local, actor in linked.items() if local != actor}

    def shelve(self) -> list[Shelved]:
        """The rows of those whom new and retold pages name."""
        return shelve_actors(self.summed, self.register.families)


def bring_in_people(
    archive: Archive, readings: Sequence[Reading], knowledge: Knowledge, retold: Collection[str] = ()
) -> Acting:
    """Link the people of new pages with those known, and find whom that changes; pages that are ``retold`` are known
    already as they were told before."""
    namings = tuple(naming for reading in readings for naming in collect_namings(reading, knowledge))
    old = {naming.actor_id for naming in archive.namings_on(retold)}
    told = {naming.actor_id for naming in namings} | old
    stored = archive.items(ACTORS, told - old)
    summed = sum_namings([*unshelve_actors(stored), *archive.namings_of(old, without=retold), *namings])
    named = {local: rows for local, rows in summed.items() if local.startswith(PERSON)}
    gone = frozenset(old - summed.keys())
    before = Register(archive, knowledge)
    before.load(told)
    now, merged = _link(before, gather_namings(row for rows in named.values() for row in rows), gone)
    acting = Acting(
        namings=namings,
        sightings=tuple(one for reading in readings for one in read_sightings(reading)),
        told_before=frozenset(old),
        gone=gone,
        register=now,
        summed=summed,
        merged=merged,
        retold=frozenset(retold),
    )
    people = {local for local in told if local.startswith(PERSON)}
    touched = now.members_of(set(now.identities(named).values()))
    touched |= before.members_of(set(before.identities(people).values()))
    moved = {local for local in before.named if before.canonical(local) != now.canonical(local)}
    profiles = (before.profiles(touched | moved), now.profiles(touched | moved))
    changed = {local for local in touched if local in before.named and profiles[0][local] != profiles[1][local]}
    acting.changed_ids = frozenset(changed | moved)
    acting.left = frozenset(before.identities(moved | old).values())
    acting.relinked = frozenset(moved | told)
    return acting


def _link(
    before: Register, fresh: dict[str, Named], gone: Collection[str]
) -> tuple[Register, tuple[tuple[str, str], ...]]:
    """The register once some people are called otherwise and some are gone, and the families that are one now, as
    (old, new)."""
    archive = before.archive
    keys = [key for local, one in fresh.items() for key in keys_of_actor(local, one.names)]
    met = [item for item in archive.items_meeting(ACTORS, keys) if item.item_id not in fresh]
    family_of = {item.item_id: item.component for item in met}
    kin = list(find_kin_of_people(fresh, gather_namings(unshelve_actors(met))))
    before.load({one for pair in kin for one in pair if one in family_of})
    family_of |= {local: before.families.get(local, local) for local in fresh}
    links = [(family_of[one], family_of[other]) for one, other in kin]
    joined = connect({*before.families.values(), *family_of.values()}, links)
    others = {local: one for local, one in before.named.items() if local not in fresh and local not in gone}
    named = {**others, **fresh}
    now = Register(archive, before.knowledge)
    families = {local: joined[before.families.get(local, local)] for local in named}
    now.put(named, link_people(named), families, {*gone, *before.named})
    known = set(before.families.values())
    return now, tuple((old, new) for old, new in sorted(joined.items()) if old != new and old in known)
