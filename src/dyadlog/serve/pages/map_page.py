"""The map: where things between two states happened, with the table behind it and what must be said of borders."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, get_args

from dyadlog.report.mapping import BOUNDARY_POLICY, OWN_SHAPES_POLICY, Focus
from dyadlog.report.questions import choose
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.events import census_of
from dyadlog.serve.pages.places import Mapping, draw_places
from dyadlog.serve.sheets import Scene, Sheet

FOCUSES: Final[dict[Focus, str]] = {"states": "The two states", "places": "The places", "all": "Both"}
"""What the frame may hold, in our words."""
FIRST: Final = 40
"""Places shown before the reader asks for more."""


def show_map(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    asked = replace(scene.asked, page=1)
    shapes = scene.desk.settings.shapes
    focus = read_focus(scene)
    census = census_of(scene, pair, asked)
    return Sheet(
        "map.html.j2",
        "Map",
        pair,
        "map",
        {
            "drawing": scene.product(draw_places, pair, Mapping(asked, focus, shapes, scene.links)).value,
            "first": FIRST,
            "total": census.total,
            "facets": census.facets,
            "focus": focus,
            "focuses": FOCUSES,
            "policy": BOUNDARY_POLICY if shapes is None else OWN_SHAPES_POLICY,
        },
    )


def read_focus(scene: Scene) -> Focus:
    """What the frame is asked to hold; UserError where it is none we know."""
    word = next(iter(scene.query.get("focus", ())), "")
    known: tuple[Focus, ...] = get_args(Focus)
    chosen = choose(word, known, "focus") if word else known[0]
    return next(focus for focus in known if focus == chosen)
