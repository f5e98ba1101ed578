"""Dyad: all that involves two states."""

from collections.abc import Mapping
from dataclasses import dataclass

from dyadlog.records.actor import Actor
from dyadlog.records.claim import Claim
from dyadlog.records.document import Document
from dyadlog.records.event import Event
from dyadlog.records.finding import Finding
from dyadlog.records.instrument import Instrument


@dataclass(frozen=True, slots=True)
class Dyad:
    """The record of two states laid open: what their pages say, and what follows from it.

    ``events``, ``instruments`` and ``findings`` are those in which both states take part; ``documents`` the pages that
    tell of any of these events, by document id, in the order of their places; ``claims`` every claim of these pages,
    statements and what concerns others included, by claim id, in the order of the pages; ``actors`` all that act for
    either state, by actor id; ``copies`` leads from a document to the one whose text it prints; ``event_of`` from a
    claim to the event it belongs to.
    """

    states: tuple[str, str]
    events: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    findings: tuple[Finding, ...]
    documents: Mapping[str, Document]
    claims: Mapping[str, Claim]
    actors: Mapping[str, Actor]
    identities: Mapping[str, str]
    copies: Mapping[str, str]
    event_of: Mapping[str, str]

    def claims_of(self, event: Event) -> list[Claim]:
        """The claims that tell of an event, in the order of the record."""
        return [self.claims[claim_id] for claim_id in event.claims if claim_id in self.claims]

    def origin_of(self, document_id: str) -> str:
        """The document whose text this one prints: itself, where it is no copy."""
        return self.copies.get(document_id, document_id)

    def outlet_of(self, document_id: str) -> str:
        """The outlet of a document, or where the page lies when the outlet is unknown."""
        document = self.documents[document_id]
        return document.outlet.value if document.outlet else document.location

    def canonical(self, actor_id: str) -> str:
        """The identity that a page-level id stands for."""
        return self.identities.get(actor_id, actor_id)
