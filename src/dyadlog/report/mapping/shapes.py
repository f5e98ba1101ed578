"""The shapes of countries: outlines cut into shared arcs, so that every border is one line between two shapes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dyadlog.errors import UserError

Numbers = NDArray[np.float64]
SHIPPED: Final = Path(__file__).parent / "shapes"
FAR: Final = "world-110m.json"
CLOSE: Final = "world-50m.json"


@dataclass(frozen=True, slots=True)
class Shape:
    """One country or territory. ``code`` is alpha-3, empty where the file has none; ``state`` is the code of the state
    whose land it is. ``polygons`` are lists of rings, the outer one first; a ring is a list of arcs, ``~n`` backwards.
    """

    code: str
    name: str
    state: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


class Shapes:
    """All shapes of a file. ``points`` are longitudes and latitudes in degrees, arc after arc; arc ``n`` begins at
    ``starts[n]``. ``owners`` has, for each arc, the numbers of the one or two shapes that it bounds."""

    def __init__(self, arcs: Sequence[Numbers], shapes: Sequence[Shape]) -> None:
        self.shapes = tuple(shapes)
        self.points = np.concatenate(arcs)
        self.starts = np.concatenate(([0], np.cumsum([len(arc) for arc in arcs])))
        self.arc_of_point = np.repeat(np.arange(len(arcs)), np.diff(self.starts))
        owners: list[list[int]] = [[] for _ in arcs]
        for number, shape in enumerate(self.shapes):
            for arc in {arc if arc >= 0 else ~arc for rings in shape.polygons for ring in rings for arc in ring}:
                owners[arc].append(number)
        self.owners = tuple(tuple(numbers) for numbers in owners)

    @cached_property
    def vectors(self) -> Numbers:
        """The points as unit vectors from the middle of the earth."""
        return to_vectors(self.points)

    @cached_property
    def arcs_by_shape(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The arcs of every shape that has any, shape after shape; and for each of them the number of its shape."""
        pairs = [(owner, arc) for arc, owners in enumerate(self.owners) for owner in owners]
        pairs.sort()
        numbers = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        return numbers[:, 1], numbers[:, 0]

    @cached_property
    def _arcs_by_code(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for arc, owners in enumerate(self.owners):
            for owner in owners:
                found.setdefault(self.shapes[owner].code, set()).add(arc)
        return found

    def arcs_along(self, codes: Iterable[str]) -> list[int]:
        """The arcs that bound shapes of all these codes: between two, or around one."""
        return sorted(set.intersection(*(self._arcs_by_code.get(code, set()) for code in codes)))

    def named(self, code: str) -> list[Shape]:
        """The shapes with this code."""
        return [shape for shape in self.shapes if shape.code == code]

    def ring_points(self, ring: Sequence[int]) -> NDArray[np.intp]:
        """The numbers of the points along a ring, each once; it closes by itself."""
        parts = []
        for arc in ring:
            number = arc if arc >= 0 else ~arc
            part = np.arange(self.starts[number], self.starts[number + 1] - 1)
            parts.append(part if arc >= 0 else part[::-1] + 1)
        return np.concatenate(parts)


def to_vectors(points: Numbers) -> Numbers:
    """Longitudes and latitudes as unit vectors."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))


@lru_cache(maxsize=4)
def load_shapes(path: Path) -> Shapes:
    """The shapes of a TopoJSON or GeoJSON file of countries; loaded once in a process.

    Raises UserError where it is not one, with what is wrong.
    """
    from dyadlog.report.mapping.shape_files import read_shape_file

    return Shapes(*read_shape_file(path))


def choose_shapes(own: Path | None, close: bool, codes: Sequence[str]) -> Shapes:
    """The user's shapes, else ours: those for a view of the world only where they have all states asked for."""
    if own is not None:
        return load_shapes(own)
    far = load_shapes(SHIPPED / FAR)
    fits = not close and all(far.named(code) for code in codes)
    return far if fits else load_shapes(SHIPPED / CLOSE)


def check_coordinates(points: Numbers, path: Path) -> None:
    """Raises UserError where points are no degrees."""
    if not len(points) or not np.isfinite(points).all():
        raise UserError(f"{path}: no coordinates, or some that are no numbers")
    if np.abs(points[:, 0]).max() > 180.01 or np.abs(points[:, 1]).max() > 90.01:
        raise UserError(f"{path}: coordinates must be degrees of longitude and latitude (WGS 84)")
