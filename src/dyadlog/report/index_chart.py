"""The index of a dyad, drawn: bars with their intervals, readable without colour; as SVG, or as HTML with its data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from pathlib import Path
from typing import Final

from dyadlog.errors import UserError
from dyadlog.exchange.rows import interval_row
from dyadlog.findings.index import Index, IndexPoint
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.index_table import (
    CHANGES_NEED,
    describe,
    label_directions,
    label_quads,
    show_band,
    signed,
    summarise,
)
from dyadlog.report.render import make_environment, write_whole

SUFFIXES: Final = (".svg", ".html")
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960.0, 420.0, 60.0, 12.0, 66.0, 62.0
"""The drawing and its margins, in its own units."""
MOST_COLUMNS: Final = 120
"""Columns drawn, the newest ones; more would be thinner than their outline."""
GAP_COLUMNS: Final = 3
"""Columns that a stretch without data takes at most: a war of 1947 must not push this year off the page."""
WIDEST: Final = 64.0
LABEL_WIDTH: Final = 70.0
TICKS: Final = 6
LEAST_RANGE: Final = 1.0


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
    axis (``label``) and, where it is a broad gap, inside (``note``)."""

    x: float
    width: float
    status: str
    title: str
    cooperation: Box | None
    conflict: Box | None
    cooperation_band: Box | None
    conflict_band: Box | None
    label: str
    note: str
    changed: bool

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the template draws; ``ticks`` are heights with their labels, ``cut`` says that older columns are not
    drawn."""

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

    def y(self, value: float) -> float:
        """The height of a value, from the top."""
        return TOP + (self.high - value) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def box(self, x: float, width: float, ends: tuple[float, float]) -> Box:
        """The rectangle between two values."""
        top, bottom = self.y(max(ends)), self.y(min(ends))
        return Box(x, top, width, bottom - top)


def draw_index(index: Index) -> Drawing:
    """The drawing of an index."""
    points, cut = _newest(index.points)
    step = min(WIDEST, (WIDTH - LEFT - RIGHT) / max(sum(map(_columns_of, points)), 1))
    scale, ticks = _make_scale(points)
    changed = {change.label for change in index.changes or ()}
    columns = []
    x, labelled = LEFT, -LABEL_WIDTH
    for point in points:
        width = step * _columns_of(point)
        label = point.label if x + width / 2 - labelled >= LABEL_WIDTH and point.status != "no_data" else ""
        labelled = x + width / 2 if label else labelled
        columns.append(_draw_column(point, x, width, scale, label, point.label in changed))
        x += width
    heights = tuple((scale.y(tick), signed(tick, 0 if float(tick).is_integer() else 1)) for tick in ticks)
    return Drawing(tuple(columns), heights, scale.y(0), HEIGHT - BOTTOM, cut)


def _newest(points: Sequence[IndexPoint]) -> tuple[list[IndexPoint], bool]:
    shown: list[IndexPoint] = []
    columns = 0
    for point in reversed(points):
        columns += _columns_of(point)
        if columns > MOST_COLUMNS:
            break
        shown.append(point)
    return shown[::-1], len(shown) < len(points)


def _columns_of(point: IndexPoint) -> int:
    return min(point.periods, GAP_COLUMNS)


def _make_scale(points: Sequence[IndexPoint]) -> tuple[Scale, list[float]]:
    """From the lowest to the highest end of any interval, in round steps, with zero between."""
    ends = [0.0, LEAST_RANGE]
    for point in points:
        ends += [value for value in (point.cooperation, point.conflict) if value is not None]
        ends += [end for band in (point.cooperation_band, point.conflict_band) if band for end in (band.low, band.high)]
    rough = (max(ends) - min(ends)) / TICKS
    power = 10 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough)
    first, last = floor(min(ends) / step), ceil(max(ends) / step)
    return Scale(first * step, last * step), [number * step for number in range(first, last + 1)]


def _draw_column(point: IndexPoint, x: float, width: float, scale: Scale, label: str, changed: bool) -> Column:
    inset = width * 0.24
    bars = [
        scale.box(x + inset, width - 2 * inset, (0.0, value)) if value else None
        for value in (point.cooperation, point.conflict)
    ]
    bands = [
        scale.box(x, width, (band.low, band.high)) if band else None
        for band in (point.cooperation_band, point.conflict_band)
    ]
    note = f"{point.periods} {point.period}s" if point.status == "no_data" and width >= LABEL_WIDTH else ""
    return Column(x, width, point.status, _describe(point), bars[0], bars[1], bands[0], bands[1], label, note, changed)


def _describe(point: IndexPoint) -> str:
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


def check_suffix(path: Path) -> None:
    """Raises UserError where no index is written to a file of such a name."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(f"an index is drawn as {' or '.join(SUFFIXES)}, not {path.suffix or 'without a suffix'}")


def write_index(
    index: Index, names: tuple[str, str], knowledge: Knowledge, quotes: Mapping[str, dict[str, object]], path: Path
) -> None:
    """Write the drawing, or the page with drawing and data; the file appears whole or not at all."""
    check_suffix(path)
    template = "index.svg.j2" if path.suffix.lower() == ".svg" else "index.html.j2"
    text = make_environment().get_template(template).render(
        index=index,
        names=names,
        drawing=draw_index(index),
        size=(WIDTH, HEIGHT, LEFT, RIGHT, TOP),
        method=describe(index, knowledge),
        rows=list(_point_cells(index)),
        totals=[
            ("direction", label_directions(index.total.directions, names)),
            ("quad class", label_quads(index.total.quads)),
            ("context", [(part.name.replace("_", " ") or "none", part) for part in index.total.contexts]),
        ],
        quotes=quotes,
        not_counted=summarise(index.uncounted),
        changes_need=CHANGES_NEED,
        signed=signed,
        span=lambda when: show_span(interval_row(when)),
        ways={"forward": f"{names[0]} → {names[1]}", "back": f"{names[1]} → {names[0]}", "mutual": "mutual"},
    )  # fmt: skip
    write_whole(text, path)


def _point_cells(index: Index) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """A line of the data table: label, status, and the cells after it."""
    for point in index.points:
        if point.status == "no_data":
            many = f"{point.periods} {point.period}s from {point.label}" if point.periods > 1 else point.label
            yield many, point.status, ()
            continue
        ways = (
            f"{signed(part.conflict or None)} {signed(part.cooperation or None)}".strip()
            for part in point.slices.directions
        )
        yield (
            point.label,
            point.status,
            (
                signed(point.conflict),
                show_band(point.conflict_band),
                signed(point.cooperation),
                show_band(point.cooperation_band),
                *ways,
                *(str(count or "") for count in point.quads),
                str(len(point.events)),
                str(point.pages),
            ),
        )
