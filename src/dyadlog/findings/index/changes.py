"""Change points: where the level of the series becomes another one, by PELT of the library ruptures.

Its ``KernelCPD`` with a linear kernel has the cost of a shift in the mean, and is written in C.
Killick, Fearnhead and Eckley 2012, JASA 107 (PELT); Truong, Oudre and Vayatis 2020, Signal Processing 167 (ruptures).
"""

from collections.abc import Sequence
from itertools import pairwise
from math import copysign, log, sqrt
from statistics import fmean, median
from typing import Any, Final

from dyadlog.findings.index.records import ChangePoint, IndexPoint

SHORTEST: Final = 3
"""Periods that a level must hold: fewer are a swing."""
PENALTY: Final = 6.0
"""What one more change must save, in units of log(periods). The BIC of two levels and one place would ask for 3, but
sums of few and unequal events have tails; `benchmarks/index.py` prints how many series without a change get one."""
NORMAL_MEDIAN: Final = 0.6745
"""Median of the absolute value of a standard normal variable."""


def find_changes(points: Sequence[IndexPoint], fewest: int) -> tuple[ChangePoint, ...] | None:
    """The change points of each stretch of at least ``fewest`` periods on end with data.

    None where the library is not installed (``pip install 'dyadlog[changes]'``).
    """
    stretches: list[list[IndexPoint]] = [[]]
    for point in points:
        if point.status == "no_data":
            stretches.append([])
        else:
            stretches[-1].append(point)
    long_enough = [stretch for stretch in stretches if len(stretch) >= fewest]
    if not long_enough:
        return ()
    try:
        import ruptures
    except ImportError:
        return None
    return tuple(change for stretch in long_enough for change in _find_in(ruptures, stretch))


def _find_in(ruptures: Any, stretch: Sequence[IndexPoint]) -> list[ChangePoint]:
    """The change points of periods on end."""
    import numpy as np

    sides = [[point.cooperation or 0.0 for point in stretch], [point.conflict or 0.0 for point in stretch]]
    signal = np.array([scaled for side in sides if (scaled := _scale(side))]).T
    if not signal.size:
        return []
    search = ruptures.KernelCPD(kernel="linear", min_size=SHORTEST, jump=1).fit(signal)
    ends = [0, *search.predict(pen=PENALTY * log(len(stretch)))]
    return [
        ChangePoint(
            label=stretch[place].label,
            start=stretch[place].start,
            cooperation_before=round(fmean(sides[0][before:place]), 3),
            cooperation_after=round(fmean(sides[0][place:after]), 3),
            conflict_before=round(fmean(sides[1][before:place]), 3),
            conflict_after=round(fmean(sides[1][place:after]), 3),
        )
        for (before, place), (_, after) in pairwise(pairwise(ends))
    ]


def _scale(side: Sequence[float]) -> list[float]:
    """Square roots, since sums of events swing the more the larger they are, in units of their noise from one period to
    the next; empty where nothing moves."""
    roots = [copysign(sqrt(abs(value)), value) for value in side]
    steps = [abs(later - earlier) for earlier, later in pairwise(roots)]
    noise = (median(steps) or fmean(steps)) / (NORMAL_MEDIAN * sqrt(2))
    return [root / noise for root in roots] if noise else []
