"""What goes into a site: which relations, and which records of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dyadlog.errors import NotFound
from dyadlog.knowledge import Knowledge
from dyadlog.report.questions import resolve_states
from dyadlog.serve.asked import Asked
from dyadlog.serve.desk import Pair
from dyadlog.store import View


@dataclass(frozen=True, slots=True)
class Plan:
    """The relations, those with most events first; ``left_out`` counts further ones that there was no room for.
    ``asked`` narrows their pages; ``events`` and ``instruments`` are ids of what has a page. ``whole_text``: articles
    are shown whole, else only the sentences that something rests on.
    """

    pairs: tuple[Pair, ...]
    left_out: int
    asked: Asked
    events: frozenset[str]
    instruments: frozenset[str]
    whole_text: bool = False


def make_plan(
    view: View, knowledge: Knowledge, names: Sequence[str], most: int, since: str = "", *, whole_text: bool = False
) -> Plan:
    """The plan for some states: all relations between them, those of one with any other, or all that there are.

    Raises UserError where a name is no state's or the day is none, NotFound where the store tells of no such relation.
    """
    asked = Asked(since=since)
    wanted = asked.as_filter()
    codes = set(resolve_states(names, knowledge))
    pairs = [line.states for line in view.pairs() if len(codes.intersection(line.states)) >= min(len(codes), 2)]
    if not pairs:
        between = f" {'of' if len(codes) == 1 else 'between'} {' and '.join(names)}" if names else ""
        raise NotFound(f"the store tells of no relation{between}; `dyadlog read PAGES` reads more pages into it")
    kept = tuple(pairs[:most])
    return Plan(
        pairs=kept,
        left_out=len(pairs) - len(kept),
        asked=asked,
        events=frozenset(line.event_id for pair in kept for line in view.lines(pair, wanted)),
        instruments=frozenset(one.instrument_id for pair in kept for one in view.instruments(pair)),
        whole_text=whole_text,
    )
