"""The outlet's own day of a moment that its page states in universal time, or without saying in whose time.

Readers see the day of the outlet's calendar; its systems often write universal time into the page's data.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from dyadlog.clean.moments import DAY, Moment

NEXT = timedelta(days=1)
STEP = 30
"""Clocks of the world differ by whole half hours, a few places apart."""
EARLIEST, LATEST = -12 * 60, 14 * 60

Witness = Literal["stated", "print", "address"]


def find_local_day(
    stated: Moment, others: Sequence[Moment], prints: Sequence[Moment], address: date | None
) -> tuple[date, Witness]:
    """The day of a stated moment in the outlet's calendar, and what tells it.

    ``others`` are the other moments of the page's data, ``prints`` those printed at the headline. A moment with a
    clock of its own place is taken as written, and so is a day without a clock time. Else, in this order: the clock
    that a print or another moment of the data shows for the same moment; the day printed, if it is the one before or
    after; such a day in the address.
    """
    contradicted = stated.ahead is not None and any(
        other.written == stated.written and other.ahead not in (None, stated.ahead) for other in others
    )
    if stated.minute is None or (stated.ahead and not contradicted):
        return stated.day, "stated"
    ahead = _clock_ahead(stated, others, prints, contradicted=contradicted)
    if ahead is not None:
        return date.fromordinal((stated.written + ahead) // DAY), "stated"
    days = {print_.day for print_ in prints if _may_be_day_of(print_, stated)}
    if days:
        return (days.pop(), "print") if len(days) == 1 else (stated.day, "stated")
    if address is not None and abs(address - stated.day) == NEXT:
        return address, "address"
    return stated.day, "stated"


def _clock_ahead(
    stated: Moment, others: Sequence[Moment], prints: Sequence[Moment], *, contradicted: bool
) -> int | None:
    """How far the outlet's clock is ahead of the one of the stated moment; None where nothing tells.

    Moments of the data whose clocks contradict each other show no clock by themselves, only beside a print.
    """
    clocks: list[Moment] = [*prints]
    if not contradicted:
        clocks += [other for other in others if other.ahead is None]
    universal = [stated, *(other for other in others if other.ahead == 0)]
    for local in clocks:
        for moment in universal if local.minute is not None else ():
            ahead = local.written - moment.written
            tells = ahead != 0 or (local in prints and local.ahead is None)
            if local.changed == moment.changed and ahead % STEP == 0 and EARLIEST <= ahead <= LATEST and tells:
                return ahead
    if contradicted or stated.ahead is None:
        return None
    return next((other.ahead for other in others if other.ahead), None)


def _may_be_day_of(print_: Moment, stated: Moment) -> bool:
    """Whether a printed day can be that of the stated moment: the same or next to it, and no later change."""
    return abs(print_.day - stated.day) <= NEXT and not (print_.changed and print_.day > stated.day)
