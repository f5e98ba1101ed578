"""Sides: the words that a finding sets against each other, cut to what can be read at a glance."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from rapidfuzz import fuzz

from dyadlog.findings.book import Book, Told
from dyadlog.records import (
    LONGEST_QUOTE,
    Claim,
    Document,
    Event,
    Evidence,
    Finding,
    Instrument,
    Side,
    content_id,
    cut_quote,
)
from dyadlog.records.vocabulary import FindingKind

MOST_SIDES = 8
PRINTED_ALIKE = 90
"""Similarity (0 to 100) from which two sentences are one text printed twice."""


def make_finding(
    kind: FindingKind,
    field: str,
    sides: Sequence[Side],
    states: Sequence[str],
    *,
    event: Event | None = None,
    instrument: Instrument | None = None,
    note: str | None = None,
) -> Finding:
    """A finding with its identity: what is compared, and the words on its sides."""
    sides = tuple(sides[:MOST_SIDES])
    words = sorted((side.evidence.document_id, side.evidence.start, side.evidence.end) for side in sides)
    return Finding(
        finding_id=content_id("finding", kind, field, words),
        kind=kind,
        field=field,
        states=tuple(dict.fromkeys(states)),
        event_id=event.event_id if event else None,
        instrument_id=instrument.instrument_id if instrument else None,
        sides=sides,
        note=note,
    )


def side_of(told: Told, value: str | None) -> Side:
    """One side: the words of a claim with the value that is compared."""
    return Side(told.claim.claim_id, quote_of(told.claim, told.document), value)


def quote_of(claim: Claim, document: Document) -> Evidence:
    """The claim's words; of a very long sentence the part around its trigger."""
    evidence = claim.evidence
    if evidence.end - evidence.start <= LONGEST_QUOTE:
        return evidence
    centre = next((span.start for span in claim.spans if span.slot == "trigger"), evidence.start)
    return cut_quote(document, evidence.start, evidence.end, centre)


def states_of(*claims: Claim) -> tuple[str, ...]:
    """The states of some claims, in the order they are named."""
    return tuple(
        dict.fromkeys(
            code
            for claim in claims
            for code in (
                *(code for party in (*claim.actors, *claim.recipients) for code in party.states),
                *claim.territory,
            )
        )
    )


def common_states(book: Book, one: Told, other: Told) -> list[str]:
    """The states that two claims or their sentences both name, in the order of the first claim that has them."""
    common = one.states & other.states
    order = (*states_of(one.claim, other.claim), *sorted(common))
    return [code for code in dict.fromkeys(order) if code in common]


def one_of_each(told: Iterable[Told], most: int = MOST_SIDES) -> list[Told]:
    """Claims in turn from every origin, in the order of the record, each sentence once, until ``most`` are chosen.

    A page that prints the text of another is left out where the other speaks for itself.
    """
    told = list(told)
    originals = {one.document.document_id for one in told}
    by_origin: dict[str, list[Told]] = {}
    seen: set[tuple[str, int]] = set()
    for one in sorted(told, key=lambda one: (one.in_headline, one.order)):
        words = (one.document.document_id, one.claim.evidence.start)
        if words not in seen and not (one.is_print and one.origin in originals):
            seen.add(words)
            by_origin.setdefault(one.origin, []).append(one)
    chosen: list[Told] = []
    for turn in range(most):
        chosen += [queue[turn] for queue in by_origin.values() if turn < len(queue)]
    return sorted(chosen[:most], key=lambda one: one.order)


def are_printed_alike(quote: str, other: str) -> bool:
    """Whether two sentences are one text printed twice."""
    return fuzz.ratio(quote, other, score_cutoff=PRINTED_ALIKE) > 0


def printed_within(days: timedelta, one: Document, other: Document) -> bool:
    """Whether two pages were printed within so many days; a page without a date may be of any day."""
    first, second = (doc.publication.day or doc.publication.not_after for doc in (one, other))
    return first is None or second is None or abs(first - second) <= days


def told_apart(told: Sequence[Told]) -> list[Told]:
    """Claims in their own words: a sentence that another page prints alike stands once, where it stands first."""
    kept: list[Told] = []
    for one in sorted(told, key=lambda one: one.order):
        elsewhere = (other for other in kept if other.document is not one.document)
        if not any(are_printed_alike(one.claim.evidence.quote, other.claim.evidence.quote) for other in elsewhere):
            kept.append(one)
    return kept


def many_origins(told: Iterable[Told]) -> bool:
    """Whether at least two independent sources speak."""
    return len({one.origin for one in told}) > 1
