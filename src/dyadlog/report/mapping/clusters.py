"""Places brought together into marks where they would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, pi, sqrt
from typing import Final

import numpy as np

from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.marks import SMALLEST, Mark, measure_mark
from dyadlog.report.mapping.points import MapPoint, order_points

LARGEST_UNIT: Final = 4.2
"""Pixels: the radius of one happening where there is room."""
LARGEST: Final = (16.0, 32.0)
LARGEST_SHARE: Final = 0.034
"""How far the largest mark reaches: this share of the width, within the bounds before."""
TOUCHING: Final = 0.8
"""Marks whose distance is a smaller share of the sum of their radii become one."""
NEAREST: Final = 7.0
"""Pixels: so near to each other, marks become one whatever their size; more where there would be too many marks."""
WIDER: Final = 1.4
MOST_MARKS: Final = 120
INSET: Final = 16.0
"""Pixels from the edge at which marks of places outside of the frame stand."""
ARROWS: Final = "→↗↑↖←↙↓↘"


@dataclass(slots=True)
class Cluster:
    """A mark in the making: where it stands, an arrow for places out of the frame, and the places."""

    x: float
    y: float
    arrow: str
    points: list[MapPoint]
    cooperation: int
    conflict: int

    def measure(self, unit: float, limit: float) -> float:
        """How far its mark will reach, at most ``limit``."""
        return min(max(*measure_mark(self.cooperation, self.conflict, unit), SMALLEST), limit)

    def take(self, other: "Cluster") -> None:
        """Take in the places of a smaller one."""
        self.points.extend(other.points)
        self.cooperation += other.cooperation
        self.conflict += other.conflict


def place_marks(points: Sequence[MapPoint], frame: Frame) -> tuple[Mark, ...]:
    """The marks, most happenings first; places that would lie on each other become one mark."""
    ordered = order_points(points)
    if not ordered:
        return ()
    spots = frame.pixels(np.array([(point.lon, point.lat) for point in ordered], dtype=float)).tolist()
    clusters = [
        Cluster(*_bring_in(x, y, frame), [point], point.cooperation, point.conflict)
        for point, (x, y) in zip(ordered, spots, strict=True)
    ]
    limit = min(max(frame.width * LARGEST_SHARE, LARGEST[0]), LARGEST[1])
    clusters = _join_all(clusters, _choose_unit(clusters, limit), limit)
    unit = _choose_unit(clusters, limit)
    marks = [Mark(each.x, each.y, tuple(order_points(each.points)), unit, each.arrow) for each in clusters]
    return tuple(sorted(marks, key=lambda mark: (-mark.happenings, mark.x, mark.y)))


def _choose_unit(clusters: Sequence[Cluster], limit: float) -> float:
    widest = max(max(measure_mark(cluster.cooperation, cluster.conflict, 1.0)) for cluster in clusters)
    return min(LARGEST_UNIT, limit / max(widest, 1.0))


def _bring_in(x: float, y: float, frame: Frame) -> tuple[float, float, str]:
    """Where a place stands, and an arrow where that is the edge of the frame on the way to it."""
    if 0 <= x <= frame.width and 0 <= y <= frame.height:
        return x, y, ""
    half = (frame.width / 2, frame.height / 2)
    off = (x - half[0], y - half[1])
    share = min((side - INSET) / abs(way) for side, way in zip(half, off, strict=True) if way)
    turn = round(atan2(-off[1], off[0]) / (pi / 4)) % 8
    return half[0] + off[0] * share, half[1] + off[1] * share, ARROWS[turn]


def _join_all(clusters: list[Cluster], unit: float, limit: float) -> list[Cluster]:
    """Join until none touch and there are not too many."""
    nearest = NEAREST * max(sqrt(len(clusters) / MOST_MARKS), 1.0)
    while True:
        joined = _join(clusters, unit, limit, nearest)
        if len(joined) > MOST_MARKS:
            nearest *= WIDER
        elif len(joined) == len(clusters):
            return joined
        clusters = joined


def _join(clusters: Sequence[Cluster], unit: float, limit: float, nearest: float) -> list[Cluster]:
    """Each cluster goes into the nearest larger one that it touches; those within the frame not with those outside."""
    joined: list[Cluster] = []
    spots = np.empty((len(clusters), 2))
    radii, away = np.empty(len(clusters)), np.empty(len(clusters), dtype=bool)
    for cluster in clusters:
        count = len(joined)
        radius, outside = cluster.measure(unit, limit), bool(cluster.arrow)
        room = np.maximum(TOUCHING * (radii[:count] + radius), nearest)
        gaps = np.hypot(spots[:count, 0] - cluster.x, spots[:count, 1] - cluster.y) - room
        gaps[away[:count] != outside] = np.inf
        if count and gaps.min() < 0:
            other = int(gaps.argmin())
            joined[other].take(cluster)
            radii[other] = joined[other].measure(unit, limit)
            continue
        joined.append(cluster)
        spots[count], radii[count], away[count] = (cluster.x, cluster.y), radius, outside
    return joined
