"""The index of two states: its drawing, formula and weights, what each event adds, and what does not count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from dyadlog.exchange.cells import interval_row
from dyadlog.findings.index import PERIODS, Contribution, Index, Period, Question, Slice, Uncounted
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.index_table import CHANGES_NEED, CODES, describe, label_directions, label_quads, name_state, signed
from dyadlog.serve.asked import PAGE_LENGTH, Asked
from dyadlog.serve.desk import Pair
from dyadlog.serve.links import Links
from dyadlog.serve.pages.charts import Drawn, draw_series, link_periods, weigh_lines
from dyadlog.serve.pages.choices import Choices, read_choices
from dyadlog.serve.pages.events import census_of
from dyadlog.serve.pages.telling import Teller
from dyadlog.serve.sheets import Scene, Sheet
from dyadlog.store import View

LISTS: Final = ("counted", "uncounted")
MOST_CONTEXTS: Final = 12
IN_A_FILE: Final = 200


@dataclass(frozen=True, slots=True)
class Series:
    """What is asked: which events, by which period, on which scale, and where columns lead."""

    asked: Asked
    period: Period
    scale: str
    links: Links


@dataclass(frozen=True, slots=True)
class Part:
    """What falls to one direction, lane or context: figures with their signs, '' where there is none."""

    name: str
    conflict: str
    cooperation: str
    events: int


@dataclass(frozen=True, slots=True)
class Added:
    """What an event adds to a period, factor by factor, as the page shows it."""

    event_id: str
    period: str
    when: str
    way: str
    factors: str
    value: str
    lowers: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """The index as the page shows it. ``groups`` are its parts by direction, lane and context; ``reasons`` say how many
    events do not count and why; ``changes`` is None where the library that finds them is not installed."""

    drawn: Drawn | None
    method: str
    groups: tuple[tuple[str, tuple[Part, ...]], ...]
    changes: tuple[str, ...] | None
    added: tuple[Added, ...]
    reasons: tuple[tuple[int, str], ...]
    uncounted: tuple[tuple[str, str, str], ...]


def measure(view: View, knowledge: Knowledge, pair: Pair, series: Series) -> Measured:
    """The index of the events that are asked for."""
    wanted = series.asked.as_filter()
    lines = view.lines(pair, wanted)
    events = view.events_named([line.event_id for line in lines])
    question = Question(series.period, series.scale, wanted.since, wanted.until)
    index = weigh_lines(view, knowledge, pair, series.asked, (lines, events), question)
    names = (name_state(pair[0], knowledge), name_state(pair[1], knowledge))
    method = describe(index, knowledge)
    link_to = link_periods(series.links, pair, series.asked)
    return Measured(
        drawn=draw_series(index, names, link_to, note=method) if index.points else None,
        method=method,
        groups=_group(index, names),
        changes=None if index.changes is None else _tell_changes(index),
        added=tuple(_show_added(row, names) for row in reversed(index.contributions)),
        reasons=_count_reasons(index.uncounted),
        uncounted=tuple((left.event_id, _show_when(left), left.reason) for left in reversed(index.uncounted)),
    )


def _group(index: Index, names: tuple[str, str]) -> tuple[tuple[str, tuple[Part, ...]], ...]:
    contexts = [(part.name.replace("_", " ") or "none", part) for part in index.total.contexts[:MOST_CONTEXTS]]
    told = (
        ("Direction", label_directions(index.total.directions, names)),
        ("Lane", label_quads(index.total.quads)),
        ("Context", contexts),
    )
    return tuple((name, tuple(_show_parts(parts))) for name, parts in told)


def _show_parts(parts: Iterable[tuple[str, Slice]]) -> Iterable[Part]:
    for name, part in parts:
        if part.events:
            yield Part(name, signed(part.conflict or None), signed(part.cooperation or None), part.events)


def _tell_changes(index: Index) -> tuple[str, ...]:
    return tuple(
        f"From {change.label} on another level: cooperation {signed(change.cooperation_before)} →"
        f" {signed(change.cooperation_after)}, conflict {signed(change.conflict_before)} →"
        f" {signed(change.conflict_after)} a {index.question.period}"
        for change in index.changes or ()
    )


def _show_added(row: Contribution, names: tuple[str, str]) -> Added:
    ways = {"forward": f"{names[0]} → {names[1]}", "back": f"{names[1]} → {names[0]}", "mutual": "mutual"}
    share = f" × {row.share:.2f}" if row.share < 1 else ""
    return Added(
        event_id=row.event_id,
        period=row.label,
        when=show_span(interval_row(row.when)),
        way=ways[row.direction],
        factors=f"{signed(row.score)} × {row.trust:.2f} × {row.factor:g}{share}",
        value=signed(row.value, 2),
        lowers=row.value < 0,
        disputed=row.disputed,
    )


def _show_when(left: Uncounted) -> str:
    return show_span(interval_row(left.when)) or "undated"


def _count_reasons(uncounted: Sequence[Uncounted]) -> tuple[tuple[int, str], ...]:
    counts = ((sum(left.code == code for left in uncounted), words) for code, words in CODES.items())
    return tuple(sorted(((count, words) for count, words in counts if count), reverse=True))


def show_index(scene: Scene, pair: Pair) -> Sheet:
    """The page; ``?period=`` and ``?scale=`` choose what is measured, ``?list=`` which events stand below."""
    scales = scene.knowledge.index_tables.scales
    choices = read_choices(scene, {"period": PERIODS, "scale": scales, "list": LISTS})
    period, scale, listed = (
        choices.one("period", "month"),
        choices.one("scale", "goldstein"),
        choices.one("list", "counted"),
    )
    asked = replace(scene.asked, page=1)
    series = Series(asked, period, scale, scene.links)  # type: ignore[arg-type]
    measured: Measured | None = scene.product(measure, pair, series).value
    sheet = Sheet("index.html.j2", "Index", pair, "index", downloads=_downloads(scene, pair, series)).told(
        measured=measured,
        facets=census_of(scene, pair, asked).facets,
        period=period,
        scale=scale,
        periods=PERIODS,
        scales=scales,
        listed=listed,
        kept=_keep(choices),
        weights=_list_weights(scene.knowledge),
        changes_need=CHANGES_NEED,
    )
    return sheet if measured is None else sheet.told(**_list_events(scene, measured, listed))


def _keep(choices: Choices) -> dict[str, str]:
    """The page's own words of the address, to be kept where its filters change."""
    return {name: choices.one(name) for name in ("period", "scale", "list") if choices.one(name)}


def _list_events(scene: Scene, measured: Measured, listed: str) -> Mapping[str, object]:
    """One page of what adds and of what does not count, each with its events in words; in files both stand there."""
    lists = (listed,) if scene.links.live else LISTS
    length = PAGE_LENGTH if scene.links.live else IN_A_FILE
    start = (scene.asked.page - 1) * length
    every_added = measured.added if "counted" in lists else ()
    every_left = measured.uncounted if "uncounted" in lists else ()
    added, left = every_added[start : start + length], every_left[start : start + length]
    ids = [*(row.event_id for row in added), *(event_id for event_id, *_ in left)]
    return {
        "added": added,
        "left": left,
        "told": {told.event_id: told for told in Teller(scene).tell_named(list(dict.fromkeys(ids)))},
        "total": max(len(every_added), len(every_left)),
        "length": length,
    }


def _list_weights(knowledge: Knowledge) -> list[tuple[str, str]]:
    """The weights of the formula, in words."""
    weights = knowledge.index_tables.weights
    return [
        *((f"factor of what is {modality}", f"{factor:g}") for modality, factor in weights.factors.items()),
        ("weight of what the confidence of a report leaves open", f"{weights.confidence:g}"),
        ("least confidence of what counts", f"{weights.least_confidence:g}"),
        ("longest spread of dates that counts", f"{weights.longest_spread} days"),
        ("share of the bootstrap draws within an interval", f"{weights.interval:.0%}"),
        ("periods on end that a search for change points needs", f"{weights.change_periods}"),
    ]


def _downloads(scene: Scene, pair: Pair, series: Series) -> list[tuple[str, str]]:
    asked = {"since": series.asked.since, "until": series.asked.until}
    query = urlencode({"period": series.period, "scores": series.scale} | {k: v for k, v in asked.items() if v})
    return [("index", scene.links.api(f"dyads/{'-'.join(sorted(pair))}/index", query))]
