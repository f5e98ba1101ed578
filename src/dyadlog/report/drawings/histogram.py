"""Histograms: events counted by period and lane, where there are too many to draw one by one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import Cell, DataTable, box, line, link, path, text
from dyadlog.report.drawings.lanes import Lane
from dyadlog.report.drawings.marks import LANES, Mark
from dyadlog.report.drawings.steps import Step, choose_step
from dyadlog.report.drawings.time_axis import Stretch, TimeAxis
from dyadlog.report.index_table import QUAD_NAMES

PeriodLink = Callable[[date, date], str]
"""The address of all events from one day to another."""
LEAST_BAR: Final = 7.0
TALLEST: Final = 96.0
LEAST_BAR_HEIGHT: Final = 1.5
ABOVE: Final = 10.0
"""Room left above the tallest bar of a lane."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A period with its number of events in each quad class: ``sure`` are those that happened in it, ``rough`` those
    whose dates reach beyond it and have their middle in it."""

    stretch: Stretch
    step: Step
    number: int
    sure: tuple[int, int, int, int]
    rough: tuple[int, int, int, int]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.step.first_day(self.number)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.step.last_day(self.number)

    def count(self, quad: int) -> int:
        """All its events of a quad class."""
        return self.sure[quad - 1] + self.rough[quad - 1]

    @property
    def title(self) -> str:
        """Its counts in words."""
        counts = [f"{self.count(quad):,} {QUAD_NAMES[quad - 1]}" for quad in LANES if self.count(quad)]
        rough = f"; {sum(self.rough):,} of them dated roughly" if any(self.rough) else ""
        return f"{self.step.describe(self.number)}: {', '.join(counts)}{rough}"


def count_marks(marks: Iterable[Mark], axis: TimeAxis) -> list[Bin]:
    """Every dated mark in one bin, in order of time; bins without marks are left out."""
    steps = {stretch: choose_step(stretch.scale, LEAST_BAR) for stretch in axis.stretches}
    counts: dict[tuple[date, int], tuple[Counter[int], Counter[int]]] = defaultdict(lambda: (Counter(), Counter()))
    alike = Counter((mark.day_first, mark.day_last, mark.lane) for mark in marks)
    for (first, last, lane), count in alike.items():
        stretch, middle = _find_middle(first or last or date.max, last or first or date.max, axis)
        step = steps[stretch]
        number = step.number_of(middle)
        is_sure = first == last or (first and last and step.number_of(first) == number == step.number_of(last))
        counts[stretch.first, number][0 if is_sure else 1][lane] += count
    return [
        Bin(stretch, steps[stretch], number, _by_quad(sure), _by_quad(rough))
        for stretch in axis.stretches
        for (first, number), (sure, rough) in sorted(counts.items(), key=lambda counted: counted[0])
        if first == stretch.first
    ]


def _by_quad(counts: Counter[int]) -> tuple[int, int, int, int]:
    return counts[1], counts[2], counts[3], counts[4]


def _find_middle(first: date, last: date, axis: TimeAxis) -> tuple[Stretch, date]:
    """The middle of the days; where that falls into a break, the first one."""
    middle = first if first == last else date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    for stretch in axis.stretches:
        if stretch.first <= middle <= stretch.last:
            return stretch, middle
    return axis.stretch_of(first), first


def describe_bins(bins: Sequence[Bin], axis: TimeAxis) -> str:
    """What a bar counts, and what is lighter."""
    names = [one.step.name for one in bins if one.stretch == axis.main][:1]
    others = sorted({one.step.name for one in bins if one.stretch != axis.main} - set(names))
    beside = f" (a {' or '.join(others)} beside breaks)" if others else ""
    rough = (
        " Lighter: dated roughly, counted in the middle of the days it can be."
        if any(any(b.rough) for b in bins)
        else ""
    )
    return f"Each bar counts the events of a {names[0]}{beside}.{rough}"


def _most(bins: Sequence[Bin], *quads: int) -> int:
    return max(one.count(quad) for one in bins for quad in quads)


def height_of_bars(bins: Sequence[Bin], quad: int) -> float:
    """The room that the bars of one quad class need; all lanes have one scale."""
    return TALLEST * _most(bins, quad) / _most(bins, *LANES) + ABOVE


def draw_bins(
    bins: Sequence[Bin], lanes: Sequence[Lane], link_to: PeriodLink, ends: tuple[float, float]
) -> list[Markup]:
    """A histogram in each lane, all of one scale, and in the lane with the tallest bar the line of that scale; ``ends``
    are left and right."""
    most = _most(bins, *LANES)
    lane = next(lane for lane in lanes if _most(bins, lane.quad) == most)
    scale, mark = TALLEST / most, _round_down(most)
    y = lane.base - mark * scale if lane.goes_up else lane.base + mark * scale
    scale_line = [line("scale", (ends[0], y), (ends[1], y)), text("small halo", ends[0] + 2, y - 3, f"{mark:,}")]
    return [*(_draw_bin(one, lanes, scale, link_to) for one in bins), *scale_line]


def _round_down(most: int) -> int:
    power: int = 10 ** floor(log10(most))
    return next(factor * power for factor in (5, 2, 1) if factor * power <= most)


def _draw_bin(one: Bin, lanes: Sequence[Lane], scale: float, link_to: PeriodLink) -> Markup:
    left = one.stretch.x(max(one.first, one.stretch.first))
    width = one.stretch.end_of(min(one.last, one.stretch.last)) - left
    bar, wide = left + min(0.5, width / 8), width - min(1.0, width / 4)
    parts = [path("hit", box(left, lanes[0].top, width, lanes[-1].bottom - lanes[0].top))]
    for lane in lanes:
        start = 0.0
        for class_, count in (("full", one.sure[lane.quad - 1]), ("light", one.rough[lane.quad - 1])):
            if count:
                height = max(count * scale, LEAST_BAR_HEIGHT)
                y = lane.base - start - height if lane.goes_up else lane.base + start
                parts.append(path(f"lane-{lane.quad} {class_}", box(bar, y, wide, height)))
                start += height
    return link(link_to(one.first, one.last), one.title, *parts)


def tabulate_bins(bins: Sequence[Bin], link_to: PeriodLink) -> DataTable:
    """Periods as rows, with their counts by quad class."""
    rows = [
        (
            Cell(one.step.describe(one.number), link_to(one.first, one.last)),
            *(Cell(f"{one.count(quad):,}") for quad in (1, 2, 3, 4)),
            Cell(f"{sum(one.rough):,}"),
        )
        for one in bins
    ]
    return DataTable(("period", *QUAD_NAMES, "dated roughly"), tuple(rows))
