"""The axis of time: years, months or days, broken where nothing happened for years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import element, line, number, path, text, text_width
from dyadlog.report.drawings.steps import Step, choose_step

LEAST_SILENCE: Final = 2 * 366
"""Days without anything below which an axis is never broken."""
SILENT_SHARE: Final = 0.25
"""Share of the time drawn from which on a silence is left out."""
WIDTH_OF_BREAK, LEAST_STRETCH, ROOM_OF_BREAK = 26.0, 42.0, 150.0
"""The room that a break takes and the stretch between two breaks at least; one break is allowed for each 150 units."""
SHARE_ASIDE: Final = 0.34
"""Share of the days with events below which a stretch between breaks is drawn as short as can be."""
INSET: Final = 8.0
"""Room at both ends of a stretch, so that marks of its first and last day stay inside."""
ROOM_OF_LABEL: Final = 38.0
AXIS_HEIGHT: Final = 34.0
YEAR: Final = Step("month", 12)
MONTH: Final = Step("month", 1)
FEW, SHORT = 14, 92
"""Between so many days the axis begins and ends with a day; whole months are drawn of less time and of more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time without a break, from its first to its last day, and the room it takes."""

    first: date
    last: date
    left: float
    right: float

    @property
    def scale(self) -> float:
        """Units of the drawing a day."""
        return (self.right - self.left - 2 * INSET) / (self.last.toordinal() - self.first.toordinal() + 1)

    def x(self, day: date) -> float:
        """Where a day begins."""
        return self.left + INSET + (day.toordinal() - self.first.toordinal()) * self.scale

    def end_of(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day) + self.scale


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Stretches of time from left to right, with breaks between them."""

    stretches: tuple[Stretch, ...]

    def stretch_of(self, day: date) -> Stretch:
        """The stretch that a day lies in."""
        return next(stretch for stretch in self.stretches if stretch.first <= day <= stretch.last)

    def span(self, first: date, last: date) -> tuple[float, float]:
        """From where the first day begins to where the last one ends."""
        return self.stretch_of(first).x(first), self.stretch_of(last).end_of(last)

    @property
    def main(self) -> Stretch:
        """The widest stretch, the newest one of those."""
        return max(self.stretches, key=lambda stretch: (round(stretch.right - stretch.left), stretch.first))


def make_axis(days: Iterable[date], left: float, right: float) -> TimeAxis:
    """The axis on which all these days lie. At least one day is needed."""
    ordered = sorted(set(days))
    breaks = _find_silences(ordered, int((right - left) // ROOM_OF_BREAK))
    runs = [ordered[start:end] for start, end in pairwise([0, *breaks, len(ordered)])]
    fullest = max(len(run) for run in runs)
    rounded = [_round_out(run, to_years=len(run) < fullest) for run in runs]
    aside = {index for index, run in enumerate(runs) if len(run) < fullest and len(run) < SHARE_ASIDE * len(ordered)}
    widths = _share_room(rounded, right - left - WIDTH_OF_BREAK * len(breaks), aside)
    stretches = []
    for (first, last), width in zip(rounded, widths, strict=True):
        stretches.append(Stretch(first, last, left, left + width))
        left += width + WIDTH_OF_BREAK
    return TimeAxis(tuple(stretches))


def _find_silences(days: Sequence[date], most: int) -> list[int]:
    """Numbers of the days that come after a silence which would take too much of the axis."""
    gaps = sorted(((after - before).days, index) for index, (before, after) in enumerate(pairwise(days), 1))
    shown = (days[-1] - days[0]).days
    broken: list[int] = []
    for gap, index in reversed(gaps):
        if gap < LEAST_SILENCE or gap < SILENT_SHARE * shown or len(broken) == most:
            break
        broken.append(index)
        shown -= gap
    return sorted(broken)


def _round_out(run: Sequence[date], *, to_years: bool) -> tuple[date, date]:
    first, last = run[0], run[-1]
    if not to_years and FEW < (last - first).days <= SHORT:
        before, after = max(first.toordinal() - 1, 1), min(last.toordinal() + 1, date.max.toordinal())
        return date.fromordinal(before), date.fromordinal(after)
    step = YEAR if to_years else MONTH
    return step.first_day(step.number_of(first)), step.last_day(step.number_of(last))


def _share_room(runs: Sequence[tuple[date, date]], room: float, aside: set[int]) -> list[float]:
    """Room by time, but never less than a label needs; no more than that for what stands aside."""
    days = [(last - first).days + 1 for first, last in runs]
    short = aside | {index for index, count in enumerate(days) if room * count / sum(days) < LEAST_STRETCH}
    left = room - LEAST_STRETCH * len(short)
    rest = sum(count for index, count in enumerate(days) if index not in short)
    return [LEAST_STRETCH if index in short else left * count / rest for index, count in enumerate(days)]


def draw_axis(axis: TimeAxis, top: float, bottom: float) -> list[Markup]:
    """Lines through the drawing from ``top`` to ``bottom``, labels below, and the breaks."""
    parts = []
    for stretch in axis.stretches:
        is_short = stretch.right - stretch.left < LEAST_STRETCH + 1
        parts += (_draw_aside if is_short else _draw_ticks)(stretch, top, bottom)
    return parts + [_draw_break(before, after, top, bottom) for before, after in pairwise(axis.stretches)]


def _draw_aside(stretch: Stretch, top: float, bottom: float) -> list[Markup]:
    """A short stretch beside a break: its years, as a whole."""
    first, last = stretch.first.year, stretch.last.year
    x = stretch.x(stretch.first)
    return [
        path("grid", f"M{number(x)} {number(top)}V{number(bottom + 4)}"),
        line("axis", (stretch.left, bottom), (stretch.right, bottom)),
        text("small", x + 1, bottom + 16, f"{first}" if first == last else f"{first}–{last % 100:02}"),
    ]


def _draw_ticks(stretch: Stretch, top: float, bottom: float) -> list[Markup]:
    step = choose_step(stretch.scale, ROOM_OF_LABEL)
    days = [max(step.first_day(index), stretch.first) for index in step.numbers(stretch.first, stretch.last)]
    if len(days) > 1 and stretch.x(days[1]) - stretch.x(days[0]) < ROOM_OF_LABEL:
        days = days[1:]
    ticks = "".join(f"M{number(stretch.x(day))} {number(top)}V{number(bottom + 4)}" for day in days)
    parts = [path("grid", ticks), line("axis", (stretch.left, bottom), (stretch.right, bottom))]
    labels = [(stretch.x(day) + 1, step.label(day)[0]) for day in days]
    parts += [text("small", x, bottom + 16, label) for x, label in _keep_inside(labels, stretch)]
    below = _where_it_changes([(stretch.x(day) + 1, step.label(day)[1]) for day in days if step.label(day)[1]])
    return parts + [text("small strong", x, bottom + 30, label) for x, label in _keep_inside(below, stretch)]


def _keep_inside(labels: Sequence[tuple[float, str]], stretch: Stretch) -> list[tuple[float, str]]:
    """The labels that end before the stretch does; the first one in any case."""
    limit = stretch.right + INSET
    return [(x, label) for index, (x, label) in enumerate(labels) if not index or x + text_width(label) <= limit]


def _where_it_changes(labels: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """The first of equal labels on end; one too near to the next is left out."""
    changes = [now for index, now in enumerate(labels) if index == 0 or labels[index - 1][1] != now[1]]
    ends = [*(x for x, _ in changes[1:]), float("inf")][: len(changes)]
    return [(x, label) for (x, label), end in zip(changes, ends, strict=True) if x + text_width(label) + 6 <= end]


def _draw_break(before: Stretch, after: Stretch, top: float, bottom: float) -> Markup:
    """A torn strip, and how many years it leaves out."""
    silent = after.first.year - before.last.year - 1
    zigzags = [_zigzag(x, top, bottom) for x in (before.right + 5, after.left - 5)]
    middle = (before.right + after.left) / 2
    return element(
        "g",
        element("title", f"{silent} {'year' if silent == 1 else 'years'} without an event are left out"),
        path("tear", "".join(zigzags)),
        text("small middle", middle, bottom + 30, f"{silent} y"),
    )


def _zigzag(x: float, top: float, bottom: float) -> str:
    points, y, side = [], top, 1.5
    while y < bottom + 4:
        points.append(f"{number(x + side)} {number(y)}")
        y, side = y + 5, -side
    return "M" + "L".join(points)
