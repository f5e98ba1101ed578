"""Events of which only undated pages tell: their days, where words of time and inferred bounds leave few."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dyadlog.consolidate.happenings import Told, tell
from dyadlog.consolidate.pointers import Pointer, find_pointer, may_be_present
from dyadlog.consolidate.views import order_readings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Document, Event, InferredDate, Interval, Reading

WIDEST = timedelta(days=6)
"""How far the bounds of a page may lie apart: within a week every day has another name."""


def date_events(
    events: Sequence[Event], inferred: Iterable[InferredDate], readings: Sequence[Reading], knowledge: Knowledge
) -> list[Event]:
    """The events, with a date of method ``inferred`` for those that no page dates.

    That is done only where all pages that tell of an event as done are undated, and the words of one of them name a day
    ("yesterday", "on Tuesday") counted from a day of publication that is known to within a week.
    """
    bounds = {one.document_id: one for one in inferred}
    told = {one.claim.claim_id: one for one in tell(order_readings(readings))} if bounds else {}
    return [_date(event, bounds, told, knowledge) if event.when is None else event for event in events]


def _date(event: Event, bounds: Mapping[str, InferredDate], told: Mapping[str, Told], knowledge: Knowledge) -> Event:
    claims = sorted((told[claim_id] for claim_id in event.claims if claim_id in told), key=lambda one: one.order)
    if not claims or any(one.document.publication.day is not None for one in claims):
        return event
    spans = list(_find_spans(claims, bounds, knowledge))
    if not spans:
        return event
    first, last = max(start for start, _ in spans), min(end for _, end in spans)
    if first > last:
        return event
    return replace(event, when=Interval(first, last, "day" if first == last else "range", "inferred"))


def _find_spans(
    claims: Iterable[Told], bounds: Mapping[str, InferredDate], knowledge: Knowledge
) -> Iterator[tuple[date, date]]:
    """The days that each page leaves for what its words tell as done."""
    for one in claims:
        published = _publication(one.document, bounds.get(one.document.document_id))
        past = one.happened and not may_be_present(one.claim, one.document)
        pointer = find_pointer(one.claim, one.document, one.reading, knowledge) if past else None
        if published is not None and pointer is not None:
            span = _days_meant(pointer, *published)
            if span is not None:
                yield span


def _publication(document: Document, inferred: InferredDate | None) -> tuple[date, date] | None:
    """The days on which a page can have been published, where that is known to within a week."""
    if inferred is None:
        return None
    own = document.publication
    firsts = [day for day in (inferred.not_before, own.not_before) if day is not None]
    lasts = [day for day in (inferred.not_after, own.not_after) if day is not None]
    if not firsts or not lasts or min(lasts) - max(firsts) > WIDEST:
        return None
    return max(firsts), min(lasts)


def _days_meant(pointer: Pointer, first: date, last: date) -> tuple[date, date] | None:
    """The days that words can mean that were written from the first to the last day."""
    if pointer.steps is not None:
        return first + timedelta(days=pointer.steps[0]), last + timedelta(days=pointer.steps[1])
    if pointer.weekday is not None:
        meant = [day - timedelta(days=(day.weekday() - pointer.weekday) % 7) for day in (first, last)]
        return meant[0], meant[1]
    return None
