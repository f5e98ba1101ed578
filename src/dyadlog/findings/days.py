"""Days: reports of one happening that put it on different days and therefore stand as happenings of their own."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book
from dyadlog.findings.corroboration import show_interval
from dyadlog.findings.figures import kind_for
from dyadlog.findings.matters import (
    FORCE,
    Matter,
    apart_by,
    count_events,
    direction_of,
    pair_up,
    points,
    same_sides,
    turned,
)
from dyadlog.findings.notes import either, show_time
from dyadlog.findings.sides import make_finding, side_of, states_of
from dyadlog.records import Finding, Interval

FEW_DAYS = timedelta(days=4)
"""How far apart two days of one happening may lie: a slip, another time zone, the day it was announced."""
MONTH = timedelta(days=31)
"""The same within one event."""
ENOUGH = 4
"""Points from which two reports are of one happening."""
ALONE = 2
"""Events that are all there is of a sort: the two compared."""


def find_days(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every happening, one report for each day on which pages put it."""
    told = [m for m in matters if m.told.happened and m.day is not None and not m.spoken]
    alike = count_events(told)
    days_of: dict[tuple[str, str], list[Interval]] = defaultdict(list)
    for matter in told:
        days_of[matter.page, _family(matter)].append(matter.day)  # type: ignore[arg-type]
    by_event: dict[str, list[Matter]] = defaultdict(list)
    for matter in told:
        by_event[matter.event].append(matter)
    linked: dict[int, list[Matter]] = {}
    for one, other in pair_up(told, told):
        if one.told.order < other.told.order and _may_be_one(one, other) and not _both_tell_two(days_of, one, other):
            alone = len(alike[direction_of(one)] | alike[direction_of(other)]) <= ALONE
            lasts = book.knowledge.kinds.get(one.told.claim.kind).merge == "state"
            if one.event == other.event or points(one, other) + alone + lasts >= ENOUGH:
                _link(linked, one, other)
    for group in {id(group): group for group in linked.values()}.values():
        lasts = book.knowledge.kinds.get(group[0].told.claim.kind).merge != "day"
        if lasts or len({matter.event for matter in group}) > 1:  # else the event shows it itself
            yield _make([*group, *_on_these_days(group, by_event)])


def _on_these_days(group: Sequence[Matter], by_event: Mapping[str, Sequence[Matter]]) -> Iterator[Matter]:
    """Further reports of the same events that give one of the days in question."""
    days = {matter.day for matter in group}
    spans = {(day.start, day.end) for day in days if day is not None}
    for event in dict.fromkeys(matter.event for matter in group):
        for matter in by_event[event]:
            if matter.day is not None and (matter.day.start, matter.day.end) in spans:
                yield matter


def _link(linked: dict[int, list[Matter]], one: Matter, other: Matter) -> None:
    """Put two reports, and all that they are linked to, in one group."""
    groups = [linked.get(matter.told.order, [matter]) for matter in (one, other)]
    if groups[0] is not groups[1]:
        merged = [*groups[0], *groups[1]]
        for matter in merged:
            linked[matter.told.order] = merged


def _may_be_one(one: Matter, other: Matter) -> bool:
    """Whether two reports of different days can be of one happening."""
    if one.told.origin == other.told.origin or _family(one) != _family(other):
        return False
    if not same_sides(one, other) and not (one.sort == FORCE and turned(one, other)):
        return False
    assert one.day is not None and other.day is not None
    gap = apart_by(one.day, other.day)
    return gap is not None and timedelta(0) < gap <= (MONTH if one.event == other.event else FEW_DAYS)


def _family(matter: Matter) -> str:
    """What two reports must both tell of: force by whatever word, anything else by its family."""
    return matter.sort if matter.sort == FORCE else matter.family


def _both_tell_two(days_of: dict[tuple[str, str], list[Interval]], one: Matter, other: Matter) -> bool:
    """Whether one of the two pages tells of such an act on the other's day as well: then there are two."""
    assert one.day is not None and other.day is not None
    return any(day.overlaps(other.day) for day in days_of[one.page, _family(one)]) or any(
        day.overlaps(one.day) for day in days_of[other.page, _family(other)]
    )


def _make(group: Sequence[Matter]) -> Finding:
    chosen: dict[tuple[str, object], Matter] = {}
    for matter in sorted(group, key=lambda matter: matter.told.order):
        assert matter.day is not None
        chosen.setdefault((matter.told.origin, matter.day.start), matter)
    rows = [(matter.told, matter.day) for matter in chosen.values() if matter.day is not None]
    sides = [side_of(one, show_interval(day)) for one, day in rows]
    note = either(show_time(day) or show_interval(day) for _, day in rows)
    kind = kind_for(rows[0][0], rows[1][0], "date") if len(rows) == 2 else "date"
    return make_finding(kind, "date", sides, states_of(*(one.claim for one, _ in rows)), note=note)
