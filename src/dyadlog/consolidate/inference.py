"""Inference: when pages without a date were published, as far as dated pages on the same events tell.

A bound holds only where it follows: what a page tells as done had happened before it was printed; what it announces,
tells with a word that points from its own day ("yesterday"), or puts into a headline in the present, bounds it from
above as well. A page that merely looks back gets no upper bound. Nothing is inferred from inferred dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.consolidate.pointers import find_pointer, looks_present, may_be_present, say_days
from dyadlog.consolidate.views import order_claims, order_readings
from dyadlog.knowledge import Knowledge
from dyadlog.records import EVENT_MODALITIES, Claim, Document, Event, InferenceReason, InferredDate, Reading
from dyadlog.records.vocabulary import InferredBound

LAG = timedelta(days=3)
"""A report without a time word, such as a headline, may be of something a few days before its publication."""
AHEAD = timedelta(days=7)
"""A sentence in the present may tell of what is due in the coming days ("arrives on Monday")."""
NEWS = ("news", "official")
TOLD_METHODS = ("explicit", "relative", "narrative", "published", "named_period")
"""How a date is known that may bound other pages: never from bounds or inference."""


_Bound = tuple[InferredBound, date, str]
"""Which end of the day of publication, the day that bounds it, and why."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with its page and its place in the record."""

    order: int
    claim: Claim
    document: Document
    reading: Reading

    @property
    def happened(self) -> bool:
        return self.claim.modality in EVENT_MODALITIES and not self.claim.negated


@dataclass(frozen=True, slots=True)
class _Happening:
    """The days within which dated pages put an event, and the claims that give its first and its last one."""

    event_id: str
    first: date
    last: date
    first_told: _Told
    last_told: _Told


def infer_dates(readings: Sequence[Reading], events: Iterable[Event], knowledge: Knowledge) -> tuple[InferredDate, ...]:
    """Bounds for documents without a day of publication, in the order of their places.

    Only bounds that say more than the page itself are given, and none at all where they contradict each other or what
    the page itself gives. The outcome does not depend on the order of readings or events.
    """
    ordered = order_readings(readings)
    told = {one.claim.claim_id: one for one in _tell(ordered)}
    found: dict[str, list[tuple[int, InferenceReason]]] = defaultdict(list)
    for event in events:
        claims = sorted((told[c] for c in event.claims if c in told), key=lambda one: one.order)
        if (happening := _place(event.event_id, claims)) is None:
            continue
        for one in claims:
            if one.document.publication.day is None:
                bounds = _bound(one, happening, knowledge)
                found[one.document.document_id] += [(one.order, _reason(one, happening, bound)) for bound in bounds]
    documents = [reading.document for reading in ordered if reading.document is not None]
    inferred = (_choose(document, found[document.document_id]) for document in documents)
    return tuple(one for one in inferred if one is not None)


def _tell(readings: Sequence[Reading]) -> Iterator[_Told]:
    order = 0
    for reading in readings:
        for claim in order_claims(reading.claims):
            if reading.document is not None:
                yield _Told(order, claim, reading.document, reading)
                order += 1


def _place(event_id: str, claims: Sequence[_Told]) -> _Happening | None:
    """When dated pages say that it happened: where their days can agree, these; else from the first to the last."""
    spans = [(*span, one) for one in claims if (span := _told_days(one)) is not None]
    if not spans:
        return None
    pick = max if max(start for start, *_ in spans) <= min(end for _, end, _ in spans) else min
    other = min if pick is max else max
    first, last = pick(start for start, *_ in spans), other(end for _, end, _ in spans)
    return _Happening(
        event_id,
        first,
        last,
        next(one for start, _, one in spans if start == first),
        next(one for _, end, one in spans if end == last),
    )


def _told_days(one: _Told) -> tuple[date, date] | None:
    """The days within which a dated page puts what it tells as done; None where it does not say, or has no date."""
    publication, when = one.document.publication, one.claim.when
    if publication.day is None or publication.precision not in (None, "day") or not one.happened or when is None:
        return None
    if when.start is None or when.end is None or when.method not in TOLD_METHODS:
        return None
    return (when.start - LAG if when.method == "published" else when.start), min(when.end, publication.day)


def _bound(one: _Told, happening: _Happening, knowledge: Knowledge) -> Iterator[_Bound]:
    """What one claim of an undated page says about its day, given when the event was."""
    if one.claim.modality == "planned" and not one.claim.negated:
        if not _is_past_plan(one.claim, knowledge):
            yield "not_after", happening.last, "announced as still to come"
        return
    if not one.happened:
        return
    earliest = happening.first - (AHEAD if may_be_present(one.claim, one.document) else timedelta())
    pointer = find_pointer(one.claim, one.document, one.reading, knowledge)
    if pointer is None:
        yield "not_before", earliest, "told as done"
        if _is_headline_of_the_day(one):
            yield "not_after", happening.last + LAG, "told in the present by a headline"
    elif (days := pointer.published_within(happening.first, happening.last)) is not None:
        yield "not_before", max(days[0], earliest), f"told with “{pointer.words}”"
        yield "not_after", days[1], f"told with “{pointer.words}”"


def _reason(one: _Told, happening: _Happening, bound: _Bound) -> InferenceReason:
    side, day, words = bound
    other = happening.first_told if side == "not_before" else happening.last_told
    when = say_days(happening.first, happening.last)
    return InferenceReason(
        bound=side,
        day=day,
        event_id=happening.event_id,
        claim_id=one.claim.claim_id,
        other_claim_id=other.claim.claim_id,
        document_id=other.document.document_id,
        words=f"{words}; it happened {when}",
    )


def _is_past_plan(claim: Claim, knowledge: Knowledge) -> bool:
    """Whether the plan may lie in the past of the page ("was to visit", "had planned talks")."""
    words = claim.evidence.quote.casefold().split()
    return any(word.strip(".,;:'\"”’") in knowledge.cues.time.past_plans for word in words)


def _is_headline_of_the_day(one: _Told) -> bool:
    """Whether a news headline tells it in the present."""
    start = one.claim.evidence.start
    heads = any(block.kind == "headline" and block.start <= start < block.end for block in one.document.blocks)
    return heads and one.document.genre in NEWS and looks_present(one.claim, one.document)


def _choose(document: Document, found: Sequence[tuple[int, InferenceReason]]) -> InferredDate | None:
    """The closest bounds; of equal ones those of the first words on the page."""
    rows = sorted(found, key=lambda row: (row[0], row[1].document_id, row[1].event_id))
    reasons = [reason for _, reason in rows]
    lower = max((r for r in reasons if r.bound == "not_before"), key=lambda r: r.day, default=None)
    upper = min((r for r in reasons if r.bound == "not_after"), key=lambda r: r.day, default=None)
    own_first, own_last = document.publication.not_before, document.publication.not_after
    first = max((day for day in (own_first, lower.day if lower else None) if day is not None), default=None)
    last = min((day for day in (own_last, upper.day if upper else None) if day is not None), default=None)
    if first is not None and last is not None and first > last:
        return None
    kept = [
        *([lower] if lower is not None and (own_first is None or lower.day > own_first) else []),
        *([upper] if upper is not None and (own_last is None or upper.day < own_last) else []),
    ]
    if not kept:
        return None
    day_of = {reason.bound: reason.day for reason in kept}
    return InferredDate(document.document_id, day_of.get("not_before"), day_of.get("not_after"), tuple(kept))
