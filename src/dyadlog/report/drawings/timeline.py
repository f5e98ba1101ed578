"""The timeline: events in four lanes, cooperation above the middle and conflict below it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import NARROW_BELOW, WIDE, DataTable, draw_frame, fold, text
from dyadlog.report.drawings.histogram import (
    Bin,
    PeriodLink,
    count_marks,
    describe_bins,
    draw_bins,
    height_of_bars,
    tabulate_bins,
)
from dyadlog.report.drawings.lanes import (
    GUTTER,
    HEAD,
    ROW,
    Lane,
    Placed,
    draw_lane,
    draw_marks,
    place_marks,
    stack_lanes,
)
from dyadlog.report.drawings.legend import draw_legend, explain_marks
from dyadlog.report.drawings.marks import LANES, Mark, tabulate_marks
from dyadlog.report.drawings.time_axis import AXIS_HEIGHT, TimeAxis, draw_axis, make_axis
from dyadlog.report.index_table import QUAD_NAMES

MOST_MARKS: Final = 180
"""Marks drawn one by one; more are counted."""
MOST_ROWS: Final = 20
"""Rows of marks in a lane; where they would be more, marks are counted."""
LINE: Final = 16.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn: the axis, None where nothing has a date; marks in their places by lane, or else bins."""

    axis: TimeAxis | None
    placed: dict[int, list[Placed]]
    bins: list[Bin]
    dated: list[Mark]
    undated: int
    left: float
    right: float

    @property
    def head(self) -> float:
        """Height of the head of a lane."""
        return 0.0 if self.left else HEAD


def lay_out(marks: Sequence[Mark], width: float) -> Timeline:
    """Place marks, or count them where they are too many."""
    dated = [mark for mark in marks if mark.is_dated]
    undated = len(marks) - len(dated)
    left, right = (0.0 if width < NARROW_BELOW else GUTTER), width
    if not dated:
        return Timeline(None, {}, [], [], undated, left, right)
    axis = make_axis({day for mark in dated for day in (mark.day_first, mark.day_last) if day}, left, right)
    if len(dated) <= MOST_MARKS:
        dated.sort(key=lambda mark: (mark.days, mark.lane, mark.href))
        placed = {quad: place_marks(dated, axis, quad) for quad in LANES}
        if max(one.row for lane in placed.values() for one in lane) < MOST_ROWS:
            return Timeline(axis, placed, [], dated, undated, left, right)
    return Timeline(axis, {}, count_marks(dated, axis), dated, undated, left, right)


def draw_timeline(marks: Sequence[Mark], *, name: str, title: str, link_to: PeriodLink, width: float = WIDE) -> Markup:
    """Events over time. ``name`` is the id of the drawing; ``link_to`` leads to the events of a period, where events
    are counted rather than drawn."""
    timeline = lay_out(marks, width)
    lanes = stack_lanes([_height(timeline, quad) for quad in LANES], timeline.head)
    bottom = lanes[-1].bottom + 4
    counts = Counter(mark.lane for mark in timeline.dated)
    parts = [draw_lane(lane, timeline.left, width, timeline.head, counts[lane.quad]) for lane in lanes]
    if timeline.axis is None:
        parts.append(text("small middle", (timeline.left + width) / 2, lanes[1].base - 10, "no event with a date"))
    else:
        parts = [*draw_axis(timeline.axis, lanes[0].top, bottom), *parts, *_draw_content(timeline, lanes, link_to)]
        bottom += AXIS_HEIGHT
    entries = [] if timeline.bins else explain_marks(timeline.dated)
    legend, bottom = draw_legend(entries, timeline.left, width, bottom + 22)
    notes = _make_notes(timeline)
    for row in (row for note in notes for row in fold(note, width - timeline.left)):
        legend.append(text("small", timeline.left, bottom, row))
        bottom += LINE
    told = " ".join([_describe(timeline, counts), *notes])
    return draw_frame([*parts, *legend], (width, bottom), name=name, title=title, note=told)


def _height(timeline: Timeline, quad: int) -> float:
    if timeline.bins:
        return height_of_bars(timeline.bins, quad)
    rows = max((one.row + 1 for one in timeline.placed.get(quad, ())), default=0)
    return rows * ROW + 8


def _draw_content(timeline: Timeline, lanes: Sequence[Lane], link_to: PeriodLink) -> list[Markup]:
    if timeline.bins:
        return draw_bins(timeline.bins, lanes, link_to, (timeline.left, timeline.right))
    return [draw_marks(lane, timeline.placed[lane.quad]) for lane in lanes]


def _make_notes(timeline: Timeline) -> list[str]:
    notes = []
    if timeline.axis is not None and timeline.bins:
        notes.append(describe_bins(timeline.bins, timeline.axis))
    if timeline.axis is not None and len(timeline.axis.stretches) > 1:
        notes.append("The axis is broken where years without an event are left out.")
    if timeline.undated:
        one = timeline.undated == 1
        notes.append(
            f"{timeline.undated:,} event{'' if one else 's'} without a date {'is' if one else 'are'} not drawn."
        )
    return notes


def _describe(timeline: Timeline, counts: Counter[int]) -> str:
    if not timeline.dated:
        return "No event with a date."
    told = ", ".join(f"{counts[quad]:,} {QUAD_NAMES[quad - 1]}" for quad in (1, 2, 3, 4))
    first = min(timeline.dated, key=lambda mark: mark.days[0])
    last = max(timeline.dated, key=lambda mark: mark.days[1])
    return f"{len(timeline.dated):,} events from {first.days[0]} to {last.days[1]}: {told}."


def tabulate_timeline(marks: Sequence[Mark], link_to: PeriodLink, width: float = WIDE) -> DataTable:
    """The data behind the drawing: its events, undated ones last, or the counts of its periods."""
    timeline = lay_out(marks, width)
    if timeline.bins:
        return tabulate_bins(timeline.bins, link_to)
    return tabulate_marks([*timeline.dated, *(mark for mark in marks if not mark.is_dated)])
