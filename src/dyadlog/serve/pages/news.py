"""What is new between two states, and what lies ahead: the first things of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dyadlog.records import EventLine, PairLine
from dyadlog.report.dates import first_day
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.cards import OPEN, OVERDUE, Board, Card
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene
from dyadlog.store import LineFilter

DAYS_BACK: Final = 14
"""What is new, where the reader gives no day: reported in the two weeks before the newest page."""
LOOKED_AT: Final = 300
"""Events among which the newest, or the nearest, are found."""
MOST_NEW: Final = 6
MOST_AHEAD: Final = 4
MOST_DUE: Final = 5
LEAST_OVERDUE: Final = 2


@dataclass(frozen=True, slots=True)
class Fresh:
    """An event that was reported lately; ``before`` is the ISO day on which it was told first, '' where that is as
    new as the rest."""

    told: Told
    before: str


@dataclass(frozen=True, slots=True)
class News:
    """What was reported since a day (ISO, '' where no page has one): the newest of ``total`` events. ``asked`` are the
    reader's words for that day, '' where none was given."""

    since: str
    asked: str
    fresh: tuple[Fresh, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is open: the nearest deadlines to come, the latest ones that passed, where these are few also what was heard
    of last without any; ``open`` counts all."""

    coming: tuple[Card, ...]
    overdue: tuple[Card, ...]
    undated: tuple[Card, ...]
    open: int


def find_news(scene: Scene, pair: Pair, line: PairLine, teller: Teller) -> News:
    """The newest events of those that were reported since the reader's day."""
    asked = scene.asked.new
    since = first_day(asked) if asked else line.reported - timedelta(days=DAYS_BACK) if line.reported else None
    if since is None:
        return News("", "", (), 0)
    wanted = LineFilter(reported_since=since)
    lines = scene.view.lines(pair, wanted, LOOKED_AT)
    ids = {one.event_id for one in lines}
    wholes = [one for one in lines if one.part_of not in ids]
    wholes.sort(key=lambda one: (one.reported or date.min, _day(one, one.reported)), reverse=True)
    told = teller.tell_named([one.event_id for one in wholes[:MOST_NEW]])
    fresh = tuple(Fresh(one, _first_told(one, since)) for one in told)
    return News(since.isoformat(), asked, fresh, scene.view.count_lines(pair, wanted))


def _day(line: EventLine, reported: date | None) -> date:
    """The last day of an event, of what is still to come the day of its page."""
    day = line.last or line.first or date.min
    return min(day, reported) if reported else day


def _first_told(told: Told, since: date) -> str:
    days = [evidence["published"] for evidence in told.row["evidence"] if evidence["published"]]
    first = min(days, default="")
    return first if first < since.isoformat() else ""


def find_ahead(scene: Scene, pair: Pair, line: PairLine, teller: Teller) -> list[Told]:
    """What is announced for the days after the newest page, the nearest first."""
    if line.reported is None:
        return []
    after = line.reported + timedelta(days=1)
    lines = scene.view.lines(pair, LineFilter(modalities=("planned",), since=after), LOOKED_AT)
    ends = {one.event_id: one.last for one in lines if one.last and not one.negated}
    return teller.tell_named(sorted(ends, key=lambda event_id: ends[event_id])[:MOST_AHEAD])


def find_due(board: Board) -> Due:
    """The open agreements, pledges and targets of a board, by their deadlines."""
    cards = [card for card in board.cards if card.status in OPEN]
    overdue = [card for card in cards if card.mark == OVERDUE]
    coming = [card for card in cards if card.left is not None and card.left >= 0 and card.mark != OVERDUE]
    coming.sort(key=lambda card: (card.deadline, card.name))
    overdue.sort(key=lambda card: card.deadline, reverse=True)
    coming, overdue = coming[:MOST_DUE], overdue[: max(MOST_DUE - len(coming), LEAST_OVERDUE)]
    undated = [card for card in cards if not card.deadline][: max(MOST_DUE - len(coming) - len(overdue), 0)]
    return Due(tuple(coming), tuple(overdue), tuple(undated), len(cards))
