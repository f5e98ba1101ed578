"""Marks of places: a circle for cooperation, a diamond for conflict, half of each for both; area tells how many."""

from dataclasses import dataclass
from math import pi, sqrt
from typing import Final

from dyadlog.report.mapping.points import MapPoint

SMALLEST: Final = 3.2
"""Pixels: marks are not drawn smaller than this."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several near places at the spot of the one with most happenings, in pixels; ``unit`` is the radius of one
    happening. ``arrow`` shows the way to places outside of the frame, whose mark stands at its edge."""

    x: float
    y: float
    points: tuple[MapPoint, ...]
    unit: float
    arrow: str = ""

    @property
    def cooperation(self) -> int:
        """Happenings of cooperation."""
        return sum(point.cooperation for point in self.points)

    @property
    def conflict(self) -> int:
        """Happenings of conflict."""
        return sum(point.conflict for point in self.points)

    @property
    def happenings(self) -> int:
        """All that happened there."""
        return self.cooperation + self.conflict

    @property
    def radii(self) -> tuple[float, float]:
        """Of the circle and of the diamond (half its diagonal), 0 where there is none; equal areas, equal numbers."""
        return measure_mark(self.cooperation, self.conflict, self.unit)

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


def measure_mark(cooperation: int, conflict: int, unit: float) -> tuple[float, float]:
    """The radius of the circle, and half the diagonal of the diamond: areas are as the numbers are."""
    if cooperation and conflict:
        return unit * sqrt(2 * cooperation), unit * sqrt(pi * conflict)
    return unit * sqrt(cooperation), unit * sqrt(pi * conflict / 2)
