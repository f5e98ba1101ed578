"""Lanes: events placed beside and above each other, so that none hides another."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import element, line, link, text
from dyadlog.report.drawings.marks import LANES, LENGTH_OF_FADE, Mark, draw_dot, draw_span
from dyadlog.report.drawings.time_axis import TimeAxis
from dyadlog.report.index_table import QUAD_NAMES

ROW: Final = 12.0
"""Height of a row of marks."""
SHORTEST_SPAN: Final = 10.0
GUTTER: Final = 172.0
"""Room for the names of lanes, where they stand beside them; elsewhere they stand above them, ``HEAD`` high."""
HEAD: Final = 20.0
LEAST_HEIGHT: Final = 40.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark with the room it takes and its row, counted from the middle of the drawing."""

    mark: Mark
    left: float
    right: float
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One quad class: its place from top to bottom, without the head above it."""

    quad: int
    top: float
    bottom: float

    @property
    def goes_up(self) -> bool:
        """Whether it grows upwards: cooperation does."""
        return self.quad <= 2

    @property
    def base(self) -> float:
        """The line that it grows from."""
        return self.bottom if self.goes_up else self.top


def place_marks(marks: Sequence[Mark], axis: TimeAxis, quad: int) -> list[Placed]:
    """The marks of one lane in rows: days first, then short spans, then long ones, so that days are near the line."""
    spans = [(mark, *_room_of(mark, axis)) for mark in marks if mark.lane == quad]
    spans.sort(key=lambda span: (span[0].days[0] != span[0].days[1], round(span[2] - span[1]), span[1], span[0].href))
    rows: list[list[tuple[float, float]]] = []
    placed = []
    for mark, left, right in spans:
        row = next((r for r, taken in enumerate(rows) if all(right <= a or b <= left for a, b in taken)), len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        placed.append(Placed(mark, left, right, row))
    return sorted(placed, key=lambda one: (one.mark.days, one.row))


def _room_of(mark: Mark, axis: TimeAxis) -> tuple[float, float]:
    left, right = axis.span(*mark.days)
    half = mark.size + 1.5 if mark.day_first == mark.day_last else SHORTEST_SPAN / 2 + 1
    if right - left < 2 * half:
        left, right = (left + right) / 2 - half, (left + right) / 2 + half
    left -= LENGTH_OF_FADE if mark.day_first is None else 0
    return left, right + (LENGTH_OF_FADE if mark.day_last is None else 0)


def stack_lanes(heights: Sequence[float], head: float) -> list[Lane]:
    """The four lanes below each other, each with its head; heights are those of ``LANES``."""
    taken = [max(height, LEAST_HEIGHT - head) + head for height in heights]
    ends = list(accumulate(taken))
    return [Lane(quad, end - height + head, end) for quad, height, end in zip(LANES, taken, ends, strict=True)]


def draw_lane(lane: Lane, left: float, right: float, head: float, count: int) -> Markup:
    """The line, name and count of a lane; beside it, or in its head."""
    name, told = QUAD_NAMES[lane.quad - 1].capitalize(), f"{count:,}" if count else "none"
    shape = draw_dot(
        Mark(None, None, lane.quad, "", "", "", weight=2), *((5, lane.top - 10) if head else (6, _middle(lane) - 8))
    )
    parts = [element("g", shape, class_=f"lane-{lane.quad}")]
    if head:
        parts.append(text("label halo", 16, lane.top - 6, f"{name}: {told}"))
    else:
        parts.append(text("label", 17, _middle(lane) - 4, name))
        parts.append(
            text("small", 17, _middle(lane) + 12, f"{told} event{'' if count == 1 else 's'}" if count else told)
        )
    if lane.quad != 3 or head:
        parts.append(line("zero" if lane.quad == 1 else "axis", (left, lane.base), (right, lane.base)))
    return Markup("").join(parts)


def _middle(lane: Lane) -> float:
    return (lane.top + lane.bottom) / 2


def draw_marks(lane: Lane, placed: Sequence[Placed]) -> Markup:
    """The events of a lane, in order of time."""
    return element("g", *(_draw_mark(lane, one) for one in placed), class_=f"lane-{lane.quad}")


def _draw_mark(lane: Lane, placed: Placed) -> Markup:
    mark, off = placed.mark, (placed.row + 0.5) * ROW + 1
    y = lane.base - off if lane.goes_up else lane.base + off
    if mark.day_first == mark.day_last:
        drawn = draw_dot(mark, (placed.left + placed.right) / 2, y)
    else:
        left = placed.left + (LENGTH_OF_FADE if mark.day_first is None else 1)
        drawn = draw_span(mark, left, placed.right - (LENGTH_OF_FADE if mark.day_last is None else 1), y)
    return link(mark.href, mark.title, drawn)
