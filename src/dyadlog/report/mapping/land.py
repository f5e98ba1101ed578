"""Land, coasts and borders within a frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from dyadlog.knowledge.contested_borders import ContestedBorder
from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.outlines import clip_ring, thin_points, write_path
from dyadlog.report.mapping.shapes import Numbers, Shapes

TOLERANCE: Final = 0.5
"""Square pixels: a corner smaller than this is not seen."""
MOST_POINTS: Final = 4500
"""Of all arcs in the frame: what keeps a drawing under some 100 kB."""
UNSEEN_STEP: Final = 12
"""Of lines out of sight, which only close a land that is partly in view, every so many points are kept."""
SMALLEST: Final = 0.8
"""Pixels: an island narrower than this is left out, unless it is of one of the two states."""
BLEED: Final = 4.0
"""Pixels that are drawn beyond the frame, so that no line ends short of its edge."""

LineKind = Literal["coast", "border", "contested"]
KINDS: Final[tuple[LineKind, ...]] = ("coast", "border", "contested")


@dataclass(frozen=True, slots=True)
class Land:
    """One shape within the frame: its rings in pixels."""

    number: int
    rings: tuple[Numbers, ...]

    @property
    def path(self) -> str:
        """As the ``d`` of a path."""
        return write_path(self.rings, closed=True)


class Ground:
    """The shapes as seen through a frame; ``always`` are the numbers of shapes whose smallest islands are drawn too."""

    def __init__(self, shapes: Shapes, frame: Frame, always: Iterable[int]) -> None:
        self.shapes = shapes
        self.frame = frame
        self.always = frozenset(always)
        self.pixels = frame.pixels(shapes.points, shapes.vectors)
        near = frame.projection.near(shapes.vectors)
        starts = shapes.starts[:-1]
        self._near = np.logical_or.reduceat(near, starts)
        self._low = np.minimum.reduceat(self.pixels, starts, axis=0)
        self._high = np.maximum.reduceat(self.pixels, starts, axis=0)
        self._seen = self._near & self._is_inside(self._low, self._high)
        self._kept = self._thin(near)

    def _thin(self, near: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which points are drawn; fewer where there would be too many, and few on arcs out of sight."""
        inside = self._is_inside(self.pixels, self.pixels) & near
        arcs = self.shapes.arc_of_point
        chosen = np.flatnonzero(self._seen[arcs])
        tolerance = TOLERANCE
        while True:
            chosen = chosen[thin_points(self.pixels[chosen], arcs[chosen], tolerance, ~inside[chosen])]
            if tolerance > 8 or inside[chosen].sum() <= MOST_POINTS:
                break
            tolerance *= 2
        kept = ~self._seen[arcs] & (np.arange(len(arcs)) % UNSEEN_STEP == 0)
        kept[chosen] = True
        kept[self.shapes.starts[:-1]] = kept[self.shapes.starts[1:] - 1] = True
        return np.asarray(kept)

    def _is_inside(self, low: Numbers, high: Numbers) -> NDArray[np.bool_]:
        """Which boxes touch the frame."""
        edge = np.array((self.frame.width, self.frame.height)) + BLEED
        return np.asarray(((high >= -BLEED) & (low <= edge)).all(axis=1))

    @cached_property
    def lands(self) -> tuple[Land, ...]:
        """Every shape of which something is seen."""
        found = []
        for number in self._list_shapes():
            shape = self.shapes.shapes[number]
            least = 0.0 if number in self.always else SMALLEST
            rings = [piece for rings in shape.polygons for ring in rings for piece in self._draw_ring(ring, least)]
            if rings:
                found.append(Land(number, tuple(rings)))
        return tuple(found)

    def _list_shapes(self) -> list[int]:
        """The shapes whose box touches the frame."""
        arcs, numbers = self.shapes.arcs_by_shape
        begins = np.flatnonzero(np.diff(numbers, prepend=-1))
        low = np.minimum.reduceat(self._low[arcs], begins, axis=0)
        high = np.maximum.reduceat(self._high[arcs], begins, axis=0)
        return [int(number) for number in numbers[begins][self._is_inside(low, high)]]

    def _draw_ring(self, ring: Sequence[int], least: float) -> list[Numbers]:
        arcs = [arc if arc >= 0 else ~arc for arc in ring]
        if len(arcs) == 1 and not self._seen[arcs[0]]:
            return []
        low, high = self._low[arcs].min(axis=0), self._high[arcs].max(axis=0)
        small = (high - low).max() < least
        if small or not self._near[arcs].any() or not self._is_inside(low[None], high[None])[0]:
            return []
        numbers = self.shapes.ring_points(ring)
        thinned = numbers[self._kept[numbers]]
        if len(thinned) < 3 and least == 0:
            thinned = numbers
        points = self.shapes.points[thinned]
        pieces = self.frame.projection.open_ring(points)
        drawn = (
            [self.pixels[thinned]] if pieces and pieces[0] is points else [self.frame.pixels(piece) for piece in pieces]
        )
        clipped = (clip_ring(each, self.frame.width, self.frame.height, BLEED) for each in drawn)
        return [each for each in clipped if len(each) > 2]

    def lines(self, contested: Sequence[ContestedBorder]) -> dict[LineKind, str]:
        """The paths of coasts, borders and contested borders."""
        kept = np.flatnonzero(self._kept)
        first, last = kept[:-1], kept[1:]
        arcs = self.shapes.arc_of_point[first]
        kinds = self._kinds[arcs]
        held = np.flatnonzero((arcs == self.shapes.arc_of_point[last]) & (kinds >= 0) & self._is_seen(first, last))
        first, last, arcs, kinds = first[held], last[held], arcs[held], kinds[held]
        middles = (self.shapes.points[first] + self.shapes.points[last]) / 2
        for border in contested:
            along = [arc for arc in self.shapes.arcs_along(border.parts) if self._seen[arc]]
            if along:
                kinds[np.isin(arcs, along) & border.covers(middles)] = KINDS.index("contested")
        breaks = np.flatnonzero((first[1:] != last[:-1]) | (kinds[1:] != kinds[:-1])) + 1
        runs: dict[int, list[Numbers]] = {number: [] for number in range(len(KINDS))}
        for run in np.split(np.arange(len(first)), breaks):
            if len(run):
                runs[int(kinds[run[0]])].append(self.pixels[np.append(first[run], last[run[-1]])])
        return {kind: write_path(runs[number], closed=False) for number, kind in enumerate(KINDS)}

    @cached_property
    def _kinds(self) -> NDArray[np.int64]:
        """The kind of line that each arc is by itself: -1 for what is not drawn."""
        widths = (self._high - self._low).max(axis=1)
        kinds = np.full(len(self.shapes.owners), -1)
        for number, owners in enumerate(self.shapes.owners):
            divides = len({self.shapes.shapes[owner].code or owner for owner in owners}) > 1
            if divides:
                kinds[number] = KINDS.index("border")
            elif len(owners) == 1 and (widths[number] >= SMALLEST or owners[0] in self.always):
                kinds[number] = KINDS.index("coast")
        return kinds

    def _is_seen(self, first: NDArray[np.intp], last: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which sides touch the frame and are no artefact of the date line or the map's own edge."""
        low = np.minimum(self.pixels[first], self.pixels[last])
        high = np.maximum(self.pixels[first], self.pixels[last])
        jump = (high - low).max(axis=1) > self.frame.scale
        rim = (np.abs(self.shapes.points[first]) > (179.999, 89.9)) & (
            np.abs(self.shapes.points[last]) > (179.999, 89.9)
        )
        return np.asarray(self._is_inside(low, high) & ~jump & ~rim.any(axis=1))
