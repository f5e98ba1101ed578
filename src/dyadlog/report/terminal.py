"""A brief for the terminal."""

from collections.abc import Iterable
from typing import Final

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dyadlog.report.brief import Brief
from dyadlog.report.comparisons import Comparison
from dyadlog.report.course import ThreadLine
from dyadlog.report.frames import labelled_grid
from dyadlog.report.lines import Line
from dyadlog.report.plain import plain_line, short_name

SPARKS: Final = " ▁▂▃▄▅▆▇█"
STYLES: Final = {"claimed": "yellow", "planned": "cyan", "requested": "cyan", "denied": "red"}


def render_terminal(brief: Brief) -> RenderableType:
    """The brief for the terminal."""
    parts: list[RenderableType] = [
        Text(plain_line(" — ".join(brief.names)), style="bold"),
        Text(_describe_glance(brief), style="dim"),
    ]
    if not brief.sources:
        return Group(*parts, Text("No page in this record tells of both states."))
    if brief.months:
        parts.append(_draw_sparks(brief))
    sections: tuple[tuple[str, list[RenderableType]], ...] = (
        ("What happened", _list_lines(brief.happened)),
        ("Who met whom", [_list_meetings(brief)] if brief.meetings else []),
        ("Agreements, pledges and projects", [_list_instruments(brief)] if brief.instruments else []),
        ("Incidents and frictions", _list_lines(brief.incidents)),
        ("Incident threads", [part for thread in brief.threads for part in _show_thread(thread, brief.codes)]),
        ("Open and shut", [_list_openings(brief)] if brief.openings else []),
        ("Planned, asked for, possible, denied", _list_lines(brief.planned)),
        ("What came of plans", [_compare(item) for item in brief.updates]),
        ("Where sources disagree", [_compare(item) for item in brief.disagreements]),
        ("How sources frame it", [_show_framing(brief)] if _has_framing(brief) else []),
        ("Not dated", _list_lines(brief.undated)),
        ("Not read", [Text(plain_line(f"{issue.location}: {issue.message}")) for issue in brief.issues]),
        ("Notes", [_list_notes(brief)] if brief.notes else []),
    )
    for title, content in sections:
        if content:
            parts += [Text(), Rule(title, align="left", style="dim"), *content]
    return Group(*parts)


def _describe_glance(brief: Brief) -> str:
    counts = " · ".join(f"{count} {name}" for name, count in brief.counts)
    since = f"new since {brief.since} · " if brief.since else ""
    return f"{since}{counts}" + (f" · as of {brief.as_of}" if brief.as_of else "")


def _draw_sparks(brief: Brief) -> Text:
    """Two rows of bars by month, cooperation above conflict; a dot where there is no data."""
    text = Text()
    first, last = brief.months[0].label, brief.months[-1].label
    span = first if first == last else f"{first} to {last}"
    for name, quads, style in (("cooperation", (0, 1), "green"), ("conflict", (2, 3), "red")):
        sums = [sum(m.quads[q] for q in quads) if m.quads else None for m in brief.months]
        tallest = max((value for value in sums if value), default=1)
        text.append(f"{name:<12}", style="dim")
        marks = ("·" if value is None else SPARKS[round(value / tallest * 8)] for value in sums)
        text.append("".join(marks), style=style)
        text.append(f"  {span}\n", style="dim")
    text.rstrip()
    return text


def _list_lines(lines: Iterable[Line]) -> list[RenderableType]:
    """When on the left, what on the right, parts set in beneath their whole."""
    table = labelled_grid()
    for line in lines:
        table.add_row(Text(line.when), _write_line(line))
        for part in line.parts:
            table.add_row(Text(f"  {part.when}"), Text("· ", style="dim").append_text(_write_line(part)))
    return [table] if table.row_count else []


def _write_line(line: Line) -> Text:
    text = Text(plain_line(line.text), style=STYLES.get(line.modality, ""))
    if line.about:
        text.append(": " + ", ".join(f"“{plain_line(name)}”" for name in line.about), style="not bold default")
    told = (line.detail or "claimed") if line.modality == "claimed" else line.detail
    marks = [mark for mark in (told, "disputed" if line.disputed else "") if mark]
    if marks:
        text.append(" " + plain_line(f"({', '.join(marks)})"), style="dim")
    return text.append(_cite(line.notes), style="dim")


def _cite(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _list_meetings(brief: Brief) -> Table:
    table = labelled_grid()
    for meeting in brief.meetings:
        names = plain_line(f"{meeting.first} with {meeting.second}")
        times = f", {meeting.times} times" if meeting.times > 1 else ""
        table.add_row(Text(meeting.last), Text(f"{names}{times}{_cite(meeting.notes)}"))
    return table


def _list_instruments(brief: Brief) -> Table:
    table = labelled_grid()
    for item in brief.instruments:
        deadline = f", by {item.deadline}" if item.deadline else ""
        text = Text(plain_line(item.name)).append(f" ({item.kind}{deadline}){_cite(item.notes)}", style="dim")
        table.add_row(Text(", ".join(part for part in (item.status, item.since) if part)), text)
    return table


def _show_thread(thread: ThreadLine, codes: tuple[str, str]) -> list[RenderableType]:
    table = labelled_grid()
    for step in thread.steps:
        text = Text(f"{step.role}: ", style="dim").append_text(_write_line(step.line))
        table.add_row(Text(f"  {step.line.when}"), text)
    for figure in thread.figures:
        revised = ", revised" if figure.revised else ""
        words = plain_line(f"{figure.text}, according to {figure.issuer}{revised}")
        table.add_row(Text(f"  {figure.when}"), Text(f"casualties: {words}{_cite(figure.notes)}"))
    more = f" · {thread.left_out} more: dyadlog threads {' '.join(codes)}" if thread.left_out else ""
    return [Text(f"{thread.when}, {thread.status}", style="bold").append(more, style="not bold dim"), table]


def _list_openings(brief: Brief) -> Table:
    table = labelled_grid()
    for item in brief.openings:
        marks = [mark for mark in ("contested" if item.contested else "", *item.announced) if mark]
        confirmed = f", last confirmed {item.confirmed}" if item.confirmed else ""
        text = Text(item.status).append(f"{confirmed}{_cite(item.notes)}", style="dim")
        for mark in marks:
            text.append(f"; {mark}", style="yellow" if mark == "contested" else "cyan")
        table.add_row(Text(plain_line(item.name)), text)
    return table


def _compare(item: Comparison) -> Group:
    text = Text(f"{item.kind} · {item.field}" if item.field else item.kind, style="bold")
    if item.about:
        text.append(f": {plain_line(item.about)}")
    if item.ruled:
        text.append(f" ({plain_line(item.ruled)})", style="not bold cyan")
    table = labelled_grid()
    for side in item.sides:
        value = f"{side.value}: " if side.value else ""
        table.add_row(" –", Text(plain_line(f"{side.source}: {value}“{side.quote}”") + _cite(side.notes)))
    return Group(text, table)


def _has_framing(brief: Brief) -> bool:
    return bool(brief.framings) or any(source.words for source in brief.sources)


def _show_framing(brief: Brief) -> Group:
    lines = [
        Text(plain_line(f"{source.outlet}: " + ", ".join(_show_word(*word) for word in source.words)))
        for source in brief.sources
        if source.words
    ]
    return Group(*lines, *(_compare(item) for item in brief.framings))


def _show_word(term: str, neutral: str) -> str:
    return f"“{term}” for {neutral}" if neutral else f"“{term}”"


def _list_notes(brief: Brief) -> Table:
    table = labelled_grid()
    for note in brief.notes:
        source = plain_line(f"{note.outlet or short_name(note.page)}, {note.published or 'undated'}:")
        table.add_row(Text(f"[{note.number}]"), Text.assemble((source, "bold"), " ", plain_line(f"“{note.quote}”")))
    return table
