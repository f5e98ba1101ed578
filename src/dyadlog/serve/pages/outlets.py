"""The outlets of two states side by side, worked out once: what each reports, first, alone, copied and contradicted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.findings.outlets import OutletView, SharedEvent
from dyadlog.knowledge import Knowledge
from dyadlog.records import Dyad, Event, content_id
from dyadlog.report.plain import plain_line, short_name
from dyadlog.report.relation import Relation
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.copying import Handing, collect_handings
from dyadlog.serve.pages.quoting import Happening, Quoter, tell_happenings
from dyadlog.serve.pages.unread import Gaps, collect_gaps
from dyadlog.serve.pages.words import Choice, Telling, collect_loaded, tell_report
from dyadlog.store import View
from dyadlog.store.filters import UNCONTESTED

MOST_OUTLETS: Final = 60
MOST_ALONE: Final = 8
"""Events listed that only one outlet tells of, and of those that it leaves out."""
MOST_PAGES: Final = 12
MOST_SHARED: Final = 24
"""Events that several outlets tell of, laid side by side: those of most outlets, the newest first among them."""


@dataclass(frozen=True, slots=True)
class OutletPage:
    """A page of an outlet: how it is called, its genre and its day."""

    document_id: str
    title: str
    genre: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet's part in the record. Counts are of events, but ``pages`` of pages and ``contradicted`` of findings
    that set a report of it against one of another outlet; ``own`` it tells independently, ``alone`` no other does.
    ``named`` is False where the outlet is not known and the page stands for it."""

    key: str
    name: str
    full_name: str
    named: bool
    pages: int
    events: int
    own: int
    first: int
    alone: int
    contradicted: int
    genres: tuple[tuple[str, int], ...]
    papers: tuple[OutletPage, ...]
    only: tuple[Happening, ...]
    left_out: tuple[Happening, ...]
    leaves_out: int

    @property
    def handed_on(self) -> int:
        """Events that it has from others."""
        return self.events - self.own


@dataclass(frozen=True, slots=True)
class Shared:
    """An event that several outlets tell of; ``tellings`` by the key of the outlet."""

    happening: Happening
    tellings: Mapping[str, Telling]


@dataclass(frozen=True, slots=True)
class Sources:
    """All that the page of sources shows of outlets; ``total`` counts them."""

    outlets: tuple[Outlet, ...]
    total: int
    shared: tuple[Shared, ...]
    shared_total: int
    handings: tuple[Handing, ...]
    loaded: tuple[Choice, ...]
    gaps: Gaps


def work_out_outlets(view: View, knowledge: Knowledge, pair: Pair) -> Sources:
    """The outlets of a dyad."""
    relation = Relation(view, knowledge, pair)
    dyad, found = relation.dyad, relation.outlets()
    shared = sorted(found.shared, key=lambda one: -len(one.reports))
    views = found.outlets[:MOST_OUTLETS]
    left_out = {one.outlet: _left_out(one, shared) for one in views}
    told = tell_happenings(view, knowledge, _events_of(views, shared, left_out))
    quoter, contradicted = Quoter(dyad), _count_contradicted(dyad)
    first = defaultdict(str, {event_id: one.outlet for one in found.outlets for event_id in one.first})
    outlets = [_show(one, dyad, told, left_out[one.outlet], contradicted[one.outlet]) for one in views]
    return Sources(
        outlets=tuple(outlets),
        total=len(found.outlets),
        shared=tuple(_lay_out(one, told, first[one.event.event_id], dyad, quoter) for one in shared[:MOST_SHARED]),
        shared_total=len(shared),
        handings=collect_handings(found.outlets, dyad, quoter),
        loaded=collect_loaded(found.outlets, quoter),
        gaps=collect_gaps(view, dyad),
    )


def _lay_out(one: SharedEvent, told: Mapping[str, Happening], first: str, dyad: Dyad, quoter: Quoter) -> Shared:
    tellings = {
        outlet_key(report.outlet): tell_report(report, dyad, quoter, first=report.outlet == first)
        for report in one.reports
    }
    return Shared(told[one.event.event_id], tellings)


def outlet_key(outlet: str) -> str:
    """What an outlet is called in anchors: no letter of a page is in it."""
    return content_id("outlet", outlet)


def _left_out(view: OutletView, shared: Sequence[SharedEvent]) -> list[Event]:
    """What at least two others tell independently and this outlet does not, most told first."""
    mine = {report.event.event_id for report in view.reports}
    return [
        one.event
        for one in shared
        if one.event.event_id not in mine and sum(report.bond is None for report in one.reports) > 1
    ]


def _events_of(
    views: Sequence[OutletView], shared: Sequence[SharedEvent], left_out: Mapping[str, Sequence[Event]]
) -> list[Event]:
    """Every event that is put into words, once."""
    found: dict[str, Event] = {one.event.event_id: one.event for one in shared[:MOST_SHARED]}
    for view in views:
        alone = set(view.only[:MOST_ALONE])
        found |= {r.event.event_id: r.event for r in view.reports if r.event.event_id in alone}
        found |= {event.event_id: event for event in left_out[view.outlet][:MOST_ALONE]}
    return list(found.values())


def _count_contradicted(dyad: Dyad) -> Counter[str]:
    """By outlet, the findings that set a report of it against one of another outlet."""
    counts: Counter[str] = Counter()
    for finding in dyad.findings:
        if finding.kind in UNCONTESTED:
            continue
        pages = {side.evidence.document_id for side in finding.sides} & set(dyad.documents)
        outlets = {dyad.outlet_of(document_id) for document_id in pages}
        counts.update(outlets if len(outlets) > 1 else ())
    return counts


def _show(
    view: OutletView, dyad: Dyad, told: Mapping[str, Happening], left_out: Sequence[Event], against: int
) -> Outlet:
    genres = Counter(dyad.documents[name].genre for name in view.pages)
    return Outlet(
        key=outlet_key(view.outlet),
        name=plain_line(short_name(view.outlet)),
        full_name=view.outlet,
        named=dyad.documents[view.pages[0]].outlet is not None,
        pages=len(view.pages),
        events=len(view.reports),
        own=len(view.independent),
        first=len(view.first),
        alone=len(view.only),
        contradicted=against,
        genres=tuple(genres.most_common()),
        papers=tuple(_papers(view.pages, dyad)),
        only=tuple(told[name] for name in view.only[:MOST_ALONE]),
        left_out=tuple(told[event.event_id] for event in left_out[:MOST_ALONE]),
        leaves_out=len(left_out),
    )


def _papers(pages: Sequence[str], dyad: Dyad) -> Iterator[OutletPage]:
    """The pages of an outlet, the newest first."""
    newest = sorted(pages, key=lambda name: str(dyad.documents[name].publication.day or ""), reverse=True)
    for name in newest[:MOST_PAGES]:
        document = dyad.documents[name]
        day = document.publication.day
        title = document.title.value if document.title else short_name(document.location)
        yield OutletPage(name, plain_line(title), document.genre, day.isoformat() if day else None)
