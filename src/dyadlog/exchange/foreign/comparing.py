"""Another data set beside the record of two states: what it has of each event of ours, and what either lacks."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from dyadlog.exchange.foreign.likeness import Match, Ours, match
from dyadlog.exchange.foreign.source import Source
from dyadlog.exchange.foreign.sources import SOURCES
from dyadlog.exchange.shaped.acts import code_act
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, ForeignEvent, ForeignFile, ForeignSource, MentionCount
from dyadlog.store import Filter, View

LONGEST: Final = timedelta(days=31)
"""Events of ours whose time is known less well are not looked for elsewhere: too much would fit."""
WINDOW: Final = 1
"""Days by which two accounts of one event may be apart: other data sets often have the day of the report."""

Standing = Literal["found", "shared", "lacking", "not_covered", "not_looked_for", "not_coded", "loosely_dated"]
"""How an event of ours stands.

``found``: they have it. ``shared``: what fits it is counted with another event of ours that it fits as well.
``lacking``: the data set covers its days and looks for its type, but does not have it. ``not_covered``: no file taken
in covers its days. ``not_looked_for``: the data set has no such type. ``not_coded``: it is denied or only possible.
``loosely_dated``: its time is not known to a month; what is planned or asked for is looked for on the day of its first
report.
"""
STANDINGS: Final[dict[Standing, str]] = {
    "found": "found there",
    "shared": "found there with another of ours",
    "lacking": "not found there",
    "not_covered": "of days that no file covers",
    "not_looked_for": "not looked for there",
    "not_coded": "not coded there",
    "loosely_dated": "too loosely dated",
}
"""The same for people."""


@dataclass(frozen=True, slots=True)
class Beside:
    """An event of ours with what the other data set has of it. ``same_days`` counts those of its rows on these days
    that are of other acts."""

    event: Event
    standing: Standing
    matches: tuple[Match, ...]
    mentioned: MentionCount | None
    same_days: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Rows of the other data set that are no event of ours: of one act, day and direction."""

    events: tuple[ForeignEvent, ...]
    mentioned: MentionCount | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Ours by day, theirs by day, and the files that theirs come from."""

    source: Source
    states: tuple[str, str]
    ours: tuple[Beside, ...]
    theirs: tuple[Unmatched, ...]
    files: tuple[ForeignFile, ...]


def compare(
    view: View, knowledge: Knowledge, name: ForeignSource, pair: tuple[str, str], window: int = WINDOW
) -> Compared:
    """The data set ``name`` beside the record of two states; nothing of the record changes by it."""
    return _compare(view, knowledge, name, pair, window, read_record(view, pair))


def compare_all(view: View, knowledge: Knowledge, pair: tuple[str, str], window: int = WINDOW) -> Iterator[Compared]:
    """Every data set of which files were taken in, beside the record of two states."""
    taken_in = {file.source for file in view.foreign_files()}
    record = read_record(view, pair) if taken_in else OurRecord((), {})
    return (_compare(view, knowledge, name, pair, window, record) for name in SOURCES if name in taken_in)


@dataclass(frozen=True, slots=True)
class OurRecord:
    """The events of ours by day, and on which days each is looked for; one whose days are not known well enough is not
    in ``days``."""

    events: tuple[Event, ...]
    days: dict[str, tuple[date, date]]


def read_record(view: View, pair: tuple[str, str]) -> OurRecord:
    """What others are laid beside: the events of two states."""
    events = sorted(view.events(Filter(pair)), key=_sort_key)
    return OurRecord(tuple(events), _find_days(view, events))


def _compare(
    view: View, knowledge: Knowledge, name: ForeignSource, pair: tuple[str, str], window: int, record: OurRecord
) -> Compared:
    source = SOURCES[name]
    files = tuple(view.foreign_files(name))
    covering = [file for file in files if set(file.asked) <= set(pair)]
    theirs = _Theirs(list(view.foreign_events(name, pair)))
    looked = {
        event.event_id: _look(event, record.days.get(event.event_id), source, covering, knowledge, window)
        for event in record.events
    }
    matches, fitted = _assign([ours for ours in looked.values() if isinstance(ours, Ours)], theirs, window)
    counts = view.foreign_mentions(name, [event.foreign_id for event in theirs.events])
    ours = []
    for event in record.events:
        found = sorted(matches.get(event.event_id, ()), key=lambda one: one.fit, reverse=True)
        one = looked[event.event_id]
        if isinstance(one, Ours):
            standing: Standing = "found" if found else "shared" if event.event_id in fitted else "lacking"
            others = len(theirs.near(one, window)) - len(found)
        else:
            standing, others = one, 0
        ours.append(
            Beside(event, standing, tuple(found), _count_mentions([one.foreign for one in found], counts), others)
        )
    taken = {one.foreign.foreign_id for found in matches.values() for one in found}
    alone = [event for event in theirs.events if event.foreign_id not in taken]
    return Compared(source, pair, tuple(ours), tuple(_group(alone, counts)), files)


class _Theirs:
    """Foreign events by day."""

    def __init__(self, events: list[ForeignEvent]) -> None:
        self.events = events
        self._firsts = [event.first for event in events]
        self._longest = max((event.last - event.first for event in events), default=timedelta(0))

    def near(self, ours: Ours, window: int) -> list[ForeignEvent]:
        """Those whose days meet the days of an event of ours, or nearly."""
        first, last = ours.first - timedelta(days=window), ours.last + timedelta(days=window)
        low, high = bisect_left(self._firsts, first - self._longest), bisect_right(self._firsts, last)
        return [event for event in self.events[low:high] if event.last >= first]


def _sort_key(event: Event) -> tuple[str, str]:
    when = event.when
    day = None if when is None else when.start or when.end
    return (day.isoformat() if day else "", event.event_id)


def _look(
    event: Event,
    days: tuple[date, date] | None,
    source: Source,
    files: Sequence[ForeignFile],
    knowledge: Knowledge,
    window: int,
) -> Ours | Standing:
    """An event as it is looked for, or why it is not."""
    act = code_act(event, knowledge)
    if isinstance(act, str):
        return "not_coded"
    if days is None:
        return "loosely_dated"
    first, last = days
    if source.codes and act.event_type not in source.codes:
        return "not_looked_for"
    if not _is_covered(first, last + timedelta(days=window), files):
        return "not_covered"
    return Ours(event, act, first, last, knowledge.kinds.get(event.kind).mutual)


def _find_days(view: View, events: Sequence[Event]) -> dict[str, tuple[date, date]]:
    """On which days events are looked for, where these are known well enough: when they happened; what is planned or
    asked for, when it was first reported."""
    reports = {name: event.event_id for event in events if not event.happened for name in event.claims}
    claims = view.claims_named(sorted(reports))
    documents = view.document_lines([claim.document_id for claim in claims])
    found: dict[str, tuple[date, date]] = {}
    for claim in claims:
        day = documents[claim.document_id].publication.day
        held = found.get(reports[claim.claim_id])
        if day is not None and (held is None or day < held[0]):
            found[reports[claim.claim_id]] = (day, day)
    for event in events:
        when = event.when
        if event.happened and when and when.start and when.end and when.end - when.start <= LONGEST:
            found[event.event_id] = (when.start, when.end)
    return found


def _is_covered(first: date, last: date, files: Iterable[ForeignFile]) -> bool:
    return any(file.first and file.last and file.first <= last and first <= file.last for file in files)


def _assign(looked: Sequence[Ours], theirs: _Theirs, window: int) -> tuple[dict[str, list[Match]], set[str]]:
    """The matches of each event of ours, and all events of ours that something fits. A foreign event goes to the one
    that it fits best; of several to the one that has fewest yet, and then by id."""
    fitting: dict[str, list[tuple[str, Match]]] = defaultdict(list)
    for ours in looked:
        for foreign in theirs.near(ours, window):
            found = match(ours, foreign, window)
            if found is not None:
                fitting[foreign.foreign_id].append((ours.event.event_id, found))
    matches: dict[str, list[Match]] = defaultdict(list)
    for event in theirs.events:
        fits = fitting.get(event.foreign_id, [])
        best = max((one.fit for _, one in fits), default=())
        equal = [(len(matches[name]), name, one) for name, one in fits if one.fit == best]
        if equal:
            _, name, one = min(equal, key=lambda candidate: candidate[:2])
            matches[name].append(one)
    return matches, {name for fits in fitting.values() for name, _ in fits}


def _group(events: Sequence[ForeignEvent], counts: dict[str, MentionCount]) -> list[Unmatched]:
    groups: dict[tuple[object, ...], list[ForeignEvent]] = defaultdict(list)
    for event in events:
        act = event.event_type or (event.cameo or event.code)[:2]
        groups[event.first, event.last, act, event.actors, event.recipients].append(event)
    return [Unmatched(tuple(group), _count_mentions(group, counts)) for group in groups.values()]


def _count_mentions(events: Iterable[ForeignEvent], counts: dict[str, MentionCount]) -> MentionCount | None:
    """Where some events were mentioned; None where no mentions of any were taken in."""
    found = [counts[event.foreign_id] for event in events if event.foreign_id in counts]
    if not found:
        return None
    outlets = {outlet for one in found for outlet in one.outlets}
    return MentionCount(sum(one.mentions for one in found), tuple(sorted(outlets)))
