"""Borders and lands that several states lay claim to, as far as the shapes of a map have a line for them.

``tables/contested_borders.csv``: ``name, first, second, west, south, east, north, place, controller, claimants, why,
source``. ``first`` and ``second`` are the codes of the shapes that the line divides; ``second`` is empty where the land
within ``first`` is contested as a whole. A box in degrees singles out a part of a long border. ``place`` is a row of
``regions.csv`` or ``places.csv``: controller and claimants are its, and the cells here stay empty.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from dyadlog.knowledge.rows import Row, read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

BOX: Final = ("west", "south", "east", "north")
COLUMNS: Final = ("name", "first", "second", *BOX, "place", "controller", "claimants", "why", "source")


@dataclass(frozen=True, slots=True)
class ContestedBorder:
    """A contested line, or a contested land where ``second`` is None. ``box`` is west, south, east, north in degrees;
    ``controller`` lists who holds the land at issue (empty where divided or unclear), ``claimants`` who claims it;
    ``place_id`` is the place they are taken from.
    """

    name: str
    first: str
    second: str | None
    box: tuple[float, float, float, float] | None
    controller: tuple[str, ...]
    claimants: tuple[str, ...]
    why: str
    source: str
    place_id: str | None

    @property
    def parts(self) -> frozenset[str]:
        """The codes of the shapes on the line: two, or one for a land."""
        return frozenset((self.first, self.second or self.first))

    def covers(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which longitudes and latitudes lie within the box; all where there is none."""
        if self.box is None:
            return np.ones(len(points), dtype=bool)
        west, south, east, north = self.box
        return np.asarray(((points >= (west, south)) & (points <= (east, north))).all(axis=1))


def load_contested_borders(knowledge: "Knowledge") -> tuple[ContestedBorder, ...]:
    """The rows of the table, the user's among them."""
    return tuple(
        _read_border(row, knowledge) for row in read_rows(knowledge, "contested_borders.csv", COLUMNS, ("name",))
    )


def _read_border(row: Row, knowledge: "Knowledge") -> ContestedBorder:
    first, second = row.text("first"), row.maybe("second")
    for code in (first, second or first):
        if len(code) != 3 or not code.isupper():
            raise row.error(f"code {code!r} is not three capital letters")
    controller, claimants = row.several("controller"), row.several("claimants")
    if (place_id := row.maybe("place")) is not None:
        place = knowledge.places.get(place_id)
        if place is None or not place.claimants or controller or claimants:
            raise row.error(f"place {place_id!r} is not contested, or controller and claimants stand here as well")
        controller, claimants = place.controller, place.claimants
    for code in (*controller, *claimants):
        if knowledge.states.get(code) is None:
            raise row.error(f"unknown state {code}")
    if not claimants:
        raise row.error("no claimants")
    return ContestedBorder(
        row.text("name"),
        first,
        second,
        _read_box(row),
        controller,
        claimants,
        row.text("why"),
        row.text("source"),
        place_id,
    )


def _read_box(row: Row) -> tuple[float, float, float, float] | None:
    west, south, east, north = (row.number(column) for column in BOX)
    if west is None and south is None and east is None and north is None:
        return None
    if west is None or south is None or east is None or north is None or west >= east or south >= north:
        raise row.error("west, south, east, north: all four or none, in this order")
    return west, south, east, north
