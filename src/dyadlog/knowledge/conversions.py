"""Conversions: figures in units of one kind made comparable, and the most that a figure of a measure can be.

``tables/conversions.csv``: ``unit, base, factor, source``; ``tables/plausible.csv``: ``measure, unit, most, source``.
Currencies are not converted: what one was worth in another depends on the day.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


class Conversions:
    """Units with their base and factor, and bounds by measure and base unit."""

    def __init__(self, factors: Mapping[str, tuple[str, float]], bounds: Mapping[tuple[str, str], float]) -> None:
        self._factors = factors
        self._bounds = bounds

    def convert(self, unit: str) -> tuple[str, float] | None:
        """The base unit of a unit and how many of it the unit is; None for what is not measured."""
        return self._factors.get(unit)

    def most(self, measure: str, unit: str) -> float | None:
        """The most that a figure of a measure can be, in a base unit, an ISO 4217 code, ``person`` or ``object``."""
        return self._bounds.get((measure, unit))


def load_conversions(knowledge: "Knowledge") -> Conversions:
    """Both tables, shipped and the user's."""
    factors: dict[str, tuple[str, float]] = {}
    for row in read_rows(knowledge, "conversions.csv", ("unit", "base", "factor", "source"), ("unit",)):
        row.text("source")
        factor = row.number("factor")
        if not factor or factor < 0:
            raise row.error("factor is no number above zero")
        factors[row.text("unit")] = (row.text("base"), factor)
    bounds: dict[tuple[str, str], float] = {}
    for row in read_rows(knowledge, "plausible.csv", ("measure", "unit", "most", "source"), ("measure", "unit")):
        row.text("source")
        most = row.number("most")
        if not most or most < 0:
            raise row.error("most is no number above zero")
        bounds[row.text("measure"), row.text("unit")] = most
    return Conversions(factors, bounds)
