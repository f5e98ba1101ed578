"""Incidents: threads of what followed on what, and what is open and what is shut between two states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

from dyadlog.findings.threads import ThreadStatus
from dyadlog.knowledge import Knowledge
from dyadlog.report.relation import Relation
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.choices import read_choices, sift
from dyadlog.serve.pages.openings import OpeningCard, draw_openings, write_openings
from dyadlog.serve.pages.quoting import Quoter
from dyadlog.serve.pages.threads import ThreadCard, ThreadWriter
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

LENGTH: Final = 8
"""Threads on a page: each is long."""
IN_A_FILE: Final = 24
REPORTS: Final = 30
"""Reports of what is open or shut shown for each thing, the newest."""
MOST_THREADS: Final = 400
"""The newest threads, which are kept."""
STATUSES: Final[tuple[str, ...]] = get_args(ThreadStatus)
OFFER: Final = {"status": STATUSES, "year": None}


@dataclass(frozen=True, slots=True)
class Incidents:
    """All that the page shows; ``total`` counts the threads there are."""

    threads: tuple[ThreadCard, ...]
    total: int
    openings: tuple[OpeningCard, ...]


def work_out_incidents(view: View, knowledge: Knowledge, pair: Pair) -> Incidents:
    """The threads of a dyad, and how things stand between its states."""
    relation = Relation(view, knowledge, pair)
    quoter, threads = Quoter(relation.dyad), relation.threads()
    writer = ThreadWriter(view, knowledge, relation.dyad, quoter)
    return Incidents(
        threads=tuple(writer.write(thread) for thread in threads[:MOST_THREADS]),
        total=len(threads),
        openings=write_openings(relation.openings(), knowledge, quoter),
    )


def show_incidents(scene: Scene, pair: Pair) -> Sheet:
    """The page."""
    head = f"dyads/{'-'.join(sorted(pair))}"
    downloads = [(name, scene.links.api(f"{head}/{name}")) for name in ("threads", "status")]
    sheet = Sheet("incidents.html.j2", "Incidents", pair, "incidents", downloads=downloads)
    choices = read_choices(scene, OFFER)
    incidents: Incidents | None = scene.product(work_out_incidents, pair).value
    if incidents is None:
        return sheet.told(ready=False, asked=choices)
    wanted, facets = sift(
        incidents.threads, lambda card: {"status": (card.status,), "year": (card.year,)}, choices, tuple(OFFER)
    )
    length = LENGTH if scene.links.live else IN_A_FILE
    start = (choices.page - 1) * length
    return sheet.told(
        ready=True,
        asked=choices,
        incidents=incidents,
        shown=wanted[start : start + length],
        total=len(wanted),
        length=length,
        facets={"status": dict(facets["status"]), "year": sorted(facets["year"], reverse=True)},
        statuses=STATUSES,
        reports_shown=REPORTS,
        bars=draw_openings(incidents.openings, (scene.state_name(pair[0]), scene.state_name(pair[1]))),
    )
