"""The chart of error rates: a dot for each rate, with its interval as a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import (
    NARROW,
    NARROW_BELOW,
    WIDE,
    draw_frame,
    element,
    fit,
    line,
    path,
    text,
)
from dyadlog.review import Rate

Row = tuple[tuple[str, str], Rate, Rate]
"""The heading a group stands under and its name, its precision and its recall."""
GUTTER, ROW, HEAD, FOOT, SIDE = 230.0, 34.0, 26.0, 30.0, 14.0
"""Room for names, height of a group, of a heading and of the axis, and room at the right end."""
STEPS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
DOT: Final = 5.0


def draw_rates(rows: Sequence[Row]) -> tuple[Markup, ...]:
    """Precision and recall of each group on a scale from 0 to 1, in both widths."""
    return tuple(_draw(rows, width) for width in (WIDE, NARROW))


def _draw(rows: Sequence[Row], width: float) -> Markup:
    narrow = width < NARROW_BELOW
    left = SIDE if narrow else GUTTER
    long = width - left - SIDE
    parts: list[Markup] = []
    y, heading = 4.0, ""
    for (above, name), precision, recall in rows:
        if above != heading:
            heading = above
            parts.append(text("small", 0, y + 16, above))
            y += HEAD
        if narrow:
            parts.append(text("", 0, y + 12, fit(name, width)))
            y += 16
        else:
            parts.append(text("end", left - 14, y + ROW / 2 + 4, fit(name, left - 20)))
        parts.append(line("grid", (left, y + ROW), (left + long, y + ROW)))
        parts += [*_draw_rate(precision, left, long, y + 11, round_=True)]
        parts += [*_draw_rate(recall, left, long, y + 23, round_=False)]
        y += ROW
    marks = [line("axis", (left + step * long, 4), (left + step * long, y)) for step in STEPS]
    labels = [text("small middle", left + step * long, y + 18, f"{step:g}") for step in STEPS]
    told = "; ".join(f"{name}: precision {_tell(p)}, recall {_tell(r)}" for (_, name), p, r in rows)
    name = f"rates-{'narrow' if narrow else 'wide'}"
    title = "How often the program is right"
    return draw_frame([*marks, *parts, *labels], (width, y + FOOT), name=name, title=title, note=told)


def _draw_rate(rate: Rate, left: float, long: float, y: float, *, round_: bool) -> list[Markup]:
    """A full dot for precision, a hollow diamond for recall, on the line of the interval."""
    if rate.value is None or rate.low is None or rate.high is None:
        return [text("small", left + 4, y + 4, "no data")]
    x, low, high = (left + share * long for share in (rate.value, rate.low, rate.high))
    mark = element("circle", class_="rate-dot", cx=x, cy=y, r=DOT)
    if not round_:
        half = DOT + 1
        mark = path("rate-diamond", f"M{x:.1f} {y - half:.1f}l{half} {half}l{-half} {half}l{-half} {-half}z")
    return [line("rate-line" if round_ else "rate-line hollow-line", (low, y), (high, y)), mark]


def _tell(rate: Rate) -> str:
    if rate.value is None:
        return "no data"
    return f"{rate.value:.2f} ({rate.low:.2f} to {rate.high:.2f})"
