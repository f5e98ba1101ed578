"""Outcomes: what was planned or asked for, and what became of it, where the two stand as events of their own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book
from dyadlog.findings.matters import (
    MEETING,
    MONTH_DAYS,
    Matter,
    apart_by,
    count_events,
    direction_of,
    pair_up,
    points,
    printed,
    same_sides,
)
from dyadlog.findings.notes import note_turn
from dyadlog.findings.sides import make_finding, one_of_each, side_of, states_of
from dyadlog.records import Finding

VISIT = "visit"
AHEAD = ("planned", "requested")
OF_GOODS = ("COOPERATE", "AID")
"""Sorts of act of which there are many at a time, each of other goods."""
THREATENED = "hypothetical"
LATE = timedelta(days=75)
"""How long after the day it was planned for something may come about and still be what was planned."""
ENOUGH = 3
"""Points from which what happened is plainly what was planned, or asked for."""
ENOUGH_OF_ONE = 2
"""The same for one more report of what plainly became of a plan."""
COMMON_OF_A_REQUEST = 2
"""Words, people and figures that a request must share with what was done."""
MOST = 4
"""Claims shown of the plan, and of what became of it."""


def find_outcomes(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For everything that came about, or did not, the plans of it that other pages have."""
    plans = [m for m in matters if _is_ahead(m)]
    ahead = {_said_in(plan) for plan in plans}
    ends = [
        m
        for m in matters
        if m.told.claim.modality in ("asserted", "claimed") and not m.spoken
        if _said_in(m) not in ahead  # a plan that is spoken of is not carried out
    ]
    told, alike = _who_told(ends), count_events(ends)
    best: dict[str, list[tuple[int, Matter, Matter]]] = defaultdict(list)
    open_plans = [plan for plan in plans if plan.event not in told or not plan.doers <= told[plan.event]]
    for plan, end in pair_up(open_plans, ends):
        alone = alike[direction_of(end)] == {end.event}
        if _can_become(plan, end) and _is_of_one_thing(plan, end, alone=alone):
            found = points(plan, end) + alone + _in_time(plan, end) + _is_left(plan, end, told)
            if found >= ENOUGH_OF_ONE:
                best[plan.event].append((found, plan, end))
    by_end: dict[str, list[tuple[int, Matter, Matter]]] = defaultdict(list)
    for event, rows in best.items():
        top = max(rows, key=lambda row: (row[0], -row[2].told.order))
        if top[0] >= ENOUGH and any(row[0] >= ENOUGH and row[2].event != event for row in rows):
            kept = [row for row in rows if _of_one(row[2], top[2]) or _in_turn(row[1], row[2], top[2])]
            by_end[top[2].event] += kept
    events: dict[str, list[Matter]] = defaultdict(list)
    for plan in plans:
        events[plan.event].append(plan)
    for rows in by_end.values():
        yield _make(rows, [plan for event in dict.fromkeys(row[1].event for row in rows) for plan in events[event]])


def _is_ahead(matter: Matter) -> bool:
    """Whether something is planned, asked for, or threatened for a day to come."""
    claim, when = matter.told.claim, matter.stated
    if claim.negated or matter.spoken:
        return False
    if claim.modality == THREATENED:
        said = printed(matter.told.document)
        return bool(claim.attribution) and said is not None and when is not None and (when.start or said) > said
    return claim.modality in AHEAD


def _said_in(matter: Matter) -> tuple[object, ...]:
    """The sentence, and which act of whom it is about."""
    return matter.page, matter.told.claim.sentence, matter.told.claim.kind, matter.doers


def _who_told(ends: Iterable[Matter]) -> dict[str, frozenset[str]]:
    """By event, the states of which it is told that they did what it is, or did not."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for end in ends:
        found[end.event] |= end.doers
    return dict(found)


def _is_of_one_thing(plan: Matter, end: Matter, *, alone: bool) -> bool:
    """Whether two acts have to do with one thing, where such acts are many: deliveries, answers to requests."""
    shared = len(plan.words & end.words) + len(plan.people & end.people) + len(plan.figures & end.figures)
    if plan.told.claim.modality == "requested":
        speakers = {link.side for link in plan.told.claim.attribution}
        own = not speakers or bool(speakers & plan.states)  # others urge much upon both
        return shared >= COMMON_OF_A_REQUEST or (own and alone and plan.told.claim.kind == end.told.claim.kind)
    return plan.sort not in OF_GOODS or shared > 0 or not plan.words or not end.words


def _of_one(end: Matter, best: Matter) -> bool:
    """Whether two outcomes of one plan can be the same: alike in being done or not, at times that fit."""
    if end.event == best.event:
        return end.told.happened == best.told.happened
    same = end.told.happened == best.told.happened and end.family == best.family
    return same and end.stated is not None and best.stated is not None and end.stated.overlaps(best.stated)


def _in_time(plan: Matter, end: Matter) -> bool:
    """Whether something was done before the day by which it was to be done."""
    due, when = plan.stated, end.stated
    if due is None or due.start is not None or when is None or due.end is None or when.end is None:
        return False
    return when.end <= due.end


def _is_left(plan: Matter, end: Matter, told: Mapping[str, frozenset[str]]) -> bool:
    """Whether it is what is left to do of a plan of both sides, of which the other has done its part."""
    done = told.get(plan.event, frozenset())
    return bool(done and end.doers) and plan.told.claim.kind == end.told.claim.kind and end.doers == plan.doers - done


def _in_turn(plan: Matter, end: Matter, best: Matter) -> bool:
    """Whether each of two sides did its part of what both had planned: each ratifies."""
    same = end.told.happened == best.told.happened and end.told.claim.kind == best.told.claim.kind
    return same and bool(end.doers and best.doers) and end.doers != best.doers and plan.doers == end.doers | best.doers


def _can_become(plan: Matter, end: Matter) -> bool:
    """Whether a report on another page can be of what was planned: same sides, and a time that fits."""
    if plan.told.origin == end.told.origin or not same_sides(plan, end):
        return False
    announced, told = printed(plan.told.document), printed(end.told.document)
    due, when = plan.stated, end.stated
    if announced is not None and told is not None and told < announced:
        return False
    if announced is not None and end.time is not None and end.time.end is not None and end.time.end < announced:
        return False
    if plan.sort == MEETING and not _same_dealings(plan, end):  # the meetings of a visit are plans of their own
        return False
    if not end.told.happened:  # not done by a day that has passed
        return due is not None and due.end is not None and told is not None and told >= due.end
    if due is None:  # what was planned on an unknown day for an unknown day comes before nothing for certain
        return announced is not None and (when is not None or told is not None)
    if when is None:
        return due.start is None or told is None or told >= due.start
    if due.start is not None and when.end is not None and when.end < due.start:
        return False
    gap = apart_by(due, when)
    long = (due.days() or 0) > MONTH_DAYS
    return gap is not None and gap <= LATE and not (long and gap)


def _same_dealings(plan: Matter, end: Matter) -> bool:
    """Whether a meeting is the one that was planned: the same people met before, and will again."""
    if VISIT in (plan.family, end.family) and plan.family != end.family:
        return False
    if len(plan.people & end.people) > (0 if plan.family == VISIT else 1) or len(plan.words & end.words) > 1:
        return True
    days = [time.days() or MONTH_DAYS + 1 for time in (plan.stated, end.stated) if time is not None]
    fits = plan.stated is not None and end.stated is not None and plan.stated.overlaps(end.stated)
    return fits and max(days) <= MONTH_DAYS


def _make(rows: Sequence[tuple[int, Matter, Matter]], plans: Sequence[Matter]) -> Finding:
    ahead = [plan.told for plan in plans]
    there = list({end.told.order: end.told for _, _, end in rows}.values())
    shown, ends = one_of_each(ahead, MOST), one_of_each(there, MOST)
    sides = [side_of(one, "threatened" if one.claim.modality == THREATENED else one.claim.modality) for one in shown]
    sides += [side_of(one, one.claim.modality if one.happened else "not done") for one in ends]
    done = any(one.happened for one in there)
    note = note_turn(ahead, there, "happened" if done else "not done")
    if all(one.claim.modality == "requested" for one in ahead):
        note = f"asked for, {note.split(', ', 1)[1]}"
    return make_finding("update", "modality", sides, states_of(*(one.claim for one in (*shown, *ends))), note=note)
