"""Tallies: figures of one thing set beside each other, those that agree and those that cannot all be right."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dyadlog.findings.book import Book
from dyadlog.findings.count_sides import make_tally, name_field, sides_of, states_of_counts, told_by_each
from dyadlog.findings.counting import Counter
from dyadlog.findings.counts import MONEY, Count, agree, bear_out, is_unit_conflict, lie_apart
from dyadlog.findings.revisions import find_revisions, find_self_contradictions, speakers
from dyadlog.findings.same_counts import count_the_same
from dyadlog.findings.sides import are_printed_alike, make_finding
from dyadlog.records import Event, Finding, Instrument
from dyadlog.records.vocabulary import FindingKind

MOST_COUNTS = 80
"""Figures of one sort that are compared in one stretch of time; beyond that they are a series and no dispute."""


def find_event_tallies(book: Book) -> Iterator[Finding]:
    """For each event and each instrument: figures that cannot all be right, and those that sources agree on."""
    counter = Counter(book)
    for event in book.events:
        told = book.told_of(event)
        counts = counter.read(told, {one.claim.claim_id: event.event_id for one in told})
        for group in _group(book, counts):
            yield from _compare(book, group, event=event)
    for instrument in book.instruments:
        claims = dict.fromkeys(report.claim_id for report in instrument.history)
        told = [book.told[claim_id] for claim_id in claims if claim_id in book.told]
        counts = counter.read(told, {one.claim.claim_id: instrument.instrument_id for one in told})
        for group in _group(book, counts):
            yield from _compare(book, group, instrument=instrument)


def find_tallies(book: Book) -> Iterator[Finding]:
    """The same for figures that stand in no event, or in several that may be one."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    counts = Counter(book, blows=True).read(book.told.values(), event_of)
    for group in _group(book, counts):
        if len({event for count in group for event in count.events}) != 1 or any(not count.events for count in group):
            yield from _compare(book, group)


def _group(book: Book, counts: Sequence[Count]) -> list[list[Count]]:
    """Figures of one thing, in the order of the record; those of different states' people never end in one group."""
    shelves: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, count in enumerate(counts):
        for key in _keys(count):
            shelves[key].append(number)
    leader = list(range(len(counts)))

    def lead(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    members = {number: [number] for number in range(len(counts))}
    pairs = {pair for shelf in shelves.values() if len(shelf) <= MOST_COUNTS for pair in combinations(shelf, 2)}
    for first, second in sorted(pairs):
        one, other = lead(first), lead(second)
        if one == other or not count_the_same(book, counts[first], counts[second]):
            continue
        whose = {counts[n].whose for n in (*members[one], *members[other]) if counts[n].whose}
        if len(whose) < 2:
            keep, drop = min(one, other), max(one, other)
            leader[drop] = keep
            members[keep] += members.pop(drop)
    return [[counts[n] for n in sorted(group)] for _, group in sorted(members.items()) if len(group) > 1]


def _keys(count: Count) -> Iterator[tuple[str, ...]]:
    """Under which a figure meets those it is compared with: its measure, or a word of what it counts."""
    for event in sorted(count.events):
        yield "", event
    if count.outcome:
        yield count.family, count.outcome
        return
    for measure in sorted(count.measures) or (["?"] if count.family == MONEY else []):
        yield count.family, measure
    if count.family == MONEY:
        yield count.family, "?"
    for stem in sorted(count.topic):
        yield count.family, "", stem


def _compare(
    book: Book, group: Sequence[Count], event: Event | None = None, instrument: Instrument | None = None
) -> Iterator[Finding]:
    originals = {count.told.document.document_id for count in group}
    group = [c for c in group if not (c.told.is_print and c.told.origin in originals)]
    yield from find_revisions(book, group, event, instrument)
    yield from find_self_contradictions(group, event, instrument)
    conflicts = [pair for pair in combinations(group, 2) if _is_conflict(*pair)]
    if conflicts:
        kind: FindingKind = "unit" if all(is_unit_conflict(*pair) for pair in conflicts) else "quantity"
        shown = told_by_each(group)
        yield from make_tally(kind, shown, event, instrument)
    yield from _agreeing(group, event, instrument)


def _is_conflict(one: Count, other: Count) -> bool:
    """Whether two figures of different pages, or of different speakers on one page, cannot both be right."""
    if one.told.outlet == other.told.outlet and one.told.document.outlet is not None:
        return one.told.document is other.told.document and speakers(one) != speakers(other) and not agree(one, other)
    if one.told.origin == other.told.origin:
        return one.told.document is other.told.document and speakers(one) != speakers(other) and not agree(one, other)
    return not agree(one, other) or lie_apart(one, other)


def _agreeing(group: Sequence[Count], event: Event | None, instrument: Instrument | None) -> Iterator[Finding]:
    """Figures that bear each other out, told by independent pages."""
    shown: set[int] = set()
    for anchor in group:
        held = [count for count in group if bear_out(anchor, count) and not _printed_again(anchor, count)]
        if id(anchor) in shown or len({count.told.origin for count in held}) < 2:
            continue
        shown |= {id(count) for count in held}
        chosen = told_by_each(held)
        if len({count.told.origin for count in chosen}) > 1:
            values = list(dict.fromkeys(count.original for count in chosen))
            note = " fits ".join(values[:2]) if len(values) > 1 else f"sources agree on {values[0]}"
            yield make_finding(
                "corroborated",
                name_field(anchor),
                sides_of(chosen),
                states_of_counts(chosen),
                event=event,
                instrument=instrument,
                note=note,
            )


def _printed_again(one: Count, other: Count) -> bool:
    return one is not other and are_printed_alike(one.told.claim.evidence.quote, other.told.claim.evidence.quote)
