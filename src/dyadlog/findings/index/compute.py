"""The index of one dyad, or of all."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from dyadlog.findings.index.bootstrap import make_band
from dyadlog.findings.index.changes import find_changes
from dyadlog.findings.index.records import Contribution, Index, IndexPoint, Question, Slice, Slices, Uncounted
from dyadlog.findings.index.spans import first_day, label_of, last_day, number_of
from dyadlog.findings.index.weighing import Record, weigh_events
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.records import Claim, Document, DocumentLine, Dyad, Event

MONTHLY = Question()
DIRECTIONS = ("forward", "back", "mutual")
Dated = Document | DocumentLine
"""What tells when a page was published."""


def compute_index(
    dyad: Dyad, knowledge: Knowledge, question: Question = MONTHLY, pages: Iterable[Dated] | None = None
) -> Index:
    """The index of a dyad.

    ``pages`` are all that tell of both states, those without any event too; where they are not given, the dyad's own.
    Raises UserError for a scale that no table has.
    """
    record = Record(dyad.claims, dyad.copies, knowledge)
    return _compute(dyad.states, dyad.events, record, question, dyad.documents.values() if pages is None else pages)


def compute_events(
    states: tuple[str, str],
    events: Sequence[Event],
    confidences: Mapping[str, float],
    knowledge: Knowledge,
    question: Question = MONTHLY,
    pages: Iterable[Dated] = (),
    claims: Mapping[str, Claim] | None = None,
) -> Index:
    """The index of some events of two states, without laying open all that concerns these.

    ``confidences`` gives of each event how sure one report of it is; ``claims`` those that tell why an event has no
    date. Raises UserError for a scale that no table has.
    """
    return _compute(states, events, Record(claims or {}, {}, knowledge, confidences), question, pages)


def compute_all(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    documents: Mapping[str, Dated],
    copies: Mapping[str, str],
    tables: Sequence[Path] = (),
) -> Iterator[IndexPoint]:
    """The monthly points with data of every dyad that has events, by dyad, then month.

    ``tables`` are the user's folders of knowledge tables, beside the shipped ones.
    """
    by_dyad: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        for pair in combinations(sorted(event.states()), 2):
            by_dyad[pair].append(event)
    telling: dict[tuple[str, str], dict[str, Dated]] = defaultdict(dict)
    for claim in claims.values():
        for pair in combinations(sorted(claim.states()), 2):
            if pair in by_dyad and claim.document_id in documents:
                telling[pair][claim.document_id] = documents[claim.document_id]
    record = Record(claims, copies, load_knowledge(tuple(tables)))
    place = _places(record)
    for pair in sorted(by_dyad):
        counted, _ = _weigh(pair, by_dyad[pair], record, MONTHLY, place)
        points = _make_points(pair, counted, MONTHLY, telling[pair].values(), record)
        yield from (point for point in points if point.status != "no_data")


Counted = list[tuple[int, Contribution]]


def _compute(
    states: tuple[str, str], events: Sequence[Event], record: Record, question: Question, pages: Iterable[Dated]
) -> Index:
    counted, uncounted = _weigh(states, events, record, question, _places(record))
    points = _make_points(states, counted, question, pages, record)
    tables = record.knowledge.index_tables
    return Index(
        states=states,
        question=question,
        source=tables.sources[question.scale],
        points=points,
        contributions=tuple(contribution for _, contribution in counted),
        uncounted=tuple(uncounted),
        total=_slice([contribution for _, contribution in counted]),
        changes=find_changes(points, tables.weights.change_periods),
    )


def _places(record: Record) -> dict[str, int]:
    """Where each claim stands in the order of the pages."""
    return {claim_id: number for number, claim_id in enumerate(record.claims)}


def _weigh(
    states: tuple[str, str], events: Sequence[Event], record: Record, question: Question, place: Mapping[str, int]
) -> tuple[Counted, list[Uncounted]]:
    """What counts, by number of the period, and what does not; both in the order of time, then of the pages."""
    ordered = sorted(events, key=lambda event: (_first_day(event), min(place.get(c, len(place)) for c in event.claims)))
    counted: Counted = []
    uncounted: list[Uncounted] = []
    for event, weighed in zip(ordered, weigh_events(ordered, states, record, question), strict=True):
        if not isinstance(weighed, Uncounted):
            counted += [row for row in weighed.items() if _is_asked_for(row[0], question)]
        elif event.when is None or _lies_within(event, question):
            uncounted.append(weighed)
    return sorted(counted, key=lambda row: row[0]), uncounted


def _first_day(event: Event) -> date:
    return date.max if event.when is None else event.when.start or event.when.end or date.max


def _is_asked_for(number: int, question: Question) -> bool:
    since, until = question.since, question.until
    if since is not None and number < number_of(since, question.period):
        return False
    return until is None or number <= number_of(until, question.period)


def _lies_within(event: Event, question: Question) -> bool:
    """Whether the dates of an event can lie in the days asked for."""
    assert event.when is not None
    after = question.since is None or event.when.end is None or event.when.end >= question.since
    return after and (question.until is None or event.when.start is None or event.when.start <= question.until)


def _make_points(
    states: tuple[str, str], counted: Counted, question: Question, pages: Iterable[Dated], record: Record
) -> tuple[IndexPoint, ...]:
    """All periods from the first with data to the last; those without any on end are one point."""
    rows: dict[int, list[Contribution]] = defaultdict(list)
    for number, contribution in counted:
        rows[number].append(contribution)
    covered: dict[int, int] = defaultdict(int)
    for document in pages:
        period = _covered_period(document, question)
        if period is not None and _is_asked_for(period, question):
            covered[period] += 1
    level = record.knowledge.index_tables.weights.interval
    points: list[IndexPoint] = []
    last: int | None = None
    for number in sorted(rows.keys() | covered.keys()):
        if last is not None and number > last + 1:
            points.append(_make_gap(states, last + 1, number - 1, question))
        points.append(_make_point(states, number, rows.get(number, []), covered.get(number, 0), question, level))
        last = number
    return tuple(points)


def _covered_period(document: Dated, question: Question) -> int | None:
    """The period that a page was published in; None where its date leaves that open."""
    told = document.publication
    first, last = (told.day, told.day) if told.day is not None else (told.not_before, told.not_after)
    if first is None or last is None or (told.precision == "month" and question.period != "month"):
        return None
    if told.day is not None and told.precision in ("season", "year", "range"):
        return None
    number = number_of(first, question.period)
    return number if number == number_of(last, question.period) else None


def _make_gap(states: tuple[str, str], first: int, last: int, question: Question) -> IndexPoint:
    start, end = first_day(first, question.period), last_day(last, question.period)
    label, empty = label_of(first, question.period), _slice(())
    return IndexPoint(
        states, question.period, label, start, end, "no_data", None, None, None, None, (0, 0, 0, 0), empty, 0, (),
        last - first + 1, question.scale,
    )  # fmt: skip


def _make_point(
    states: tuple[str, str], number: int, rows: Sequence[Contribution], pages: int, question: Question, level: float
) -> IndexPoint:
    gains = [row.value for row in rows if row.value > 0]
    losses = [row.value for row in rows if row.value < 0]
    slices = _slice(rows)
    one, two, three, four = (part.events for part in slices.quads)
    return IndexPoint(
        states=states,
        period=question.period,
        label=label_of(number, question.period),
        start=first_day(number, question.period),
        end=last_day(number, question.period),
        status="value" if rows else "zero",
        cooperation=_add(gains),
        conflict=_add(losses),
        cooperation_band=make_band(gains, level),
        conflict_band=make_band(losses, level),
        quads=(one, two, three, four),
        slices=slices,
        pages=pages,
        events=tuple(sorted(row.event_id for row in rows)),
        scale=question.scale,
    )


def _add(values: Iterable[float]) -> float:
    """The sum, the same in whatever order."""
    return round(sum(sorted(values)), 3) + 0.0


def _slice(rows: Sequence[Contribution]) -> Slices:
    def cut(name: str, belongs: Callable[[Contribution], bool]) -> Slice:
        kept = [row for row in rows if belongs(row)]
        gain, loss = _add(row.value for row in kept if row.value > 0), _add(row.value for row in kept if row.value < 0)
        return Slice(name, gain, loss, len({row.event_id for row in kept}))

    names = sorted({context for row in rows for context in row.contexts or ("",)})
    contexts = [cut(name, lambda row, name=name: name in (row.contexts or ("",))) for name in names]  # type: ignore[misc]
    return Slices(
        quads=tuple(cut(str(quad), lambda row, quad=quad: row.quad_class == quad) for quad in (1, 2, 3, 4)),  # type: ignore[misc]
        contexts=tuple(sorted(contexts, key=lambda part: part.conflict - part.cooperation)),
        directions=tuple(cut(name, lambda row, name=name: row.direction == name) for name in DIRECTIONS),  # type: ignore[misc]
    )
