"""The first page: every pair of states that the store tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
from dyadlog.store import View

YEARS_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class Relation:
    """A pair of states in the list, with its events by year as a drawing."""

    line: PairLine
    names: tuple[str, str]
    course: Markup


@dataclass(frozen=True, slots=True)
class Survey:
    """What the list rests on: how many pairs there are, the newest day that any tells of, and the states in them."""

    everything: int
    newest: date | None
    states: tuple[str, ...]


def show_home(scene: Scene) -> Sheet:
    """The page, the pairs with most events first; ``?state=`` narrows it to those of one state."""
    survey = scene.desk.memory.recall("survey", scene.view.gathering(), lambda: _survey(scene.view))
    typed = next(iter(scene.query.get("state", ())), "").strip()
    state, near = _find_state(scene, typed)
    chosen = _list_chosen(scene) if scene.only is not None else None
    start = (scene.asked.page - 1) * PAGE_LENGTH
    if chosen is not None:
        shown, total = chosen[start : start + PAGE_LENGTH], len(chosen)
    elif typed and not state:
        shown, total = [], 0
    else:
        shown, total = scene.view.pairs(PAGE_LENGTH, start, state or None), scene.view.count_pairs(state or None)
    return Sheet(
        "home.html.j2",
        f"Relations of {scene.state_name(state)}" if state else "Relations",
        facts={
            "relations": _list_relations(scene, shown, survey.newest),
            "total": total,
            "everything": survey.everything if chosen is None else total,
            "length": PAGE_LENGTH,
            "state": scene.state_name(state) if state else "",
            "typed": typed,
            "near": near,
            "kept": {"state": typed} if typed else {},
            "states": sorted(map(scene.state_name, survey.states)),
            "issues": scene.view.count_issues(),
        },
    )


def _survey(view: View) -> Survey:
    return Survey(view.count_pairs(), view.newest_day(), tuple(view.paired_states()))


def _list_chosen(scene: Scene) -> list[PairLine]:
    """The pairs that files are about."""
    return [line for states in scene.only or () if (line := scene.view.pair(states))]


def _find_state(scene: Scene, typed: str) -> tuple[str, list[tuple[str, str]]]:
    """The code of the state typed, '' where there is none, and those that may be meant, with their queries."""
    if not typed:
        return "", []
    try:
        return resolve_states([typed], scene.knowledge)[0], []
    except UnknownState:
        near = [state.name for state in scene.knowledge.states.suggest(typed)]
        return "", [(name, urlencode({"state": name})) for name in near]


def _list_relations(scene: Scene, shown: Sequence[PairLine], newest: date | None) -> list[Relation]:
    """Rows of the list; all their drawings show the same years, to the newest day of the store."""
    window = (newest.year - YEARS_SHOWN + 1, newest.year) if newest else None
    counted = scene.view.years([line.states for line in shown])
    relations = []
    for line in shown:
        names = scene.state_name(line.states[0]), scene.state_name(line.states[1])
        title = f"Events of {names[0]} and {names[1]} by year"
        years = counted.get(line.states, {})
        drawn = draw_sparkline(years, name=f"years-{pair_name(line.states)}", title=title, window=window)
        relations.append(Relation(line, names, drawn))
    return relations
