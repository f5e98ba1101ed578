"""Alpha: how far people who code the same things agree beyond chance."""

from collections import Counter
from collections.abc import Iterable, Sequence


def alpha(units: Iterable[Sequence[str]]) -> float:
    """Krippendorff's alpha for nominal data: each unit has the values that its coders gave, two or more of them.

    1 - observed / expected disagreement (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"); units with
    fewer than two values say nothing. 1.0 where there is only one value.
    """
    coded = [tuple(unit) for unit in units if len(unit) > 1]
    totals = Counter(value for unit in coded for value in unit)
    total = sum(totals.values())
    observed = 0.0
    for unit in coded:
        counts = Counter(unit)
        pairs = sum(count * (len(unit) - count) for count in counts.values())
        observed += pairs / (len(unit) - 1)
    expected = sum(count * (total - count) for count in totals.values()) / max(1, total - 1)
    return 1.0 if expected == 0 else 1 - observed / expected
