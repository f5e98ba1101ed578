"""The first page: every pair of states that the store tells of."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final
from urllib.parse import urlencode

from markupsafe import Markup

from dyadlog.errors import UnknownState
from dyadlog.records import PairLine
from dyadlog.report.drawings import draw_sparkline
from dyadlog.report.questions import resolve_states
from dyadlog.serve.asked import PAGE_LENGTH
from dyadlog.serve.links import pair_name
from dyadlog.serve.sheets import Scene, Sheet

YEARS_SHOWN: Final = 20
MOST_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair of states in the list, with its events by year as a drawing."""

    line: PairLine
    names: tuple[str, str]
    course: Markup


class YearCounts:
    """Events by year of pairs, kept for as long as a pair's line stays the same; safe to use from many threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, PairLine], dict[int, int]] = OrderedDict()
        self._lock = Lock()

    def of(self, scene: Scene, lines: Sequence[PairLine]) -> list[dict[int, int]]:
        """The counts of each line."""
        store = scene.view.generation().partition(".")[0]
        with self._lock:
            known = {line: self._kept[store, line] for line in lines if (store, line) in self._kept}
        fresh = [line for line in lines if line not in known]
        counted = scene.view.years([line.states for line in fresh])
        known |= {line: counted.get(line.states, {}) for line in fresh}
        with self._lock:
            self._kept |= {(store, line): known[line] for line in fresh}
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return [known[line] for line in lines]


YEARS: Final = YearCounts()


def show_home(scene: Scene) -> Sheet:
    """The page, the pairs with most events first; ``?state=`` narrows it to those of one state."""
    lines = [line for line in scene.view.pairs() if scene.only is None or line.states in scene.only]
    typed = next(iter(scene.query.get("state", ())), "").strip()
    state, near = _find_state(scene, typed)
    wanted = [line for line in lines if state in line.states] if state else [] if typed else lines
    start = (scene.asked.page - 1) * PAGE_LENGTH
    shown = wanted[start : start + PAGE_LENGTH]
    codes = {code for line in lines for code in line.states}
    return Sheet(
        "home.html.j2",
        f"Relations of {scene.state_name(state)}" if state else "Relations",
        facts={
            "relations": _list_relations(scene, shown, lines),
            "total": len(wanted),
            "everything": len(lines),
            "length": PAGE_LENGTH,
            "state": scene.state_name(state) if state else "",
            "typed": typed,
            "near": near,
            "kept": {"state": typed} if typed else {},
            "states": sorted(scene.state_name(code) for code in codes),
            "issues": scene.view.count_issues(),
        },
    )


def _find_state(scene: Scene, typed: str) -> tuple[str, list[tuple[str, str]]]:
    """The code of the state typed, '' where there is none, and those that may be meant, with their queries."""
    if not typed:
        return "", []
    try:
        return resolve_states([typed], scene.knowledge)[0], []
    except UnknownState:
        near = [state.name for state in scene.knowledge.states.suggest(typed)]
        return "", [(name, urlencode({"state": name})) for name in near]


def _list_relations(scene: Scene, shown: Sequence[PairLine], everything: Iterable[PairLine]) -> list[Relation]:
    """Rows of the list; all their drawings show the same years, to the newest page of the store."""
    newest = max((day for line in everything if (day := line.reported or line.last)), default=None)
    window = (newest.year - YEARS_SHOWN + 1, newest.year) if newest else None
    relations = []
    for line, years in zip(shown, YEARS.of(scene, shown), strict=True):
        names = scene.state_name(line.states[0]), scene.state_name(line.states[1])
        title = f"Events of {names[0]} and {names[1]} by year"
        drawn = draw_sparkline(years, name=f"years-{pair_name(line.states)}", title=title, window=window)
        relations.append(Relation(line, names, drawn))
    return relations
