"""Marks: how one event of a timeline is drawn. Shape and filling tell what colour tells, without colour."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import Cell, DataTable, box, number, path
from dyadlog.report.index_table import QUAD_NAMES
from dyadlog.report.people import show_days
from dyadlog.report.plain import shorten

LANES: Final = (2, 1, 3, 4)
"""Quad classes from top to bottom: cooperation above the middle, conflict below it, what is material farther out."""
LONGEST_LABEL: Final = 160
FILLINGS: Final = {"asserted": "full", "claimed": "half"}
"""What is neither is hollow: planned, asked for, possible or denied."""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a timeline.

    ``day_first`` and ``day_last`` are the days it can have happened on, None for an end that is not known; ``lane`` is
    the quad class, 1 to 4. ``label`` tells the event in words, ``href`` leads to it. ``certain`` is False where sources
    deny or contest it. ``weight`` is the number of independent sources.
    """

    day_first: date | None
    day_last: date | None
    lane: int
    kind: str
    label: str
    href: str
    modality: str = "asserted"
    certain: bool = True
    weight: int = 1

    @property
    def is_dated(self) -> bool:
        """Whether at least one end is known."""
        return self.day_first is not None or self.day_last is not None

    @property
    def days(self) -> tuple[date, date]:
        """The known days, from the first to the last; of an open interval twice the day that is known."""
        first, last = self.day_first or self.day_last, self.day_last or self.day_first
        if first is None or last is None:
            raise ValueError("a mark without a date has no days")
        return first, last

    @property
    def size(self) -> float:
        """Half its height; it grows with the number of independent sources."""
        return 3.6 if self.weight < 2 else 4.4 if self.weight < 4 else 5.2

    @property
    def filling(self) -> str:
        """``full`` what is asserted, ``half`` what is claimed, ``hollow`` what is not told as done."""
        return FILLINGS.get(self.modality, "hollow")

    @property
    def when(self) -> str:
        """Its days as people read them."""
        return show_days(self.day_first, self.day_last) or "undated"

    @property
    def title(self) -> str:
        """The event in words, with what its shape tells."""
        sources = f"{self.weight} independent sources" if self.weight > 1 else "one source"
        told = [self.modality, *([] if self.certain else ["contested"]), sources]
        return f"{self.when}: {shorten(self.label, LONGEST_LABEL)} ({', '.join(told)})"


def tabulate_marks(marks: list[Mark]) -> DataTable:
    """Events as rows: when, quad class, in words, how they are told, independent sources."""
    rows = [
        (
            Cell(mark.when),
            Cell(QUAD_NAMES[mark.lane - 1]),
            Cell(mark.label, mark.href),
            Cell(mark.modality + ("" if mark.certain else ", contested")),
            Cell(str(mark.weight)),
        )
        for mark in marks
    ]
    return DataTable(("when", "class", "event", "told as", "independent sources"), tuple(rows))


def draw_dot(mark: Mark, x: float, y: float) -> Markup:
    """An event of one day: a circle for cooperation, a diamond for conflict."""
    return Markup("").join(_cross(mark, x, y, _fill(mark, *_outline(mark, x, y))))


def _outline(mark: Mark, x: float, y: float) -> tuple[str, str]:
    """The shape, and its left half."""
    if mark.lane <= 2:
        r = number(mark.size)
        top = f"M{number(x)} {number(y - mark.size)}"
        turn, back = f"a{r} {r} 0 0 0 0 {number(2 * mark.size)}", f"a{r} {r} 0 0 0 0 {number(-2 * mark.size)}"
        return f"{top}{turn}{back}z", f"{top}{turn}z"
    r, left = number(mark.size * 1.2), number(-mark.size * 1.2)
    top = f"M{number(x)} {number(y - mark.size * 1.2)}"
    return f"{top}l{left} {r} {r} {r} {r} {left}z", f"{top}l{left} {r} {r} {r}z"


def _fill(mark: Mark, whole: str, half: str) -> list[Markup]:
    if mark.filling != "half":
        return [path(mark.filling, whole)]
    return [path("hollow", whole), path("full", half)]


def _cross(mark: Mark, x: float, y: float, parts: list[Markup]) -> list[Markup]:
    """A stroke through what is denied; a cross over what is contested."""
    if mark.certain and mark.modality != "denied":
        return parts
    reach = mark.size + 1.5
    far, left, upper = number(2 * reach), number(x - reach), number(y - reach)
    strokes = f"M{left} {number(y + reach)}l{far} -{far}"
    if not mark.certain:
        strokes += f"M{left} {upper}l{far} {far}"
    return [*parts, path("cross", strokes)]


def draw_span(mark: Mark, left: float, right: float, y: float) -> Markup:
    """An event of some day between two: a bar over all of them; an open end fades out in ever shorter pieces."""
    height = mark.size + 1
    whole = box(left, y - height / 2, right - left, height)
    parts = _fill(mark, whole, box(left, y, right - left, height / 2))
    if mark.day_first is None:
        parts.append(path("full", _fade(left, y, height, -1)))
    if mark.day_last is None:
        parts.append(path("full", _fade(right, y, height, 1)))
    return Markup("").join(_cross(mark, (left + right) / 2, y, parts))


FADE: Final = ((2.0, 4.0), (8.0, 3.0), (13.0, 2.0), (17.0, 1.0))
"""Pieces of an open end: how far off, and how long."""
LENGTH_OF_FADE: Final = 18.0


def _fade(x: float, y: float, height: float, way: int) -> str:
    pieces = ((x + way * off - (length if way < 0 else 0), length) for off, length in FADE)
    return "".join(box(start, y - height / 4, length, height / 2) for start, length in pieces)
