"""Blocking: which claims are worth comparing, so that the work grows with the record and not with its square."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from dyadlog.consolidate.views import View

GAP_DAYS = {"day": 0, "interval": 4, "state": 45, "none": 0}
"""Days between two dated reports that may still be of one happening, by the merge rule of the kind: a visit is told by
its arrival or its end, a border stays closed for weeks."""

UNDATED_REACH = timedelta(days=400)
"""How far from the page's own day an act without a date is looked for."""

LOOSE_GAP = timedelta(days=45)
"""Days between reports of different pages that may be of one happening where a date is only carried over."""

Key = tuple[str, object]


def candidate_pairs(views: Sequence[View]) -> list[tuple[int, int]]:
    """Pairs of views of one family that share people, or both states, or the one state named, at compatible times."""
    blocks: dict[Key, list[View]] = defaultdict(list)
    for view in views:
        for key in _keys(view):
            blocks[key].append(view)
    pairs: set[tuple[int, int]] = set()
    for (_, about), block in blocks.items():
        loosely = isinstance(about, str) and about.startswith("alone:")
        for first, second in _close_in_time(block):
            if not loosely or min(len(first.states), len(second.states)) <= 1:
                pairs.add((min(first.order, second.order), max(first.order, second.order)))
    return sorted(pairs)


def _keys(view: View) -> Iterator[Key]:
    family = view.family.name
    for person in view.people:
        yield family, person
    for pair in combinations(sorted(view.states), 2):
        yield family, pair
    for state in view.states:
        yield family, f"alone:{state}"
    for other in view.doer.others | view.target.others:
        yield family, other
    for instrument in view.instruments:
        yield family, instrument


def _close_in_time(block: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Pairs whose possible days meet, allowing the gap of the kind; undated views meet those of pages near theirs."""
    dated = sorted(((*_reach(view), view.order, view) for view in block), key=lambda row: row[:3])
    open_views: list[tuple[date, View]] = []
    for start, end, _, view in dated:
        open_views = [(last, other) for last, other in open_views if last >= start]
        for _, other in open_views:
            yield other, view
        open_views.append((end, view))


def _reach(view: View) -> tuple[date, date]:
    """The days a view may be compared over."""
    if view.span is None:
        published = view.document.publication
        told = published.day or published.not_after
        return (told - UNDATED_REACH, told + UNDATED_REACH) if told else (date.min, date.max)
    gap = timedelta(days=GAP_DAYS[view.merge])
    before = timedelta(0)
    if view.claim.when is not None and view.claim.when.method == "narrative":
        gap = before = max(gap, LOOSE_GAP)
    start, end = view.span
    return start if start < date.min + before else start - before, end if end > date.max - gap else end + gap
