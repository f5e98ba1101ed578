"""The ladder: how far an agreement or a pledge has come over time, step by step, as its reports tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import WIDE, draw_frame, element, line, link, number, path, text
from dyadlog.report.drawings.time_axis import AXIS_HEIGHT, TimeAxis, draw_axis, make_axis

GUTTER: Final = 92.0
ROW: Final = 26.0
FLAG: Final = 15.0
"""Height of the label of a day that is marked throughout."""
DOT: Final = 4.6
HIT: Final = 12.0
"""Half the square that can be pointed at: 24 units, so that fingers meet it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One report: the days that it can speak of, the level it tells, and the level that stood after it, '' for none."""

    first: date
    last: date
    level: str
    standing: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A day marked throughout, such as a deadline."""

    day: date
    label: str


def draw_ladder(
    rungs: Sequence[Rung],
    levels: Sequence[str],
    flags: Sequence[Flag],
    *,
    name: str,
    title: str,
    note: str,
    width: float = WIDE,
) -> Markup:
    """Reports in the order of their days on their levels (the highest first), and the line of what stood.

    A dot stands for a day, a bar for a time in which the day lies; hollow is what changed nothing. At least one report
    must have a level that stands.
    """
    days = [day for rung in rungs for day in (rung.first, rung.last)] + [flag.day for flag in flags]
    axis = make_axis(days, GUTTER, width)
    top = FLAG * len(flags) + 8
    heights = {level: top + ROW * (number + 0.5) for number, level in enumerate(levels)}
    bottom = top + ROW * len(levels)
    reached = {rung.standing for rung in rungs}
    parts = [
        *(_draw_level(level, height, width, level in reached) for level, height in heights.items()),
        *draw_axis(axis, top, bottom),
        *(_draw_flag(flag, axis, FLAG * (number + 1) - 4, bottom, width) for number, flag in enumerate(flags)),
        _draw_course(rungs, axis, heights),
        *(_draw_rung(rung, axis, heights, new=new) for new, rung in _changing_last(rungs)),
    ]
    return draw_frame(parts, (width, bottom + AXIS_HEIGHT), name=name, title=title, note=note)


def _changing_last(rungs: Sequence[Rung]) -> list[tuple[bool, Rung]]:
    """Whether each report changed what stood; those that did come last, so that no other hides them."""
    before = ["", *(rung.standing for rung in rungs[:-1])]
    told = [(rung.standing == rung.level != stood, rung) for rung, stood in zip(rungs, before, strict=True)]
    return sorted(told, key=lambda one: one[0])


def _draw_level(level: str, height: float, width: float, reached: bool) -> Markup:
    name = text("strong small" if reached else "small", 0, height + 4, level.replace("_", " "))
    return element("g", name, line("axis", (GUTTER, height), (width, height)))


def _draw_flag(flag: Flag, axis: TimeAxis, height: float, bottom: float, width: float) -> Markup:
    x = axis.stretch_of(flag.day).x(flag.day)
    side = "end" if x > (GUTTER + width) / 2 else ""
    label = text(f"small halo {side}".strip(), x - 5 if side else x + 5, height, flag.label)
    return element("g", line("change", (x, height - 9), (x, bottom)), label)


def _draw_course(rungs: Sequence[Rung], axis: TimeAxis, heights: dict[str, float]) -> Markup:
    """The line of what stood: along until a report changes it, then up or down."""
    points, x = [], 0.0
    for rung in (rung for rung in rungs if rung.standing):
        x = max(x, _middle(rung, axis))
        points.append((x, heights[rung.standing]))
    start, *rest = points
    steps = "".join(f"H{number(x)}V{number(y)}" for x, y in rest)
    end = axis.stretches[-1].right
    return path("course", f"M{number(start[0])} {number(start[1])}{steps}H{number(end)}")


def _middle(rung: Rung, axis: TimeAxis) -> float:
    first, last = axis.span(rung.first, rung.last)
    return (first + last) / 2


def _draw_rung(rung: Rung, axis: TimeAxis, heights: dict[str, float], *, new: bool) -> Markup:
    y, x = heights[rung.level], _middle(rung, axis)
    first, last = axis.span(rung.first, rung.last)
    parts = [element("rect", class_="hit", x=x - HIT, y=y - HIT, width=2 * HIT, height=2 * HIT)]
    if last - first > 3 * DOT:
        parts.append(element("rect", class_="light", x=first, y=y - 3, width=last - first, height=6.0, rx=3.0))
    parts.append(element("circle", class_="full" if new else "hollow", cx=x, cy=y, r=DOT if new else DOT - 1))
    return link(rung.href, rung.label, *parts, class_="rung")
