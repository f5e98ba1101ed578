"""Extending: what some more pages change in the findings.

Every finding was found in a scope: an event or instrument, a page, a window of time, the names of a state. A scope is
looked through anew where its members changed; all others stand.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from dyadlog.findings.book import Book, open_book
from dyadlog.findings.comparing import (
    find_of_events,
    find_of_pages,
    find_of_periods,
    find_of_posts,
    find_of_states,
    list_presence,
)
from dyadlog.findings.periods import Stretch, places_of
from dyadlog.findings.windows import find_pages as find_window_pages
from dyadlog.findings.windows import find_windows
from dyadlog.findings.wording import STATE_NAME
from dyadlog.knowledge import Knowledge
from dyadlog.records import (
    Actor,
    Claim,
    Comparison,
    Consolidation,
    Event,
    Extension,
    Instrument,
    Party,
    Reading,
    Scoped,
    Sighting,
    read_sightings,
)

STATE = "state:"
PAGES_OF_A_STATE = 40
"""The first pages that name a state, among which those that stand for its plain name are looked for."""


class Archive(Protocol):
    """The record with the extension in it, in parts that can be asked for one by one."""

    def readings_of(self, documents: Collection[str]) -> list[Reading]:
        """The readings of some documents."""

    def claims_of(self, claims: Collection[str]) -> list[Claim]:
        """Some claims."""

    def identities_of(self, actors: Collection[str]) -> dict[str, str]:
        """Page-level actor id -> canonical actor id, of those among some that stand for another."""

    def kin_of(self, actors: Collection[str]) -> dict[str, str]:
        """The page-level ids of some actors' families -> canonical actor ids."""

    def copies_of(self, documents: Collection[str]) -> dict[str, str]:
        """Document id -> id of the document it copies, of those among some that copy one."""

    def sightings_of(self, actors: Collection[str]) -> list[Sighting]:
        """Who of some page-level ids holds which office."""

    def actors_of_states(self, states: Collection[str]) -> list[str]:
        """The page-level ids that act for some states, or are given an office of theirs."""

    def events_of_claims(self, claims: Collection[str]) -> list[Event]:
        """The events that some claims belong to."""

    def instruments_named(self, ids: Collection[str]) -> list[Instrument]:
        """Some instruments."""

    def instruments_due(self, after: date | None, before: date, silences: Collection[timedelta]) -> list[Instrument]:
        """Instruments whose deadline lies after one day and before another, or that would by then not have been heard
        of for one of some lengths of time."""

    def actors_named(self, ids: Collection[str]) -> list[Actor]:
        """Some actors."""

    def newest_day(self) -> date | None:
        """The last day on which a page was published."""

    def newest_day_before(self) -> date | None:
        """The same when the record was last brought together."""

    def presence_of(self, documents: Collection[str]) -> set[Stretch]:
        """The blocks of time, each with every two states and with none ("") named, in which some documents had claims
        when they were compared last."""

    def documents_in(self, blocks: Collection[int], pair: str = "") -> set[str]:
        """The documents with a claim, of two states if any are named, that is present in some blocks of time."""

    def pairs_in(self, blocks: Collection[int]) -> set[str]:
        """Every two states of claims that are present in some blocks of time."""

    def documents_naming(self, actors: Collection[str], slot: str | None = None, most: int | None = None) -> list[str]:
        """The documents that name one of some page-level ids, in the order of the record; at most ``most``."""

    def scopes_of(self, sort: str) -> list[str]:
        """The scopes of a sort that have findings."""


def compare_part(archive: Archive, fresh: Sequence[Reading], extension: Extension, knowledge: Knowledge) -> Comparison:
    """The findings of every scope that some more pages change; the extension stands in the archive already."""
    return _Step(archive, extension, knowledge).run(fresh)


class _Step:
    """One extension of the findings."""

    def __init__(self, archive: Archive, extension: Extension, knowledge: Knowledge) -> None:
        self.archive = archive
        self.extension = extension
        self.part = extension.part
        self.knowledge = knowledge

    def run(self, fresh: Sequence[Reading]) -> Comparison:
        """Look through all scopes that changed."""
        found: list[Scoped] = []
        scopes: set[str] = set()
        steps = (self._events, self._pages, self._periods, self._posts, self._states)
        for kept, changed in (step(fresh) for step in steps):
            found += kept
            scopes |= changed
        return Comparison(tuple(found), tuple(list_presence(fresh)), frozenset(scopes))

    def _open(
        self, readings: Sequence[Reading], events: Iterable[Event] = (), instruments: Iterable[Instrument] = ()
    ) -> Book:
        """The book of some pages, and of what is made of them."""
        events = tuple(sorted(events, key=lambda event: event.event_id))
        people = {p.actor_id for e in events for p in (*e.actors, *e.recipients) if p.is_named_person}
        named = {p.actor_id for reading in readings for p in _parties_of(reading) if p.is_named_person}
        documents = {reading.document.document_id for reading in readings if reading.document is not None}
        consolidation = Consolidation(
            events=events,
            instruments=tuple(sorted(instruments, key=lambda instrument: instrument.instrument_id)),
            actors=tuple(self.archive.actors_named(people)),
            identities=tuple(self.archive.identities_of(named | people).items()),
            copies=tuple(self.archive.copies_of(documents).items()),
        )
        return open_book(readings, consolidation, self.knowledge)

    def _documents_of(self, claims: Iterable[str]) -> set[str]:
        return {claim.document_id for claim in self.archive.claims_of(set(claims))}

    def _events(self, fresh: Sequence[Reading]) -> tuple[list[Scoped], set[str]]:
        newest = self.archive.newest_day()
        due = self._due_between(self.archive.newest_day_before(), newest)
        changed = {i.instrument_id: i for i in due} | {i.instrument_id: i for i in self.part.instruments}
        told = {report.claim_id for instrument in changed.values() for report in instrument.history}
        events = {e.event_id: e for e in self.archive.events_of_claims(told)}
        events |= {e.event_id: e for e in self.part.events}
        ids = {i for event in events.values() for i in event.instrument_ids} - set(changed)
        others = self.archive.instruments_named(ids)
        claims = told | {claim_id for event in events.values() for claim_id in event.claims}
        readings = self.archive.readings_of(self._documents_of(claims))
        book = self._open(readings, events.values(), [*changed.values(), *others])
        wanted = {f"event:{name}" for name in (*changed, *(event.event_id for event in self.part.events))}
        gone = (*self.extension.dropped_events, *self.extension.dropped_instruments)
        found = [scoped for scoped in find_of_events(book, newest) if scoped.scope in wanted]
        return found, wanted | {f"event:{name}" for name in gone}

    def _due_between(self, before: date | None, newest: date | None) -> list[Instrument]:
        """The instruments of which something else holds since pages of other days are the newest."""
        days = sorted(day for day in (before, newest) if day is not None)
        if before == newest or not days:
            return []
        silences = set(self.knowledge.instrument_words.silences.values())
        return self.archive.instruments_due(days[0] if len(days) > 1 else None, days[-1], silences)

    def _pages(self, fresh: Sequence[Reading]) -> tuple[list[Scoped], set[str]]:
        readings = [*fresh, *self.archive.readings_of(self.extension.restated)]
        pages = {f"page:{reading.document.document_id}" for reading in readings if reading.document is not None}
        return list(find_of_pages(self._open(readings))), pages | {f"page:{name}" for name in self.extension.gone}

    def _periods(self, fresh: Sequence[Reading]) -> tuple[list[Scoped], set[str]]:
        restated = self.archive.readings_of(self.extension.restated)
        places = {name: _places_of(reading) for reading in fresh for name in _names_of(reading)}
        stirred = {place for found in places.values() for place in found}
        stirred |= {place for reading in restated for place in _places_of(reading)}
        stirred |= self.archive.presence_of(self.extension.retold)
        others = [e for e in self.part.events if e.event_id not in self.extension.unchanged_in_kind]
        retold = {claim_id for event in others for claim_id in event.claims}
        for reading in self.archive.readings_of(self._documents_of(retold)):
            stirred |= _places_of(reading, retold)
        wanted, scopes = find_windows(self.archive, stirred, places, self.extension.retold)
        readings = self.archive.readings_of({*find_window_pages(self.archive, wanted), *places})
        events = self.archive.events_of_claims({claim.claim_id for reading in readings for claim in reading.claims})
        return list(find_of_periods(self._open(readings, events), wanted)), scopes

    def _posts(self, fresh: Sequence[Reading]) -> tuple[list[Scoped], set[str]]:
        before = self.extension.before.occupancies
        people = {one.occupancy.actor_id for reading in fresh for one in read_sightings(reading)}
        people |= {occupancy.actor_id for occupancy in before}
        states = {one.occupancy.state for one in self.archive.sightings_of(self._members(people))}
        states |= {occupancy.state for occupancy in before}
        wanted = {f"posts:{code}" for code in states - {None}}
        codes = sorted(code for code in states if code is not None)
        sightings = self.archive.sightings_of(self._members({*self.archive.actors_of_states(codes), *people}))
        book = replace(self._open(()), identities=self.archive.kin_of({one.occupancy.actor_id for one in sightings}))
        book = replace(book, names=self._names({one.occupancy.actor_id for one in sightings}))
        return [scoped for scoped in find_of_posts(book, sightings) if scoped.scope in wanted], wanted

    def _members(self, actors: Collection[str]) -> set[str]:
        """All page-level ids of the people whom some of them mean."""
        identities = self.archive.kin_of(actors)
        canonical = {identities[actor] for actor in actors}
        return {*actors, *canonical, *(local for local, actor in identities.items() if actor in canonical)}

    def _names(self, actors: Collection[str]) -> dict[str, str]:
        identities = self.archive.identities_of(actors)
        canonical = {identities.get(actor, actor) for actor in actors}
        return {actor.actor_id: actor.name for actor in self.archive.actors_named(canonical)}

    def _states(self, fresh: Sequence[Reading]) -> tuple[list[Scoped], set[str]]:
        framed = {f.state for r in fresh for f in r.framings if f.kind == STATE_NAME and f.state is not None}
        named = {code for r in fresh for m in r.mentions for p in m.parties if p.kind == "state" for code in p.states}
        named |= {one.removeprefix(STATE) for one in self.extension.before.named if one.startswith(STATE)}
        framed |= named & {scope.partition(":")[2] for scope in self.archive.scopes_of("state")}
        wanted = {f"{STATE}{code}" for code in framed}
        pages: set[str] = set()
        for code in sorted(framed):
            pages |= set(self.archive.documents_naming((f"{STATE}{code}",), "framing", PAGES_OF_A_STATE))
            pages |= set(self.archive.documents_naming((f"{STATE}{code}",), "name", PAGES_OF_A_STATE))
        book = self._open(self.archive.readings_of(pages))
        return [scoped for scoped in find_of_states(book) if scoped.scope in wanted], wanted


def _parties_of(reading: Reading) -> Iterator[Party]:
    for mention in reading.mentions:
        yield from mention.parties
    for claim in reading.claims:
        yield from (*claim.actors, *claim.recipients)


def _names_of(reading: Reading) -> Iterator[str]:
    if reading.document is not None:
        yield reading.document.document_id


def _places_of(reading: Reading, claims: Collection[str] | None = None) -> set[Stretch]:
    """Where claims of a page are present; some of its claims, where they are named."""
    return places_of(reading.document, reading.claims, claims) if reading.document is not None else set()
