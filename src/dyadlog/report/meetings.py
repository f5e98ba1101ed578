"""Meetings: who dealt with whom, as lines of a brief."""

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from dyadlog.report.dates import show_span
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook

Row = dict[str, Any]
TOGETHER: Final = ("meet", "visit", "talks", "call", "host", "summit", "confer")
"""Kinds of act in which people deal with each other."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people who dealt with each other in person, by telephone or on a visit."""

    first: str
    second: str
    times: int
    last: str
    notes: tuple[int, ...]


def list_meetings(
    rows: list[Row], codes: tuple[str, str], writer: LineWriter, notebook: Notebook
) -> tuple[Meeting, ...]:
    """People of different states who dealt with each other, most often first; those of the first state on the left."""
    together: dict[tuple[str, str], list[Row]] = {}
    names: dict[str, str] = {}
    for row in rows:
        if row["kind"] not in TOGETHER:
            continue
        people = [p for p in [*row["actors"], *row["recipients"]] if p["kind"] == "person" and p["states"]]
        for pair in combinations({party["actor_id"]: party for party in people}.values(), 2):
            first, second = sorted(pair, key=lambda party: codes[0] not in party["states"])
            if set(first["states"]) & set(second["states"]):
                continue
            ids = (first["actor_id"], second["actor_id"])
            together.setdefault(ids if ids[::-1] not in together else ids[::-1], []).append(row)
            for party in pair:
                names.setdefault(party["actor_id"], writer.name_party(party))
    counts = Counter({pair: len(met) for pair, met in together.items()})
    return tuple(
        Meeting(
            first=names[pair[0]],
            second=names[pair[1]],
            times=times,
            last=next((show_span(row) for row in together[pair] if show_span(row)), "undated"),
            notes=notebook.cite([row["evidence"][0] for row in together[pair] if row["evidence"]]),
        )
        for pair, times in counts.most_common()
    )
