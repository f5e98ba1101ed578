"""Where names stand on a map, so that none lies on another or on a mark."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from dyadlog.report.mapping.marks import Mark
from dyadlog.report.mapping.shapes import Numbers
from dyadlog.report.plain import shorten

LETTER: Final = 0.62
"""The mean width of a letter, as a share of the type size; an East Asian one takes a whole size."""
SPACED: Final = 0.88
"""The same for capitals set wide."""
LINE: Final = 1.15
LONGEST: Final = 26
GAP: Final = 3.0
ROWS: Final = 11
LEVEL: Final = 0.35
"""How far below the middle of a line of text its base lies, as a share of the type size."""
SLANT: Final = 0.71
SPOTS: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
"""Where a name may stand beside its mark, best first: right (1) or left (-1); level, above (-1) or below (1)."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """A name with its base point in pixels; ``anchor`` is start, middle or end, ``role`` its class."""

    text: str
    x: float
    y: float
    anchor: str
    role: str


@dataclass(slots=True)
class Sheet:
    """What is taken on a map of this size."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies within the map and on nothing else."""
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return all(right <= x0 or left >= x1 or bottom <= y0 or top >= y1 for x0, y0, x1, y1 in self.taken)

    def put(self, label: Label, box: Box) -> Label:
        """Take the room."""
        self.taken.append(box)
        return label


def measure_text(text: str, size: float, letter: float = LETTER) -> float:
    """The width of a text in pixels, nearly."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return size * (letter * (len(text) - wide) + wide)


def take_marks(sheet: Sheet, marks: Iterable[Mark]) -> None:
    """Names keep off the marks."""
    for mark in marks:
        left, right = mark.reach
        half = mark.radius * 0.86 + 1
        sheet.taken.append((mark.x - left * 0.9 - 1, mark.y - half, mark.x + right * 0.9 + 1, mark.y + half))


def name_marks(sheet: Sheet, marks: Sequence[Mark], size: float, most: int) -> list[Label]:
    """The names of the first marks, as far as there is room; ``+2`` says that two more are in it."""
    labels: list[Label] = []
    for mark in marks:
        if len(labels) == most:
            break
        more = f" +{len(mark.points) - 1}" if len(mark.points) > 1 else ""
        text = shorten(mark.points[0].name, LONGEST) + more + (f" {mark.arrow}" if mark.arrow else "")
        label = _stand_beside(sheet, text, (mark.x, mark.y), mark.reach, size, "map-label")
        labels += [label] if label else []
    return labels


def name_ring(
    sheet: Sheet, text: str, spot: tuple[float, float], radius: float, size: float, role: str, lands: Sequence[Numbers]
) -> Label | None:
    """The name of a state with a ring around it, beside that but on no land; None where there is no room."""
    sides = _list_sides(lands)
    return _stand_beside(
        sheet, text, spot, (radius, radius), size, role, SPACED, lambda box: _is_at_sea(sides, box, sheet.width)
    )


def name_coast(
    sheet: Sheet, text: str, ring: Numbers, size: float, role: str, lands: Sequence[Numbers]
) -> Label | None:
    """The name of a land that cannot hold it, at sea off its coast; None where there is no room."""
    width = measure_text(text, size, SPACED)
    own, sides = _list_sides([ring]), _list_sides(lands)
    low, high = np.clip((own[:, 1].min(), own[:, 1].max()), 0, sheet.height).tolist()
    rows = np.linspace(low, high, ROWS)
    for row in sorted(rows.tolist(), key=lambda row: abs(row - (low + high) / 2)):
        crossed = _cross(own, row, sheet.width)
        for start, anchor in ((crossed[-1][1] + 2 * GAP, "start"), (crossed[0][0] - 2 * GAP, "end")) if crossed else ():
            left = start if anchor == "start" else start - width
            box = (left, row - size * 0.6, left + width, row + size * 0.6)
            if sheet.is_free(box) and _is_at_sea(sides, box, sheet.width):
                return sheet.put(Label(text, start, row + size * LEVEL, anchor, role), box)
    return None


def _is_at_sea(sides: Numbers, box: Box, width: float) -> bool:
    crossed = _cross(sides, (box[1] + box[3]) / 2, width)
    return all(end < box[0] or start > box[2] for start, end in crossed)


def _stand_beside(
    sheet: Sheet,
    text: str,
    spot: tuple[float, float],
    reach: tuple[float, float],
    size: float,
    role: str,
    letter: float = LETTER,
    is_allowed: Callable[[Box], bool] = lambda box: True,
) -> Label | None:
    """A text beside a spot that reaches so far to its left and right."""
    x, y = spot
    width = measure_text(text, size, letter)
    for side, way in SPOTS:
        beside = (reach[1] if side > 0 else reach[0]) if side else max(reach)
        start = x + side * (beside * (SLANT if way else 1.0) + GAP)
        base = y + size * LEVEL + _drop(way, max(reach), size, bool(side))
        left = start if side > 0 else start - width if side < 0 else start - width / 2
        box = (left, base - size * 0.9, left + width, base + size * (LINE - 0.9))
        if sheet.is_free(box) and is_allowed(box):
            anchor = {1: "start", -1: "end", 0: "middle"}[side]
            return sheet.put(Label(text, start, base, anchor, role), box)
    return None


def _drop(way: int, radius: float, size: float, aside: bool) -> float:
    """How far below the spot's own height a text stands: clear of the mark where it is straight above or below."""
    return way * (radius * SLANT + size * 0.2 if aside else radius + GAP + size * 0.5)


def name_land(
    sheet: Sheet, text: str, rings: Sequence[Numbers], size: float, role: str, letter: float = LETTER
) -> Label | None:
    """A name across a land, where it is wide; None where it would not fit in."""
    need = measure_text(text, size, letter)
    corners = np.concatenate(rings)
    left, low = np.maximum(corners.min(axis=0), 0)
    right, high = np.minimum(corners.max(axis=0), (sheet.width, sheet.height))
    if right - left < need or high - low < size:
        return None
    sides = _list_sides(rings)
    found = []
    for row in np.linspace(low, high, ROWS + 2)[1:-1]:
        for start, end in _cross(sides, float(row), sheet.width):
            if end - start >= need + 2 * GAP:
                off = abs(row - (low + high) / 2) / max(high - low, 1)
                found.append((-min(end - start, 2 * need) / need + off, (start + end) / 2, float(row)))
    for _, x, y in sorted(found):
        box = (x - need / 2, y - size * 0.6, x + need / 2, y + size * 0.6)
        if sheet.is_free(box):
            return sheet.put(Label(text, x, y + size * 0.35, "middle", role), box)
    return None


def _list_sides(rings: Iterable[Numbers]) -> Numbers:
    """The sides of rings: both ends of each."""
    sides = [np.hstack((ring, np.concatenate((ring[1:], ring[:1])))) for ring in rings]
    return np.concatenate(sides) if sides else np.zeros((0, 4))


def _cross(sides: Numbers, y: float, width: float) -> list[tuple[float, float]]:
    """The stretches of a line at this height that lie on the land with these sides."""
    cut = sides[(sides[:, 1] > y) != (sides[:, 3] > y)]
    share = (y - cut[:, 1]) / (cut[:, 3] - cut[:, 1])
    crossings = np.sort(np.clip(cut[:, 0] + share * (cut[:, 2] - cut[:, 0]), 0, width)).tolist()
    return list(zip(crossings[::2], crossings[1::2], strict=False))
