"""Standings: what was open and what was shut between two states over time, as far as pages tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from markupsafe import Markup

from dyadlog.findings.openings import Opening
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
from dyadlog.report.drawings.legend import Entry, draw_legend
from dyadlog.report.drawings.time_axis import AXIS_HEIGHT, TimeAxis, draw_axis, make_axis

GUTTER, HEAD, ROW, THICK = 230.0, 18.0, 34.0, 14.0
"""Room for names where they stand beside their bars, or above them; height of a row and of a bar."""
LEAST: Final = 9.0
MEANINGS: Final = {"fine": "open", "note": "open in part", "alarm": "shut", "": "in force, other"}


@dataclass(frozen=True, slots=True)
class Run:
    """A time over which pages say one status: from the first day told to the last; ``until`` the day on which a page
    tells of the next change, None where it is not known how long it stayed so. ``tone`` is ``fine``, ``alarm``,
    ``note`` or ''."""

    status: str
    first: date
    last: date
    until: date | None
    tone: str


@dataclass(frozen=True, slots=True)
class StandingBar:
    """A thing with its runs in the order of time; ``href`` leads to what pages say of it. ``announced`` are days for
    which a change is announced, with the change in words."""

    name: str
    href: str
    contested: bool
    runs: tuple[Run, ...]
    announced: tuple[tuple[date, str], ...] = ()

    @property
    def days(self) -> list[date]:
        """Every day that is drawn."""
        ends = [day for run in self.runs for day in (run.first, run.last, run.until) if day]
        return ends + [day for day, _ in self.announced]


def read_runs(opening: Opening, tones: dict[str, str]) -> tuple[Run, ...]:
    """The runs of a thing: dated reports of what was so, those of one status after each other as one."""
    dated = [report for report in opening.history if report.holds and report.when is not None and report.moment]
    found: list[tuple[Run, bool]] = []
    for status, group in groupby(dated, key=lambda report: report.status):
        reports = list(group)
        last = max(report.moment for report in reports if report.moment)
        first = min(report.when.start or last for report in reports if report.when)
        moved = any(not report.lasting for report in reports)
        found.append((Run(status.replace("_", " "), first, last, None, tones.get(status, "")), moved))
    runs = [
        Run(now.status, now.first, now.last, after.first if moved and after.first > now.last else None, now.tone)
        for (now, _), (after, moved) in pairwise(found)
    ]
    return (*runs, *(run for run, _ in found[-1:]))


def draw_standings(standings: Sequence[StandingBar], *, name: str, title: str, width: float = WIDE) -> Markup:
    """A row for each thing that has a date, in the order given."""
    shown = [one for one in standings if one.days]
    narrow = width < NARROW_BELOW
    left, head = (0.0, HEAD) if narrow else (GUTTER, 0.0)
    parts: list[Markup] = []
    y = 0.0
    axis = make_axis((day for one in shown for day in one.days), left, width) if shown else None
    for one in shown:
        parts.append(line("axis", (0, y), (width, y)))
        bars = _draw_runs(one, axis, y + head + ROW / 2, width) if axis else []
        named = _draw_name(one.name, y, width if narrow else left - 12, narrow)
        parts.append(link(one.href, _tell(one), path("hit", box(0, y, width, head + ROW)), *named, *bars))
        y += head + ROW
    if axis:
        parts = [*draw_axis(axis, 0, y), *parts]
        y += AXIS_HEIGHT
    legend, y = draw_legend(_explain(shown), left, width, y + 20)
    told = f"{len(shown)} with a date, of {len(standings)}."
    return draw_frame([*parts, *legend], (width, max(y, 1.0)), name=name, title=title, note=told)


def _draw_name(name: str, y: float, room: float, narrow: bool) -> list[Markup]:
    """The name above its bar, or beside it in at most two lines."""
    if narrow:
        return [text("strong halo", 0, y + 14, fit(name, room))]
    first, *rest = fold(name, room)
    if not rest:
        return [text("strong halo", 0, y + ROW / 2 + 4, fit(first, room))]
    lines = (fit(first, room), fit(" ".join(rest), room))
    return [text("strong halo", 0, y + ROW / 2 + drop, words) for drop, words in zip((-3, 11), lines, strict=True)]


def _tell(one: StandingBar) -> str:
    """All of a row in words."""
    told = [f"{run.status} {run.first.isoformat()} to {run.last.isoformat()}" for run in one.runs]
    told += [f"{words} {day.isoformat()}" for day, words in one.announced]
    return f"{one.name}: {'; '.join(told)}" + (" (contested)" if one.contested else "")


def _draw_runs(one: StandingBar, axis: TimeAxis, y: float, width: float) -> list[Markup]:
    parts: list[Markup] = []
    spans = [_span(run, axis) for run in one.runs]
    ends = [*(start for start, _ in spans[1:]), width][: len(spans)]
    free = axis.stretches[0].left
    for run, (left, right), end in zip(one.runs, spans, ends, strict=True):
        role = f"standing-{run.tone or 'plain'}"
        if run.until and end > right:
            parts.append(line(f"{role} standing-rest", (right, y), (end, y)))
        parts.append(_draw_bar(role, left, right, y))
        if right + 8 + text_width(run.status) <= end:
            parts.append(text("halo", right + 5, y + 4, run.status))
            free = right + 8 + text_width(run.status)
        elif left - 8 - text_width(run.status) >= free:
            parts.append(text("halo end", left - 5, y + 4, run.status))
        free = max(free, right)
    for day, _ in one.announced:
        parts.append(_draw_announced(sum(axis.span(day, day)) / 2, y))
    return parts


def _span(run: Run, axis: TimeAxis) -> tuple[float, float]:
    left, right = axis.span(run.first, run.last)
    middle = (left + right) / 2
    return (left, right) if right - left >= LEAST else (middle - LEAST / 2, middle + LEAST / 2)


def _draw_bar(role: str, left: float, right: float, y: float) -> Markup:
    """What is shut is full, what is open an outline, what is open in part half of each."""
    parts = [path("standing-frame", box(left, y - THICK / 2, right - left, THICK))]
    if role in ("standing-alarm", "standing-plain"):
        parts.append(path("standing-full", box(left, y - THICK / 2, right - left, THICK)))
    if role == "standing-note":
        parts.append(
            path("standing-full", f"M{number(left)} {number(y)}h{number(right - left)}v7h{number(left - right)}z")
        )
    return element("g", *parts, class_=role)


def _explain(shown: Sequence[StandingBar]) -> list[Entry]:
    """What the shapes mean; nothing that none shows."""
    runs = [run for one in shown for run in one.runs]
    tones = {run.tone for run in runs}
    found = [_sample(words, f"standing-{tone or 'plain'}") for tone, words in MEANINGS.items() if tone in tones]
    if any(run.until for run in runs):
        role = "standing-plain standing-rest"
        found.append(Entry("until a page tells of a change", 18, lambda x, y: line(role, (x, y), (x + 18, y))))
    if any(one.announced for one in shown):
        found.append(Entry("announced", 10, lambda x, y: _draw_announced(x + 5, y)))
    return found


def _sample(words: str, role: str) -> Entry:
    return Entry(words, 16, lambda x, y: _draw_bar(role, x, x + 16, y))


def _draw_announced(x: float, y: float) -> Markup:
    return element("circle", class_="hollow standing-announced", cx=x, cy=y, r=4)
