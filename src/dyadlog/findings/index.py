"""The cooperation and conflict index of a dyad, month by month, with everything that went into it.

Formula, version 1: over the events of a month in which both states take part and which stand as having happened
(asserted or claimed; parts of a visit are counted with the whole), cooperation is the sum of the positive Goldstein
scores and conflict the sum of the negative ones, each counted with weight 1 an event. Goldstein scores by CAMEO code:
Goldstein (1992), as tabulated in the icews R package. A month without events has no row: no data is not zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dyadlog.records import EVENT_MODALITIES, Event

FORMULA = "goldstein-sum/1"


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """One dyad in one month. ``states`` is sorted; ``quads`` counts events by quad class 1 to 4."""

    states: tuple[str, str]
    month: date
    cooperation: float
    conflict: float
    quads: tuple[int, int, int, int]
    events: tuple[str, ...]
    formula: str = FORMULA


def counted_month(event: Event) -> date | None:
    """The first day of the month an event is counted in; None where its dates leave the month open."""
    when = event.when
    if when is None or when.start is None or when.end is None:
        return None
    same = (when.start.year, when.start.month) == (when.end.year, when.end.month)
    return when.start.replace(day=1) if same else None


def is_counted(event: Event) -> bool:
    """Whether an event stands as a happening of its own: it took place and is no part of a larger one."""
    return event.modality in EVENT_MODALITIES and not event.negated and event.part_of is None


def compute_index(events: Iterable[Event]) -> tuple[IndexPoint, ...]:
    """The index of every dyad and month that has events, by dyad, then month."""
    groups: dict[tuple[str, str, date], list[Event]] = {}
    for event in events:
        month = counted_month(event)
        if month is None or not is_counted(event):
            continue
        for first, second in combinations(sorted(event.states()), 2):
            groups.setdefault((first, second, month), []).append(event)
    return tuple(_compute_point(key, groups[key]) for key in sorted(groups))


def _compute_point(key: tuple[str, str, date], events: list[Event]) -> IndexPoint:
    first, second, month = key
    scores = [event.goldstein for event in events if event.goldstein is not None]
    counts = [sum(event.quad_class == quad for event in events) for quad in (1, 2, 3, 4)]
    return IndexPoint(
        states=(first, second),
        month=month,
        cooperation=round(sum(score for score in scores if score > 0), 3),
        conflict=round(sum(score for score in scores if score < 0), 3),
        quads=(counts[0], counts[1], counts[2], counts[3]),
        events=tuple(sorted(event.event_id for event in events)),
    )
