"""The drawings of a relation's course, worked out once for a question: its index, and its events in four lanes."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from markupsafe import Markup

from dyadlog.findings.index import Index, Question, compute_events
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, EventLine
from dyadlog.report.drawings import (
    NARROW,
    WIDE,
    DataTable,
    Mark,
    PeriodLink,
    draw_index,
    draw_timeline,
    tabulate_index,
    tabulate_timeline,
)
from dyadlog.report.drawings.timeline import MOST_MARKS
from dyadlog.report.index_table import name_state, summarise
from dyadlog.serve.asked import Asked
from dyadlog.serve.desk import Pair
from dyadlog.serve.links import Links
from dyadlog.serve.pages.quoting import tell_happenings
from dyadlog.serve.rendering import environment
from dyadlog.store import Filter, View

SIZES: Final = {"wide": WIDE, "narrow": NARROW}
MOST_ROWS: Final = 300
"""Rows of the table behind a drawing."""
MOST_UNDATED: Final = 60
"""Events without a date that are told in the table of a timeline."""


@dataclass(frozen=True, slots=True)
class Charting:
    """Which events are drawn, and where marks and columns lead."""

    asked: Asked
    links: Links


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing in both widths, and the table of its data."""

    pictures: tuple[Markup, ...]
    table: Markup


@dataclass(frozen=True, slots=True)
class Course:
    """The drawings of the overview; the index is None where no page of a known month tells of the two states, the
    timeline where there is no event. ``counted`` are the events in the index, ``left_out`` says in words which are not.
    """

    index: Drawn | None
    counted: int
    left_out: str
    timeline: Drawn | None
    events: int


def draw_course(view: View, knowledge: Knowledge, pair: Pair, question: Charting) -> Course:
    """Index by month and timeline of the events that are asked for."""
    lines = view.lines(pair, question.asked.as_filter())
    events = view.events_named([line.event_id for line in lines])
    index = weigh_lines(view, knowledge, pair, question.asked, (lines, events))
    link_to = link_periods(question.links, pair, question.asked)
    names = (name_state(pair[0], knowledge), name_state(pair[1], knowledge))
    return Course(
        index=draw_series(index, names, link_to, compact=True) if index.points else None,
        counted=len({added.event_id for added in index.contributions}),
        left_out=summarise(index.uncounted),
        timeline=_draw_lanes(view, knowledge, (lines, events), question.links, names, link_to) if lines else None,
        events=len(lines),
    )


def weigh_lines(
    view: View,
    knowledge: Knowledge,
    pair: Pair,
    asked: Asked,
    told: tuple[Sequence[EventLine], Sequence[Event]],
    question: Question | None = None,
) -> Index:
    """The index of some events, told as lines and whole; of the days asked for."""
    lines, events = told
    wanted = asked.as_filter()
    question = question or Question(since=wanted.since, until=wanted.until)
    undated = view.claims_named([claim for event in events if event.when is None for claim in event.claims])
    return compute_events(
        pair,
        events,
        {line.event_id: line.report_confidence for line in lines},
        knowledge,
        question,
        view.list_documents(Filter(pair)),
        {claim.claim_id: claim for claim in undated},
    )


def draw_series(
    index: Index, names: tuple[str, str], link_to: PeriodLink, *, compact: bool = False, note: str = ""
) -> Drawn:
    """An index in both widths."""
    return Drawn(
        tuple(
            draw_index(index, names, name=f"index-{size}", link_to=link_to, width=width, compact=compact, note=note)
            for size, width in SIZES.items()
        ),
        write_table(f"Cooperation and conflict by {index.question.period}", tabulate_index(index, names, link_to)),
    )


def write_table(caption: str, table: DataTable) -> Markup:
    """The table behind a drawing, its newest rows where it is long."""
    left_out = max(len(table.rows) - MOST_ROWS, 0)
    macros: Any = environment().get_template("drawn.html.j2").module
    return Markup(macros.behind(caption, DataTable(table.head, table.rows[left_out:]), left_out))


def _draw_lanes(
    view: View,
    knowledge: Knowledge,
    told: tuple[Sequence[EventLine], Sequence[Event]],
    links: Links,
    names: tuple[str, str],
    link_to: PeriodLink,
) -> Drawn:
    lines, events = told
    dated = [line for line in lines if line.first or line.last]
    undated = [line for line in lines if not (line.first or line.last)]
    one_by_one = len(dated) <= MOST_MARKS
    named = {line.event_id for line in (*dated, *undated[:MOST_UNDATED])} if one_by_one else set()
    words = {
        event_id: (told.text, links.event(event_id))
        for event_id, told in tell_happenings(view, knowledge, (e for e in events if e.event_id in named)).items()
    }
    marks = [_mark(line, *words.get(line.event_id, ("", ""))) for line in lines]
    title = f"Events of {names[0]} and {names[1]} in four lanes"
    return Drawn(
        tuple(
            draw_timeline(marks, name=f"timeline-{size}", title=title, link_to=link_to, width=width)
            for size, width in SIZES.items()
        ),
        write_table(title, tabulate_timeline([mark for mark in marks if mark.label] if one_by_one else marks, link_to)),
    )


def _mark(line: EventLine, label: str, href: str) -> Mark:
    return Mark(
        line.first,
        line.last,
        line.quad_class,
        line.kind,
        label,
        href,
        modality="denied" if line.negated else line.modality,
        certain=not line.disputed,
        weight=line.origins,
    )


def link_periods(links: Links, pair: Pair, asked: Asked) -> Callable[[date, date], str]:
    """Where a period leads: to its events, with the filters that are set; in files, to all events."""

    def link_to(first: date, last: date) -> str:
        if not links.live:
            return links.dyad(pair, "events")
        since, until = name_period(first, last)
        return links.dyad(pair, "events", asked.query(since=since, until=until))

    return link_to


def name_period(first: date, last: date) -> tuple[str, str]:
    """Both ends of a period as a reader would type them: a whole month as ``2025-01``, a whole year as ``2025``."""
    ends = first.isoformat(), last.isoformat()
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        whole_years = first.month == 1 and last.month == 12
        return (ends[0][:4], ends[1][:4]) if whole_years else (ends[0][:7], ends[1][:7])
    return ends
