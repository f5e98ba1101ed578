"""What must be said beside a map: how its borders are drawn, and what in it is contested."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.contested_borders import ContestedBorder
from dyadlog.knowledge.places import PlaceEntry
from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.shapes import Numbers, Shapes

BOUNDARY_POLICY: Final = (
    "Borders are those of the shapes' source, Natural Earth 4.1, which draws who holds the land, not who ought to. "
    "To draw a line is not to endorse it. A dashed line is contested; the table below says who holds the land and who "
    "lays claim to it. Where land is contested and the source has no line for it, none is drawn: the table lists it "
    "all the same. Other shapes can be put in place of these, and rows of the table be changed."
)
"""The statement that stands with every map of the shipped shapes."""
OWN_SHAPES_POLICY: Final = (
    "Borders are those of the file of shapes that was given. To draw a line is not to endorse it. A dashed line is "
    "contested; the table below says who holds the land and who lays claim to it."
)
"""The statement where the user gave other shapes."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested line or land in view: names, not codes. ``drawn`` is False where the shapes have no line for it."""

    name: str
    controller: tuple[str, ...]
    claimants: tuple[str, ...]
    why: str
    drawn: bool


def find_contested(frame: Frame, shapes: Shapes, states: Sequence[str], knowledge: Knowledge) -> list[Contested]:
    """All contested lines in the frame, those that concern these states first, then the contested places of these
    states for which there is no line."""
    lines = [border for border in knowledge.contested_borders if _is_seen(border, frame, shapes)]
    lines.sort(key=lambda border: not {*border.parts, *border.controller, *border.claimants} & set(states))
    rows = [
        Contested(
            border.name,
            _name_states(border.controller, knowledge),
            _name_states(border.claimants, knowledge),
            border.why,
            True,
        )
        for border in lines
    ]
    known = {border.place_id for border in knowledge.contested_borders}
    for place in knowledge.places.all():
        if place.place_id not in known and _is_at_issue(place, states) and _is_inside(_spot_of(place), frame):
            controller, claimants = (_name_states(codes, knowledge) for codes in (place.controller, place.claimants))
            rows.append(Contested(place.name, controller, claimants, "", False))
    return rows


def _is_at_issue(place: PlaceEntry, states: Sequence[str]) -> bool:
    """Whether a region is claimed by several, or by others than who holds it, one of these states among them."""
    parties = {*place.controller, *place.claimants}
    return place.kind != "city" and bool(place.claimants) and len(parties) > 1 and bool(parties & set(states))


def _spot_of(place: PlaceEntry) -> Numbers:
    known = place.lat is not None and place.lon is not None
    return np.array([(place.lon, place.lat)], dtype=float) if known else np.zeros((0, 2))


def _is_seen(border: ContestedBorder, frame: Frame, shapes: Shapes) -> bool:
    arcs = shapes.arcs_along(border.parts)
    points = [shapes.points[shapes.starts[arc] : shapes.starts[arc + 1]] for arc in arcs]
    held = np.concatenate(points) if points else np.zeros((0, 2))
    return _is_inside(held[border.covers(held)], frame)


def _is_inside(points: Numbers, frame: Frame) -> bool:
    if not len(points):
        return False
    pixels = frame.pixels(points)
    return bool(((pixels >= 0) & (pixels <= (frame.width, frame.height))).all(axis=1).any())


def _name_states(codes: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    states = ((code, knowledge.states.get(code)) for code in codes)
    return tuple(state.name if state is not None else code for code, state in states)
