"""From the globe to the plane, areas kept: in units of the earth's radius, x to the east and y to the north."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from dyadlog.report.mapping.shapes import Numbers, to_vectors

EARTH_KM: Final = 6371.0
POLYNOMIAL: Final = (1.340264, -0.081106, 0.000893, 0.003796)
"""Equal Earth: Šavrič, Patterson and Jenny 2018."""


class Projection(Protocol):
    """Both projections can be pickled and hold no shapes."""

    def project(self, points: Numbers, vectors: Numbers | None = None) -> Numbers:
        """Longitudes and latitudes to the plane; their ``vectors``, where known, save time."""

    def near(self, vectors: Numbers) -> NDArray[np.bool_]:
        """Which points lie on the side of the globe that is drawn."""

    def open_ring(self, ring: Numbers) -> Sequence[Numbers]:
        """A ring of longitudes and latitudes, cut into rings that do not run over the map's own edge."""


@dataclass(frozen=True, slots=True)
class Azimuthal:
    """Lambert's azimuthal equal-area projection about a middle: for views up to a continent, anywhere on earth."""

    lat: float
    lon: float

    def _axes(self) -> Numbers:
        lat, lon = np.radians(self.lat), np.radians(self.lon)
        east = (-np.sin(lon), np.cos(lon), 0.0)
        north = (-np.sin(lat) * np.cos(lon), -np.sin(lat) * np.sin(lon), np.cos(lat))
        return np.array((east, north, to_vectors(np.array([[self.lon, self.lat]]))[0])).T

    def project(self, points: Numbers, vectors: Numbers | None = None) -> Numbers:
        """See ``Projection``."""
        turned = (to_vectors(points) if vectors is None else vectors) @ self._axes()
        stretch = np.sqrt(2 / np.maximum(1 + turned[:, 2], 1e-9))
        return turned[:, :2] * stretch[:, None]

    def near(self, vectors: Numbers) -> NDArray[np.bool_]:
        """See ``Projection``."""
        return np.asarray(vectors @ self._axes()[:, 2] > 0)

    def open_ring(self, ring: Numbers) -> Sequence[Numbers]:
        """See ``Projection``."""
        return (ring,)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection about a meridian: for views wider than a continent. ``TOP`` is the pole's height."""

    lon: float
    TOP: ClassVar[float] = 1.3173627591574

    def turn(self, lon: Numbers) -> Numbers:
        """Longitudes counted from the middle meridian, -180 to 180."""
        return np.asarray((lon - self.lon + 180) % 360 - 180)

    def project(self, points: Numbers, vectors: Numbers | None = None) -> Numbers:
        """See ``Projection``."""
        return self._flatten(self.turn(points[:, 0]), points[:, 1])

    def _flatten(self, turned: Numbers, lat: Numbers) -> Numbers:
        a1, a2, a3, a4 = POLYNOMIAL
        theta = np.arcsin(np.sqrt(3) / 2 * np.sin(np.radians(np.clip(lat, -90, 90))))
        square = theta * theta
        sixth = square**3
        slope = a1 + 3 * a2 * square + sixth * (7 * a3 + 9 * a4 * square)
        x = np.radians(turned) * np.cos(theta) * 2 / np.sqrt(3) / slope
        return np.column_stack((x, theta * (a1 + a2 * square + sixth * (a3 + a4 * square))))

    def near(self, vectors: Numbers) -> NDArray[np.bool_]:
        """See ``Projection``."""
        return np.ones(len(vectors), dtype=bool)

    def open_ring(self, ring: Numbers) -> Sequence[Numbers]:
        """See ``Projection``. Rings around a pole are closed along it."""
        turned = self.turn(ring[:, 0])
        if np.abs(np.diff(turned, append=turned[0])).max() < 180:
            return (ring,)
        lon = np.unwrap(turned, period=360)
        lat = ring[:, 1]
        if abs(lon[-1] - lon[0]) > 180:
            pole = np.sign(lat.mean()) * 90
            ends = (lon[0] + np.sign(lon[-1] - lon[0]) * 360, lon[0])
            lon = np.concatenate((lon, (ends[0], ends[0], ends[1])))
            lat = np.concatenate((lat, (lat[0], pole, pole)))
        pieces = []
        for shift in (-360, 0, 360):
            moved = np.column_stack((lon + shift, lat))
            if moved[:, 0].max() <= -180 or moved[:, 0].min() >= 180:
                continue
            piece = clip_side(clip_side(moved, 0, -180, 1), 0, 180, -1)
            if len(piece) > 2:
                pieces.append(np.column_stack((piece[:, 0] * (1 - 1e-12) + self.lon, piece[:, 1])))
        return pieces


def clip_side(ring: Numbers, axis: int, edge: float, sign: int) -> Numbers:
    """The part of a ring on one side of a line: where ``sign * (coordinate - edge)`` is not negative."""
    over = sign * (ring[:, axis] - edge)
    inside = over >= 0
    if inside.all():
        return ring
    if not inside.any():
        return ring[:0]
    following, next_over, next_inside = np.roll(ring, -1, axis=0), np.roll(over, -1), np.roll(inside, -1)
    crosses = inside != next_inside
    share = np.divide(over, over - next_over, out=np.zeros_like(over), where=crosses)
    crossing = ring + share[:, None] * (following - ring)
    both = np.stack((ring, crossing), axis=1).reshape(-1, 2)
    return np.asarray(both[np.column_stack((inside, crosses)).ravel()])
