"""Marks of places: a circle for cooperation, a diamond for conflict, half of each for both; area tells how many."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, pi, sqrt
from typing import Final

import numpy as np

from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.points import MapPoint, order_points

LARGEST_UNIT: Final = 4.2
"""Pixels: the radius of one happening where there is room."""
LARGEST: Final = (13.0, 26.0)
LARGEST_SHARE: Final = 0.028
"""The radius of the largest mark: this share of the width, within the bounds before."""
SMALLEST: Final = 3.2
"""Pixels: marks are not drawn smaller than this."""
TOUCHING: Final = 0.8
"""Marks whose distance is a smaller share of the sum of their radii become one."""
NEAREST: Final = 7.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several near places at the spot of the one with most happenings, in pixels; ``unit`` is the radius of one
    happening."""

    x: float
    y: float
    points: tuple[MapPoint, ...]
    unit: float

    @property
    def cooperation(self) -> int:
        """Happenings of cooperation."""
        return sum(point.cooperation for point in self.points)

    @property
    def conflict(self) -> int:
        """Happenings of conflict."""
        return sum(point.conflict for point in self.points)

    @property
    def radii(self) -> tuple[float, float]:
        """Of the circle and of the diamond (half its diagonal), 0 where there is none; equal areas, equal numbers."""
        return _measure(self.cooperation, self.conflict, self.unit)

    @property
    def radius(self) -> float:
        """How far the mark reaches."""
        return max(*self.radii, SMALLEST)

    @property
    def reach(self) -> tuple[float, float]:
        """How far the mark reaches to the left and to the right."""
        if self.cooperation and self.conflict:
            return max(self.radii[0], SMALLEST), max(self.radii[1], SMALLEST)
        return self.radius, self.radius

    @property
    def round_path(self) -> str:
        """The circle, or its left half, as the ``d`` of a path around 0, 0; empty where there is none."""
        radius = max(self.radii[0], SMALLEST) if self.radii[0] else 0.0
        arc = f"A{radius:.1f} {radius:.1f} 0 0 0"
        if not radius:
            return ""
        return f"M0-{radius:.1f}{arc} 0 {radius:.1f}{'' if self.conflict else f'{arc} 0-{radius:.1f}'}z"

    @property
    def edged_path(self) -> str:
        """The diamond, or its right half."""
        half = max(self.radii[1], SMALLEST) if self.radii[1] else 0.0
        left = "" if self.cooperation else f"L-{half:.1f} 0"
        return f"M0-{half:.1f}L{half:.1f} 0L0 {half:.1f}{left}z" if half else ""


def _measure(cooperation: int, conflict: int, unit: float) -> tuple[float, float]:
    if cooperation and conflict:
        return unit * sqrt(2 * cooperation), unit * sqrt(pi * conflict)
    return unit * sqrt(cooperation), unit * sqrt(pi * conflict / 2)


def place_marks(points: Sequence[MapPoint], frame: Frame) -> tuple[Mark, ...]:
    """The marks within the frame, largest first; places that would lie on each other become one mark."""
    ordered = order_points(points)
    if not ordered:
        return ()
    spots = frame.pixels(np.array([(point.lon, point.lat) for point in ordered], dtype=float)).tolist()
    inside = [
        (point, spot)
        for point, spot in zip(ordered, spots, strict=True)
        if 0 <= spot[0] <= frame.width and 0 <= spot[1] <= frame.height
    ]
    unit = _choose_unit([point.happenings for point, _ in inside], frame.width)
    groups: list[tuple[float, float, list[MapPoint]]] = [(*spot, [point]) for point, spot in inside]
    while True:
        joined = _join(groups, unit)
        if len(joined) == len(groups):
            break
        groups = joined
    unit = _choose_unit([sum(point.happenings for point in held) for *_, held in groups], frame.width)
    marks = [Mark(x, y, tuple(order_points(held)), unit) for x, y, held in groups]
    return tuple(sorted(marks, key=lambda mark: (-mark.radius, mark.x, mark.y)))


def _choose_unit(counts: Sequence[int], width: float) -> float:
    largest = min(max(width * LARGEST_SHARE, LARGEST[0]), LARGEST[1])
    return min(LARGEST_UNIT, largest / sqrt(max([1, *counts])))


def _join(
    groups: Sequence[tuple[float, float, list[MapPoint]]], unit: float
) -> list[tuple[float, float, list[MapPoint]]]:
    """Each group goes into the first larger one that it touches."""
    joined: list[tuple[float, float, list[MapPoint]]] = []
    radii: list[float] = []
    for x, y, held in groups:
        radius = _reach(held, unit)
        for number, (other_x, other_y, others) in enumerate(joined):
            if hypot(x - other_x, y - other_y) < max(TOUCHING * (radius + radii[number]), NEAREST):
                others.extend(held)
                radii[number] = _reach(others, unit)
                break
        else:
            joined.append((x, y, list(held)))
            radii.append(radius)
    return joined


def _reach(points: Sequence[MapPoint], unit: float) -> float:
    return max(*_measure(sum(p.cooperation for p in points), sum(p.conflict for p in points), unit), SMALLEST)
