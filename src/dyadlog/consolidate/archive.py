"""Archive: what consolidating one more page asks of a store."""

from collections.abc import Collection, Iterable
from typing import Protocol

from dyadlog.records import Claim, Document, Event, Instrument, Naming, Reading, ShelfKey, Shelved, Sighting


class Archive(Protocol):
    """The record as it was brought together last, in parts that can be asked for one by one.

    Collections come in no particular order unless said otherwise.
    """

    # pages
    def readings_of(self, documents: Collection[str]) -> list[Reading]:
        """The readings of some documents."""

    def documents_of(self, documents: Collection[str]) -> list[Document]:
        """Some documents."""

    def claims_of(self, claims: Collection[str]) -> list[Claim]:
        """Some claims."""

    # shelves
    def items(self, shelf: str, ids: Collection[str]) -> list[Shelved]:
        """Some items of a shelf, without their keys."""

    def items_of_documents(self, shelf: str, documents: Collection[str]) -> list[Shelved]:
        """The items of some documents, without their keys."""

    def items_of_components(self, shelf: str, components: Collection[str]) -> list[Shelved]:
        """The items of some components, without their keys."""

    def items_meeting(self, shelf: str, keys: Iterable[ShelfKey]) -> list[Shelved]:
        """The items worth comparing with one that has these keys, without their own."""

    # actors
    def namings_of(self, actors: Collection[str], without: Collection[str] = ()) -> list[Naming]:
        """The namings of some page-level ids, summed over pages, some pages left aside."""

    def namings_on(self, documents: Collection[str]) -> list[Naming]:
        """The namings of some pages."""

    def documents_naming(self, actors: Collection[str], slot: str | None = None, most: int | None = None) -> list[str]:
        """The documents that name one of some page-level ids, in the order of the record; at most ``most``."""

    def sightings_of(self, actors: Collection[str]) -> list[Sighting]:
        """Who of some page-level ids holds which office."""

    def identities_of(self, actors: Collection[str]) -> dict[str, str]:
        """Page-level actor id -> canonical actor id, of those among some that stand for another."""

    # copies
    def texts_meeting(self, sketch: bytes) -> list[str]:
        """The documents whose sketches have a number in common with one."""

    def prints_around(self, documents: Collection[str]) -> list[tuple[str, str]]:
        """Pairs of documents that print one text: all those that lead from some documents, or to them."""

    def copies_of(self, documents: Collection[str]) -> dict[str, str]:
        """Document id -> id of the document it copies, of those among some that copy one."""

    # what was made of it
    def events_of_claims(self, claims: Collection[str]) -> list[Event]:
        """The events that some claims belong to."""

    def events_between(self, states: Collection[str], kinds: Collection[str], days: tuple[int, int]) -> list[Event]:
        """Dated events of some kinds between two of the states that can lie within some days (ordinals)."""

    def events_of_people(
        self, people: Collection[str], kinds: Collection[str], days: tuple[int, int] | None
    ) -> list[Event]:
        """Events of some kinds in which one of some people takes part, and that have no date or can lie within some
        days (ordinals); at any time where none are given."""

    def events_on(self, days: Collection[tuple[int, int]]) -> list[Event]:
        """The events that begin or end on some days (month, day) of any year."""

    def instruments_of_claims(self, claims: Collection[str]) -> dict[str, list[str]]:
        """Claim id -> ids of the instruments it speaks of."""

    def instruments_named(self, ids: Collection[str]) -> list[Instrument]:
        """Some instruments."""
