"""What is drawn on the map: places with what happened there."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dyadlog.report.plain import plain_line


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place where things happened. Coordinates are degrees WGS 84; ``countries`` are codes, several where the place
    is shared or contested; ``cooperation`` and ``conflict`` count happenings; ``href`` leads to them.

    Raises ValueError for coordinates that are not on earth and for counts below zero.
    """

    name: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    cooperation: int
    conflict: int
    href: str

    def __post_init__(self) -> None:
        if not (math.isfinite(self.lon) and abs(self.lat) <= 90 and abs(self.lon) <= 360):
            raise ValueError(f"{self.lat}, {self.lon} is not on earth")
        if min(self.cooperation, self.conflict) < 0:
            raise ValueError("happenings are counted from 0")

    @property
    def happenings(self) -> int:
        """All that happened here."""
        return self.cooperation + self.conflict


def order_points(points: Iterable[MapPoint]) -> list[MapPoint]:
    """Most happenings first; where equal, by name and place, so that two drawings are the same."""
    return sorted(points, key=lambda point: (-point.happenings, point.name, point.lat, point.lon, point.href))


POINT_COLUMNS = ("place", "countries", "latitude", "longitude", "cooperation", "conflict", "happenings")
"""The columns of ``point_rows``."""


def point_rows(points: Iterable[MapPoint]) -> list[dict[str, object]]:
    """The table behind the map, one row a place, most happenings first; names as plain text on one line."""
    return [
        dict(
            zip(
                POINT_COLUMNS,
                (
                    plain_line(point.name),
                    list(point.countries),
                    point.lat,
                    point.lon,
                    point.cooperation,
                    point.conflict,
                    point.happenings,
                ),
                strict=True,
            )
        )
        for point in order_points(points)
    ]


def tell_counts(points: Sequence[MapPoint]) -> str:
    """How much happened at these places, in words."""
    cooperation, conflict = sum(point.cooperation for point in points), sum(point.conflict for point in points)
    told = [f"{count} {name}" for count, name in ((cooperation, "cooperation"), (conflict, "conflict")) if count]
    return ", ".join(told) or "nothing counted"
