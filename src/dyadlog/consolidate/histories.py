"""Histories: how far an instrument has come, by the dated reports of its mentions."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.consolidate.instruments import InstrumentGroup
from dyadlog.records import Instrument, StatusReport
from dyadlog.records.vocabulary import InstrumentStatus

MOST_SAID = 4
"""Words of substance that make a name as good as any with more."""
LONG_NAME = 80
STAGES: tuple[InstrumentStatus, ...] = (
    "unknown",
    "proposed",
    "announced",
    "negotiating",
    "stalled",
    "signed",
    "ratified",
    "in_force",
    "suspended",
    "implemented",
    "expired",
    "cancelled",
)
"""Of statuses told for the same day, the later in this order stands."""
NOT_YET: dict[str, InstrumentStatus] = {"planned": "announced", "requested": "proposed", "hypothetical": "proposed"}
REACHED: tuple[InstrumentStatus, ...] = ("signed", "ratified", "in_force", "implemented")
"""What is reached one after the other; a report of less, however late, does not take it back."""
ENDED: tuple[InstrumentStatus, ...] = ("suspended", "expired", "cancelled")
RATIFYING = "ratify"
AIMS = ("pledge", "target", "project", "mechanism")
"""Sorts that have a day by which they are to be done; an agreement has one by which it is to be concluded."""


def build_instrument(group: InstrumentGroup) -> Instrument:
    """One instrument with its history, oldest report first; undated reports go by the day of their page."""
    views = sorted(group.views, key=lambda view: (_told_on(view), STAGES.index(status_of(view)), view.order))
    fullest = min(group.views, key=_telling_least)
    kinds = Counter(view.kind for view in group.views)
    kind = "bundle" if fullest.group == "bundle" else max(kinds, key=lambda kind: kinds[kind])
    status = latest_status([status_of(view) for view in views])
    return Instrument(
        instrument_id=group.instrument_id,
        kind=kind,
        name=fullest.title,
        states=fullest.states,
        status=status,
        deadline=_find_deadline(views, kind, status),
        quantities=tuple(dict.fromkeys(figure for view in views for figure in view.figures)),
        history=tuple(StatusReport(status_of(view), view.when, view.claim_id, view.evidence) for view in views),
        last_heard=max((view.told_on for view in views if view.told_on is not None), default=None),
    )


def _telling_least(view: InstrumentView) -> tuple[int, int, int, int]:
    """How little the words of a mention say of the instrument; its name is taken from the one that says most."""
    said = len(view.stems) + (view.year is not None) + len(view.acronyms)
    return -min(said, MOST_SAID), len(view.name) > LONG_NAME, view.rank, view.order


def _find_deadline(views: Sequence[InstrumentView], kind: str, status: InstrumentStatus) -> date | None:
    """The day by which something is still to be done: of what has been signed, that by which it is to be ratified."""
    if kind in AIMS or status not in (*REACHED, *ENDED):
        return _latest_deadline(views)
    return _latest_deadline([view for view in views if view.act == RATIFYING]) if status == "signed" else None


def _latest_deadline(views: Sequence[InstrumentView]) -> date | None:
    """The day told last by the best pages; a day within the month whose end another page gives stands before that."""
    due = [view for view in views if view.deadline is not None]
    if not due:
        return None
    latest = sorted(due, key=lambda view: -view.rank)[-1].deadline
    assert latest is not None
    days = (view.deadline for view in due if view.deadline is not None and view.rank == min(v.rank for v in due))
    sooner = [day for day in days if day < latest and (day.year, day.month) == (latest.year, latest.month)]
    return max(sooner) if sooner and (latest + timedelta(days=1)).day == 1 else latest


def status_of(view: InstrumentView) -> InstrumentStatus:
    """The status a claim gives; what is only planned or called for has not been reached, nor has what is denied."""
    status = view.status
    if status in REACHED and view.denied:
        return "unknown"
    return NOT_YET[view.modality] if status in REACHED and view.modality in NOT_YET else status


def latest_status(told: Sequence[InstrumentStatus]) -> InstrumentStatus:
    """The last status told, oldest first; what was reached is not taken back by a report that tells of less."""
    now: InstrumentStatus = "unknown"
    for status in told:
        if status == "unknown":
            continue
        if now in REACHED and status in REACHED:
            now = max(now, status, key=REACHED.index)
        elif (now in REACHED and status not in (*ENDED, "stalled")) or (now in ENDED and status not in _AFTER_END):
            continue
        else:
            now = status
    return now


_AFTER_END: tuple[InstrumentStatus, ...] = ("in_force", "implemented", *ENDED)
"""What can be told of something suspended or ended that changes how it stands."""


def _told_on(view: InstrumentView) -> date:
    """The day a report speaks of, or was printed on; what is to come is told on the day of the page."""
    told = (view.when.end or view.when.start) if view.when else None
    if told is None or (view.told_on is not None and view.told_on < told):
        told = view.told_on
    return told or date.min
