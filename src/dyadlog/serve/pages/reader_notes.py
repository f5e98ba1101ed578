"""Notes in the margin of a document: each claim in a line of neutral words, with all that is coded of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import interval_row
from dyadlog.records import Claim, Document
from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook, make_link
from dyadlog.report.plain import plain_line
from dyadlog.serve.pages.event_facts import METHODS, MODALITIES
from dyadlog.serve.pages.event_sources import tell_chain
from dyadlog.serve.sheets import Scene


@dataclass(frozen=True, slots=True)
class Note:
    """One claim. ``number`` counts those shown of the document; ``quad`` is 0 for a plain statement; ``event`` is the
    address of the event that it tells of, ``live`` that of the words on the web."""

    number: int
    claim_id: str
    text: str
    when: str
    quad: int
    modality: str
    negated: bool
    facts: tuple[tuple[str, str, str], ...]
    event: str | None
    live: str | None
    review: str | None


class NoteWriter:
    """Puts the claims of a document into notes."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows = Rows(scene.view)
        self._writer = LineWriter(scene.knowledge, Notebook({}), {})

    def write(self, document: Document, claims: Sequence[Claim]) -> dict[str, Note]:
        """Claim id -> its note, for some claims of a document, numbered in the order given."""
        events = self._scene.view.events_of_claims([claim.claim_id for claim in claims])
        return {claim.claim_id: self._write(number, document, claim, events) for number, claim in enumerate(claims, 1)}

    def _write(self, number: int, document: Document, claim: Claim, events: Mapping[str, str]) -> Note:
        links = self._scene.links
        self._writer.start_section()
        event_id = events.get(claim.claim_id)
        row = {
            "kind": claim.kind,
            "actors": [self._rows.party_row(party) for party in claim.actors],
            "recipients": [self._rows.party_row(party) for party in claim.recipients],
            "places": [{"name": place.name} for place in claim.places],
            "modality": claim.modality,
            "negated": claim.negated,
        }
        text = plain_line(self._writer.describe(row))
        when = show_span(interval_row(claim.when))
        return Note(
            number=number,
            claim_id=claim.claim_id,
            text=text[:1].upper() + text[1:],
            when=when,
            quad=claim.quad_class or 0,
            modality=claim.modality,
            negated=claim.negated,
            facts=tuple(self._facts(claim, when)),
            event=links.event(event_id) if event_id else None,
            live=make_link(document, claim.evidence.quote),
            review=links.review(query=f"claim={claim.claim_id}") if links.live else None,
        )

    def _facts(self, claim: Claim, when: str) -> Iterator[tuple[str, str, str]]:
        """What is coded of a claim, as (name, words, how it is known); tuples, for there can be ten thousand."""
        yield "When", when or "unknown", METHODS[claim.when.method] if claim.when else _spaced(claim.when_reason or "")
        yield "Told", "said not to have happened" if claim.negated else MODALITIES[claim.modality], ""
        if claim.attribution:
            yield "On the word of", tell_chain(self._scene, claim.attribution), ""
        kind = f"{claim.event_type.capitalize()}: " if claim.event_type else ""
        yield "Kind", kind + _spaced(claim.kind), ""
        if claim.quantities:
            yield "Figures", "; ".join(quantity.original for quantity in claim.quantities), ""
        if claim.instruments:
            yield "Agreement", "; ".join(mention.name for mention in claim.instruments), ""
        yield "Confidence", f"{claim.confidence:.2f}", ""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
