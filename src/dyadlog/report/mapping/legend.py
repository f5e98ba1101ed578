"""What the marks, tints and lines of a map mean, drawn below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10, sqrt
from typing import Final, Literal

from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.labels import measure_text
from dyadlog.report.mapping.marks import SMALLEST, Mark
from dyadlog.report.mapping.projections import Azimuthal

TYPE_SIZE: Final = 12.0
ROW: Final = 24.0
SPACE: Final = 18.0
LONGEST_BAR: Final = 110.0
COARSEST_BAR: Final = 12.0
"""Kilometres a pixel up to which one bar holds for the whole map."""

Sort = Literal["first", "second", "cooperation", "conflict", "both", "size", "contested", "scale", "words"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing explained: its sort, its words, where it stands, the width of its sign and, for sizes, the radius."""

    sort: Sort
    text: str
    x: float
    y: float
    sign: float


def lay_legend(
    names: Sequence[str], marks: Sequence[Mark], frame: Frame, contested: bool
) -> tuple[tuple[Item, ...], float]:
    """The items in rows below the map, and the height they take."""
    wanted: list[tuple[Sort, str, float]] = [("first", names[0], 22.0)]
    wanted += [("second", name, 22.0) for name in names[1:2]]
    kinds = {(mark.cooperation > 0, mark.conflict > 0) for mark in marks}
    if any(cooperation for cooperation, _ in kinds):
        wanted.append(("cooperation", "cooperation", 12.0))
    if any(conflict for _, conflict in kinds):
        wanted.append(("conflict", "conflict", 12.0))
    if (True, True) in kinds:
        wanted.append(("both", "both", 12.0))
    wanted += [("size", text, sign) for text, sign in _sizes(marks)]
    if contested:
        wanted.append(("contested", "contested border", 24.0))
    wanted.append(_show_scale(frame))
    return _flow(wanted, frame)


def _flow(wanted: Sequence[tuple[Sort, str, float]], frame: Frame) -> tuple[tuple[Item, ...], float]:
    items = []
    x, y = 0.0, frame.height + ROW * 0.8
    for sort, text, sign in wanted:
        width = sign + 6 + measure_text(text, TYPE_SIZE)
        if x > 0 and x + width > frame.width:
            x, y = 0.0, y + ROW
        items.append(Item(sort, text, x, y, sign))
        x += width + SPACE
    return tuple(items), y + ROW * 0.6 - frame.height


def _sizes(marks: Sequence[Mark]) -> list[tuple[str, float]]:
    """Circles for round numbers of happenings, as large as the row allows."""
    most = max((mark.happenings for mark in marks), default=0)
    if not most:
        return []
    largest = max(min(most, (ROW / 2 / marks[0].unit) ** 2), 1)
    shown = [(count, marks[0].unit * sqrt(count)) for count in {1, _round_down(largest)}]
    told = sorted((radius, count) for count, radius in shown if radius >= SMALLEST)
    words = [str(count) for _, count in told[:-1]] + [f"{count} happening{'s' * (count > 1)}" for _, count in told[-1:]]
    return [(text, 2 * radius) for text, (radius, _) in zip(words, told, strict=True)]


def _round_down(number: float) -> int:
    """The largest of 1, 2, 5, 10, 20 ... that is not above a number of at least 1."""
    power = 10 ** floor(log10(number))
    return int(max(factor * power for factor in (1, 2, 5) if factor * power <= number))


def _show_scale(frame: Frame) -> tuple[Sort, str, float]:
    if not isinstance(frame.projection, Azimuthal):
        return "words", "Equal Earth projection", 0.0
    if frame.km_per_pixel > COARSEST_BAR:
        return "words", "Lambert equal-area projection", 0.0
    room = LONGEST_BAR * frame.km_per_pixel
    length = _round_down(room)
    return "scale", f"{length} km", length / frame.km_per_pixel
