"""The index of a dyad as rows: names of the export contract, each row with the words it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dyadlog.exchange import Rows
from dyadlog.exchange.rows import index_row, interval_row
from dyadlog.findings.index import Contribution, Index, Uncounted
from dyadlog.records import Claim, Dyad, Event

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Makes the rows of one index; ``rows`` knows the pages that quotes stand on."""

    index: Index
    dyad: Dyad
    rows: Rows

    def point_rows(self) -> Iterator[Row]:
        """One row a period, or run of periods without data, with one quote an event."""
        changes = None if self.index.changes is None else {change.label for change in self.index.changes}
        events = {event.event_id: event for event in self.dyad.events}
        for point in self.index.points:
            yield {
                **index_row(point),
                "periods": point.periods,
                "change": None if changes is None else point.label in changes,
                "evidence": [
                    {**evidence, "event_id": event_id}
                    for event_id in point.events
                    for evidence in self._quote(events[event_id])
                ],
            }

    def contribution_rows(self) -> Iterator[Row]:
        """What each event adds to each period, then every event that does not count; one piece of evidence a claim."""
        events = {event.event_id: event for event in self.dyad.events}
        for added in self.index.contributions:
            yield {**self._counted(added), "evidence": self._evidence(events[added.event_id])}
        for left in self.index.uncounted:
            yield {**self._uncounted(left, events), "evidence": self._evidence(events[left.event_id])}

    def quotes(self) -> Mapping[str, Row]:
        """Of each event the words of one claim that tells it as done, or else of the first one, with their page."""
        found = {event.event_id: self._quote(event) for event in self.dyad.events}
        return {event_id: quotes[0] for event_id, quotes in found.items() if quotes}

    def _counted(self, added: Contribution) -> Row:
        ways = {"forward": self.index.states, "back": self.index.states[::-1]}
        one, other = ways.get(added.direction, (None, None))
        return {
            "event_id": added.event_id,
            "period": added.label,
            "kind": added.kind,
            **interval_row(added.when),
            "quad_class": added.quad_class,
            "contexts": list(added.contexts),
            "from": one,
            "to": other,
            "modality": added.modality,
            "disputed": added.disputed,
            "score": added.score,
            "confidence": round(added.confidence, 3),
            "trust": round(added.trust, 3),
            "factor": added.factor,
            "share": round(added.share, 3),
            "value": round(added.value, 3),
            "counted": True,
            "code": None,
            "reason": None,
        }

    def _uncounted(self, left: Uncounted, events: Mapping[str, Event]) -> Row:
        event = events[left.event_id]
        return {
            "event_id": left.event_id,
            "period": None,
            "kind": left.kind,
            **interval_row(left.when),
            "quad_class": event.quad_class,
            "contexts": list(event.contexts),
            **dict.fromkeys(("from", "to")),
            "modality": event.modality,
            "disputed": event.disputed,
            **dict.fromkeys(("score", "confidence", "trust", "factor", "share", "value")),
            "counted": False,
            "code": left.code,
            "reason": left.reason,
        }

    def _quote(self, event: Event) -> list[Row]:
        claims = self.dyad.claims_of(event)
        telling = [claim for claim in claims if claim.happened]
        return [self.rows.evidence_row(claim.evidence) for claim in (telling or claims)[:1]]

    def _evidence(self, event: Event) -> list[Row]:
        return [self._claim_row(claim) for claim in self.dyad.claims_of(event)]

    def _claim_row(self, claim: Claim) -> Row:
        return {**self.rows.evidence_row(claim.evidence), "claim_id": claim.claim_id, "modality": claim.modality}
