"""Tenures: who held which office when, as far as pages tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import (
    NARROW_BELOW,
    WIDE,
    box,
    draw_frame,
    element,
    fit,
    fold,
    line,
    link,
    number,
    path,
    text,
    text_width,
)
from dyadlog.report.drawings.held import Held
from dyadlog.report.drawings.legend import Entry, draw_legend
from dyadlog.report.drawings.time_axis import AXIS_HEIGHT, TimeAxis, draw_axis, make_axis

GUTTER, HEAD, ROW, THICK = 260.0, 20.0, 22.0, 14.0
"""Room for offices where they stand beside their holders, or above them; height of a holder's row and bar."""
GAP, LINE, CODE, NAME_GAP = 6.0, 16.0, 34.0, 12.0
"""Room between offices, of a note's line, of a state's code, and around a name."""
SIZE: Final = 4.5
LABEL_SIZE: Final = 13.0


@dataclass(frozen=True, slots=True)
class _Placed:
    held: Held
    left: float
    right: float
    row: int
    inside: bool
    before: bool


def draw_tenures(held: Sequence[Held], *, name: str, title: str, width: float = WIDE) -> Markup:
    """Offices as rows, in the order given, their holders as bars; who has no date is counted in a note."""
    dated = [one for one in held if one.days]
    narrow = width < NARROW_BELOW
    left = 0.0 if narrow else GUTTER
    y = 0.0
    parts: list[Markup] = []
    axis = make_axis((day for one in dated for day in one.days or ()), left, width) if dated else None
    for (state, office), group in groupby(dated, key=lambda one: (one.state, one.office)):
        placed = _place(list(group), axis, width) if axis else []
        rows, head = max(one.row for one in placed) + 1, HEAD if narrow else 0.0
        parts.append(line("axis", (0, y), (width, y)))
        base = y + (15 if narrow else 18)
        room = (width if narrow else left) - CODE - 8
        parts += [text("small halo", 0, base, state), text("label halo", CODE, base, fit(office, room, LABEL_SIZE))]
        parts += [_draw_holder(one, y + head + GAP / 2, width) for one in placed]
        y += head + rows * ROW + GAP
    if axis:
        parts = [*draw_axis(axis, 0, y), *parts]
        y += AXIS_HEIGHT
    legend, y = draw_legend(_explain(dated), left, width, y + 22)
    note = _count_undated(len(held) - len(dated))
    for row in fold(note, width - left) if note else ():
        legend.append(text("small", left, y, row))
        y += LINE
    told = f"{len(dated)} holders with a date. {note}".strip()
    return draw_frame([*parts, *legend], (width, y), name=name, title=title, note=told)


def _count_undated(many: int) -> str:
    if not many:
        return ""
    return f"{many} holder{'' if many == 1 else 's'} without a date {'is' if many == 1 else 'are'} in the table only."


def _place(group: Sequence[Held], axis: TimeAxis, width: float) -> list[_Placed]:
    """Holders of one office in rows, so that neither bars nor names meet."""
    ends: list[float] = []
    placed = []
    for held in sorted(group, key=lambda one: (one.days or (date.max, date.max), one.person)):
        first, last = held.days or (date.max, date.max)
        left, right = axis.span(first, last)
        if right - left < 2 * SIZE:
            left, right = (left + right) / 2 - SIZE, (left + right) / 2 + SIZE
        words = text_width(held.name) + NAME_GAP
        inside = right - left >= words + NAME_GAP
        before = not inside and right + words > width and left > width - right
        start, end = left - words if before else left, right if before or inside else right + words
        row = next((index for index, taken in enumerate(ends) if taken + 4 <= start), len(ends))
        ends[row : row + 1] = [end]
        placed.append(_Placed(held, left, right, row, inside, before))
    return placed


def _draw_holder(placed: _Placed, top: float, width: float) -> Markup:
    """Known ends are caps, days on which a page merely sees the holder are dots."""
    held, y = placed.held, top + placed.row * ROW + ROW / 2
    first, last = held.days or (None, None)
    parts = [path("body", box(placed.left, y - THICK / 2, placed.right - placed.left, THICK))] if first != last else []
    if held.known_from:
        parts.append(_draw_cap(placed.left, y))
    if held.known_to:
        parts.append(_draw_cap(placed.right, y))
    if first == last and held.seen_first:
        parts.append(_draw_seen((placed.left + placed.right) / 2, y))
    elif held.seen_first and not held.known_from:
        parts.append(_draw_seen(placed.left + SIZE, y))
    if first != last and held.seen_last and not held.known_to:
        parts.append(_draw_seen(placed.right - SIZE, y))
    parts.append(_draw_name(placed, y + 4, width))
    if held.conflict:
        parts.append(_draw_disagreement(placed.left, y))
    return link(held.href, held.title, *parts)


def _draw_name(placed: _Placed, y: float, width: float) -> Markup:
    """The name within the bar, or after it, or before it."""
    words, room = placed.held.name, width - placed.right - NAME_GAP
    if placed.inside:
        return text("", placed.left + NAME_GAP, y, words)
    if placed.before:
        return text("halo end", placed.left - NAME_GAP / 2, y, fit(words, placed.left - NAME_GAP))
    return text("halo", placed.right + NAME_GAP / 2, y, fit(words, room))


def _draw_cap(x: float, y: float) -> Markup:
    return path("cap", f"M{number(x)} {number(y - THICK / 2)}v{number(THICK)}")


def _draw_seen(x: float, y: float) -> Markup:
    return element("circle", class_="seen", cx=x, cy=y, r=SIZE - 0.5)


def _draw_disagreement(x: float, y: float) -> Markup:
    points = f"M{number(x)} {number(y - 13)}l5 9h-10z"
    return path("disagree", points)


def _explain(held: Sequence[Held]) -> list[Entry]:
    known = any(one.known_from or one.known_to for one in held)
    seen = any(not (one.known_from and one.known_to) for one in held)
    entries = [
        (known, Entry("a page gives the day", 10, lambda x, y: _draw_cap(x + 5, y))),
        (seen, Entry("seen in office that day", 10, lambda x, y: _draw_seen(x + 5, y))),
        (any(one.conflict for one in held), Entry("pages disagree", 12, lambda x, y: _draw_disagreement(x + 6, y + 8))),
    ]
    return [entry for shown, entry in entries if shown]
