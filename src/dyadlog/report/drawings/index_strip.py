"""The index of a dyad: cooperation up, conflict down, with intervals; readable without colour."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from dyadlog.findings.index import Index, IndexPoint
from dyadlog.report.drawings.canvas import (
    NARROW_BELOW,
    WIDE,
    Cell,
    DataTable,
    box,
    draw_frame,
    element,
    line,
    link,
    number,
    path,
    text,
)
from dyadlog.report.drawings.columns import Box, Column, Columns, Frame, lay_out_index
from dyadlog.report.drawings.histogram import PeriodLink
from dyadlog.report.drawings.legend import Entry, draw_legend
from dyadlog.report.index_table import show_band, signed

HEAD: Final = 44.0
AXIS: Final = 42.0
COUNTS: Final = ("verbal coop.", "material coop.", "verbal conflict", "material conflict", "events", "pages")


def make_frame(width: float, *, compact: bool, headed: bool) -> Frame:
    """The room of the strip: low in its ``compact`` form, with room for a title where it is ``headed``."""
    left = 36.0 if width < NARROW_BELOW else 48.0
    height = 190.0 if compact else 300.0 if width < NARROW_BELOW else 380.0
    top = 20.0 + (HEAD if headed else 0.0)
    return Frame(width, height + (HEAD if headed else 0.0), left, 4.0, top, AXIS, 4 if compact else 6)


def draw_index(
    index: Index, names: tuple[str, str], *, name: str, link_to: PeriodLink | None = None, note: str = "",
    width: float = WIDE, compact: bool = False, headed: bool = False, style: str = "",
) -> Markup:  # fmt: skip
    """The index as a strip of columns. ``name`` is the id of the drawing, ``link_to`` leads to the events of a period,
    ``note`` tells the method; ``headed`` and ``style`` are for a drawing that is a file of its own."""
    frame = make_frame(width, compact=compact, headed=headed)
    drawn = lay_out_index(index, frame)
    title = f"Cooperation and conflict of {names[0]} and {names[1]} by {index.question.period}"
    cut = "Only the newest periods are drawn." if drawn.cut else ""
    parts = [_define_hatch(name)]
    if headed:
        told = f"Scores: {index.question.scale}. {cut}"
        parts += [text("head", frame.left, 22, title), text("small", frame.left, 41, told)]
    parts += _draw_ground(drawn, frame)
    parts += [_draw_column(column, drawn, frame, name, link_to) for column in drawn.columns]
    parts += _draw_over(index, drawn, frame)
    legend, bottom = draw_legend(_explain(index, drawn, name), frame.left, width - frame.right, frame.height + 14)
    if cut and not headed:
        legend.append(text("small", frame.left, bottom, cut))
        bottom += 16
    told = f"{_summarise(index)} {cut} {note}".strip()
    return draw_frame(
        [*parts, *legend],
        (width, bottom - 8),
        name=name,
        title=title,
        note=told,
        class_="only" if headed else "",
        style=style,
    )


def _define_hatch(name: str) -> Markup:
    lines = element("rect", class_="paper", width=5, height=5) + element("rect", class_="hatched", width=2.6, height=5)
    attributes = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return element("defs", element("pattern", lines, id=f"{name}-hatch", width=5, height=5, **attributes))


def _outline(place: Box) -> str:
    return box(place.x, place.y, place.width, place.height)


def _draw_ground(drawn: Columns, frame: Frame) -> Iterator[Markup]:
    """The lines of the scale, and stretches without data."""
    for column in drawn.columns:
        if column.point.status == "no_data":
            ground = path("gap", box(column.x, frame.top, column.width, drawn.bottom - frame.top))
            yield link("", column.title, ground)
    for y, label in drawn.ticks:
        yield line("grid", (frame.left, y), (frame.width - frame.right, y))
        yield text("small end", frame.left - 6, y + 4, label)


def _draw_column(column: Column, drawn: Columns, frame: Frame, name: str, link_to: PeriodLink | None) -> Markup:
    if column.point.status == "no_data":
        shown = [("no data", 18), (column.note, 34)] if column.note else []
        return Markup("").join(text("small middle", column.middle, frame.top + y, words) for words, y in shown)
    parts = [path("hit", box(column.x, frame.top, column.width, drawn.bottom - frame.top))]
    for side, bar, band in (
        ("up", column.cooperation, column.cooperation_band),
        ("down", column.conflict, column.conflict_band),
    ):
        if band:
            parts.append(path(f"{side}-band", _outline(band)))
        if bar:
            fill = f"url(#{name}-hatch)" if side == "down" else "none"
            parts.append(element("path", class_=side, fill=fill, d=_outline(bar)))
        if band:
            ends = (
                f"M{number(band.x)} {number(band.y)}h{number(band.width)}m0 {number(band.height)}h{number(-band.width)}"
            )
            parts.append(path(f"{side}-end", ends))
    if column.point.status == "zero":
        parts.append(_draw_nothing(column.middle, drawn.zero))
    href = link_to(column.point.start, column.point.end) if link_to else ""
    return link(href, column.title, *parts)


def _draw_nothing(x: float, y: float) -> Markup:
    return element("circle", class_="nothing", cx=x, cy=y, r=2.8)


def _draw_over(index: Index, drawn: Columns, frame: Frame) -> Iterator[Markup]:
    """What stands over the columns: the line of zero, where another level begins, labels."""
    right = frame.width - frame.right
    yield line("zero", (frame.left, drawn.zero), (right, drawn.zero))
    changes = {change.label: change for change in index.changes or ()}
    for column in drawn.columns:
        if change := changes.get(column.point.label):
            told = (
                f"From {change.label} on another level: cooperation {signed(change.cooperation_before)} →"
                f" {signed(change.cooperation_after)}, conflict {signed(change.conflict_before)} →"
                f" {signed(change.conflict_after)} a {index.question.period}"
            )
            mark = text("middle", column.x, frame.top - 5, "◆")
            yield link("", told, line("change", (column.x, frame.top - 4), (column.x, drawn.bottom)), mark)
        if column.label:
            yield text("small middle", column.middle, drawn.bottom + 16, column.label)
        if column.below:
            yield text("small strong middle", column.middle, drawn.bottom + 31, column.below)


def _explain(index: Index, drawn: Columns, name: str) -> list[Entry]:
    """The legend: only what is drawn."""
    shown = [column.point for column in drawn.columns]
    labels = {point.label for point in shown}
    hatch = f"url(#{name}-hatch)"

    def square(class_: str, fill: str = "none") -> Entry:
        words = {"up": "cooperation, up", "down": "conflict, down", "gap": "no data"}[class_]
        return Entry(words, 12, lambda x, y: element("path", class_=class_, fill=fill, d=box(x, y - 6, 12, 12)))

    def band(x: float, y: float) -> Markup:
        ends = path("up-end", f"M{number(x)} {number(y - 6)}h12m0 12h-12")
        return path("up-band", box(x, y - 6, 12, 12)) + ends

    entries = [
        (any(point.cooperation for point in shown), square("up")),
        (any(point.conflict for point in shown), square("down", hatch)),
        (any(point.cooperation_band or point.conflict_band for point in shown), Entry("bootstrap interval", 12, band)),
        (_has(shown, "zero"), Entry("pages read, nothing counted", 8, lambda x, y: _draw_nothing(x + 4, y))),
        (_has(shown, "no_data"), square("gap")),
        (
            any(change.label in labels for change in index.changes or ()),
            Entry("another level begins", 12, lambda x, y: text("", x, y + 4, "◆")),
        ),
    ]
    return [entry for wanted, entry in entries if wanted]


def _has(points: list[IndexPoint], status: str) -> bool:
    return any(point.status == status for point in points)


def _summarise(index: Index) -> str:
    told = [point for point in index.points if point.status != "no_data"]
    if not told:
        return "No data."
    events = len({event for point in told for event in point.events})
    return f"{events:,} events counted from {told[0].label} to {told[-1].label}."


def tabulate_index(index: Index, names: tuple[str, str], link_to: PeriodLink | None = None) -> DataTable:
    """The periods as rows; runs without data are one row that says so."""
    ways = (f"{names[0]} → {names[1]}", f"{names[1]} → {names[0]}", "mutual")
    head = (index.question.period, "conflict", "interval", "cooperation", "interval", *ways, *COUNTS)
    rows = []
    for point in index.points:
        if point.status == "no_data":
            many = f"{point.periods} {point.period}s from {point.label}" if point.periods > 1 else point.label
            cells = [many, "no data", *[""] * (len(head) - 2)]
        else:
            cells = [point.label, *_show_figures(point)]
        href = link_to(point.start, point.end) if link_to and point.status != "no_data" else ""
        rows.append((Cell(cells[0], href), *map(Cell, cells[1:])))
    return DataTable(head, tuple(rows))


def _show_figures(point: IndexPoint) -> list[str]:
    parts = point.slices.directions
    return [
        signed(point.conflict),
        show_band(point.conflict_band),
        signed(point.cooperation),
        show_band(point.cooperation_band),
        *(f"{signed(part.conflict or None)} {signed(part.cooperation or None)}".strip() for part in parts),
        *(str(count or "") for count in point.quads),
        str(len(point.events)),
        str(point.pages),
    ]
