"""Happenings: when dated pages say that an event was, for bounding pages that are not dated."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.consolidate.pointers import find_named_day
from dyadlog.consolidate.views import order_claims
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim, Document, Event, Reading

LAG = timedelta(days=3)
"""A report without a time word, such as a headline, may be of something a few days before its publication."""
TOLD_METHODS = ("explicit", "relative", "narrative", "published", "named_period")
"""How a date is known that may bound other pages: never from bounds or inference."""
Day = tuple[int, int]
"""Month and day."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with its page and its place in the record."""

    order: int
    claim: Claim
    document: Document
    reading: Reading

    @property
    def happened(self) -> bool:
        """Whether the claim presents the act as done."""
        return self.claim.happened


@dataclass(frozen=True, slots=True)
class Happening:
    """The days within which dated pages put an event, and the claims that give its first and its last one."""

    event: Event
    first: date
    last: date
    first_told: Told
    last_told: Told


def tell(readings: Sequence[Reading]) -> Iterator[Told]:
    """Every claim in the order of the record."""
    order = 0
    for reading in readings:
        for claim in order_claims(reading.claims):
            if reading.document is not None:
                yield Told(order, claim, reading.document, reading)
                order += 1


def place(event: Event, claims: Sequence[Told]) -> Happening | None:
    """When dated pages say that it happened: where their days can agree, these; else from the first to the last."""
    spans = [(*span, one) for one in claims if (span := _told_days(one)) is not None]
    if not spans:
        return None
    agree = max(start for start, *_ in spans) <= min(end for _, end, _ in spans)
    first = (max if agree else min)(start for start, *_ in spans)
    last = (min if agree else max)(end for _, end, _ in spans)
    return Happening(
        event,
        first,
        last,
        next(one for start, _, one in spans if start == first),
        next(one for _, end, one in spans if end == last),
    )


def _told_days(one: Told) -> tuple[date, date] | None:
    """The days within which a dated page puts what it tells as done; None where it does not say, or has no date."""
    publication, when = one.document.publication, one.claim.when
    if publication.day is None or publication.precision not in (None, "day") or not one.happened or when is None:
        return None
    if when.start is None or when.end is None or when.method not in TOLD_METHODS or when.start > publication.day:
        return None
    return (when.start - LAG if when.method == "published" else when.start), min(when.end, publication.day)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A claim that names a day without a year, and the one happening on that day of some year that it can mean."""

    told: Told
    happening: Happening
    words: str


def match_days(told: Iterable[Told], happenings: Iterable[Happening], knowledge: Knowledge) -> list[NamedDay]:
    """What claims of one page tell of a day without a year ("on 2 April"), found on that day by dated pages.

    The kind of act, two states and the day must be those of events of one year alone. Where that settles the year for a
    page, its other days without a year count as well if an act of any kind between the same states is known of them.
    """
    by_day: dict[Day, list[Happening]] = defaultdict(list)
    for happening in happenings:
        if happening.first == happening.last:
            by_day[happening.first.month, happening.first.day].append(happening)
    matched: list[NamedDay] = []
    open_days: list[tuple[Told, Day, str]] = []
    for one in told:
        named = find_named_day(one.claim, one.reading, knowledge) if one.happened else None
        if named is None:
            continue
        found = [h for h in by_day.get(named[:2], ()) if _is_same_act(one.claim, h.event, knowledge)]
        if len({happening.first.year for happening in found}) == 1:
            matched.append(NamedDay(one, _first(found), named[2]))
        else:
            open_days.append((one, named[:2], named[2]))
    years = {named.happening.first.year for named in matched}
    if len(years) == 1:
        matched += _match_in_year(open_days, next(iter(years)), by_day)
    return matched


def _match_in_year(
    open_days: Iterable[tuple[Told, Day, str]], year: int, by_day: Mapping[Day, Sequence[Happening]]
) -> Iterator[NamedDay]:
    for one, day, words in open_days:
        known = [h for h in by_day.get(day, ()) if h.first.year == year and _share_states(one.claim, h.event)]
        if known:
            yield NamedDay(one, _first(known), words)


def _first(happenings: Sequence[Happening]) -> Happening:
    return min(happenings, key=lambda happening: happening.first_told.order)


def _is_same_act(claim: Claim, event: Event, knowledge: Knowledge) -> bool:
    families = {knowledge.families.get(kind).name for kind in (claim.kind, event.kind)}
    return len(families) == 1 and _share_states(claim, event)


def _share_states(claim: Claim, event: Event) -> bool:
    """Whether both are between the same two states, at least."""
    return len(claim.states() & event.states()) > 1
