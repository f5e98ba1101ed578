"""Bars: a short list of counts, and the years of a pair in the height of a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import (
    NARROW_BELOW,
    WIDE,
    Cell,
    DataTable,
    box,
    draw_frame,
    element,
    fit,
    line,
    link,
    path,
    text,
    text_width,
)

ROW, THICK = 24.0, 12.0
NARROW_ROW: Final = 36.0
LARGEST_SHARE: Final = 0.4
"""Of the width, for labels beside bars."""
SPARK_WIDTH, SPARK_HEIGHT, SPARK_LEFT = 128.0, 26.0, 8.0
MOST_YEARS: Final = 32


@dataclass(frozen=True, slots=True)
class Bar:
    """A count with its label; ``href`` leads to what is counted. ``lane`` is a quad class where it is of one."""

    label: str
    count: int
    href: str = ""
    lane: int = 0


def draw_bar_list(bars: Sequence[Bar], *, name: str, title: str, width: float = WIDE) -> Markup:
    """Counts as bars, in the order given: labels beside them, or above them where it is narrow."""
    narrow = width < NARROW_BELOW
    most = max((bar.count for bar in bars), default=0) or 1
    room = text_width(f"{most:,}") + 8
    widest = max((text_width(bar.label) for bar in bars), default=0)
    left = 0.0 if narrow else min(widest + 10, width * LARGEST_SHARE)
    row = NARROW_ROW if narrow else ROW
    scale = (width - left - room) / most
    parts = []
    for index, bar in enumerate(bars):
        y = index * row
        label = fit(bar.label, width if narrow else left - 8)
        at = text("", 0, y + 14, label) if narrow else text("end", left - 8, y + 16, label)
        top, long = (y + 19 if narrow else y + 6), max(bar.count * scale, 1.0 if bar.count else 0.0)
        shape = path("full", box(left, top, long, THICK)) if bar.count else ""
        value = text("small", left + long + 5, top + 10, f"{bar.count:,}")
        hit = path("hit", box(0, y, width, row))
        told = f"{bar.label}: {bar.count:,}"
        parts.append(
            link(bar.href, told, hit, at, shape, value, class_=f"lane-{bar.lane}" if bar.lane else "plain-bar")
        )
    if bars and not narrow:
        parts.append(line("axis", (left, 2), (left, len(bars) * row)))
    note = "; ".join(f"{bar.label}: {bar.count:,}" for bar in bars) or "Nothing to count."
    return draw_frame(parts, (width, max(len(bars) * row, 1.0)), name=name, title=title, note=note)


def tabulate_bars(bars: Sequence[Bar], head: tuple[str, str]) -> DataTable:
    """Labels and counts as rows."""
    return DataTable(head, tuple((Cell(bar.label, bar.href), Cell(f"{bar.count:,}")) for bar in bars))


def draw_sparkline(years: Mapping[int, int], *, name: str, title: str, window: tuple[int, int] | None = None) -> Markup:
    """Events by year, a bar a year. The ``window`` of years, both ends shown, makes drawings below each other
    comparable; it is that of the events where none is given. Years before it are one dot at the left; it is at most
    ``MOST_YEARS`` long, the newest ones."""
    told = {year: count for year, count in sorted(years.items()) if count and (not window or year <= window[1])}
    if not told:
        return _frame_spark([_draw_ground()], name, title, "No dated event.")
    last = window[1] if window else max(told)
    first = max(window[0] if window else min(told), last - MOST_YEARS + 1)
    shown = {year: count for year, count in told.items() if year >= first}
    step = min((SPARK_WIDTH - SPARK_LEFT) / (last - first + 1), 12.0)
    most = max(shown.values(), default=1)
    bars = ""
    for year, count in shown.items():
        height = max(count / most * (SPARK_HEIGHT - 6), 1.5)
        bars += box(SPARK_LEFT + (year - first) * step, SPARK_HEIGHT - 3 - height, max(step - 1, 1.5), height)
    parts = [_draw_ground(), path("spark", bars)]
    older = sum(told.values()) - sum(shown.values())
    if older:
        parts.append(element("circle", class_="spark", cx=3, cy=SPARK_HEIGHT - 4.5, r=1.5))
    return _frame_spark(parts, name, title, _describe_years(shown, first, older))


def _frame_spark(parts: Sequence[Markup], name: str, title: str, note: str) -> Markup:
    return draw_frame(parts, (SPARK_WIDTH, SPARK_HEIGHT), name=name, title=title, class_="inline", note=note)


def _draw_ground() -> Markup:
    y = SPARK_HEIGHT - 2.5
    return line("axis", (SPARK_LEFT, y), (SPARK_WIDTH, y))


def _describe_years(shown: Mapping[int, int], first: int, older: int) -> str:
    if not shown:
        return f"{older:,} dated event{'' if older == 1 else 's'} before {first}."
    fullest = max(shown, key=lambda year: (shown[year], year))
    events = sum(shown.values())
    counted = f"{events:,} dated event{'' if events == 1 else 's'} in {min(shown)} to {max(shown)}"
    before = f", and {older:,} before {first}" if older else ""
    return f"{counted}, most in {fullest} ({shown[fullest]:,}){before}."
