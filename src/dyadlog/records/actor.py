"""Actors: who deals with whom."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.evidence import Evidence
from dyadlog.records.vocabulary import PartyKind


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as the page names it in one claim.

    ``actor_id`` is page-independent for what knowledge knows (``state:IRN``, ``body:IRN:parliament``, ``org:UNO``,
    ``group:...``) and ``person:<folded name>:<states>`` for people; the store maps it to a canonical identity, a
    mapping that can be undone. ``states`` are the states it acts for: a ministry or president acts for its state; a
    company, citizens or a city are of it, which ``kind`` tells. ``office`` is as the page words it, neutral case.
    """

    actor_id: str
    name: str
    kind: PartyKind
    states: tuple[str, ...] = ()
    office: str | None = None

    @property
    def is_named_person(self) -> bool:
        """Whether it is a person by name; the unnamed holder of an office may be another on every page."""
        return self.kind == "person" and not self.actor_id.startswith("office:")


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A person in an office, as pages say it. Dates only where a page gives them."""

    actor_id: str
    person: str
    office: str
    body: str | None
    state: str | None
    date_start: date | None = None
    date_end: date | None = None
    first_seen: date | None = None
    last_seen: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """One identity across pages and spellings. ``names`` are all spellings met, most frequent first."""

    actor_id: str
    kind: PartyKind
    name: str
    names: tuple[str, ...]
    states: tuple[str, ...]
    occupancies: tuple[Occupancy, ...] = ()
    claims: int = 0
    aliases: tuple[str, ...] = ()
