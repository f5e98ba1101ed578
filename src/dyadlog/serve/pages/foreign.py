"""Other data sets: what they have of each happening, how often they count it, and what either side lacks."""

from __future__ import annotations

from typing import Final

from dyadlog.exchange.foreign import SOURCES, STANDINGS, WINDOW
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.choices import Choices, read_choices, sift
from dyadlog.serve.pages.foreign_cards import write_cards
from dyadlog.serve.pages.foreign_lines import SideBySide, lay_beside
from dyadlog.serve.sheets import Scene, Sheet

TITLE: Final = "Other data sets"
LENGTH: Final = 25
"""Happenings on a page."""
IN_A_FILE: Final = 100
FIRST_ROWS: Final = 3
"""Rows of theirs shown of one happening before the reader asks for more."""
SIDES: Final = ("ours", "theirs")
WINDOWS: Final = ("0", "3", "7")
"""Other days than usual by which two accounts of one happening may be apart."""
PLACES: Final[dict[str, str]] = {**{str(name): words for name, words in STANDINGS.items()}, "only": "only there"}
FACETS: Final = ("standing", "type", "year")
OFFER: Final = {
    "side": SIDES,
    "standing": tuple(f"{source}-{place}" for source in SOURCES for place in PLACES),
    "type": None,
    "year": None,
    "window": WINDOWS,
}
LABELS: Final = {
    **{f"{name}-{place}": f"{s.title}: {words}" for name, s in SOURCES.items() for place, words in PLACES.items()},
    **{days: f"{days} days apart" for days in WINDOWS},
    "ours": "our events",
    "theirs": "only in another data set",
    "none": "no PLOVER type",
}
"""Choices in words."""


def show_foreign(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    choices = read_choices(scene, OFFER)
    downloads = [("other data sets", scene.links.api(f"dyads/{'-'.join(sorted(pair))}/foreign"))]
    facts = {"asked": choices, "sources": SOURCES, "ready": True, "beside": SideBySide((), ())}
    if not scene.view.has_foreign():
        return Sheet("foreign.html.j2", TITLE, pair, "foreign", facts)
    sheet = Sheet("foreign.html.j2", TITLE, pair, "foreign", facts, downloads)
    beside: SideBySide | None = scene.product(lay_beside, pair, int(choices.one("window", str(WINDOW)))).value
    if beside is None:
        return sheet.told(ready=False)
    narrowing = choices.without("window")
    wanted, facets = sift(beside.lines, lambda line: line.values, narrowing, FACETS)
    length = LENGTH if scene.links.live else IN_A_FILE
    start = (choices.page - 1) * length
    cards = write_cards(scene, wanted[start : start + length])
    return sheet.told(
        beside=beside,
        cards=[(side, [card for card in cards if (card.told is None) == (side == "theirs")]) for side in SIDES],
        total=len(wanted),
        length=length,
        facets={**facets, "year": sorted(facets["year"], reverse=True)},
        counts=count_sides(beside, narrowing),
        labels=LABELS,
        standings=STANDINGS,
        windows=sorted((*WINDOWS, str(WINDOW))),
        usual_window=str(WINDOW),
        first_rows=FIRST_ROWS,
    )


def count_sides(beside: SideBySide, choices: Choices) -> dict[str, int]:
    """How many happenings are ours and how many are only theirs, whichever side is chosen."""
    _, facets = sift(beside.lines, lambda line: line.values, choices.without("side"), ("side",))
    return dict(facets["side"])
