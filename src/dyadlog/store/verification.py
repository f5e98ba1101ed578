"""Verification: every quote in the store stands at its offsets."""

from collections.abc import Iterator
from dataclasses import dataclass

from dyadlog.records import Evidence
from dyadlog.store.view import View


@dataclass(frozen=True, slots=True)
class Fault:
    """A quote that does not stand where its record says."""

    record_id: str
    document_id: str
    message: str


def verify_quotes(view: View) -> tuple[int, list[Fault]]:
    """How many quotes and spans were checked, and those that do not stand."""
    texts = {document.document_id: document.text for document in view.documents()}
    checked, faults = 0, []
    for record_id, evidence in _all_evidence(view):
        checked += 1
        text = texts.get(evidence.document_id)
        if text is None:
            faults.append(Fault(record_id, evidence.document_id, "rests on a document that is not in the store"))
        elif text[evidence.start : evidence.end] != evidence.quote:
            stands = text[evidence.start : evidence.end]
            message = f"says {evidence.quote!r} at {evidence.start}:{evidence.end}, where {stands!r} stands"
            faults.append(Fault(record_id, evidence.document_id, message))
    return checked, faults


def _all_evidence(view: View) -> Iterator[tuple[str, Evidence]]:
    for claim in view.claims():
        yield claim.claim_id, claim.evidence
        for quantity in claim.quantities:
            yield claim.claim_id, Evidence(claim.document_id, quantity.start, quantity.end, quantity.original)
        for framing in claim.framings:
            yield claim.claim_id, Evidence(claim.document_id, framing.start, framing.end, framing.term)
        for instrument in claim.instruments:
            yield claim.claim_id, Evidence(claim.document_id, instrument.start, instrument.end, instrument.name)
    for record in view.instruments():
        yield from ((record.instrument_id, report.evidence) for report in record.history)
    for finding in view.findings():
        yield from ((finding.finding_id, side.evidence) for side in finding.sides)
    for actor in view.actors():
        for occupancy in actor.occupancies:
            yield from ((actor.actor_id, evidence) for evidence in occupancy.evidence)
