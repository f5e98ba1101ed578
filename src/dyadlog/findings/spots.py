"""Spots: reports of one thing, done or planned, that put it in different places."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import kind_for
from dyadlog.findings.matters import (
    FORCE,
    MONTH_DAYS,
    Matter,
    apart_by,
    count_events,
    direction_of,
    pair_up,
    points,
    same_sides,
    turned,
)
from dyadlog.findings.notes import either
from dyadlog.findings.places import name_places, places_apart, spots_of
from dyadlog.findings.sides import make_finding, one_of_each, printed_within, side_of, states_of
from dyadlog.records import Finding

NEAR = timedelta(days=30)
"""Pages printed further apart than this, of which one gives no day, speak of different things."""
ENOUGH = 4
"""Points from which two reports are of one thing."""
ENOUGH_SPOKEN = 5
"""The same for what was only spoken of: two delegations agree on many things."""
FEW_DAYS = timedelta(days=2)
"""How far apart the days may lie that are given for one fight."""
ALONE = 2
"""Events that are all there is of a sort: the two compared."""
MOST = 4


def find_spots(book: Book, matters: Sequence[Matter]) -> Iterator[Finding]:
    """For every two events that are one thing in different places, the reports of either."""
    placed = [m for m in matters if not m.told.denied and m.told.claim.places and name_places(book, m.told)]
    alike = count_events(placed)
    pairs: dict[tuple[str, str], list[tuple[Matter, Matter]]] = {}
    for one, other in pair_up(placed, placed):
        if one.told.order < other.told.order and one.event != other.event and _may_be_one(one, other):
            alone = len(alike[direction_of(one)] | alike[direction_of(other)]) <= ALONE
            enough = ENOUGH_SPOKEN if one.spoken else ENOUGH
            if points(one, other) + alone >= enough and places_apart(book, one.told, other.told):
                pairs.setdefault((one.event, other.event), []).append((one, other))
    for rows in pairs.values():
        columns = [list({m.told.order: m.told for m in column}.values()) for column in zip(*rows, strict=True)]
        shown = [one for column in columns for one in one_of_each(column, MOST)]
        sides = [side_of(one, _shown(book, one, shown)) for one in shown]
        kind = kind_for(shown[0], shown[1], "place") if len(shown) == 2 else "place"
        note = either(side.value for side in sides)
        yield make_finding(kind, "place", sides, states_of(*(one.claim for one in shown)), note=note)


def _shown(book: Book, told: Told, others: Sequence[Told]) -> str:
    """The place of a report that tells it from the others, else its first."""
    pairs = (places_apart(book, told, other) for other in others if other is not told)
    return next((pair[0] for pair in pairs if pair is not None), spots_of(book, told)[0].name)


def _may_be_one(one: Matter, other: Matter) -> bool:
    """Whether two reports can be of one thing: done or planned alike, the same sides, at a time that fits."""
    if one.told.origin == other.told.origin or one.family != other.family:
        return False
    if one.told.happened != other.told.happened:
        return False
    if not same_sides(one, other) and not (one.sort == FORCE and turned(one, other)):
        return False
    when, then = one.time, other.time
    if when is not None and then is not None:
        longest = max(when.days() or MONTH_DAYS + 1, then.days() or MONTH_DAYS + 1)
        gap = apart_by(when, then)
        if gap is None or gap > (FEW_DAYS if one.sort == FORCE else timedelta(0)) or longest > MONTH_DAYS:
            return False
    elif when is not then or not printed_within(NEAR, one.told.document, other.told.document):
        return False
    return True
