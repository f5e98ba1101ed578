"""Where things between two states happened: the map drawn once for a question, and the rows behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from markupsafe import Markup

from dyadlog.exchange.rows import interval_row
from dyadlog.knowledge import Knowledge
from dyadlog.records import PlaceLine
from dyadlog.report.dates import show_span
from dyadlog.report.mapping import Contested, Focus, MapPoint, draw_map, list_contested
from dyadlog.report.plain import plain_line
from dyadlog.serve.asked import Asked
from dyadlog.serve.desk import Pair
from dyadlog.serve.links import Links
from dyadlog.store import View

SIZES: Final = {"wide": (1080, 640), "narrow": (340, 380)}
MOST_NEWEST: Final = 3
MOST_NAMES: Final = 12
"""Places of one mark that its link asks for by name; with more, it leads to the table."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Which events are drawn, what the frame holds, whose borders, and where marks lead."""

    asked: Asked
    focus: Focus
    shapes: Path | None
    links: Links


@dataclass(frozen=True, slots=True)
class Drawing:
    """The map for wide and for narrow windows, what is contested within it, its places, and how many events
    name one."""

    pictures: tuple[tuple[str, Markup], ...]
    contested: tuple[Contested, ...]
    rows: tuple[PlaceRow, ...]
    placed: int

    @property
    def nowhere(self) -> int:
        """How many places have no known coordinates."""
        return sum(row.line.lat is None for row in self.rows)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the table: ``lanes`` are happenings by lane, ``other`` counts what is planned, asked for or denied;
    ``whole`` says that it is a whole state, ``anchor`` its name within the page. In files, where no list of its
    events can be asked for, ``newest`` are the newest of these: id and time."""

    line: PlaceLine
    anchor: str
    countries: tuple[str, ...]
    whole: bool
    lanes: tuple[int, int, int, int]
    other: int
    href: str
    newest: tuple[tuple[str, str], ...]


def draw_places(view: View, knowledge: Knowledge, pair: Pair, question: Mapping) -> Drawing:
    """The map of the places of the events asked for."""
    rows = list_places(view, knowledge, pair, question.asked, question.links)
    points = [_point(row) for row in rows if row.line.lat is not None]

    def join(many: Sequence[MapPoint]) -> str:
        named = tuple(dict.fromkeys(point.name for point in many))
        if not question.links.live or len(named) > MOST_NAMES:
            return "#places"
        return question.links.dyad(pair, "events", question.asked.query(place=named))

    pictures = tuple(
        (
            name,
            Markup(draw_map(points, pair, size, knowledge, shapes=question.shapes, focus=question.focus, join=join)),
        )
        for name, size in SIZES.items()
    )
    contested = list_contested(points, pair, SIZES["wide"], knowledge, shapes=question.shapes, focus=question.focus)
    return Drawing(pictures, tuple(contested), tuple(rows), view.count_placed(pair, question.asked.as_filter()))


def list_places(view: View, knowledge: Knowledge, pair: Pair, asked: Asked, links: Links) -> list[PlaceRow]:
    """The places of the events asked for, those with most first."""
    rows = []
    for number, line in enumerate(view.places_of(pair, asked.as_filter()), 1):
        anchor = f"place-{number}"
        live = links.dyad(pair, "events", asked.query(place=line.name)) if links.live else f"#{anchor}"
        rows.append(
            PlaceRow(
                line=line,
                anchor=anchor,
                countries=tuple(_name(code, knowledge) for code in line.countries),
                whole=_is_state(line.name, knowledge),
                lanes=_sum(line) if asked.modality else line.happened,
                other=0 if asked.modality else sum(line.other),
                href=live,
                newest=() if links.live else _newest(view, pair, asked, line.name),
            )
        )
    return rows


def _newest(view: View, pair: Pair, asked: Asked, name: str) -> tuple[tuple[str, str], ...]:
    lines = view.lines(pair, replace(asked.as_filter(), places=(name,)), MOST_NEWEST)
    return tuple((line.event_id, show_span(interval_row(line.when)) or "undated") for line in lines)


def _sum(line: PlaceLine) -> tuple[int, int, int, int]:
    """Who asks for a manner of telling sees all that is told so as happenings."""
    first, second, third, fourth = (done + other for done, other in zip(line.happened, line.other, strict=True))
    return first, second, third, fourth


def _point(row: PlaceRow) -> MapPoint:
    line, lanes = row.line, row.lanes
    name = plain_line(line.name) or "a place without a name"
    return MapPoint(name, line.lat or 0.0, line.lon or 0.0, line.countries, sum(lanes[:2]), sum(lanes[2:]), row.href)


def _name(code: str, knowledge: Knowledge) -> str:
    state = knowledge.states.get(code)
    return state.name if state else code


def _is_state(name: str, knowledge: Knowledge) -> bool:
    """Whether a place is called as a state is: its capital finds the state too, and is none."""
    state = knowledge.states.find(name)
    return state is not None and state.name.casefold() == name.casefold()
