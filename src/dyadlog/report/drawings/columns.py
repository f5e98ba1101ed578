"""Columns of the index: each period in its place, with its bars and intervals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Final

from dyadlog.findings.index import Index, IndexPoint
from dyadlog.report.drawings.steps import Step, choose_step
from dyadlog.report.index_table import show_band, signed

LEAST_COLUMN: Final = 8.5
"""Columns thinner than this are not drawn: older periods are left out instead."""
GAP_COLUMNS: Final = 3
"""Columns that a stretch without data takes at most: a war of 1947 must not push this year off the page."""
WIDEST: Final = 64.0
ROOM_OF_LABEL: Final = 38.0
LEAST_RANGE: Final = 1.0
STEPS: Final = {"month": Step("month", 1), "week": Step("day", 7), "day": Step("day", 1)}


@dataclass(frozen=True, slots=True)
class Frame:
    """The drawing and its margins, in its own units, and about how many lines of the scale it has room for."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    ticks: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One period of the drawing: its place, its bars and intervals, what it says when pointed at (``title``), at the
    axis (``label``, and ``below`` it) and, where it is a broad gap, inside (``note``)."""

    point: IndexPoint
    x: float
    width: float
    title: str
    cooperation: Box | None
    conflict: Box | None
    cooperation_band: Box | None
    conflict_band: Box | None
    label: str
    below: str
    note: str

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Columns:
    """All that is drawn; ``ticks`` are heights with their labels, ``cut`` says that older columns are not drawn."""

    columns: tuple[Column, ...]
    ticks: tuple[tuple[float, str], ...]
    zero: float
    bottom: float
    cut: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to heights."""

    low: float
    high: float
    frame: Frame

    def y(self, value: float) -> float:
        """The height of a value, from the top."""
        room = self.frame.height - self.frame.top - self.frame.bottom
        return self.frame.top + (self.high - value) / (self.high - self.low) * room

    def box(self, x: float, width: float, ends: tuple[float, float]) -> Box:
        """The rectangle between two values."""
        top, bottom = self.y(max(ends)), self.y(min(ends))
        return Box(x, top, width, bottom - top)


def lay_out_index(index: Index, frame: Frame) -> Columns:
    """The columns of an index within a frame, the newest ones where not all have room."""
    room = frame.width - frame.left - frame.right
    points, cut = _newest(index.points, int(room // LEAST_COLUMN))
    step = min(WIDEST, room / max(sum(map(_columns_of, points)), 1))
    scale, ticks = _make_scale(points, frame)
    labels = _label(points, step)
    columns = []
    x = frame.left
    for point, (label, below) in zip(points, labels, strict=True):
        width = step * _columns_of(point)
        columns.append(_place_column(point, x, width, scale, (label, below)))
        x += width
    heights = tuple((scale.y(tick), signed(tick, 0 if float(tick).is_integer() else 1)) for tick in ticks)
    return Columns(tuple(columns), heights, scale.y(0), frame.height - frame.bottom, cut)


def _newest(points: Sequence[IndexPoint], most: int) -> tuple[list[IndexPoint], bool]:
    shown: list[IndexPoint] = []
    columns = 0
    for point in reversed(points):
        columns += _columns_of(point)
        if columns > most:
            break
        shown.append(point)
    return shown[::-1], len(shown) < len(points)


def _columns_of(point: IndexPoint) -> int:
    return min(point.periods, GAP_COLUMNS)


def _make_scale(points: Sequence[IndexPoint], frame: Frame) -> tuple[Scale, list[float]]:
    """From the lowest to the highest end of any interval, in round steps, with zero between."""
    ends = [0.0, LEAST_RANGE]
    for point in points:
        ends += [value for value in (point.cooperation, point.conflict) if value is not None]
        ends += [end for band in (point.cooperation_band, point.conflict_band) if band for end in (band.low, band.high)]
    rough = (max(ends) - min(ends)) / frame.ticks
    power = 10 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = floor(min(ends) / step), ceil(max(ends) / step)
    return Scale(first * step, last * step, frame), [number * step for number in range(first, last + 1)]


def _label(points: Sequence[IndexPoint], width: float) -> Iterator[tuple[str, str]]:
    """What stands below each column: the first one of each step that has room for it, none without data."""
    x, labelled, last, shown = 0.0, -ROOM_OF_LABEL, None, ""
    for point in points:
        middle = x + width * _columns_of(point) / 2
        x += width * _columns_of(point)
        step = choose_step(width / STEPS[point.period].days, ROOM_OF_LABEL)
        number = step.number_of(point.start)
        if point.status == "no_data" or number == last or middle - labelled < ROOM_OF_LABEL:
            yield "", ""
            continue
        label, below = step.label(point.start)
        yield label, below if below != shown else ""
        labelled, last, shown = middle, number, below


def _place_column(point: IndexPoint, x: float, width: float, scale: Scale, labels: tuple[str, str]) -> Column:
    inset = width * 0.24
    bars = [
        scale.box(x + inset, width - 2 * inset, (0.0, value)) if value else None
        for value in (point.cooperation, point.conflict)
    ]
    bands = [
        scale.box(x + width * 0.1, width * 0.8, (band.low, band.high)) if band else None
        for band in (point.cooperation_band, point.conflict_band)
    ]
    note = f"{point.periods} {point.period}s" if point.status == "no_data" and width >= ROOM_OF_LABEL * 1.6 else ""
    return Column(
        point, x, width, describe_point(point), bars[0], bars[1], bands[0], bands[1], labels[0], labels[1], note
    )


def describe_point(point: IndexPoint) -> str:
    """A period of the index in words."""
    if point.status == "no_data":
        many = f"{point.periods} {point.period}s" if point.periods > 1 else point.label
        return f"{many}: no data"
    if point.status == "zero":
        return f"{point.label}: nothing counted, {point.pages} pages"
    sides = (
        ("cooperation", point.cooperation, point.cooperation_band),
        ("conflict", point.conflict, point.conflict_band),
    )
    shown = [f"{name} {signed(value)} ({show_band(band)})" for name, value, band in sides if band]
    return f"{point.label}: {', '.join(shown) or 'score 0'}, {len(point.events)} events, {point.pages} pages"
