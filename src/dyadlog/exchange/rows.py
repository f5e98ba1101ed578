"""Records as rows of the export contract. Other programs rely on the names here; docs/export.md lists them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dyadlog.findings.index import IndexPoint, Slice, compute_all
from dyadlog.records import (
    Actor,
    Attribution,
    Claim,
    Document,
    Event,
    Evidence,
    Finding,
    Found,
    InferenceReason,
    InferredDate,
    Instrument,
    Interval,
    Issue,
    Occupancy,
    Party,
    Place,
    Quantity,
)
from dyadlog.store import AnyRecord, Filter, View

Row = dict[str, Any]
"""A row of the contract: names to JSON values. The one place where records become free mappings."""


class Rows:
    """The rows of a store, each table in a stable order."""

    def __init__(self, view: View, wanted: Filter | None = None, tables: Sequence[Path] = ()) -> None:
        self.view = view
        self._tables = tables
        self.wanted = wanted or Filter()

    def table(self, name: str) -> Iterator[Row]:
        """The rows of the table ``name``, one of the tables of the contract."""
        makers: dict[str, Callable[[], Iterator[Row]]] = {
            "claims": lambda: map(self.claim_row, self.view.claims(self.wanted)),
            "events": lambda: map(self.event_row, self.view.events(self.wanted)),
            "instruments": lambda: map(self.instrument_row, self.view.instruments(self.wanted.states)),
            "findings": lambda: map(self.finding_row, self.view.findings(self.wanted.states, self.wanted.kind)),
            "actors": lambda: map(self.actor_row, self.view.actors(self.wanted.states)),
            "documents": lambda: map(self.document_row, self.view.documents(self.wanted)),
            "issues": lambda: map(issue_row, self.view.issues()),
            "index": lambda: map(index_row, self._index_points()),
        }
        return makers[name]()

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

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.document_id: document for document in self.view.documents()}

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.claim_id: claim for claim in self.view.claims()}

    @cached_property
    def _event_ids(self) -> dict[str, str]:
        return self.view.event_of_claim()

    @cached_property
    def _instrument_ids(self) -> dict[str, list[str]]:
        return self.view.instruments_of_claim()

    @cached_property
    def _inferred(self) -> dict[str, InferredDate]:
        return self.view.inferred_dates()

    @cached_property
    def _identities(self) -> dict[str, str]:
        return self.view.identities()

    def _index_points(self) -> Iterator[IndexPoint]:
        """The monthly index of every dyad, by the shipped scores and weights and the user's."""
        events = self.view.events(self.wanted)
        return compute_all(events, self._claims, self._documents, self.view.copies(), self._tables)

    def claim_row(self, claim: Claim) -> Row:
        """A claim as the contract has it."""
        return {
            "claim_id": claim.claim_id,
            "event_id": self._event_ids.get(claim.claim_id),
            "instrument_ids": self._instrument_ids.get(claim.claim_id, []),
            **self._shared(claim),
            "quantities": [quantity_row(quantity) for quantity in claim.quantities],
            "attribution": [attribution_row(link) for link in claim.attribution],
            "rule": claim.rule,
            "evidence": [self.evidence_row(claim.evidence)],
        }

    def event_row(self, event: Event) -> Row:
        """An event as the contract has it, with one piece of evidence a claim."""
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
            "evidence": [self._event_evidence(claim_id) for claim_id in event.claims if claim_id in self._claims],
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

    def _event_evidence(self, claim_id: str) -> Row:
        claim = self._claims[claim_id]
        return {
            **self.evidence_row(claim.evidence),
            "claim_id": claim_id,
            "modality": claim.modality,
            "attribution": [attribution_row(link) for link in claim.attribution],
        }

    def instrument_row(self, instrument: Instrument) -> Row:
        """An instrument as the contract has it."""
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
            "ruling": self._rulings.get(finding.finding_id),
        }

    @cached_property
    def _rulings(self) -> dict[str, Row]:
        """The last ruling on each finding."""
        return {
            name: {
                "verdict": one.ruling.verdict,
                "author": one.ruling.author,
                "at": one.ruling.at,
                "note": one.ruling.note,
            }
            for one in self.view.rulings()
            if one.ruling.kind == "finding"
            for name in one.record_ids
        }

    def _side_row(self, evidence: Evidence) -> Row:
        row = self.evidence_row(evidence)
        del row["published"]
        return row

    def actor_row(self, actor: Actor) -> Row:
        """An actor as the contract has it."""
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
        inferred = self._inferred.get(document_id)
        return {
            "inferred_not_before": day(inferred.not_before) if inferred else None,
            "inferred_not_after": day(inferred.not_after) if inferred else None,
            "inferred_from": [self._reason_row(reason) for reason in inferred.reasons] if inferred else [],
        }

    def _reason_row(self, reason: InferenceReason) -> Row:
        other = self._claims.get(reason.other_claim_id)
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
        document = self._documents.get(evidence.document_id)
        return {
            "document_id": evidence.document_id,
            "page": document.location if document else None,
            "outlet": found(document.outlet) if document else None,
            "published": day(document.publication.day) if document else None,
            "start": evidence.start,
            "end": evidence.end,
            "quote": evidence.quote,
        }

    def _page(self, evidence: Evidence) -> str | None:
        document = self._documents.get(evidence.document_id)
        return document.location if document else None

    def party_row(self, party: Party) -> Row:
        """A party under its canonical identity."""
        return {
            "actor_id": self._identities.get(party.actor_id, party.actor_id),
            "name": party.name,
            "kind": party.kind,
            "states": list(party.states),
            "office": party.office,
        }


def day(value: date | None) -> str | None:
    """``YYYY-MM-DD`` or None."""
    return value.isoformat() if value else None


def found(value: Found | None) -> str | None:
    """The value alone."""
    return value.value if value else None


def interval_row(when: Interval | None) -> Row:
    """The four date columns."""
    if when is None:
        return {"date_start": None, "date_end": None, "date_precision": None, "date_method": None}
    return {
        "date_start": day(when.start),
        "date_end": day(when.end),
        "date_precision": when.precision,
        "date_method": when.method,
    }


def place_row(place: Place) -> Row:
    """A place as the contract has it."""
    return {"name": place.name, "countries": list(place.countries), "lat": place.lat, "lon": place.lon}


def attribution_row(link: Attribution) -> Row:
    """One link of the chain of who says so."""
    return {"speaker": link.speaker, "capacity": link.capacity, "side": link.side, "words": link.words}


def quantity_row(quantity: Quantity) -> Row:
    """A figure as the contract has it."""
    return {
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "bound": quantity.bound,
        "of": quantity.of,
        "original": quantity.original,
    }


def issue_row(issue: Issue) -> Row:
    """An issue: what could not be read, and why."""
    return {
        "issue_id": issue.issue_id,
        "page_id": issue.page_id,
        "page": issue.location,
        "stage": issue.stage,
        "code": issue.code,
        "message": issue.message,
    }


def index_row(point: IndexPoint) -> Row:
    """One dyad in one period, with the events that count."""
    return {
        "states": list(point.states),
        "month": point.label if point.period == "month" else None,
        "cooperation": point.cooperation,
        "conflict": point.conflict,
        **{f"quad_{number}": count for number, count in enumerate(point.quads, 1)},
        "events": list(point.events),
        "formula": point.formula,
        "scale": point.scale,
        "period": point.label,
        "date_start": day(point.start),
        "date_end": day(point.end),
        "status": point.status,
        "cooperation_low": point.cooperation_band.low if point.cooperation_band else None,
        "cooperation_high": point.cooperation_band.high if point.cooperation_band else None,
        "conflict_low": point.conflict_band.low if point.conflict_band else None,
        "conflict_high": point.conflict_band.high if point.conflict_band else None,
        "pages": point.pages,
        "directions": [direction_row(part, point.states) for part in point.slices.directions],
        "contexts": [slice_row("context", part) for part in point.slices.contexts],
    }


def direction_row(part: Slice, states: tuple[str, str]) -> Row:
    """What goes one way between two states; ``from`` and ``to`` are null for what they do with each other."""
    ways = {"forward": states, "back": states[::-1]}
    one, other = ways.get(part.name, (None, None))
    return {"from": one, "to": other, "cooperation": part.cooperation, "conflict": part.conflict, "events": part.events}


def slice_row(name: str, part: Slice) -> Row:
    """A part of the index; the name is null where the events have none."""
    value = part.name or None
    return {name: value, "cooperation": part.cooperation, "conflict": part.conflict, "events": part.events}
