"""Differences between reports of one happening: its days, its parties and who did what to whom."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.corroboration import LOOSE_METHODS, show_interval
from dyadlog.findings.deadlines import find_deadlines
from dyadlog.findings.figures import kind_for
from dyadlog.findings.notes import either, name_states, note_parties, show_time
from dyadlog.findings.sides import make_finding, one_of_each, side_of, states_of
from dyadlog.records import Event, Finding, Interval

TWIN_DAYS = timedelta(days=45)
"""Two events alike in kind and people, told by different pages, are worth a question up to this far apart."""

STAY = 10
"""Days of a long visit."""
MONTH_DAYS = 31


def find_differences(book: Book) -> Iterator[Finding]:
    """Dates and deadlines that do not fit, and parties that one page names and another does not."""
    for event in book.events:
        told = [one for one in book.told_of(event) if not one.denied]
        yield from _differing_dates(book, told, event)
        yield from _differing_states(book, told, event)
    yield from find_deadlines(book)


def _differing_dates(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    """The reports of an event that has happened, or is to come, whose dates lie in no other's.

    A month is no conflict with a day in it, nor are two days of one stay; another day than planned is an update.
    """
    lasting = book.knowledge.kinds.get(event.kind).merge != "day"
    for done in (True, False):
        dated = [
            (one, one.claim.when)
            for one in told
            if one.happened == done and one.claim.when and one.claim.when.method not in LOOSE_METHODS
        ]
        chosen: list[tuple[Told, Interval]] = []
        for one, when in dated:
            if all(_differ(one, when, other, then, lasting) for other, then in chosen):
                chosen.append((one, when))
        if len(chosen) > 1:
            chosen += _with_the_same(chosen, dated)
        if len(chosen) == 2:
            yield _date_finding(*chosen[0], *chosen[1], event)
        elif len(chosen) > 2:
            chosen.sort(key=lambda row: row[0].order)
            sides = [side_of(one, show_interval(when)) for one, when in chosen]
            note = either(dict.fromkeys(show_time(when) or show_interval(when) for _, when in chosen))
            states = states_of(*(one.claim for one, _ in chosen))
            yield make_finding("date", "date", sides, states, event=event, note=note)


def _with_the_same(
    chosen: Sequence[tuple[Told, Interval]], dated: Sequence[tuple[Told, Interval]]
) -> list[tuple[Told, Interval]]:
    """One report of every further page that gives one of some times."""
    known = {(one.origin, when.start, when.end) for one, when in chosen}
    spans = {(when.start, when.end) for _, when in chosen}
    found: dict[tuple[object, ...], tuple[Told, Interval]] = {}
    for one, when in dated:
        key = (one.origin, when.start, when.end)
        if key not in known and (when.start, when.end) in spans and not one.in_headline:
            found.setdefault(key, (one, when))
    return list(found.values())


def _differ(one: Told, first: Interval, other: Told, second: Interval, lasting: bool) -> bool:
    if one.origin == other.origin or (lasting and "day" in (first.precision, second.precision)):
        return False
    if first.overlaps(second) and not _are_as_exact(first, second):
        return False
    return not first.within(second) and not second.within(first)


def _are_as_exact(first: Interval, second: Interval) -> bool:
    """Whether times that meet in part are told exactly enough to differ: within a month, stays by their days."""
    days = [when.days() or MONTH_DAYS + 1 for when in (first, second)]
    named = all((when.method, when.precision) == ("explicit", "day") for when in (first, second))
    return max(days) <= MONTH_DAYS and (named or max(days) > STAY)


def _date_finding(one: Told, first: Interval, other: Told, second: Interval, event: Event | None) -> Finding:
    sides = [side_of(one, show_interval(first)), side_of(other, show_interval(second))]
    values = [show_time(when) or show_interval(when) for when in (first, second)]
    note = "the dates overlap in part" if first.overlaps(second) else either(values)
    states = states_of(one.claim, other.claim)
    return make_finding(kind_for(one, other, "date"), "date", sides, states, event=event, note=note)


def _differing_states(book: Book, told: Sequence[Told], event: Event) -> Iterator[Finding]:
    """Reports of one happening that name different states as taking part."""
    naming: dict[frozenset[str], list[Told]] = defaultdict(list)
    for one in told:
        states = frozenset(states_of(one.claim))
        if len(states) > 1:
            naming[states].append(one)
    if len(naming) > 1 and len({one.origin for group in naming.values() for one in group}) > 1:
        firsts = one_of_each(group[0] for group in naming.values())
        sides = [side_of(one, name_states(book, states_of(one.claim))) for one in firsts]
        states_named = states_of(*(one.claim for one in firsts))
        note = note_parties(book, list(naming), states_named)
        yield make_finding("participant", "participants", sides, states_named, event=event, note=note)


def find_twins(book: Book) -> Iterator[Finding]:
    """Pairs of events with the same people that different pages may mean as one, on other days."""
    families: dict[tuple[str, frozenset[str]], list[Event]] = defaultdict(list)
    for event in book.events:
        if len(event.states()) > 1 and event.when is not None:
            families[book.knowledge.families.get(event.kind).name, event.states()].append(event)
    for events in families.values():
        dated = sorted(events, key=lambda event: (event.when.start or event.when.end) if event.when else None)  # type: ignore[arg-type,return-value]
        for number, event in enumerate(dated):
            for other in dated[number + 1 :]:
                if not _near(event, other):
                    break
                yield from _compare_twins(book, event, other)


def _near(event: Event, other: Event) -> bool:
    assert event.when is not None and other.when is not None
    first, second = event.when.end or event.when.start, other.when.start or other.when.end
    assert first is not None and second is not None
    return second - first <= TWIN_DAYS


def _compare_twins(book: Book, event: Event, other: Event) -> Iterator[Finding]:
    told, there = book.told_of(event), book.told_of(other)
    if (
        not told
        or not there
        or {one.document.document_id for one in told} & {one.document.document_id for one in there}
    ):
        return  # a page that tells of both means two
    one, two = told[0], there[0]
    if one.origin == two.origin or not (one.happened and two.happened):
        return
    assert event.when is not None and other.when is not None
    same_days = event.when.overlaps(other.when)
    if not same_days and _same_cast(event, other) and one.claim.when and two.claim.when:
        yield _date_finding(one, one.claim.when, two, two.claim.when, event)


def _same_cast(event: Event, other: Event) -> bool:
    """Whether both name people, and the same ones."""
    mine = {party.actor_id for party in (*event.actors, *event.recipients) if party.is_named_person}
    theirs = {party.actor_id for party in (*other.actors, *other.recipients) if party.is_named_person}
    return bool(mine) and mine == theirs
