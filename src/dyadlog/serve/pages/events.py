"""All events of two states, newest first, narrowed by the filters in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dyadlog.report.questions import LANES
from dyadlog.serve.asked import PAGE_LENGTH, Asked
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.telling import Teller, Told
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store.census import Census


@dataclass(frozen=True, slots=True)
class Year:
    """The events of one year on a page, each with its parts that are on the page too; ``name`` is '' for those without
    a date, ``count`` those of the year on all pages."""

    name: str
    count: int
    entries: tuple[tuple[Told, tuple[Told, ...]], ...]


def show_events(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    wanted = scene.asked.as_filter()
    offset = (scene.asked.page - 1) * PAGE_LENGTH
    lines = scene.view.lines(pair, wanted, PAGE_LENGTH, offset)
    census = census_of(scene, pair, scene.asked)
    return Sheet(
        "events.html.j2",
        "Events",
        pair,
        "events",
        {
            "years": group_by_year(
                Teller(scene).tell_named([line.event_id for line in lines]), dict(census.facets["year"])
            ),
            "total": census.total,
            "length": PAGE_LENGTH,
            "facets": census.facets,
        },
        [download_events(scene, pair)],
    )


def download_events(scene: Scene, pair: Pair) -> tuple[str, str]:
    """The events as a table: its name and its address."""
    query = replace(scene.asked, page=1).query()
    return "events", scene.links.api(f"dyads/{'-'.join(sorted(pair))}/events", query)


def group_by_year(entries: Sequence[Told], counts: dict[str, int]) -> list[Year]:
    """Entries under their years, in the order given; parts beneath the outermost whole that is among them."""
    part_of = {entry.event_id: entry.row["part_of"] for entry in entries}
    wholes = [entry for entry in entries if part_of[entry.event_id] not in part_of]
    below: dict[str, list[Told]] = {entry.event_id: [] for entry in wholes}
    for entry in entries:
        whole = entry.event_id
        while part_of[whole] in part_of:
            whole = part_of[whole]
        if whole != entry.event_id:
            below[whole].append(entry)
    by_year: dict[str, list[tuple[Told, tuple[Told, ...]]]] = {}
    for entry in wholes:
        day = entry.row["date_end"] or entry.row["date_start"] or ""
        by_year.setdefault(day[:4], []).append((entry, tuple(reversed(below[entry.event_id]))))
    return [Year(name, counts.get(name, 0), tuple(found)) for name, found in by_year.items()]


def census_of(scene: Scene, pair: Pair, asked: Asked) -> Census:
    """How many events are asked for, what can be chosen in the filters, and how many events each choice would show."""
    view, memory = scene.view, scene.desk.memory
    with view.snapshot():
        state, wanted = view.gathering(), asked.as_filter()

        def count() -> Census:
            columns = memory.recall(("columns", pair), view.lines_changed(pair), lambda: view.columns(pair))
            return view.census(pair, wanted, columns)

        census = memory.recall(("census", pair, wanted), state, count)
    names = {str(number): name for name, number in LANES.items()}
    lanes = [(names[number], count) for number, count in sorted(census.facets["quad"]) if number in names]
    return replace(census, facets={**census.facets, "lane": lanes})
