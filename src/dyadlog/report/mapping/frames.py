"""What part of the world a map shows, and in which projection."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from dyadlog.knowledge.states import State
from dyadlog.report.mapping.points import MapPoint
from dyadlog.report.mapping.projections import EARTH_KM, Azimuthal, EqualEarth, Projection
from dyadlog.report.mapping.shapes import Numbers, Shape, Shapes, to_vectors

Focus = Literal["states", "all", "places"]
"""``states``: the two states and places not far off; ``all``: the states and every place; ``places``: places alone."""
WIDEST_CAP: Final = 52.0
"""Degrees from the middle up to which the azimuthal projection is used: shapes at the rim are pressed by a tenth."""
WIDEST_POLAR_CAP: Final = 38.0
POLAR: Final = 58.0
"""Latitude of the middle from which on a wide azimuthal map would turn north away from the top for half its land."""
LEAST_CAP: Final = 1.4
"""Degrees: what is nearer together is not magnified further, the shapes are too coarse for it."""
MAIN_SHARE: Final = 0.25
"""A part of a state with this share of the largest part's area belongs to what the frame is fitted to."""
NEAR_SHARE: Final = 0.5
REACH: Final = 1.6
"""Places within so many times the states' own radius, and some degrees more, are taken into the frame."""
REACH_MORE: Final = 1.0
LEAST_HEIGHT: Final = 0.6
"""A frame that needs less height than was allowed is cut down, at most to this share."""
MARGIN: Final = 0.07
"""Free room on each side, as a share of the frame."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the plane: ``width`` and ``height`` in pixels, ``scale`` pixels a radius of the earth, ``left`` and
    ``top`` the plane's coordinates of the upper left corner."""

    projection: Projection
    width: float
    height: float
    scale: float
    left: float
    top: float

    def pixels(self, points: Numbers, vectors: Numbers | None = None) -> Numbers:
        """Longitudes and latitudes to pixels, y downwards; far outside of the frame for what the map does not show."""
        plane = self.projection.project(points, vectors)
        return np.column_stack((plane[:, 0] - self.left, self.top - plane[:, 1])) * self.scale

    @property
    def km_per_pixel(self) -> float:
        """The scale in the middle of the map."""
        return EARTH_KM / self.scale


def fit_frame(
    shapes: Shapes, states: Sequence[State], points: Sequence[MapPoint], size: tuple[float, float], focus: Focus
) -> Frame:
    """The frame for a ``focus``, no wider than ``size``; without any place it shows the states."""
    spots = np.array([(point.lon, point.lat) for point in points], dtype=float).reshape(-1, 2)
    land = np.concatenate([main_part(shapes, state) for state in states])
    if focus == "places" and len(spots):
        held = spots
    elif focus == "states" and len(land):
        held = np.concatenate((land, spots[_are_near(spots, land)]))
    else:
        held = np.concatenate((land, spots)) if len(land) + len(spots) else np.zeros((1, 2))
    lat, lon, radius = _find_cap(to_vectors(held))
    widest = WIDEST_POLAR_CAP if abs(lat) > POLAR else WIDEST_CAP
    projection = Azimuthal(lat, lon) if radius <= widest else EqualEarth(_find_meridian(held[:, 0]))
    return _lay_window(projection, projection.project(held), size)


def _are_near(spots: Numbers, land: Numbers) -> NDArray[np.bool_]:
    lat, lon, radius = _find_cap(to_vectors(land))
    middle = to_vectors(np.array([(lon, lat)]))[0]
    return np.asarray(to_vectors(spots) @ middle >= np.cos(np.radians(min(REACH * radius + REACH_MORE, 180))))


def _lay_window(projection: Projection, plane: Numbers, size: tuple[float, float]) -> Frame:
    low, high = plane.min(axis=0), plane.max(axis=0)
    least = 2 * np.radians(LEAST_CAP)
    room = [max(high[axis] - low[axis], least) / (1 - 2 * MARGIN) for axis in (0, 1)]
    scale = float(min(size[0] / room[0], size[1] / room[1]))
    height = max(min(size[1], room[1] * scale), size[1] * LEAST_HEIGHT)
    middle = (low + high) / 2
    left, top = middle[0] - size[0] / scale / 2, middle[1] + height / scale / 2
    if isinstance(projection, EqualEarth):
        top = min(top, EqualEarth.TOP + MARGIN * height / scale)
    return Frame(projection, size[0], float(round(height)), scale, float(left), float(top))


def _find_cap(vectors: Numbers) -> tuple[float, float, float]:
    """The smallest circle around points on the globe, nearly: latitude and longitude of its middle, and its radius."""
    middle = vectors.mean(axis=0)
    if np.linalg.norm(middle) < 1e-6:
        middle = vectors[0]
    middle = middle / np.linalg.norm(middle)
    for step in range(2, 60):
        farthest = vectors[np.argmin(vectors @ middle)]
        middle = middle + (farthest - middle) / step / 2
        middle = middle / np.linalg.norm(middle)
    radius = float(np.degrees(np.arccos(np.clip((vectors @ middle).min(), -1, 1))))
    return float(np.degrees(np.arcsin(middle[2]))), float(np.degrees(np.arctan2(middle[1], middle[0]))), radius


def _find_meridian(longitudes: Numbers) -> float:
    """The meridian opposite to the widest gap."""
    around = np.unique(longitudes % 360)
    gaps = np.diff(np.append(around, around[0] + 360))
    widest = int(np.argmax(gaps))
    return float((around[widest] + gaps[widest] / 2 + 180) % 360)


@lru_cache(maxsize=1024)
def main_part(shapes: Shapes, state: State) -> Numbers:
    """Points along a state's land without what lies far away from its largest part and is much smaller.

    The capital stands in for a state without a shape; nothing where that is unknown too.
    """
    rings = [
        shapes.points[shapes.ring_points(rings[0])] for shape in land_of(shapes, state) for rings in shape.polygons
    ]
    if not rings:
        known = state.lat is not None and state.lon is not None
        return np.array([(state.lon, state.lat)], dtype=float) if known else np.zeros((0, 2))
    areas = [_measure_ring(ring) for ring in rings]
    largest = int(np.argmax(areas))
    lat, lon, radius = _find_cap(to_vectors(rings[largest]))
    distances = np.hypot(*Azimuthal(lat, lon).project(np.concatenate(rings)).T)
    nearest = np.minimum.reduceat(distances, np.cumsum([0, *map(len, rings[:-1])]))
    reach = np.radians(radius * (1 + NEAR_SHARE) + 1)
    held = (np.array(areas) >= MAIN_SHARE * areas[largest]) | (nearest < reach)
    return np.concatenate([ring for ring, kept in zip(rings, held, strict=True) if kept])


def _measure_ring(ring: Numbers) -> float:
    """The area of a ring, in no particular unit."""
    lon = np.unwrap(ring[:, 0], period=360) * np.cos(np.radians(ring[:, 1].mean()))
    lat = ring[:, 1]
    return float(abs(np.dot(lon, np.roll(lat, -1)) - np.dot(lat, np.roll(lon, -1)))) / 2


def land_of(shapes: Shapes, state: State) -> list[Shape]:
    """A state's own shapes; for one of the past, those of the states that came after it."""
    return shapes.named(state.code) or [shape for code in state.successors for shape in shapes.named(code)]
