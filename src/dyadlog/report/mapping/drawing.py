"""A map of where things between two states happened, as SVG without styles: classes only, see docs/map.md."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from jinja2 import Template

from dyadlog.errors import UnknownState
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.states import State
from dyadlog.report.mapping.clusters import place_marks
from dyadlog.report.mapping.frames import Focus, Frame, fit_frame, land_of
from dyadlog.report.mapping.graticule import draw_globe, draw_graticule
from dyadlog.report.mapping.labels import SPACED, Label, Sheet, name_coast, name_land, name_marks, name_ring, take_marks
from dyadlog.report.mapping.land import Ground, Land
from dyadlog.report.mapping.legend import lay_legend
from dyadlog.report.mapping.marks import Mark
from dyadlog.report.mapping.notes import Contested, find_contested
from dyadlog.report.mapping.points import MapPoint, order_points, tell_counts
from dyadlog.report.mapping.shapes import Numbers, Shapes, choose_shapes
from dyadlog.report.plain import plain_line
from dyadlog.report.render import make_environment

CLOSE_KM: Final = 11.0
"""Kilometres a pixel below which the finer shapes are used."""
NARROW: Final = 560.0
TINY: Final = 9.0
"""Pixels: a state that looks smaller than this gets a ring around it."""
TOLD: Final = 5
STATE_SIZES: Final = ((14.0, "map-state"), (11.5, "map-state map-state-small"))
"""Type sizes of the two states' names and their classes; the stylesheet must agree."""
NEIGHBOUR: Final = 11.0
Join = Callable[[Sequence[MapPoint]], str]


def draw_map(
    points: Iterable[MapPoint],
    states: Sequence[str],
    size: tuple[int, int],
    knowledge: Knowledge,
    *,
    shapes: Path | None = None,
    focus: Focus = "states",
    join: Join | None = None,
) -> str:
    """An SVG element of this width and height in pixels, with the legend below.

    ``states`` are one or two codes. What the frame holds follows from the ``focus``; it may be lower than asked for.
    Places outside of it stand at its edge, with an arrow. ``join`` gives the link of a mark that stands for several
    places; without it the mark leads to the place with most happenings. Raises UnknownState for a code that there is
    not, UserError for a bad file of shapes.
    """
    pair = [_find_state(code, knowledge) for code in states]
    ordered = order_points(points)
    chosen, frame = _choose_view(ordered, pair, size, shapes, focus)
    ground = Ground(chosen, frame, [number for state in pair for number in _numbers_of(chosen, state, knowledge)])
    lines = ground.lines(knowledge.contested_borders)
    marks = place_marks(ordered, frame)
    lands = [_lands_of(ground, state, knowledge) for state in pair]
    names = tuple(state.name for state in pair)
    legend, height = lay_legend(names, marks, frame, bool(lines["contested"]))
    rings = [spot for state, held in zip(pair, lands, strict=True) if (spot := _ring_tiny(frame, state, held))]
    return _template().render(
        key="-".join(("map", *states, str(size[0]), str(size[1]), focus)),
        title=f"Where things between {' and '.join(names)} happened",
        told=_tell(ordered, marks, names),
        frame=frame,
        total=frame.height + height,
        globe=draw_globe(frame),
        graticule=draw_graticule(frame),
        others=_write_others(ground, lands),
        lands=[(names[number], "".join(land.path for land in held)) for number, held in enumerate(lands)],
        lines=lines,
        rings=rings,
        marks=[(mark, _title_of(mark), _link_of(mark, join)) for mark in marks],
        labels=_place_labels(frame, ground, list(zip(pair, lands, strict=True)), marks, knowledge),
        legend=legend,
    )


def list_contested(
    points: Iterable[MapPoint],
    states: Sequence[str],
    size: tuple[int, int],
    knowledge: Knowledge,
    *,
    shapes: Path | None = None,
    focus: Focus = "states",
) -> list[Contested]:
    """What is contested within the map that ``draw_map`` makes of the same; raises the same errors."""
    pair = [_find_state(code, knowledge) for code in states]
    chosen, frame = _choose_view(order_points(points), pair, size, shapes, focus)
    return find_contested(frame, chosen, states, knowledge)


@lru_cache(maxsize=1)
def _template() -> Template:
    return make_environment().get_template("map.svg.j2")


def _find_state(code: str, knowledge: Knowledge) -> State:
    state = knowledge.states.get(code)
    if state is None:
        raise UnknownState(code, [near.name for near in knowledge.states.suggest(code)])
    return state


def _choose_view(
    points: Sequence[MapPoint], pair: Sequence[State], size: tuple[int, int], own: Path | None, focus: Focus
) -> tuple[Shapes, Frame]:
    """The frame, and the shapes that fit its scale."""
    coarse = choose_shapes(own, False, [])
    frame = fit_frame(coarse, pair, points, size, focus)
    codes = [code for state in pair for code in state.successors or (state.code,)]
    chosen = choose_shapes(own, frame.km_per_pixel < CLOSE_KM, codes)
    return chosen, frame if chosen is coarse else fit_frame(chosen, pair, points, size, focus)


def _numbers_of(shapes: Shapes, state: State, knowledge: Knowledge) -> list[int]:
    """The shapes in a state's tint: its own and its territories, but for contested land."""
    own = {shape.code for shape in land_of(shapes, state)}
    apart = {border.first for border in knowledge.contested_borders if border.second is None} - {state.code}
    return [
        number
        for number, shape in enumerate(shapes.shapes)
        if shape.code in own or (shape.state == state.code and shape.code not in apart)
    ]


def _lands_of(ground: Ground, state: State, knowledge: Knowledge) -> list[Land]:
    numbers = set(_numbers_of(ground.shapes, state, knowledge))
    return [land for land in ground.lands if land.number in numbers]


def _write_others(ground: Ground, lands: Sequence[Sequence[Land]]) -> str:
    ours = {land.number for held in lands for land in held}
    return "".join(land.path for land in ground.lands if land.number not in ours)


def _ring_tiny(frame: Frame, state: State, lands: Sequence[Land]) -> tuple[float, float] | None:
    """Where a ring goes around a state that is hardly seen, or has no shape at all; None for all others."""
    rings = [ring for land in lands for ring in land.rings]
    if rings:
        largest = _find_largest(rings)
        low, high = largest.min(axis=0), largest.max(axis=0)
        middle = ((low + high) / 2).tolist()
        return (middle[0], middle[1]) if (high - low).max() < TINY else None
    if state.lat is None or state.lon is None:
        return None
    x, y = frame.pixels(np.array([(state.lon, state.lat)]))[0].tolist()
    return (x, y) if 0 <= x <= frame.width and 0 <= y <= frame.height else None


def _place_labels(
    frame: Frame,
    ground: Ground,
    pair: Sequence[tuple[State, Sequence[Land]]],
    marks: Sequence[Mark],
    knowledge: Knowledge,
) -> list[Label]:
    """The names of the two states, of places, and of other states where there is room left."""
    narrow = frame.width < NARROW
    sheet = Sheet(frame.width, frame.height)
    take_marks(sheet, marks)
    labels = [_name_state(sheet, frame, ground, state, lands) for state, lands in pair]
    labels += name_marks(sheet, marks, 12.0, 6 if narrow else 14)
    ours = {land.number for _, lands in pair for land in lands}
    for land in ground.lands:
        state_of = knowledge.states.get(ground.shapes.shapes[land.number].code)
        if land.number not in ours and state_of is not None:
            labels.append(name_land(sheet, state_of.name, land.rings, NEIGHBOUR, "map-neighbour"))
    return [label for label in labels if label is not None]


def _name_state(sheet: Sheet, frame: Frame, ground: Ground, state: State, lands: Sequence[Land]) -> Label | None:
    """The name on the land, smaller where it is small; else at sea beside it, so that it names no other land."""
    rings = [ring for land in lands for ring in land.rings]
    for size, role in STATE_SIZES[frame.width < NARROW :]:
        label = name_land(sheet, state.name, rings, size, role, SPACED) if rings else None
        if label is not None:
            return label
    size, role = STATE_SIZES[-1]
    everywhere = [ring for land in ground.lands for ring in land.rings]
    spot = _ring_tiny(frame, state, lands)
    if spot is not None:
        return name_ring(sheet, state.name, spot, 8.0, size, role, everywhere)
    return name_coast(sheet, state.name, _find_largest(rings), size, role, everywhere) if rings else None


def _find_largest(rings: Sequence[Numbers]) -> Numbers:
    """The ring with the largest box."""
    return max(rings, key=lambda ring: float(np.prod(ring.max(axis=0) - ring.min(axis=0))))


def _title_of(mark: Mark) -> str:
    """A mark in words."""
    names = [plain_line(point.name) for point in mark.points]
    shown = ", ".join(names[:TOLD]) + (f" and {len(names) - TOLD} more places" if len(names) > TOLD else "")
    where = " (outside of this map)" if mark.arrow else ""
    return f"{shown}{where}: {tell_counts(mark.points)}"


def _link_of(mark: Mark, join: Join | None) -> str:
    return join(mark.points) if join is not None and len(mark.points) > 1 else mark.points[0].href


def _tell(points: Sequence[MapPoint], marks: Sequence[Mark], names: Sequence[str]) -> str:
    """The map in words, for who cannot see it."""
    if not points:
        return f"A map of {' and '.join(names)} without any place."
    places = "one place" if len(points) == 1 else f"{len(points)} places"
    first = "; ".join(_title_of(mark) for mark in marks[:TOLD])
    return f"{places}: {tell_counts(points)}. Most at: {first}."
