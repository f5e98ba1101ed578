"""The index of a dyad in the terminal: a small chart, the figures beside it, and what does not count."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dyadlog.exchange.rows import interval_row
from dyadlog.findings.index import Band, Contribution, Index, IndexPoint, Slice, Uncounted
from dyadlog.findings.index.bootstrap import REPLICATES
from dyadlog.knowledge import Knowledge
from dyadlog.report.dates import show_span
from dyadlog.report.frames import headed_table
from dyadlog.report.plain import plain, plain_line

WIDE: Final = 104
"""Letters of a terminal from which on all columns are shown, and long bars."""
HALF, SHORT_HALF = 14, 7
"""Letters of the longest bar to either side of the middle line, in a wide terminal and in others."""
EIGHTHS: Final = " ▏▎▍▌▋▊▉█"
MARK: Final = "◆"
QUAD_NAMES: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
CODES: Final = {
    "modality": "planned, asked for, possible or denied",
    "negated": "said not to have happened",
    "part": "part of a visit that counts",
    "others": "no act of one of the two on, or with, the other",
    "undated": "without a date",
    "dates": "dates too vague or too long",
    "score": "no score on this scale",
    "unsure": "too unsure",
}
MOST_CONTEXTS: Final = 6
EVENT_LETTERS: Final = len("event-") + 8
"""Letters of an event's id that a table shows; `dyadlog show` takes the beginning of an id."""
CHANGES_NEED: Final = "change points were not looked for: pip install 'dyadlog[changes]'"


def name_state(code: str, knowledge: Knowledge) -> str:
    """The neutral name of a state."""
    state = knowledge.states.get(code)
    return state.name if state else code


def signed(value: float | None, digits: int = 1) -> str:
    """A figure with its sign; the minus is a true one, so that columns line up."""
    if value is None:
        return ""
    shown = f"{abs(value):.{digits}f}"
    return "0" if float(shown) == 0 else ("−" if value < 0 else "+") + shown


def show_band(band: Band | None) -> str:
    """The two ends of an interval, the one nearer to zero first on both sides."""
    if band is None:
        return ""
    ends = sorted((band.low, band.high), key=abs)
    return f"{abs(ends[0]):.1f}–{abs(ends[1]):.1f}"


def render_index(index: Index, names: tuple[str, str], knowledge: Knowledge, width: int) -> RenderableType:
    """The whole index for a terminal of ``width`` letters."""
    parts: list[RenderableType] = [
        Text(plain_line(" — ".join(names)), style="bold"),
        Text(describe(index, knowledge), style="dim"),
        Text(),
        _make_table(index, width >= WIDE),
    ]
    if index.contributions:
        parts += [Text(), _make_totals(index, names)]
    parts += [Text(line, style="dim") for line in _make_notes(index)]
    return Group(*parts)


def describe(index: Index, knowledge: Knowledge) -> str:
    """The formula with its weights, in words."""
    weights = knowledge.index_tables.weights
    factors = ", ".join(f"{name} {factor:g}" for name, factor in weights.factors.items())
    return (
        f"Index by {index.question.period}, scores: {index.question.scale} ({index.source}). An event adds score ×"
        f" trust (1 − {weights.confidence:g} × (1 − confidence)) × modality ({factors}) × share of its days."
        f" Ranges: {weights.interval:.0%} of {REPLICATES:,}"
        " bootstrap draws."
    )


def _make_table(index: Index, wide: bool) -> Table:
    half = HALF if wide else SHORT_HALF
    table = headed_table()
    table.add_column(index.question.period, no_wrap=True)
    for title, style in (("conflict", ""), ("range", "dim")):
        table.add_column(title, justify="right", no_wrap=True, style=style)
    table.add_column(" " * (half - 2) + "− 0 +", no_wrap=True)
    for title, style in (("cooperation", ""), ("range", "dim")):
        table.add_column(title, justify="right", no_wrap=True, style=style)
    for title in ("events", "pages") if wide else ("events",):
        table.add_column(title, justify="right")
    values = [abs(value) for point in index.points for value in (point.cooperation or 0, point.conflict or 0)]
    unit = half / (max(values, default=0) or 1)
    changed = {change.label for change in index.changes or ()}
    for point in index.points:
        cells = _make_row(point, half, unit, point.label in changed)
        table.add_row(*cells[: len(table.columns)])
    return table


def _make_row(point: IndexPoint, half: int, unit: float, changed: bool) -> list[Text]:
    label = Text(point.label + (f" {MARK}" if changed else ""))
    if point.status == "no_data":
        many = f"{point.periods} {point.period}s" if point.periods > 1 else ""
        return [label, Text(), Text(), Text(), Text("no data", style="dim"), Text(many), Text(), Text()]
    if point.status == "zero":
        middle = Text("│".rjust(half + 1), style="dim")
        return [label, Text("0"), Text(), middle, Text("0"), Text(), Text("none"), Text(str(point.pages))]
    return [
        label,
        Text(signed(point.conflict)),
        Text(show_band(point.conflict_band)),
        _draw_bars(point, half, unit),
        Text(signed(point.cooperation)),
        Text(show_band(point.cooperation_band)),
        Text(str(len(point.events))),
        Text(str(point.pages)),
    ]


def _draw_bars(point: IndexPoint, half: int, unit: float) -> Text:
    """Conflict to the left in shaded letters, cooperation to the right in full ones: no colour is needed."""
    loss, gain = abs(point.conflict or 0) * unit, (point.cooperation or 0) * unit
    left = "▒" * max(round(loss), int(loss > 0))
    eighths = max(round(gain * 8), int(gain > 0))
    right = "█" * (eighths // 8) + (EIGHTHS[eighths % 8] if eighths % 8 else "")
    return Text(left.rjust(half), style="red").append("│", style="dim").append(right, style="green")


def _make_totals(index: Index, names: tuple[str, str]) -> Table:
    table = headed_table()
    for title in ("in all", "conflict", "cooperation", "events"):
        table.add_column(title, justify="left" if title == "in all" else "right")
    groups = (label_directions(index.total.directions, names), label_quads(index.total.quads))
    contexts = [(part.name.replace("_", " ") or "no context", part) for part in index.total.contexts]
    for group in (*groups, contexts[:MOST_CONTEXTS]):
        if table.row_count:
            table.add_row()
        for label, part in group:
            if part.events:
                table.add_row(label, signed(part.conflict or None), signed(part.cooperation or None), str(part.events))
    left = len(contexts) - MOST_CONTEXTS
    if left > 0:
        table.add_row(Text(f"and {left} more contexts: --json", style="dim"))
    return table


def label_directions(parts: Iterable[Slice], names: tuple[str, str]) -> list[tuple[str, Slice]]:
    """Directions with the names of the states."""
    first, second = names
    labels = {"forward": f"{first} → {second}", "back": f"{second} → {first}", "mutual": "mutual"}
    return [(plain_line(labels[part.name]), part) for part in parts]


def label_quads(parts: Iterable[Slice]) -> list[tuple[str, Slice]]:
    """Quad classes with their names."""
    return list(zip(QUAD_NAMES, parts, strict=True))


def _make_notes(index: Index) -> list[str]:
    notes = [""]
    for change in index.changes or ():
        notes.append(
            f"{MARK} from {change.label} another level: cooperation {signed(change.cooperation_before)} →"
            f" {signed(change.cooperation_after)}, conflict {signed(change.conflict_before)} →"
            f" {signed(change.conflict_after)} a {index.question.period}"
        )
    if index.changes is None:
        notes.append(CHANGES_NEED)
    if index.uncounted:
        notes.append(f"not counted: {summarise(index.uncounted)}; --contributions lists them")
    return notes


def summarise(uncounted: Iterable[Uncounted]) -> str:
    """How many events do not count, by reason."""
    counts = Counter(left.code for left in uncounted)
    return ", ".join(f"{counts[code]} {words}" for code, words in CODES.items() if counts[code])


def render_contributions(
    index: Index, names: tuple[str, str], quotes: Mapping[str, dict[str, object]]
) -> RenderableType:
    """What each event adds, and every event that does not count with the reason, each with a quote."""
    parts: list[RenderableType] = [_make_contributions(index.contributions, names, quotes)]
    if index.uncounted:
        parts += [Text(), Text("not counted", style="bold"), _make_uncounted(index.uncounted, quotes)]
    return Group(*parts)


def _make_contributions(
    added: Iterable[Contribution], names: tuple[str, str], quotes: Mapping[str, dict[str, object]]
) -> Table:
    table = headed_table()
    for title in (
        "period",
        "when",
        "kind",
        "direction",
        "adds",
        "score × trust × modality × share",
        "words",
        "id",
    ):
        table.add_column(title, overflow="fold", no_wrap=title in ("period", "adds", "id"))
    ways = {"forward": f"{names[0]} → {names[1]}", "back": f"{names[1]} → {names[0]}", "mutual": "mutual"}
    for row in added:
        share = f" × {row.share:.2f}" if row.share < 1 else ""
        table.add_row(
            row.label,
            show_span(interval_row(row.when)),
            row.kind.replace("_", " "),
            plain(ways[row.direction]),
            signed(row.value, 2),
            f"{signed(row.score)} × {row.trust:.2f} × {row.factor:g}{share}" + (" disputed" if row.disputed else ""),
            Text(plain(str(quotes.get(row.event_id, {}).get("quote", "")))),
            row.event_id[:EVENT_LETTERS],
        )
    return table


def _make_uncounted(left: Iterable[Uncounted], quotes: Mapping[str, dict[str, object]]) -> Table:
    table = headed_table()
    for title in ("when", "kind", "why not", "words", "id"):
        table.add_column(title, overflow="fold", no_wrap=title == "id")
    for row in left:
        table.add_row(
            show_span(interval_row(row.when)),
            row.kind.replace("_", " "),
            Text(plain(row.reason)),
            Text(plain(str(quotes.get(row.event_id, {}).get("quote", "")))),
            row.event_id[:EVENT_LETTERS],
        )
    return table
