"""Tallies: figures of one thing set beside each other, those that agree and those that cannot all be right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.counts import (
    DOCUMENTS,
    MONEY,
    NUMBER,
    OUTCOMES,
    SUMS,
    Count,
    Counter,
    agree,
    bear_out,
    count_the_same,
    is_unit_conflict,
    lie_apart,
    states_of_counts,
)
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, are_printed_alike, make_finding, side_of
from dyadlog.records import Event, Finding, Instrument, Side
from dyadlog.records.vocabulary import FindingKind

BOTH_MAY_BE = "both may be right"
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
    counts = Counter(book).read(book.told.values(), event_of)
    for group in _group(book, counts):
        if len({event for count in group for event in count.events}) != 1 or any(not count.events for count in group):
            yield from _compare(book, group)


def find_implausible(book: Book) -> Iterator[Finding]:
    """Figures above what there can be of such a thing at all."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    counts = Counter(book).read(book.told.values(), event_of)
    for count in counts:
        if not count.told.is_print and _is_absurd(book, count):
            rivals = [
                other
                for other in counts
                if other.measures & count.measures & (SUMS | OUTCOMES | {"border length"})
                and other.family == count.family
                and other.figure.unit == count.figure.unit
                and not other.told.is_print
                and other.told.claim.states() == count.told.claim.states()
                and not _is_absurd(book, other)
                and not agree(count, other)
            ]
            shown = [count, *_one_of_each(rivals)[:3]]
            field = _name(count)
            note = f"{count.original}: more than there can be"
            yield make_finding("implausible", field, _sides(shown), states_of_counts(shown), note=note)


def _is_absurd(book: Book, count: Count) -> bool:
    units = (count.figure.unit or "", count.family, *(("person", "object") if count.family == NUMBER else ()))
    bounds = [book.knowledge.conversions.most(measure, unit) for measure in count.measures for unit in units if unit]
    low = count.low if count.low > 0 else count.high
    return any(bound is not None and low > bound for bound in bounds)


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
    yield from _revised(book, group, event, instrument)
    yield from _contradicting_itself(group, event, instrument)
    conflicts = [pair for pair in combinations(group, 2) if _is_conflict(*pair)]
    if conflicts:
        kind: FindingKind = "unit" if all(is_unit_conflict(*pair) for pair in conflicts) else "quantity"
        shown = _one_of_each(group)
        yield from _make(kind, shown, event, instrument)
    yield from _agreeing(group, event, instrument)


def _is_conflict(one: Count, other: Count) -> bool:
    """Whether two figures of different pages, or of different speakers on one page, cannot both be right."""
    if one.told.outlet == other.told.outlet and one.told.document.outlet is not None:
        return one.told.document is other.told.document and _speakers(one) != _speakers(other) and not agree(one, other)
    if one.told.origin == other.told.origin:
        return one.told.document is other.told.document and _speakers(one) != _speakers(other) and not agree(one, other)
    return not agree(one, other) or lie_apart(one, other)


def _speakers(count: Count) -> frozenset[str | None]:
    return frozenset(link.side or link.speaker for link in count.told.claim.attribution)


def _revised(
    book: Book, group: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """An outlet that gives another figure on a later page, or a page that says in words that a figure is a new one."""
    shown: set[str] = set()
    for one, other in combinations(group, 2):
        if one.told.origin == other.told.origin or one.told.document is other.told.document:
            continue
        first, second = (count.told.document.publication.day for count in (one, other))
        ordered = first is not None and second is not None and first != second
        earlier, later = (other, one) if first and second and second < first else (one, other)
        outlet = later.told.outlet
        own = outlet == earlier.told.outlet and later.told.document.outlet is not None
        told = ordered and book.knowledge.threads.find("revision", later.told.claim.evidence.quote) is not None
        if outlet not in shown and (own or told) and (not agree(one, other) or _is_sharper(earlier, later)):
            shown.add(outlet)
            yield from _make("revision", [earlier, later], event, instrument)


def _is_sharper(earlier: Count, later: Count) -> bool:
    """Whether a later number lies above what an earlier bound said at least."""
    return earlier.figure.bound == "at_least" and later.low > earlier.low


def _contradicting_itself(
    group: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """A page that gives two figures on the word of the same."""
    for one, other in combinations(group, 2):
        same = one.told.document is other.told.document and _speakers(one) == _speakers(other)
        alike = one.sort & other.sort or (not one.sort and not other.sort and one.topic & other.topic)
        if same and alike and not agree(one, other):
            kind: FindingKind = "unit" if is_unit_conflict(one, other) else "self_contradiction"
            yield from _make(kind, [one, other], event, instrument)
            return


def _agreeing(group: Sequence[Count], event: Event | None, instrument: Instrument | None) -> Iterator[Finding]:
    """Figures that bear each other out, told by independent pages."""
    shown: set[int] = set()
    for anchor in group:
        held = [count for count in group if bear_out(anchor, count) and not _printed_again(anchor, count)]
        if id(anchor) in shown or len({count.told.origin for count in held}) < 2:
            continue
        shown |= {id(count) for count in held}
        chosen = _one_of_each(held)
        if len({count.told.origin for count in chosen}) > 1:
            values = list(dict.fromkeys(count.original for count in chosen))
            note = " fits ".join(values[:2]) if len(values) > 1 else f"sources agree on {values[0]}"
            yield make_finding(
                "corroborated",
                _name(anchor),
                _sides(chosen),
                states_of_counts(chosen),
                event=event,
                instrument=instrument,
                note=note,
            )


def _printed_again(one: Count, other: Count) -> bool:
    return one is not other and are_printed_alike(one.told.claim.evidence.quote, other.told.claim.evidence.quote)


def _one_of_each(counts: Iterable[Count]) -> list[Count]:
    """Each page's figures, those that tell a new number first, until the sides are full; in the order of the record."""
    chosen: list[Count] = []
    seen: set[tuple[str, float, float, str | None]] = set()
    later: list[Count] = []
    for count in counts:
        key = (count.told.origin, count.low, count.high, count.figure.unit)
        if key in seen or any(_overlap(count, other) for other in (*chosen, *later)):
            continue
        seen.add(key)
        new = all((c.low, c.high, c.figure.unit) != key[1:] for c in chosen)
        (chosen if new else later).append(count)
    return sorted((chosen + later)[:MOST_SIDES], key=lambda count: count.place)


def _overlap(one: Count, other: Count) -> bool:
    words, others = one.told.claim.evidence, other.told.claim.evidence
    same = one.told.document is other.told.document and words.start < others.end and others.start < words.end
    return same and set_apart(_sides([one, other]), [one.told, other.told]) is None


def _sides(counts: Sequence[Count]) -> list[Side]:
    return [side_of(count.told, count.original) for count in counts]


def _make(
    kind: FindingKind, counts: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    told: list[Told] = [count.told for count in counts]
    sides = set_apart(_sides(counts), told)
    if sides is None:
        return
    note = either(side.value for side in sides)
    if note and all(agree(one, other) for one, other in combinations(counts, 2)):
        note = f"{note}; {BOTH_MAY_BE}"
    field = _name(counts[0])
    if counts[0].aim:
        field = f"{field} target"
    yield make_finding(kind, field, sides, states_of_counts(counts), event=event, instrument=instrument, note=note)


def _name(count: Count) -> str:
    """The field of a figure: what it counts."""
    if DOCUMENTS in count.measures:
        return "number of documents"
    if count.measures:
        return min(count.measures)
    words = (count.figure.of or count.figure.unit or "").casefold().split()
    return words[-1] if words else "figure"
