"""The overview of two states: what is new, contested and due, and how the relation went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from dyadlog.records import EVENT_MODALITIES, PairLine
from dyadlog.report.drawings import NARROW, Bar, draw_bar_list
from dyadlog.report.plain import plain_line
from dyadlog.serve.asked import Asked
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.cards import Board, list_cards
from dyadlog.serve.pages.charts import Charting, draw_course
from dyadlog.serve.pages.comparing import Entry, EntryWriter
from dyadlog.serve.pages.events import census_of
from dyadlog.serve.pages.incidents import Incidents, work_out_incidents
from dyadlog.serve.pages.ledger import LedgerLine, find_findings, list_findings
from dyadlog.serve.pages.news import find_ahead, find_due, find_news
from dyadlog.serve.pages.portraits import People, work_out_people
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store.census import Facets

MOST_CONTESTED: Final = 3
MOST_LATEST: Final = 8
MOST_MET: Final = 6
MOST_STANDING: Final = 7
MOST_BARS: Final = 8
LONGEST_NAME: Final = 33
HALF: Final = 600.0
"""Width of the drawings that stand two beside each other."""
NEIGHBOURS: Final = 6
"""Other relations offered where there is nothing on this one."""


def show_dyad(scene: Scene, pair: Pair) -> Sheet:
    """The page; its filters narrow the course of the relation, not what is new, contested and due."""
    sheet = Sheet("dyad.html.j2", "Overview", pair)
    line = scene.view.pair(pair)
    if line is None:
        return sheet.told(line=None, neighbours=_find_neighbours(scene, pair))
    teller = Teller(scene)
    asked = replace(scene.asked, new="", page=1)
    course = _show_course(scene, pair, asked, teller)
    due = scene.product(list_cards, pair).value
    ledger = scene.product(list_findings, pair).value
    people: People | None = scene.product(work_out_people, pair).value
    incidents: Incidents | None = scene.product(work_out_incidents, pair).value
    pending = {
        "What is due": due,
        "What is contested": ledger,
        "The course of this relation": course["course"],
        "What is open and shut": incidents,
        "Who meets whom": people,
    }
    return replace(sheet, downloads=_downloads(scene, pair)).told(
        line=line,
        scene_waits=next((what for what, value in pending.items() if value is None), ""),
        news=find_news(scene, pair, line, teller),
        ahead=find_ahead(scene, pair, line, teller),
        due=None if due is None else find_due(due),
        contested=None if ledger is None else _show_contested(scene, ledger),
        contested_count=None if ledger is None else _count_contested(ledger),
        figures=_count(scene, pair, line, due, ledger),
        standing=None if incidents is None else incidents.openings[:MOST_STANDING],
        more_standing=0 if incidents is None else max(len(incidents.openings) - MOST_STANDING, 0),
        met=None if people is None else people.met[:MOST_MET],
        met_count=0 if people is None else len(people.met),
        **course,
    )


def _show_course(scene: Scene, pair: Pair, asked: Asked, teller: Teller) -> dict[str, Any]:
    """What the filters narrow: the drawings, the latest events, outlets and kinds."""
    census = census_of(scene, pair, asked)
    facets = census.facets
    return {
        "asked": asked,
        "kept": (("new", scene.asked.new),) if scene.asked.new else (),
        "total": census.total,
        "course": scene.product(draw_course, pair, Charting(asked, scene.links)).value,
        "latest": _find_latest(scene, pair, asked, teller),
        "facets": facets,
        "outlets": _draw_bars(scene, pair, asked, "outlet", "outlets", "Outlets by the events they report", facets),
        "kinds": _draw_bars(scene, pair, asked, "kind", "kinds", "Events by kind", facets),
    }


def _find_latest(scene: Scene, pair: Pair, asked: Asked, teller: Teller) -> list[Told]:
    """The last events that took place; where a modality is asked for, the last of it."""
    wanted = asked.as_filter()
    if not wanted.modalities:
        wanted = replace(wanted, modalities=tuple(EVENT_MODALITIES))
    lines = scene.view.lines(pair, wanted, MOST_LATEST * 2)
    taken = [line.event_id for line in lines if asked.modality or not line.negated]
    return teller.tell_named(taken[:MOST_LATEST])


def _draw_bars(scene: Scene, pair: Pair, asked: Asked, facet: str, name: str, title: str, facets: Facets) -> list[str]:
    """Counts as bars in both widths, each leading to what it counts."""

    def lead(value: str) -> str:
        query = asked.query(**{facet: value}) if scene.links.live else ""
        return scene.links.dyad(pair, "events", query)

    bars = [Bar(_fit(value.replace("_", " ")), count, lead(value)) for value, count in facets[facet][:MOST_BARS]]
    sizes = {"wide": HALF, "narrow": NARROW}
    return [draw_bar_list(bars, name=f"{name}-{size}", title=title, width=sizes[size]) for size in sizes if bars]


def _fit(name: str) -> str:
    """A name short enough for a bar, cut in the middle: offices of many states begin alike."""
    name = plain_line(name)
    if len(name) <= LONGEST_NAME:
        return name
    half = (LONGEST_NAME - 3) // 2
    return f"{name[:half].rstrip()} … {name[-half:].lstrip()}"


def _is_contradiction(line: LedgerLine) -> bool:
    return line.group == "contradictions"


def _count_contested(ledger: Sequence[LedgerLine]) -> int:
    return sum(map(_is_contradiction, ledger))


def _show_contested(scene: Scene, ledger: Sequence[LedgerLine]) -> list[Entry]:
    """The weightiest contradictions, each on another thing, those first that nobody ruled on."""
    lines = [line for line in ledger if _is_contradiction(line)]
    lines.sort(key=lambda line: ("open" in line.values["ruling"], line.pages, line.gravity, line.newest), reverse=True)
    entries = EntryWriter(scene).write(list(find_findings(scene, lines[: 2 * MOST_CONTESTED])))
    first = {entry.about: entry.finding_id for entry in reversed(entries)}
    repeated = [entry for entry in entries if first[entry.about] != entry.finding_id]
    return [*(entry for entry in entries if first[entry.about] == entry.finding_id), *repeated][:MOST_CONTESTED]


def _count(
    scene: Scene, pair: Pair, line: PairLine, board: Board | None, ledger: Sequence[LedgerLine] | None
) -> list[tuple[int, str, str]]:
    """What there is, each with where it stands; what is still being worked out is left out."""
    links = scene.links

    def lead(section: str, query: str = "") -> str:
        return links.dyad(pair, section, query if links.live else "")

    figures = [(line.events, "event", lead("events")), (line.documents, "page", lead("sources"))]
    if ledger is not None:
        figures.append((_count_contested(ledger), "contested point", lead("ledger", "group=contradictions")))
    if board is not None:
        figures.append((find_due(board).open, "open agreement or pledge", lead("agreements")))
    return figures


def _find_neighbours(scene: Scene, pair: Pair) -> list[tuple[Pair, tuple[str, str], int]]:
    """The relations of either state that the store does tell of, as (codes, names, events)."""
    near = [line for state in pair for line in scene.view.pairs(NEIGHBOURS, state=state)]
    near = sorted(near, key=lambda line: (-line.events, line.states))[:NEIGHBOURS]
    return [
        (line.states, (scene.state_name(line.states[0]), scene.state_name(line.states[1])), line.events)
        for line in near
    ]


def _downloads(scene: Scene, pair: Pair) -> list[tuple[str, str]]:
    head = f"dyads/{'-'.join(sorted(pair))}"
    return [(name, scene.links.api(f"{head}/{name}")) for name in ("events", "instruments", "findings", "index")]
