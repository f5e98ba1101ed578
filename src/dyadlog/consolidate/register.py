"""Register: who is who in a record, taken from the store family by family.

A family is all people of whom one can have a say in who another is (``people.find_kin_of_people``).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from dyadlog.consolidate.actors import build_actors
from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.bodies import link_bodies, list_bodies
from dyadlog.consolidate.namings import Named, gather_namings
from dyadlog.consolidate.people import collect_posts
from dyadlog.consolidate.shelves import PERSON, unshelve_actors
from dyadlog.knowledge import Knowledge
from dyadlog.records import ACTORS, Actor

Profile = tuple[str, tuple[str, ...], frozenset[str]]
"""What the views of claims take from a person: name, states, offices."""


class Register:
    """The actors of a record: ``named`` are the people looked up so far, ``families`` theirs, by page-level id."""

    def __init__(self, archive: Archive, knowledge: Knowledge) -> None:
        self.archive = archive
        self.knowledge = knowledge
        self.named: dict[str, Named] = {}
        self.families: dict[str, str] = {}
        self._identities: dict[str, str] = {}
        self._members: dict[str, set[str]] = defaultdict(set)
        self._asked: set[str] = set()

    def load(self, actors: Iterable[str]) -> None:
        """Look up the families of some people."""
        wanted = {one for one in actors if one.startswith(PERSON)} - self._asked - self.named.keys()
        if not wanted:
            return
        self._asked |= wanted
        families = {item.component for item in self.archive.items(ACTORS, wanted)}
        items = self.archive.items_of_components(ACTORS, families)
        named = gather_namings(unshelve_actors(items))
        self.put(named, self.archive.identities_of(named), {item.item_id: item.component for item in items})

    def put(
        self,
        named: Mapping[str, Named],
        identities: Mapping[str, str],
        families: Mapping[str, str],
        gone: Collection[str] = (),
    ) -> None:
        """Take whole families for known, and those that are ``gone`` for unknown."""
        self._asked |= {*gone}
        self.named |= named
        self.families |= families
        for local in named:
            self._identities[local] = identities.get(local, local)
            self._members[self._identities[local]].add(local)

    def canonical(self, actor_id: str) -> str:
        """The identity that a page-level id stands for."""
        if actor_id.startswith(PERSON):
            self.load((actor_id,))
            return self._identities.get(actor_id, actor_id)
        return link_bodies((actor_id,), self.knowledge).get(actor_id, actor_id)

    def identities(self, actors: Collection[str]) -> dict[str, str]:
        """The identities that some page-level ids stand for."""
        self.load(actors)
        return {local: self.canonical(local) for local in actors}

    def members_of(self, actors: Collection[str]) -> set[str]:
        """The page-level ids of some actors."""
        self.load(actors)
        people = {local for actor in actors for local in self._members.get(actor, ())}
        return people | {*actors} | set(list_bodies(actors, self.knowledge))

    def actors(self, named: Collection[str]) -> tuple[Actor, ...]:
        """The people among some page-level ids, without their offices."""
        members = self.members_of(set(self.identities(named).values()))
        people = {local: self.named[local] for local in members if local in self.named}
        return build_actors(people, (), self.identities(people), self.knowledge)

    def posts(self, named: Collection[str]) -> dict[str, frozenset[str]]:
        """The offices that any page gives to the people among some page-level ids, by identity."""
        members = self.members_of(set(self.identities(named).values()))
        people = {local: self.named[local] for local in members if local in self.named}
        return collect_posts(people, self.identities(people), self.knowledge)

    def profiles(self, wanted: Collection[str]) -> dict[str, Profile | None]:
        """By page-level id, what views take from the person."""
        actors = {actor.actor_id: actor for actor in self.actors(wanted)}
        posts = self.posts(wanted)
        found: dict[str, Profile | None] = {}
        for local in wanted:
            actor = actors.get(self.canonical(local))
            found[local] = (actor.name, actor.states, posts.get(actor.actor_id, frozenset())) if actor else None
        return found
