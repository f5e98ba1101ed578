"""The small chart of a brief: events by month and quad class."""

from dataclasses import dataclass
from datetime import date

from dyadlog.findings.index import IndexPoint

MONTHS = 18
"""Months shown: a year and a half is what a desk officer calls recent, and fits a phone."""


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the chart; ``quads`` is None where there is no data, which is not zero."""

    label: str
    quads: tuple[int, int, int, int] | None


def make_months(points: tuple[IndexPoint, ...]) -> tuple[Month, ...]:
    """The months up to the newest one with data, oldest first; months without data between them are marked so."""
    by_month = {point.start: point.quads for point in points if point.status != "no_data"}
    if not any(any(quads) for quads in by_month.values()):
        return ()
    month, first = max(by_month), min(by_month)
    months: list[Month] = []
    while len(months) < MONTHS and month >= first:
        months.append(Month(month.isoformat()[:7], by_month.get(month)))
        month = _month_before(month)
    return tuple(reversed(months))


def _month_before(month: date) -> date:
    return month.replace(year=month.year - 1, month=12) if month.month == 1 else month.replace(month=month.month - 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle of the chart, in units of the drawing."""

    x: float
    y: float
    width: float
    height: float
    quad: int
    count: int
    label: str


WIDTH, HALF, GAP = 720.0, 70.0, 4.0
"""The drawing: cooperation grows up from the middle line, conflict down, ``HALF`` units each at most."""


def draw_bars(months: tuple[Month, ...]) -> tuple[Bar, ...]:
    """Bars for all months: quads 1 and 2 stacked above the line, 3 and 4 below it."""
    tallest = max((max(m.quads[0] + m.quads[1], m.quads[2] + m.quads[3]) for m in months if m.quads), default=0)
    if not tallest:
        return ()
    step, unit = WIDTH / len(months), HALF / max(tallest, 4)
    bars = []
    for number, month in enumerate(months):
        x, width = number * step + GAP / 2, min(step - GAP, 44.0)
        up = down = HALF
        for quad, count in enumerate(month.quads or (), 1):
            height = count * unit
            if not count:
                continue
            if quad <= 2:
                up -= height
                bars.append(Bar(x, up, width, height, quad, count, month.label))
            else:
                bars.append(Bar(x, down, width, height, quad, count, month.label))
                down += height
    return tuple(bars)
