"""Legends: samples with their words, folded into as many lines as they need."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from dyadlog.report.drawings.canvas import element, text, text_width
from dyadlog.report.drawings.marks import LENGTH_OF_FADE, Mark, draw_dot, draw_span

LINE: Final = 20.0
HOLLOW: Final = {"planned": "planned", "requested": "asked for", "hypothetical": "possible"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A sample so wide, drawn at a left end and middle height, and its words."""

    words: str
    width: float
    draw: Callable[[float, float], Markup]


def draw_legend(entries: Sequence[Entry], left: float, right: float, top: float) -> tuple[list[Markup], float]:
    """The legend between two edges, its first line of text at ``top``, and where the next line stands."""
    parts: list[Markup] = []
    x, y = left, top
    for entry in entries:
        room = entry.width + 6 + text_width(entry.words)
        if x > left and x + room > right:
            x, y = left, y + LINE
        parts += [entry.draw(x, y - 4), text("small", x + entry.width + 6, y, entry.words)]
        x += room + 14
    return ([element("g", *parts, class_="legend")] if parts else []), y + LINE if parts else top


def explain_marks(marks: Sequence[Mark]) -> list[Entry]:
    """What the shapes of these marks mean; nothing that none of them shows."""
    told = {mark.modality for mark in marks}
    hollow = [words for modality, words in HOLLOW.items() if modality in told]
    shown: list[tuple[bool, Entry]] = [
        ("asserted" in told, _dot("told as fact", "asserted")),
        ("claimed" in told, _dot("on someone’s word", "claimed")),
        (bool(hollow), _dot(" or ".join(filter(None, (", ".join(hollow[:-1]), *hollow[-1:]))), "planned")),
        ("denied" in told, _dot("denied", "denied")),
        (any(not mark.certain for mark in marks), _dot("contested", "asserted", certain=False)),
        (any(mark.day_first != mark.day_last for mark in marks), _span("some day in this time", open_end=False)),
        (any(None in (mark.day_first, mark.day_last) for mark in marks), _span("one end unknown", open_end=True)),
        (any(mark.weight > 1 for mark in marks), _dot("larger: more independent sources", "asserted", weight=4)),
    ]  # fmt: skip
    return [entry for wanted, entry in shown if wanted]


def _dot(words: str, modality: str, *, certain: bool = True, weight: int = 2) -> Entry:
    sample = Mark(None, None, 1, "", "", "", modality, certain, weight)
    return Entry(words, 12, lambda x, y: draw_dot(sample, x + 6, y))


def _span(words: str, *, open_end: bool) -> Entry:
    day = date(2000, 1, 1)
    sample = Mark(day, None if open_end else day, 1, "", "", "", weight=2)
    return Entry(words, 20 + LENGTH_OF_FADE * open_end, lambda x, y: draw_span(sample, x + 1, x + 19, y))
