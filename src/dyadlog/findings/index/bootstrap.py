"""Bootstrap intervals of a sum over events.

The bootstrap (Efron 1979, Annals of Statistics 7) draws the record's events anew, with replacement. We draw how often
each event comes up from a Poisson distribution of mean 1, its limit for a large record (Hanley and MacGibbon 2006,
Computer Methods and Programs in Biomedicine 83): an event drawn for one period leaves the others alone, and the number
of events of a period varies as well as which they are. The draws hang on an event's place among the values of its
period, largest first, and on nothing else: neither ids nor the order of reading nor names play a role.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from dyadlog.findings.index.records import Band

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

REPLICATES: Final = 2000
SEED: Final = 1979
EXACT: Final = 256
"""Events of one period up to which it is drawn; beyond, the sum is as good as normal, with the same variance."""


@lru_cache(maxsize=1)
def _draws() -> "NDArray[float64]":
    """How often each place comes up in each replicate. ``RandomState`` keeps its stream over versions of numpy."""
    import numpy as np

    return np.random.RandomState(SEED).poisson(1.0, (EXACT, REPLICATES)).astype(np.float64)


def make_band(values: Sequence[float], level: float) -> Band | None:
    """The interval that holds the share ``level`` of the draws of the sum; None where there is nothing to draw."""
    import numpy as np

    if not values:
        return None
    tail = (1 - level) / 2
    if len(values) > EXACT:
        middle = sum(values)
        reach = NormalDist().inv_cdf(1 - tail) * sqrt(sum(value * value for value in values))
        return Band(round(middle - reach, 3), round(middle + reach, 3))
    ordered = np.array(sorted(values, key=lambda value: (-abs(value), value)))
    low, high = np.quantile(ordered @ _draws()[: len(ordered)], (tail, 1 - tail))
    return Band(round(float(low), 3), round(float(high), 3))
