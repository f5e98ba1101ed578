"""Cards: the agreements, pledges, targets, mechanisms and projects of two states, as small rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dyadlog.exchange.cells import interval_row
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, Finding, Instrument, StatusReport
from dyadlog.report.dates import show_day, show_span
from dyadlog.report.plain import plain_line
from dyadlog.serve.desk import Pair
from dyadlog.store import UNCONTESTED, View

PATH: Final = ("proposed", "announced", "negotiating", "signed", "ratified", "in_force", "implemented")
ASIDE: Final = ("stalled", "suspended", "cancelled", "expired", "unknown")
OPEN: Final = ("proposed", "announced", "negotiating", "signed", "ratified", "stalled")
"""Statuses of what is still to be done or to come into force."""
OVERDUE: Final = "overdue"
SILENT: Final = "silent"
PROMISES: Final = ("pledge", "target")
MONTH: Final = 30.44
YEAR: Final = 365.25
IN_DAYS: Final = 60
IN_MONTHS: Final = 700
"""Lengths of time below which they are told in days, in months."""


@dataclass(frozen=True, slots=True)
class Card:
    """One instrument. ``by`` is the one state that promises, '' where none or several do; ``others`` are states beyond
    the two. ``since`` is when it reached its status, '' where no page tells; ``deadline`` and ``last_heard`` are ISO
    days or ''; ``left`` the days from the newest page to the deadline, less than none where it has passed; ``sources``
    counts independent pages; ``stale`` and ``contested`` say why, '' where it is neither, and ``mark`` whether it is
    overdue or silent; ``together`` are the documents signed on the same occasion, as (id, name)."""

    instrument_id: str
    kind: str
    name: str
    status: str
    by: str
    since: str
    deadline: str
    left: int | None
    quantities: tuple[str, ...]
    others: tuple[str, ...]
    reports: int
    sources: int
    outlets: tuple[str, ...]
    last_heard: str
    mark: str
    stale: str
    contested: str
    together: tuple[tuple[str, str], ...] = ()

    @property
    def due(self) -> str:
        """How far off the deadline is, in words."""
        if self.left is None or (self.mark == OVERDUE and self.left >= 0):
            return "passed since" if self.mark == OVERDUE else ""
        span = show_length(abs(self.left))
        return f"{span} left" if self.left > 0 else f"{span} past" if self.left else "that day"


@dataclass(frozen=True, slots=True)
class Board:
    """All cards of two states, those heard of last first; ``as_of`` is the ISO day of their newest page, or ''."""

    as_of: str = ""
    cards: tuple[Card, ...] = field(default=())


def list_cards(view: View, knowledge: Knowledge, pair: Pair) -> Board:
    """The board of two states."""
    instruments = view.instruments(pair)
    as_of = newest_day(view, pair, instruments)
    found = findings_on(view, instruments)
    together = find_company(view, [one for one in instruments if one.kind == "bundle"])
    writer = CardWriter(view, knowledge, pair, as_of, instruments)
    cards = [writer.write(one, found[one.instrument_id], together.get(one.instrument_id, ())) for one in instruments]
    cards.sort(key=lambda card: card.last_heard, reverse=True)
    return Board(as_of.isoformat() if as_of else "", tuple(cards))


def findings_on(view: View, instruments: Sequence[Instrument]) -> dict[str, list[Finding]]:
    """Instrument id -> the findings about it, and those by which somebody denies an act that tells of it."""
    event_of = view.events_of_claims([report.claim_id for one in instruments for report in one.history])
    by_instrument: dict[str, list[Finding]] = defaultdict(list)
    denied: dict[str, list[Finding]] = defaultdict(list)
    ids = [one.instrument_id for one in instruments]
    for finding in view.findings_about(sorted(set(event_of.values())), ids):
        if finding.instrument_id:
            by_instrument[finding.instrument_id].append(finding)
        elif finding.kind == "denial" and finding.event_id:
            denied[finding.event_id].append(finding)
    found: dict[str, list[Finding]] = {}
    for one in instruments:
        events = dict.fromkeys(event_of.get(report.claim_id, "") for report in one.history)
        found[one.instrument_id] = by_instrument[one.instrument_id] + [f for e in events for f in denied.get(e, ())]
    return found


def newest_day(view: View, pair: Sequence[str], instruments: Iterable[Instrument]) -> date | None:
    """The day of the newest page that tells of two states, as far as pages have days."""
    line = view.pair((pair[0], pair[1])) if len(pair) == 2 else None
    days = (line.reported if line else None, *(one.last_heard for one in instruments))
    return max((day for day in days if day is not None), default=None)


class CardWriter:
    """Writes instruments as cards."""

    def __init__(
        self, view: View, knowledge: Knowledge, pair: Sequence[str], as_of: date | None, all_of: Sequence[Instrument]
    ) -> None:
        self._knowledge, self._pair, self._as_of = knowledge, pair, as_of
        pages = sorted({report.evidence.document_id for one in all_of for report in one.history})
        self._documents, self._copies = view.document_lines(pages), view.copies_of(pages)
        promises = [report.claim_id for one in all_of if one.kind in PROMISES for report in one.history]
        self._promises = {claim.claim_id: claim for claim in view.claims_named(promises)}

    def write(self, one: Instrument, findings: Sequence[Finding], together: Sequence[Instrument] = ()) -> Card:
        """An instrument with the findings about it, and what was signed with it."""
        pages = dict.fromkeys(report.evidence.document_id for report in one.history)
        outlets = (self._documents[page].outlet for page in pages if page in self._documents)
        stale = [finding for finding in findings if finding.kind == "stale"]
        contested = [finding for finding in findings if finding.kind not in (*UNCONTESTED, "stale")]
        return Card(
            instrument_id=one.instrument_id,
            kind=one.kind,
            name=plain_line(one.name),
            status=one.status,
            by=self._promiser(one),
            since=self._since(one),
            deadline=one.deadline.isoformat() if one.deadline else "",
            left=(one.deadline - self._as_of).days if one.deadline and self._as_of else None,
            quantities=list_figures(one),
            others=tuple(self._name_state(code) for code in one.states if code not in self._pair),
            reports=len(one.history),
            sources=len({self._copies.get(page, page) for page in pages}),
            outlets=tuple(dict.fromkeys(plain_line(outlet) for outlet in outlets if outlet)),
            last_heard=one.last_heard.isoformat() if one.last_heard else "",
            mark=(OVERDUE if any(finding.field == "deadline" for finding in stale) else SILENT) if stale else "",
            stale="; ".join(dict.fromkeys(plain_line(finding.note or finding.field) for finding in stale)),
            contested="; ".join(dict.fromkeys(plain_line(finding.note or finding.field) for finding in contested)),
            together=tuple((other.instrument_id, plain_line(other.name)) for other in together),
        )

    def _promiser(self, one: Instrument) -> str:
        if one.kind not in PROMISES:
            return ""
        claims = (self._promises.get(report.claim_id) for report in one.history)
        codes = {code for claim in claims if claim for party in claim.actors for code in party.states}
        return self._name_state(codes.pop()) if len(codes) == 1 else ""

    def _since(self, one: Instrument) -> str:
        """When the first report that can be placed in time gives the status."""
        for report in one.history:
            document = self._documents.get(report.evidence.document_id)
            placed = place_report(report, document.publication.day if document else None)
            if report.status == one.status and placed.words:
                return placed.words
        return ""

    def _name_state(self, code: str) -> str:
        state = self._knowledge.states.get(code)
        return state.name if state else code


@dataclass(frozen=True, slots=True)
class Placed:
    """When a report tells something, in words, and its first and last ISO day; all '' where nothing is known."""

    words: str
    first: str
    last: str


def place_report(report: StatusReport, published: date | None) -> Placed:
    """When a report has something as reached; what it tells of days to come was told on the day of its page."""
    when = report.when
    last = (when.end or when.start) if when else None
    if when is not None and last is not None and (published is None or (last <= published and when.end is not None)):
        return Placed(show_span(interval_row(when)), (when.start or last).isoformat(), last.isoformat())
    day = published.isoformat() if published else ""
    return Placed(show_day(day) if day else "", day, day)


def list_figures(one: Instrument) -> tuple[str, ...]:
    """The figures told of an instrument in the words of the first page that gives them; those in its name left out."""
    told: dict[tuple[object, ...], str] = {}
    for figure in one.quantities:
        words = plain_line(figure.original)
        if words.casefold() not in plain_line(one.name).casefold():
            told.setdefault((figure.low, figure.high, figure.unit), words)
    return tuple(told.values())


def find_company(view: View, instruments: Sequence[Instrument]) -> Mapping[str, list[Instrument]]:
    """Instrument id -> the other documents that reports call signed in the same act, or in another part of the same
    visit or talks."""
    signed = {one.instrument_id: _signing_claims(one) for one in instruments}
    event_of = view.events_of_claims([claim for claims in signed.values() for claim in claims])
    events = {event.event_id: event for event in view.events_named(list(dict.fromkeys(event_of.values())))}
    found: dict[str, list[Instrument]] = {}
    for one in instruments:
        own = [events[event_of[claim]] for claim in signed[one.instrument_id] if event_of.get(claim) in events]
        acts = {act.event_id: act for event in own for act in _occasion(view, event)}
        names = dict.fromkeys(name for act in acts.values() for name in act.instrument_ids)
        others = view.instruments_named([name for name in names if name != one.instrument_id])
        told = {claim for act in acts.values() for claim in act.claims}
        found[one.instrument_id] = [other for other in others if told & set(_signing_claims(other))]
    return found


def _signing_claims(one: Instrument) -> list[str]:
    return [report.claim_id for report in one.history if report.status == "signed"]


def _occasion(view: View, event: Event) -> list[Event]:
    """An act with the other parts of the whole that it belongs to."""
    return [event, *(view.parts_of(event.part_of) if event.part_of else ()), *view.parts_of(event.event_id)]


def show_length(days: int) -> str:
    """A number of days as people say it."""
    if days < IN_DAYS:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{days / MONTH:.0f} months" if days < IN_MONTHS else f"{days / YEAR:.0f} years"
