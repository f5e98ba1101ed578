"""Namings: how often pages name each actor, by which names and with which offices.

Counted a page at a time, so that a store can keep the counts and add those of one more page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from dyadlog.consolidate.pointers import find_named_day
from dyadlog.knowledge import Knowledge
from dyadlog.records import Naming, Party, Reading


@dataclass(slots=True)
class Named:
    """What some pages say of one page-level id. ``place`` sorts like its first appearance in the record; ``offices``
    are as the pages word them; ``post_states`` the states whose offices it is given; ``claims`` how many name it."""

    actor_id: str
    place: str = ""
    kind: str = ""
    names: Counter[str] = field(default_factory=Counter)
    states: dict[str, None] = field(default_factory=dict)
    offices: set[str] = field(default_factory=set)
    post_states: set[str] = field(default_factory=set)
    claims: int = 0

    @property
    def is_person(self) -> bool:
        """Whether it is a person, or the holder of an office whom no page names."""
        return self.kind in ("person", "")

    @property
    def is_named_person(self) -> bool:
        """Whether it is a person by name."""
        return self.kind == "person" and not self.actor_id.startswith("office:")


def parties_of(reading: Reading) -> Iterator[Party]:
    """Every party that the mentions and claims of a page name, in the order of the page."""
    for mention in reading.mentions:
        yield from mention.parties
    for claim in reading.claims:
        yield from (*claim.actors, *claim.recipients)


DAY = "day:{:02}-{:02}"
"""The name, among those of actors, of a day without a year; pages without a date are looked up by those they name."""


def collect_namings(reading: Reading, knowledge: Knowledge) -> list[Naming]:
    """The namings of one page, in the order of the page; of a page without a date also the days that it names."""
    assert reading.document is not None
    counted: Counter[tuple[str, str, str]] = Counter()
    for party in parties_of(reading):
        counted[party.actor_id, "kind", party.kind] += 1
        counted[party.actor_id, "name", party.name] += 1
        for state in party.states:
            counted[party.actor_id, "state", state] += 1
        if party.office is not None and party.is_named_person:
            counted[party.actor_id, "office", party.office] += 1
    for occupancy in reading.occupancies:
        counted[occupancy.actor_id, "office", occupancy.office] += 1
        if occupancy.state is not None:
            counted[occupancy.actor_id, "post_state", occupancy.state] += 1
    for framing in reading.framings:
        if framing.state is not None:
            counted[f"state:{framing.state}", "framing", framing.term.casefold()] += 1
    for claim in reading.claims:
        for actor_id in dict.fromkeys(party.actor_id for party in (*claim.actors, *claim.recipients)):
            counted[actor_id, "claims", ""] += 1
    for claim in reading.claims if reading.document.publication.day is None else ():
        if (named := find_named_day(claim, reading, knowledge)) is not None:
            counted[DAY.format(*named[:2]), "day", ""] += 1
    document, location = reading.document.document_id, reading.page.location
    return [
        Naming(document, *what, count, f"{location}\0{number:06}")
        for number, (what, count) in enumerate(counted.items())
    ]


def gather_namings(namings: Iterable[Naming]) -> dict[str, Named]:
    """The namings of many pages by actor, in the order of first appearance."""
    found: dict[str, Named] = {}
    for naming in sorted(namings, key=lambda naming: naming.place):
        one = found.setdefault(naming.actor_id, Named(naming.actor_id))
        if naming.slot == "kind":
            one.kind = one.kind or naming.value
            one.place = one.place or naming.place
        elif naming.slot == "name":
            one.names[naming.value] += naming.count
        elif naming.slot == "state":
            one.states.setdefault(naming.value)
        elif naming.slot == "claims":
            one.claims += naming.count
        elif naming.slot in ("office", "post_state"):
            (one.offices if naming.slot == "office" else one.post_states).add(naming.value)
    return found


def sum_namings(namings: Iterable[Naming]) -> dict[str, list[Naming]]:
    """By actor, the namings of some pages together (``document_id`` is empty)."""
    found: dict[tuple[str, str, str], Naming] = {}
    for one in namings:
        key = (one.actor_id, one.slot, one.value)
        known = found.get(key)
        count, place = (known.count, known.place) if known is not None else (0, one.place)
        found[key] = replace(one, document_id="", count=count + one.count, place=min(place, one.place))
    by_actor: dict[str, list[Naming]] = defaultdict(list)
    for one in found.values():
        by_actor[one.actor_id].append(one)
    return by_actor
