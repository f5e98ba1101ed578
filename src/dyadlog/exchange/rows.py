"""Records as rows of the export contract. Other programs rely on the names here; docs/export.md lists them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from dyadlog.exchange.cells import (
    Row,
    attribution_row,
    day,
    found,
    index_row,
    interval_row,
    issue_row,
    place_row,
    quantity_row,
)
from dyadlog.exchange.lookups import Lookups
from dyadlog.findings.index import IndexPoint, compute_all
from dyadlog.records import (
    Actor,
    Claim,
    Document,
    Event,
    Evidence,
    Finding,
    InferenceReason,
    Instrument,
    Issue,
    Occupancy,
    Party,
)
from dyadlog.store import AnyRecord, Filter, Verdicts, View

__all__ = ["Row", "Rows", "attribution_row", "day", "index_row", "interval_row", "quantity_row"]

AT_ONCE: Final = 500
"""Records whose rows are made together, so that the store is asked once for all that they lead to."""
AnyOf = TypeVar("AnyOf", Claim, Event, Instrument, Finding, Actor, Document)


class Rows:
    """The rows of a store, each table in a stable order."""

    def __init__(self, view: View, wanted: Filter | None = None, tables: Sequence[Path] = ()) -> None:
        self.view = view
        self._tables = tables
        self.wanted = wanted or Filter()
        self._lookups = Lookups(view)

    def table(self, name: str) -> Iterator[Row]:
        """The rows of the table ``name``, one of the tables of the contract."""
        view, wanted = self.view, self.wanted
        makers: dict[str, Callable[[], Iterator[Row]]] = {
            "claims": lambda: self._make(self.claim_row, view.claims(wanted)),
            "events": lambda: self._make(self.event_row, view.events(wanted)),
            "instruments": lambda: self._make(self.instrument_row, view.instruments(wanted.states)),
            "findings": lambda: self._make(self.finding_row, view.findings(wanted.states, wanted.kind)),
            "actors": lambda: self._make(self.actor_row, view.actors(wanted.states)),
            "documents": lambda: self._make(self.document_row, view.documents(wanted)),
            "issues": lambda: map(issue_row, view.issues()),
            "index": lambda: map(index_row, self._index_points()),
        }
        return makers[name]()

    def _make(self, make_row: Callable[[AnyOf], Row], records: Iterable[AnyOf]) -> Iterator[Row]:
        """The rows of many records, some at a time."""
        remaining = iter(records)
        while batch := list(islice(remaining, AT_ONCE)):
            self._lookups.load(batch)
            yield from map(make_row, batch)
            self._lookups.clear()

    def event_rows(self, events: Iterable[Event]) -> Iterator[Row]:
        """The rows of some events, in the order given."""
        return self._make(self.event_row, events)

    def record_row(self, record: AnyRecord) -> Row:
        """Any record as a row of its table."""
        match record:
            case Claim():
                return self.claim_row(record)
            case Event():
                return self.event_row(record)
            case Instrument():
                return self.instrument_row(record)
            case Finding():
                return self.finding_row(record)
            case Actor():
                return self.actor_row(record)
            case Document():
                return self.document_row(record)
            case Issue():
                return issue_row(record)

    def _index_points(self) -> Iterator[IndexPoint]:
        """The monthly index of every dyad, by the shipped scores and weights and the user's."""
        claims = {claim.claim_id: claim for claim in self.view.claims()}
        documents = {document.document_id: document for document in self.view.list_documents()}
        return compute_all(self.view.events(self.wanted), claims, documents, self.view.copies(), self._tables)

    def claim_row(self, claim: Claim) -> Row:
        """A claim as the contract has it."""
        self._lookups.load((claim,))
        return {
            "claim_id": claim.claim_id,
            "event_id": self._lookups.events.get(claim.claim_id),
            "instrument_ids": self._lookups.instruments.get(claim.claim_id) or [],
            **self._shared(claim),
            "quantities": [quantity_row(quantity) for quantity in claim.quantities],
            "attribution": [attribution_row(link) for link in claim.attribution],
            "rule": claim.rule,
            "evidence": [self.evidence_row(claim.evidence)],
        }

    def event_row(self, event: Event) -> Row:
        """An event as the contract has it, with one piece of evidence a claim."""
        self._lookups.load((event,))
        return {
            "event_id": event.event_id,
            "instrument_ids": list(event.instrument_ids),
            **self._shared(event),
            "attribution": [attribution_row(link) for link in event.attribution],
            "disputed": event.disputed,
            "part_of": event.part_of,
            "origins": event.origins,
            "outlets": list(event.outlets),
            "documents": event.documents,
            "claims": list(event.claims),
            "evidence": [self._event_evidence(claim) for claim in map(self._lookups.claims.get, event.claims) if claim],
        }

    def _shared(self, record: Claim | Event) -> Row:
        return {
            "event_type": record.event_type,
            "kind": record.kind,
            "mode": record.mode,
            "contexts": list(record.contexts),
            "quad_class": record.quad_class,
            "goldstein": record.goldstein,
            "cameo": record.cameo,
            **interval_row(record.when),
            "actors": [self.party_row(party) for party in record.actors],
            "recipients": [self.party_row(party) for party in record.recipients],
            "territory": list(record.territory),
            "places": [place_row(place) for place in record.places],
            "modality": record.modality,
            "negated": record.negated,
            "confidence": round(record.confidence, 3),
            "language": record.language,
        }

    def _event_evidence(self, claim: Claim) -> Row:
        return {
            **self.evidence_row(claim.evidence),
            "claim_id": claim.claim_id,
            "modality": claim.modality,
            "attribution": [attribution_row(link) for link in claim.attribution],
        }

    def instrument_row(self, instrument: Instrument) -> Row:
        """An instrument as the contract has it."""
        self._lookups.load((instrument,))
        return {
            "instrument_id": instrument.instrument_id,
            "kind": instrument.kind,
            "name": instrument.name,
            "states": list(instrument.states),
            "status": instrument.status,
            "deadline": day(instrument.deadline),
            "last_heard": day(instrument.last_heard),
            "quantities": [quantity_row(quantity) for quantity in instrument.quantities],
            "history": [
                {
                    "status": report.status,
                    "date_start": day(report.when.start) if report.when else None,
                    "date_end": day(report.when.end) if report.when else None,
                    "claim_id": report.claim_id,
                    "page": self._page(report.evidence),
                    "quote": report.evidence.quote,
                }
                for report in instrument.history
            ],
        }

    def finding_row(self, finding: Finding) -> Row:
        """A finding as the contract has it."""
        self._lookups.load((finding,))
        return {
            "finding_id": finding.finding_id,
            "kind": finding.kind,
            "field": finding.field,
            "states": list(finding.states),
            "event_id": finding.event_id,
            "instrument_id": finding.instrument_id,
            "sides": [
                {"claim_id": side.claim_id, **self._side_row(side.evidence), "value": side.value}
                for side in finding.sides
            ],
            "note": finding.note,
            "ruling": self._ruling_row(finding),
        }

    @cached_property
    def _verdicts(self) -> Verdicts:
        return self.view.verdicts()

    def _ruling_row(self, finding: Finding) -> Row | None:
        """The last ruling on a finding."""
        ruling = self._verdicts.on(finding)
        if ruling is None:
            return None
        return {"verdict": ruling.verdict, "author": ruling.author, "at": ruling.at, "note": ruling.note}

    def _side_row(self, evidence: Evidence) -> Row:
        row = self.evidence_row(evidence)
        del row["published"]
        return row

    def actor_row(self, actor: Actor) -> Row:
        """An actor as the contract has it."""
        self._lookups.load((actor,))
        return {
            "actor_id": actor.actor_id,
            "kind": actor.kind,
            "name": actor.name,
            "names": list(actor.names),
            "states": list(actor.states),
            "occupancies": [self._occupancy_row(occupancy) for occupancy in actor.occupancies],
            "claims": actor.claims,
        }

    def _occupancy_row(self, occupancy: Occupancy) -> Row:
        return {
            "office": occupancy.office,
            "body": occupancy.body,
            "state": occupancy.state,
            "date_start": day(occupancy.date_start),
            "date_end": day(occupancy.date_end),
            "first_seen": day(occupancy.first_seen),
            "last_seen": day(occupancy.last_seen),
            "evidence": [self.evidence_row(evidence) for evidence in occupancy.evidence],
        }

    def document_row(self, document: Document) -> Row:
        """A document as the contract has it."""
        self._lookups.load((document,))
        publication = document.publication
        return {
            "document_id": document.document_id,
            "page": document.location,
            "url": found(document.url),
            "appearances": [
                {"page": appearance.location, "page_id": appearance.page_id, "url": appearance.given.url}
                for appearance in self.view.appearances(document.document_id)
            ],
            "title": found(document.title),
            "byline": found(document.byline),
            "outlet": found(document.outlet),
            "published": day(publication.day),
            "published_precision": publication.precision,
            "published_method": publication.method,
            "published_not_before": day(publication.not_before),
            "published_not_after": day(publication.not_after),
            **self._inferred_row(document.document_id),
            "language": document.language,
            "genre": document.genre,
            "sha256": document.sha256,
            "text": document.text,
            "blocks": [
                {
                    "start": block.start,
                    "end": block.end,
                    "line_start": block.line_start,
                    "line_end": block.line_end,
                    "kind": block.kind,
                }
                for block in document.blocks
            ],
        }

    def _inferred_row(self, document_id: str) -> Row:
        """When other pages tell that a document without a date was published; never mixed with what it says itself."""
        inferred = self._lookups.inferred.get(document_id)
        return {
            "inferred_not_before": day(inferred.not_before) if inferred else None,
            "inferred_not_after": day(inferred.not_after) if inferred else None,
            "inferred_from": [self._reason_row(reason) for reason in inferred.reasons] if inferred else [],
        }

    def _reason_row(self, reason: InferenceReason) -> Row:
        other = self._lookups.claims.get(reason.other_claim_id)
        return {
            "bound": reason.bound,
            "day": day(reason.day),
            "event_id": reason.event_id,
            "claim_id": reason.claim_id,
            "other_claim_id": reason.other_claim_id,
            "words": reason.words,
            "evidence": [self.evidence_row(other.evidence)] if other else [],
        }

    def evidence_row(self, evidence: Evidence) -> Row:
        """A quote with its page, outlet and publication date."""
        document = self._lookups.documents.get(evidence.document_id)
        return {
            "document_id": evidence.document_id,
            "page": document.location if document else None,
            "outlet": document.outlet if document else None,
            "published": day(document.publication.day) if document else None,
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
        }

    def _page(self, evidence: Evidence) -> str | None:
        document = self._lookups.documents.get(evidence.document_id)
        return document.location if document else None

    def party_row(self, party: Party) -> Row:
        """A party under its canonical identity."""
        return {
            "actor_id": self._lookups.identities.get(party.actor_id) or party.actor_id,
            "name": party.name,
            "kind": party.kind,
            "states": list(party.states),
            "office": party.office,
        }
