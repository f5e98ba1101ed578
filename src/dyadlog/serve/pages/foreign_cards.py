"""Happenings with what other data sets have of them, in words: each side in its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dyadlog.exchange.foreign import SOURCES, Counted
from dyadlog.records import ForeignEvent, ForeignSource
from dyadlog.report.dates import show_span
from dyadlog.report.plain import plain_line
from dyadlog.serve.pages.foreign_lines import Held, Line, Place
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene

Theirs = Mapping[tuple[ForeignSource, str], ForeignEvent]
"""Rows of theirs, by data set and id."""
COMPARED: Final = ("found", "shared", "lacking", "only")
"""How a happening stands in a data set that could have it."""


@dataclass(frozen=True, slots=True)
class TheirRow:
    """One row of theirs in our frame: ``code`` and ``words`` are theirs, so are the names of ``sides``; ``link`` is
    the page they name, ``reference`` what they name that is no page."""

    code: str
    words: str
    when: str
    sides: str
    place: str
    deaths: str
    reasons: str
    link: str
    reference: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """What one data set has of a happening, ready to be shown; ``more`` counts rows that are not."""

    title: str
    standing: Place
    counted: Counted
    same_days: int
    rows: tuple[TheirRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Card:
    """A happening: ``told`` where it is an event of ours, else ``act`` (who did what to whom) and ``quad``. ``apart``
    are the data sets that cannot have it, under the reason why."""

    told: Told | None
    shelves: tuple[Shelf, ...]
    apart: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    act: str = ""
    when: str = ""
    quad: int = 0


def write_cards(scene: Scene, lines: Sequence[Line]) -> list[Card]:
    """Lines with their words, each side's own."""
    told = {one.event_id: one for one in Teller(scene).tell_named([line.event_id for line in lines if line.event_id])}
    foreign = find_rows(scene, (held for line in lines for held in line.held))
    return [_write_card(scene, line, told, foreign) for line in lines]


def find_rows(scene: Scene, shelves: Iterable[Held]) -> Theirs:
    """Their rows that lines keep."""
    ids: dict[ForeignSource, list[str]] = defaultdict(list)
    for held in shelves:
        ids[held.source] += [name for name, _ in held.rows]
    return {
        (source, name): event
        for source, names in ids.items()
        for name, event in scene.view.foreign_named(source, names).items()
    }


def _write_card(scene: Scene, line: Line, told: Mapping[str, Told], foreign: Theirs) -> Card:
    shelves = tuple(_write_shelf(held, foreign) for held in line.held if held.standing in COMPARED)
    if line.event_id in told:
        apart: dict[Place, list[str]] = defaultdict(list)
        for held in line.held:
            if held.standing not in COMPARED:
                apart[held.standing].append(SOURCES[held.source].title)
        return Card(told[line.event_id], shelves, tuple((place, tuple(titles)) for place, titles in apart.items()))
    first = next((foreign[one.source, name] for one in line.held for name, _ in one.rows), None)
    if first is None:
        return Card(None, shelves, act="gone since")
    return Card(
        None,
        shelves,
        act=_tell_act(scene, first),
        when=_show_days(first.first, first.last),
        quad=first.quad_class or 0,
    )


def _tell_act(scene: Scene, event: ForeignEvent) -> str:
    """Who did what to whom, in neutral names."""
    act = event.event_type.lower() if event.event_type else event.words or event.code
    sides = [" and ".join(map(scene.state_name, states)) for states in (event.actors, event.recipients) if states]
    land = [] if len(sides) > 1 else [f"on the land of {scene.state_name(code)}" for code in event.territory]
    return ", ".join([" to ".join(sides), *land]) + f": {act}"


def _write_shelf(held: Held, foreign: Theirs) -> Shelf:
    rows = tuple(
        _write_row(foreign[held.source, name], reasons) for name, reasons in held.rows if (held.source, name) in foreign
    )
    more = held.counted.rows - len(rows)
    return Shelf(SOURCES[held.source].title, held.standing, held.counted, held.same_days, rows, more)


def _write_row(event: ForeignEvent, reasons: Sequence[str]) -> TheirRow:
    reference = plain_line(event.reference or "")
    is_link = reference.startswith(("https://", "http://"))
    return TheirRow(
        code=event.code,
        words=event.words or "",
        when=_show_days(event.first, event.last),
        sides=" → ".join(name or "not named" for name in (event.actor_name, event.recipient_name)),
        place=event.place or "",
        deaths=_tell_deaths(event),
        reasons=", ".join(reasons),
        link=reference if is_link else "",
        reference="" if is_link else reference,
    )


def _tell_deaths(event: ForeignEvent) -> str:
    if event.deaths is None:
        return ""
    bounds = f" ({event.deaths_low} to {event.deaths_high})" if event.deaths_low != event.deaths_high else ""
    return f"{event.deaths:,} dead{bounds} by their count"


def _show_days(first: date, last: date) -> str:
    return show_span({"date_start": first.isoformat(), "date_end": last.isoformat(), "date_precision": "day"})
