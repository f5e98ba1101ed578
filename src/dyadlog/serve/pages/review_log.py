"""The log: every decision with who and when, and those whose words are gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dyadlog.records import StandingRuling
from dyadlog.records.ruling import ABOUT_CLAIMS, ABOUT_EVENTS
from dyadlog.report.plain import shorten
from dyadlog.report.questions import choose
from dyadlog.review import log, orphans
from dyadlog.serve.pages.choices import Facet, rank
from dyadlog.serve.pages.review_frame import Seat, frame, read_word
from dyadlog.serve.pages.review_words import tell_act
from dyadlog.serve.sheets import Scene, Sheet

LENGTH: Final = 50
LONGEST: Final = 160
STATES: Final = {"": "All", "standing": "Standing", "back": "Taken back", "orphans": "Waiting for their words"}


@dataclass(frozen=True, slots=True)
class LogLine:
    """A decision: ``at`` ISO 8601 in UTC, ``act`` what was decided, ``words`` those it is about; ``state`` is
    ``standing``, ``back`` or ``orphans``."""

    number: int
    at: str
    author: str
    act: str
    words: str
    href: str
    note: str
    state: str
    withdrawn: str


def show_log(scene: Scene, seat: Seat) -> Sheet:
    """The page."""
    by, state = read_word(scene, "by"), read_word(scene, "state")
    state = choose(state, STATES, "state") if state else ""
    entries = log(scene.view)
    waiting = {one.ruling.number for one in orphans(scene.view)}
    authors: Facet = rank(one.ruling.author for one in entries)
    states = {one.ruling.number: _state(one, waiting) for one in entries}
    chosen = [
        one
        for one in entries
        if (not by or one.ruling.author == by) and (not state or states[one.ruling.number] == state)
    ]
    page = scene.asked.page
    shown = chosen[(page - 1) * LENGTH : page * LENGTH]
    facts = {
        "lines": _write(scene, shown, states),
        "total": len(chosen),
        "everything": len(entries),
        "authors": authors,
        "by": by,
        "state": state,
        "states": [
            (key, label, scene.links.review("log", seat.query(by=by, state=key)), _count(states, key))
            for key, label in STATES.items()
        ],
        "page": page,
        "newer": scene.links.review("log", seat.query(by=by, state=state, page=page - 1)) if page > 1 else "",
        "further": scene.links.review("log", seat.query(by=by, state=state, page=page + 1))
        if page * LENGTH < len(chosen)
        else "",
    }
    return frame(scene, seat, "review_log.html.j2", "Decisions", "log", facts)


def _state(one: StandingRuling, waiting: set[int]) -> str:
    if one.ruling.withdrawn is not None:
        return "back"
    return "orphans" if one.ruling.number in waiting else "standing"


def _count(states: Mapping[int, str], key: str) -> int:
    return sum(not key or state == key for state in states.values())


def _write(scene: Scene, entries: Sequence[StandingRuling], states: Mapping[int, str]) -> list[LogLine]:
    """Decisions as lines; those on differences lead to the event that these are about."""
    named = [name for one in entries if one.ruling.kind == "finding" for name in one.record_ids]
    events = {one.finding_id: one.event_id for one in scene.view.findings_named(named)}

    def href(one: StandingRuling) -> str:
        name, kind = next(iter(one.record_ids), ""), one.ruling.kind
        if not name:
            return ""
        if kind in ABOUT_CLAIMS:
            return scene.links.review(query=f"claim={name}")
        if kind in ABOUT_EVENTS:
            return scene.links.event(name)
        if kind == "finding":
            event_id = events.get(name)
            return scene.links.event(event_id) if event_id else ""
        return scene.links.review("blind", f"coded={one.ruling.number}") if one.ruling.withdrawn is None else ""

    def line(one: StandingRuling) -> LogLine:
        ruling = one.ruling
        return LogLine(
            number=ruling.number,
            at=ruling.at,
            author=ruling.author,
            act=tell_act(ruling),
            words=shorten(ruling.anchors[0].quote, LONGEST) if ruling.anchors else "",
            href=href(one),
            note=ruling.note or "",
            state=states[ruling.number],
            withdrawn=ruling.withdrawn or "",
        )

    return [line(one) for one in entries]
