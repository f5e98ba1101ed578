"""The people of two states, worked out once: offices, who met whom, and what is known of each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from dyadlog.findings.people import Encounters, Portrait, Tenure
from dyadlog.findings.spellings import Spelling
from dyadlog.knowledge import Knowledge
from dyadlog.records import Dyad, Event, Finding, content_id
from dyadlog.report.drawings import Held, read_tenures
from dyadlog.report.people import count_manners, show_days
from dyadlog.report.relation import Relation
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.quoting import Happening, Quote, Quoter, tell_happenings
from dyadlog.store import View

MOST_QUOTES: Final = 6
"""Pages quoted for one office or one spelling."""
MOST_EVENTS: Final = 30
"""Events listed for two people, the latest."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in an office: ``held`` as it is drawn, ``person`` the person's key on the page, ``pages`` a count."""

    person: str
    held: Held
    seen: str
    followed_by: str
    pages: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Pages that disagree over an office: each side's value and words."""

    finding_id: str
    note: str
    sides: tuple[tuple[str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Met:
    """Two people who met: keys and names of both, how often, when and how, and the latest of these events."""

    people: tuple[str, str]
    names: tuple[str, str]
    states: tuple[str, str]
    count: int
    when: str
    manners: str
    events: tuple[Happening, ...]

    def other_than(self, person: str) -> tuple[str, str]:
        """Key and name of the other of the two."""
        at = 1 if self.people[0] == person else 0
        return self.people[at], self.names[at]


@dataclass(frozen=True, slots=True)
class Written:
    """One spelling of a name: how often, on how many pages, and where."""

    name: str
    count: int
    pages: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """All that is shown of one person."""

    key: str
    name: str
    states: tuple[str, ...]
    claims: int
    names: tuple[str, ...]
    spellings: tuple[Written, ...]
    seats: tuple[Seat, ...]
    met: tuple[Met, ...]

    def is_called(self, letters: str) -> bool:
        """Whether the letters stand in any spelling of the name."""
        return any(letters.casefold() in name.casefold() for name in self.names)


@dataclass(frozen=True, slots=True)
class People:
    """All that the page of people shows: offices by state and rank, clashes, who met whom most, and everybody."""

    seats: tuple[Seat, ...]
    clashes: tuple[Clash, ...]
    met: tuple[Met, ...]
    everybody: tuple[Person, ...]


def work_out_people(view: View, knowledge: Knowledge, pair: Pair) -> People:
    """The people of a dyad."""
    relation = Relation(view, knowledge, pair)
    told = tell_happenings(view, knowledge, chain.from_iterable(_latest(one) for one in relation.encounters))
    shaper = _Shaper(relation.dyad, told)
    return People(
        seats=tuple(map(shaper.seat, relation.tenures)),
        clashes=tuple(map(shaper.clash, _in_order(relation.conflicts))),
        met=tuple(map(shaper.met, relation.encounters)),
        everybody=tuple(map(shaper.person, relation.portraits())),
    )


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.note or "", finding.finding_id))


def _latest(met: Encounters) -> tuple[Event, ...]:
    return met.events[-MOST_EVENTS:]


class _Shaper:
    """Makes what is shown of what was found."""

    def __init__(self, dyad: Dyad, told: Mapping[str, Happening]) -> None:
        self._quoter = Quoter(dyad)
        self._told = told

    def seat(self, tenure: Tenure) -> Seat:
        occupancy = tenure.occupancy
        seen = show_days(tenure.successor_seen, tenure.successor_seen)
        (held,) = read_tenures([tenure], lambda _: "")
        return Seat(
            person=name_key(tenure.actor.actor_id),
            held=held,
            seen=show_days(occupancy.first_seen, occupancy.last_seen),
            followed_by=f"{tenure.successor.name}, seen {seen}" if tenure.successor else "",
            pages=len({evidence.document_id for evidence in occupancy.evidence}),
            quotes=self._quoter.quotes(occupancy.evidence, MOST_QUOTES),
        )

    def clash(self, finding: Finding) -> Clash:
        sides = [(side.value or "", self._quoter.quote(side.evidence, side.claim_id)) for side in finding.sides]
        return Clash(finding.finding_id, finding.note or finding.field, tuple(sides))

    def met(self, met: Encounters) -> Met:
        one, other = met.people
        return Met(
            people=(name_key(one.actor_id), name_key(other.actor_id)),
            names=(one.name, other.name),
            states=("/".join(one.states), "/".join(other.states)),
            count=len(met.events),
            when=show_days(met.first, met.last),
            manners=count_manners(met),
            events=tuple(self._told[event.event_id] for event in reversed(_latest(met))),
        )

    def person(self, portrait: Portrait) -> Person:
        actor = portrait.actor
        names = (*actor.names, *(spelling.name for spelling in portrait.spellings))
        return Person(
            key=name_key(actor.actor_id),
            name=actor.name,
            states=actor.states,
            claims=actor.claims,
            names=tuple(dict.fromkeys((actor.name, *names))),
            spellings=tuple(map(self._written, portrait.spellings)),
            seats=tuple(map(self.seat, portrait.tenures)),
            met=tuple(map(self.met, portrait.encounters)),
        )

    def _written(self, spelling: Spelling) -> Written:
        quotes = self._quoter.quotes(spelling.evidence, MOST_QUOTES)
        return Written(spelling.name, spelling.count, len(spelling.evidence), quotes)


def name_key(actor_id: str) -> str:
    """What an actor is called in addresses and anchors: no letter of a page is in it."""
    return content_id("party", actor_id)
