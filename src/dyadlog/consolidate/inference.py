"""Inference: when pages without a date were published, as far as dated pages on the same events tell.

A bound holds only where it follows: what a page tells as done had happened before it was printed; what it announces,
tells with a word that points from its own day ("yesterday"), or puts into a headline in the present, bounds it from
above as well. A page that merely looks back gets no upper bound. Nothing is inferred from inferred dates.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain

from dyadlog.consolidate.happenings import LAG, Happening, Told, match_days, place, tell
from dyadlog.consolidate.pointers import find_pointer, looks_present, may_be_present, say_days
from dyadlog.consolidate.views import order_readings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, Event, InferenceReason, InferredDate, Reading
from dyadlog.records.vocabulary import InferredBound

AHEAD = timedelta(days=7)
"""A sentence in the present may tell of what is due in the coming days ("arrives on Monday")."""
NEWS = ("news", "official")


_Bound = tuple[InferredBound, date, str]
"""Which end of the day of publication, the day that bounds it, and why."""


def infer_dates(readings: Sequence[Reading], events: Iterable[Event], knowledge: Knowledge) -> tuple[InferredDate, ...]:
    """Bounds for documents without a day of publication, in the order of their places.

    Only bounds that say more than the page itself are given, and none at all where they contradict each other or what
    the page itself gives. The outcome does not depend on the order of readings or events.
    """
    ordered = order_readings(readings)
    told = {one.claim.claim_id: one for one in tell(ordered)}
    happenings = []
    for event in events:
        claims = sorted((told[c] for c in event.claims if c in told), key=lambda one: one.order)
        if (happening := place(event, claims)) is not None:
            happenings.append(happening)
    found: dict[str, list[tuple[int, InferenceReason]]] = defaultdict(list)
    bounds = chain(
        _bounds_of_events(happenings, told, knowledge), _bounds_of_days(happenings, told.values(), knowledge)
    )
    for one, reason in bounds:
        found[one.document.document_id].append((one.order, reason))
    documents = [reading.document for reading in ordered if reading.document is not None]
    inferred = (_choose(document, found[document.document_id]) for document in documents)
    return tuple(one for one in inferred if one is not None)


def _bounds_of_events(
    happenings: Iterable[Happening], told: Mapping[str, Told], knowledge: Knowledge
) -> Iterator[tuple[Told, InferenceReason]]:
    """What undated pages say of events that dated pages tell as well."""
    for happening in happenings:
        for claim_id in happening.event.claims:
            one = told.get(claim_id)
            if one is not None and one.document.publication.day is None:
                for bound in _bound(one, happening, knowledge):
                    yield one, _reason(one, happening, bound)


def _bounds_of_days(
    happenings: Sequence[Happening], told: Iterable[Told], knowledge: Knowledge
) -> Iterator[tuple[Told, InferenceReason]]:
    """What undated pages tell as done on a day without a year."""
    pages: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.document.publication.day is None:
            pages[one.document.document_id].append(one)
    for claims in pages.values():
        for named in match_days(claims, happenings, knowledge):
            earliest = named.happening.first - _slack(named.told)
            words = f"told as done on “{named.words}”"
            yield named.told, _reason(named.told, named.happening, ("not_before", earliest, words))


def _slack(one: Told) -> timedelta:
    """How long before the happening a page that tells of it as done may have been printed."""
    return AHEAD if may_be_present(one.claim, one.document) else timedelta()


def _bound(one: Told, happening: Happening, knowledge: Knowledge) -> Iterator[_Bound]:
    """What one claim of an undated page says about its day, given when the event was."""
    if one.claim.modality == "planned" and not one.claim.negated:
        if not _is_past_plan(one.claim, knowledge):
            yield "not_after", happening.last, "announced as still to come"
        return
    if not one.happened:
        return
    earliest = happening.first - _slack(one)
    pointer = find_pointer(one.claim, one.document, one.reading, knowledge)
    if pointer is None:
        yield "not_before", earliest, "told as done"
        if _is_headline_of_the_day(one):
            yield "not_after", happening.last + LAG, "told in the present by a headline"
    elif (days := pointer.published_within(happening.first, happening.last)) is not None:
        yield "not_before", max(days[0], earliest), f"told with “{pointer.words}”"
        yield "not_after", days[1], f"told with “{pointer.words}”"


def _reason(one: Told, happening: Happening, bound: _Bound) -> InferenceReason:
    side, day, words = bound
    other = happening.first_told if side == "not_before" else happening.last_told
    when = say_days(happening.first, happening.last)
    return InferenceReason(
        bound=side,
        day=day,
        event_id=happening.event.event_id,
        claim_id=one.claim.claim_id,
        other_claim_id=other.claim.claim_id,
        document_id=other.document.document_id,
        words=f"{words}; it happened {when}",
    )


def _is_past_plan(claim: Claim, knowledge: Knowledge) -> bool:
    """Whether the plan may lie in the past of the page ("was to visit", "had planned talks")."""
    words = claim.evidence.quote.casefold().split()
    return any(word.strip(".,;:'\"”’") in knowledge.cues.time.past_plans for word in words)


def _is_headline_of_the_day(one: Told) -> bool:
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
