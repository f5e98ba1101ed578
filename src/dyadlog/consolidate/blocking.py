"""Blocking: which claims are worth comparing, so that the work grows with the record and not with its square.

Every view stands under a few keys. Two views are compared where they share a key, the days they may be of meet, and one
of them is ``strong`` under that key. Which keys a view has depends on the view alone, so a store can keep them and find
what a new page must be compared with.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from dyadlog.consolidate.views import View
from dyadlog.records import EVENT_MODALITIES, ShelfKey

GAP_DAYS = {"day": 0, "interval": 4, "state": 45, "none": 0}
"""Days between two dated reports that may still be of one happening, by the merge rule of the kind: a visit is told by
its arrival or its end, a border stays closed for weeks."""

UNDATED_REACH = 400
"""Days from the page's own day within which an act without a date is looked for."""

LOOSE_GAP = timedelta(days=45)
"""Days between reports of different pages that may be of one happening where a date is only carried over."""

NARROW = 45
"""Days up to which a span says when something was; with a wider one the same states alone prove nothing."""

MISDATED = 7
"""Days by which two sources may date one happening apart that they tell alike otherwise."""

POSTPONED = 75
"""Days by which a happening may miss the day it was planned for."""

FRESH_DAYS = 7
"""Days up to which a report without a day is of what has just happened."""

LASTING = 75
"""Days for which a page says of a state that it lasts without saying since when."""

REMEMBERED = 1200
"""Days for which a happening is spoken of by its place."""

MARKS = 3
"""Names under which a view stands, those first by hash."""

STEMS = 3
"""Content words under which a view stands: those first by hash, so that like sentences meet under one of them."""


def keys_of_view(view: View) -> list[ShelfKey]:
    """The keys of a view, each once."""
    first, last = _reach(view)
    loose_first, loose_last = _loose_reach(view, first, last)
    wide = view.span is None or (view.span[1] - view.span[0]).days > NARROW
    family = view.family.name
    found: dict[int, ShelfKey] = {}

    def add(days: tuple[int, int], strong: bool, *words: str) -> None:
        key = hash_words(family, *words)
        found.setdefault(key, ShelfKey(key, *days, strong))

    for name in (*view.people, *view.doer.others, *view.target.others, *view.instruments):
        add((loose_first, loose_last), True, "who", name)
    add((loose_first, loose_last), True, "page", view.document_id)
    for pair in combinations(sorted(view.states if len(view.states) > 1 else view.about), 2):
        if not wide:
            add((first, last), True, "pair", *pair)
        elif (days := _fresh_days(view)) is not None:
            add(days, True, "pair", *pair)
        if wide and view.span is not None:
            add((first, last), True, "span", *pair, str(first), str(last))
        if not view.family.spoken:
            for mark in _marks(view):
                add(_far_reach(view, first, last), True, "mark", *pair, mark)
    if not wide:
        for state in view.states:
            add((first, last), len(view.states) < 2, "state", state)
    for stem in sorted(view.stems, key=hash_words)[:STEMS]:
        add((loose_first, loose_last), wide or loose_first != first, "stem", stem)
    return list(found.values())


def _fresh_days(view: View) -> tuple[int, int] | None:
    """The days over which a view without a day of its own is compared with all of its kind: of late, or to come."""
    if view.told_on is None:
        return None
    day = view.told_on.toordinal()
    if view.modality == "planned":
        return day, day + POSTPONED
    lasting = lasts(view)
    if view.span is None:
        return day - (LASTING if lasting else FRESH_DAYS), day
    if lasting and (view.span[1] - view.span[0]).days <= UNDATED_REACH:
        return view.span[0].toordinal(), view.span[1].toordinal()
    recent = day - (LASTING if lasting else FRESH_DAYS)
    if view.span[1].toordinal() < recent or view.span[0].toordinal() > day:
        return None
    return max(view.span[0].toordinal(), recent), day


def lasts(view: View) -> bool:
    """Whether an act makes a state, or is done so seldom, that two reports near in time are of one."""
    return view.merge == "state" or view.family.seldom


def _marks(view: View) -> list[str]:
    """What few happenings share: names of places and the like, and figures."""
    named = sorted(view.names, key=hash_words)[:MARKS]
    return [*named, *(f"{unit} {low} {high}" for unit, low, high in view.figures)]


def _far_reach(view: View, first: int, last: int) -> tuple[int, int]:
    """The days over which a view is compared with those that share a mark: sources may err by days, old happenings
    are spoken of for years, and plans are put off."""
    if view.span is None:
        day = view.told_on.toordinal() if view.told_on else None
        return (first, last) if day is None else (day - REMEMBERED, day + (UNDATED_REACH if not view.happened else 0))
    late = POSTPONED if view.modality == "planned" else MISDATED
    loose_first, loose_last = _loose_reach(view, first, last)
    return max(loose_first - late, 1), loose_last + late


def candidate_pairs(views: Sequence[View], fresh: Collection[int] | None = None) -> list[tuple[int, int]]:
    """Pairs of views that are worth comparing, by their orders; only those of fresh views, if told."""
    blocks: dict[int, list[tuple[ShelfKey, int]]] = defaultdict(list)
    for view in views:
        for entry in keys_of_view(view):
            blocks[entry.key].append((entry, view.order))
    pairs: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) > 1 and (fresh is None or any(order in fresh for _, order in block)):
            pairs.update(_meeting(block))
    return sorted(pair for pair in pairs if fresh is None or pair[0] in fresh or pair[1] in fresh)


def _meeting(block: Iterable[tuple[ShelfKey, int]]) -> Iterator[tuple[int, int]]:
    """Pairs of one block whose days meet, one of them strong."""
    open_strong: list[tuple[int, int]] = []
    open_weak: list[tuple[int, int]] = []
    for entry, order in sorted(block, key=lambda row: (row[0].first, row[0].last, row[1])):
        open_strong = [row for row in open_strong if row[0] >= entry.first]
        if entry.strong:
            open_weak = [row for row in open_weak if row[0] >= entry.first]
        for _, other in (*open_strong, *(open_weak if entry.strong else ())):
            yield (other, order) if other < order else (order, other)
        (open_strong if entry.strong else open_weak).append((entry.last, order))


@lru_cache(maxsize=200_000)
def hash_words(*words: str) -> int:
    """A key of 63 bits: what SQLite keeps as one integer."""
    return int.from_bytes(blake2b("\0".join(words).encode(), digest_size=8).digest(), "big") >> 1


def _reach(view: View) -> tuple[int, int]:
    """The days a view may be compared over, as ordinals."""
    if view.span is None:
        if view.told_on is None:
            return date.min.toordinal(), date.max.toordinal()
        return view.told_on.toordinal() - UNDATED_REACH, view.told_on.toordinal() + UNDATED_REACH
    return view.span[0].toordinal(), view.span[1].toordinal() + GAP_DAYS[view.merge]


def is_not_yet(view: View) -> bool:
    """Whether a claim says that something had not been done by some day."""
    return view.negated and view.modality in EVENT_MODALITIES and view.span is not None and view.span[0] == date.min


def _loose_reach(view: View, first: int, last: int) -> tuple[int, int]:
    """The same where more than the states speaks for it: a date that is only carried over may be weeks off."""
    if view.modality == "planned" and view.span is not None:
        return first - MISDATED, last + POSTPONED
    if is_not_yet(view):
        return first, last + UNDATED_REACH
    if view.method != "narrative":
        return first, last
    return first - LOOSE_GAP.days, max(last, view.span[1].toordinal() + LOOSE_GAP.days if view.span else last)
