"""Weighing: whether an event counts for a dyad, in which direction, and for how much."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from dyadlog.findings.index.records import Contribution, Direction, Question, Uncounted
from dyadlog.findings.index.spans import label_of, share_out
from dyadlog.knowledge import Knowledge
from dyadlog.records import EVENT_MODALITIES, Claim, Event

COOPERATION = (1, 2)
"""Quad classes: verbal and material cooperation."""
FORCE = 4
"""Quad class: material conflict. On a state's land it is an act towards that state, whoever was hit."""
Weighed = Mapping[int, Contribution]
"""What an event adds, by number of the period."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the weighing of events looks things up in; ``copies`` leads from a document to the one it prints;
    ``confidences`` are those of events whose claims need not be looked through."""

    claims: Mapping[str, Claim]
    copies: Mapping[str, str]
    knowledge: Knowledge
    confidences: Mapping[str, float] = field(default_factory=dict)

    def confidence(self, event: Event) -> float:
        """How sure one report of the event is: the mean over its origins, each with its surest claim.

        The event's own confidence grows with every origin, so that ten pages would weigh more than one.
        """
        if event.event_id in self.confidences:
            return self.confidences[event.event_id]
        surest: dict[str, float] = {}
        for claim in (self.claims[claim_id] for claim_id in event.claims if claim_id in self.claims):
            if claim.happened:
                origin = self.copies.get(claim.document_id, claim.document_id)
                surest[origin] = max(surest.get(origin, 0.0), claim.confidence)
        return fmean(sorted(surest.values())) if surest else event.confidence


def find_direction(event: Event, states: tuple[str, str], knowledge: Knowledge) -> Direction | None:
    """Which way an act goes between two states; None where it is no act of the one on, or with, the other."""
    first, second = states
    doers = {code for party in event.actors for code in party.states}
    targets = {code for party in event.recipients for code in party.states}
    if event.kind in knowledge.kinds and knowledge.kinds.get(event.kind).mutual:
        return "mutual" if {first, second} <= doers | targets else None
    forward, back = first in doers and second in targets, second in doers and first in targets
    if forward or back:
        return "mutual" if forward and back else "forward" if forward else "back"
    if {first, second} <= doers:  # side by side: with each other only where the act is friendly and meant for no other
        return "mutual" if event.quad_class in COOPERATION and not event.recipients else None
    if targets and event.quad_class != FORCE:
        return None  # an act of others on both, or one towards a third state
    if first in doers and second in event.territory:
        return "forward"
    return "back" if second in doers and first in event.territory else None


def weigh_events(
    events: Sequence[Event], states: tuple[str, str], record: Record, question: Question
) -> list[Weighed | Uncounted]:
    """What each event adds to each period, or why it does not count; a part counts with its whole, if that does.

    What is said against the other at a friendly meeting counts by itself.
    """
    weighed = [weigh_event(event, states, record, question) for event in events]
    pairs = list(zip(events, weighed, strict=True))
    counted = {event.event_id: event for event, found in pairs if not isinstance(found, Uncounted)}
    return [
        leave_out(event, "part", f"counted with the whole, {event.part_of}")
        if _is_covered(event, counted) and (not isinstance(found, Uncounted) or found.code in ("undated", "dates"))
        else found
        for event, found in pairs
    ]


def _is_covered(event: Event, counted: Mapping[str, Event]) -> bool:
    """Whether an event is part of one that counts and is as friendly or as hostile."""
    whole = counted.get(event.part_of or "")
    return whole is not None and (event.quad_class in COOPERATION) == (whole.quad_class in COOPERATION)


def leave_out(event: Event, code: str, reason: str) -> Uncounted:
    """An event that does not count."""
    return Uncounted(event.event_id, event.kind, event.when, code, reason)


def weigh_event(event: Event, states: tuple[str, str], record: Record, question: Question) -> Weighed | Uncounted:
    """What an event by itself adds to each period, by number of the period, or why it does not count."""

    weights = record.knowledge.index_tables.weights
    if event.modality not in EVENT_MODALITIES:
        return leave_out(event, "modality", f"{event.modality}, not told as done")
    if event.negated:
        return leave_out(event, "negated", "said not to have happened")
    direction = find_direction(event, states, record.knowledge)
    if direction is None:
        return leave_out(event, "others", "no act of one of the two on, or with, the other")
    if event.when is None:
        return leave_out(event, "undated", _why_undated(event, record))
    shares = share_out(event.when, question.period, weights.longest_spread)
    if isinstance(shares, str):
        return leave_out(event, "dates", shares)
    score = record.knowledge.index_tables.score(question.scale, event)
    if score is None:
        return leave_out(event, "score", f"no score on the scale {question.scale}")
    confidence, factor = record.confidence(event), weights.factors[event.modality]
    if confidence < weights.least_confidence:
        return leave_out(event, "unsure", f"confidence {confidence:.3f}, less than {weights.least_confidence:g}")
    trust = weights.trust(confidence)
    return {
        number: Contribution(
            event_id=event.event_id,
            label=label_of(number, question.period),
            when=event.when,
            kind=event.kind,
            quad_class=event.quad_class,
            contexts=event.contexts,
            direction=direction,
            modality=event.modality,
            disputed=event.disputed,
            score=score,
            confidence=confidence,
            trust=trust,
            factor=factor,
            share=share,
            value=score * trust * factor * share,
        )
        for number, share in shares.items()
    }


def _why_undated(event: Event, record: Record) -> str:
    """The reasons that the claims give for having no date."""
    claims = (record.claims[claim_id] for claim_id in event.claims if claim_id in record.claims)
    reasons = sorted({claim.when_reason for claim in claims if claim.when_reason})
    return "no date" + (f": {'; '.join(reasons)}" if reasons else "")
