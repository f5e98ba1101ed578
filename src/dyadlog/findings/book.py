"""Book: the record laid open for comparing: every claim with its page, every event with its claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Consolidation, Document, Event, Instrument, Quantity, Reading

HEADINGS = ("headline", "subhead")
NAMED_PARTIES = ("state", "group", "person", "body")
"""Mentions that count for nothing when the words of two reports are compared: who takes part is known already."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its page.

    ``order`` is its place in the record; ``origin`` the document its page is a copy of; ``setting`` the people and
    states that its sentence names; ``states`` those that the sentence or the claim names; ``time_words`` the words of
    time in it as they stand there; ``sentence_figures`` all figures that claims of the same sentence give.
    """

    order: int
    claim: Claim
    document: Document
    origin: str
    in_headline: bool
    stems: frozenset[str]
    time_words: frozenset[str]
    setting: frozenset[str]
    states: frozenset[str]
    sentence_figures: tuple[Quantity, ...]

    @property
    def outlet(self) -> str:
        """The outlet, or where the page lies when the outlet is unknown."""
        return self.document.outlet.value if self.document.outlet else self.document.location

    @property
    def is_print(self) -> bool:
        """Whether its page only prints the text of another."""
        return self.origin != self.document.document_id

    @property
    def happened(self) -> bool:
        """Whether the claim presents the act as done."""
        return self.claim.happened

    @property
    def denied(self) -> bool:
        """Whether the claim says that it was not so."""
        return self.claim.negated or self.claim.modality == "denied"


@dataclass(frozen=True, slots=True)
class Book:
    """What findings are made from; everything in the order of the record."""

    knowledge: Knowledge
    readings: tuple[Reading, ...]
    told: Mapping[str, Told]
    events: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    identities: Mapping[str, str]
    names: Mapping[str, str]
    origins: Mapping[str, str]

    def told_of(self, event: Event) -> list[Told]:
        """The claims of an event."""
        return [self.told[claim_id] for claim_id in event.claims if claim_id in self.told]

    def canonical(self, actor_id: str) -> str:
        """The identity that a page-level id stands for."""
        return self.identities.get(actor_id, actor_id)

    def people_of(self, claim: Claim) -> frozenset[str]:
        """The people whom a claim names as taking part."""
        parties = (*claim.actors, *claim.recipients)
        return frozenset(self.canonical(party.actor_id) for party in parties if party.is_named_person)

    def origin_of(self, document: Document) -> str:
        """The document whose text this one prints: itself, where it is no copy."""
        return self.origins.get(document.document_id, document.document_id)


def open_book(readings: Sequence[Reading], consolidation: Consolidation, knowledge: Knowledge) -> Book:
    """The record in order: pages by their place, claims by their words."""
    documents: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda reading: reading.page.location):
        if reading.document is not None:
            documents.setdefault(reading.document.document_id, reading)
    told: dict[str, Told] = {}
    book = Book(
        knowledge=knowledge,
        readings=tuple(documents.values()),
        told=told,
        events=consolidation.events,
        instruments=consolidation.instruments,
        identities=dict(consolidation.identities),
        names={actor.actor_id: actor.name for actor in consolidation.actors},
        origins=dict(consolidation.copies),
    )
    for reading in book.readings:
        for claim in sorted(reading.claims, key=lambda c: (c.evidence.start, c.evidence.end, c.kind, c.claim_id)):
            if reading.document is not None and claim.claim_id not in told:
                told[claim.claim_id] = _tell(len(told), claim, reading, reading.document, book)
    return book


def _tell(order: int, claim: Claim, reading: Reading, document: Document, book: Book) -> Told:
    words = claim.evidence
    around = [mention for mention in reading.mentions if mention.sentence == claim.sentence]
    names = [(m.start - words.start, m.end - words.start) for m in around if m.kind in NAMED_PARTIES]
    parties = [party for mention in around for party in mention.parties]
    setting = frozenset(book.canonical(party.actor_id) for party in parties if party.is_named_person)
    setting |= frozenset(code for party in parties for code in party.states)
    named = (code for party in (*claim.actors, *claim.recipients) for code in party.states)
    return Told(
        order=order,
        claim=claim,
        document=document,
        origin=book.origin_of(document),
        in_headline=any(block.kind in HEADINGS and block.start <= words.start < block.end for block in document.blocks),
        stems=frozenset(book.knowledge.content_words.stems(words.quote, names)),
        time_words=frozenset(
            time.text.casefold() for time in reading.times if words.start <= time.start and time.end <= words.end
        ),
        setting=setting,
        states=frozenset(code for code in setting if book.knowledge.states.get(code) is not None).union(
            named, claim.territory
        ),
        sentence_figures=tuple(
            dict.fromkeys(
                figure for other in reading.claims if other.sentence == claim.sentence for figure in other.quantities
            )
        ),
    )
