"""A brief as HTML, Markdown, JSON or for the terminal."""

import dataclasses
import json
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from dyadlog.errors import UserError
from dyadlog.report.brief import Brief, Comparison
from dyadlog.report.chart import HALF, WIDTH, draw_bars
from dyadlog.report.lines import Line

TEMPLATES = {".html": "brief.html.j2", ".htm": "brief.html.j2", ".md": "brief.md.j2", ".markdown": "brief.md.j2"}
SPARKS = " ▁▂▃▄▅▆▇█"


def _escape_markdown(text: str) -> str:
    """Words of a page as words: no character of theirs may become markup."""
    marked = "".join(f"\\{c}" if c in "\\`*_[]<>|#~" else c for c in text)
    return " ".join(marked.replace("&", "&amp;").split())


def _make_environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dyadlog.report"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = _escape_markdown
    return environment


def render_text(brief: Brief, suffix: str) -> str:
    """The brief as the text of a file with this suffix."""
    if suffix not in TEMPLATES:
        raise UserError(f"a brief is written as .html or .md, not {suffix or 'without a suffix'}")
    template = _make_environment().get_template(TEMPLATES[suffix])
    return template.render(brief=brief, bars=draw_bars(brief.months), width=WIDTH, half=HALF)


def render_file(brief: Brief, path: Path) -> None:
    """Write the brief; the file appears whole or not at all."""
    text = render_text(brief, path.suffix.lower())
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}") from error


def render_json(brief: Brief) -> str:
    """The brief as one JSON object with the names of the ``Brief`` record."""
    return json.dumps(dataclasses.asdict(brief), ensure_ascii=False, default=str)


def render_terminal(brief: Brief) -> RenderableType:
    """The brief for the terminal."""
    parts: list[RenderableType] = [
        Text(" — ".join(brief.names), style="bold"),
        Text(_describe_glance(brief), style="dim"),
    ]
    if brief.months:
        parts.append(_draw_sparks(brief))
    sections = (
        ("What happened", [_line_text(line) for line in brief.happened]),
        ("Who met whom", [_meeting_text(brief)] if brief.meetings else []),
        ("Agreements, pledges and projects", [_instrument_text(brief)] if brief.instruments else []),
        ("Incidents and frictions", [_line_text(line) for line in brief.incidents]),
        ("Planned, asked for, possible, denied", [_line_text(line) for line in brief.planned]),
        ("What came of plans", [_comparison_text(item) for item in brief.updates]),
        ("Where sources disagree", [_comparison_text(item) for item in brief.disagreements]),
        ("How sources frame it", [_framing_text(brief)] if _has_framing(brief) else []),
        ("Not dated", [_line_text(line) for line in brief.undated]),
        ("Not read", [Text(f"{issue.location}: {issue.message}") for issue in brief.issues]),
    )
    for title, content in sections:
        if content:
            parts += [
                Text(),
                Rule(title, align="left", style="dim"),
                *(Padding(item, (0, 0, 0, 1)) for item in content),
            ]
    parts += [Text(), Rule("Sources", align="left", style="dim"), _notes_text(brief)]
    return Group(*parts)


def _describe_glance(brief: Brief) -> str:
    counts = " · ".join(f"{count} {name}" for name, count in brief.counts)
    since = f"new since {brief.since} · " if brief.since else ""
    return f"{since}{counts}" + (f" · as of {brief.as_of}" if brief.as_of else "")


def _draw_sparks(brief: Brief) -> Text:
    """Two rows of bars by month, cooperation above conflict; a dot where there is no data."""
    text = Text()
    for name, quads, style in (("cooperation", (0, 1), "green"), ("conflict", (2, 3), "red")):
        sums = [sum(m.quads[q] for q in quads) if m.quads else None for m in brief.months]
        tallest = max((value for value in sums if value), default=1)
        text.append(f"{name:<12}", style="dim")
        marks = ("·" if value is None else SPARKS[round(value / tallest * 8)] for value in sums)
        text.append("".join(marks), style=style)
        text.append(f"  {brief.months[0].label} to {brief.months[-1].label}\n", style="dim")
    text.rstrip()
    return text


def _line_text(line: Line, depth: int = 0) -> Text:
    style = {"claimed": "yellow", "planned": "cyan", "requested": "cyan", "denied": "red"}.get(line.modality, "")
    text = Text(f"{'  ' * depth}{line.when:<13} ", style="dim")
    text.append(line.text, style=style)
    marks = [line.detail, "claimed" if line.modality == "claimed" else "", "disputed" if line.disputed else ""]
    if any(marks):
        text.append(f" ({', '.join(mark for mark in marks if mark)})", style="dim")
    text.append(_cite(line.notes), style="dim")
    for part in line.parts:
        text.append("\n").append_text(_line_text(part, depth + 1))
    return text


def _cite(notes: tuple[int, ...]) -> str:
    return f" [{', '.join(map(str, notes))}]" if notes else ""


def _meeting_text(brief: Brief) -> Text:
    return Text("\n").join(
        Text(f"{m.first} with {m.second}: {m.times}, last {m.last}{_cite(m.notes)}") for m in brief.meetings
    )


def _instrument_text(brief: Brief) -> Text:
    return Text("\n").join(
        Text(f"{i.status:<12} {i.name} ({i.kind}){', by ' + i.deadline if i.deadline else ''}{_cite(i.notes)}")
        for i in brief.instruments
    )


def _comparison_text(item: Comparison) -> Text:
    text = Text(f"{item.kind}: {item.field}" if item.field else item.kind, style="bold")
    for side in item.sides:
        value = f"{side.value}: " if side.value else ""
        text.append(f"\n  {side.source}: {value}“{side.quote}”{_cite(side.notes)}", style="not bold")
    return text


def _has_framing(brief: Brief) -> bool:
    return bool(brief.framings) or any(source.words for source in brief.sources)


def _framing_text(brief: Brief) -> Text:
    lines = [
        Text(f"{source.outlet}: " + ", ".join(f"“{term}” for {neutral}" for term, neutral in source.words))
        for source in brief.sources
        if source.words
    ]
    return Text("\n").join([*lines, *(_comparison_text(item) for item in brief.framings)])


def _notes_text(brief: Brief) -> Text:
    return Text("\n").join(
        Text.assemble(
            (f"[{note.number}] ", "dim"),
            (f"{note.outlet or note.page}, {note.published or 'undated'}: ", "bold"),
            f"“{note.quote}”",
        )
        for note in brief.notes
    )
