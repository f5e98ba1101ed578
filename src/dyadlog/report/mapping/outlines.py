"""Lines made lighter, cut to the frame, and written as paths."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dyadlog.report.mapping.projections import clip_side
from dyadlog.report.mapping.shapes import Numbers

ROUNDS: Final = 14
OUTSIDE: Final = 60.0
"""How much coarser a line may be outside of the frame."""


def thin_points(
    pixels: Numbers, arc_of_point: NDArray[np.intp], tolerance: float, outside: NDArray[np.bool_]
) -> NDArray[np.intp]:
    """The numbers of the points that stay: both ends of every arc, and those that make a corner.

    After Visvalingam: a point goes where the triangle with its neighbours is smaller than ``tolerance`` square pixels
    and than those beside it. Points of different arcs take no part in each other's triangles.
    """
    kept = np.arange(len(pixels))
    limits = np.where(outside, tolerance * OUTSIDE, tolerance)
    for _ in range(ROUNDS):
        before, here, after = pixels[kept[:-2]], pixels[kept[1:-1]], pixels[kept[2:]]
        a, b = here - before, after - before
        area = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2
        arcs = arc_of_point[kept]
        fixed = (arcs[:-2] != arcs[1:-1]) | (arcs[2:] != arcs[1:-1])
        area[fixed] = np.inf
        padded = np.concatenate(([np.inf], area, [np.inf]))
        goes = (area < limits[kept[1:-1]]) & (area < padded[:-2]) & (area <= padded[2:])
        if not goes.any():
            break
        kept = np.concatenate((kept[:1], kept[1:-1][~goes], kept[-1:]))
    return kept


def clip_ring(ring: Numbers, width: float, height: float, margin: float) -> Numbers:
    """The part of a ring inside the frame and a margin around it."""
    for axis, edge, sign in ((0, -margin, 1), (0, width + margin, -1), (1, -margin, 1), (1, height + margin, -1)):
        if len(ring):
            ring = clip_side(ring, axis, edge, sign)
    return ring


def write_path(lines: Iterable[Numbers], closed: bool) -> str:
    """Lines in pixels as the ``d`` of a path, to a tenth of a pixel."""
    parts = []
    for line in lines:
        tenths = np.rint(line * 10).astype(int)
        steps = np.diff(tenths, axis=0)
        steps = steps[steps.any(axis=1)]
        if len(steps) < (2 if closed else 1):
            continue
        start = f"M{show_tenths(int(tenths[0, 0]))},{show_tenths(int(tenths[0, 1]))}l"
        parts.append(start + join_steps(steps.tolist()) + ("z" if closed else ""))
    return "".join(parts)


def join_steps(steps: Sequence[Sequence[int]]) -> str:
    """Relative steps in tenths, with no more signs between them than needed."""
    text = " ".join([f"{show_tenths(x)} {show_tenths(y)}" for x, y in steps])
    return text.replace(" -", "-")


@lru_cache(maxsize=8192)
def show_tenths(number: int) -> str:
    """A number of tenths as a decimal number, as short as can be."""
    whole, rest = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole or ''}.{rest}" if rest else f"{sign}{whole}"
