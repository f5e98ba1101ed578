"""A brief as HTML, Markdown or JSON."""

import dataclasses
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from dyadlog.errors import UserError
from dyadlog.exchange import dump_row
from dyadlog.report.brief import Brief
from dyadlog.report.chart import HALF, WIDTH, draw_bars
from dyadlog.report.plain import plain, short_name

TEMPLATES = {".html": "brief.html.j2", ".htm": "brief.html.j2", ".md": "brief.md.j2", ".markdown": "brief.md.j2"}


def _escape_markdown(text: str) -> str:
    """Words of a page as words: no character of theirs may become markup."""
    marked = "".join(f"\\{c}" if c in "\\`*_[]<>|#~$" else c for c in text)
    return " ".join(marked.replace("&", "&amp;").split())


def _show(value: object) -> object:
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def make_environment() -> Environment:
    """The templates of this room; words of pages come out plain and escaped."""
    environment = Environment(
        loader=PackageLoader("dyadlog.report"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )
    environment.filters["md"] = _escape_markdown
    environment.filters["short_name"] = short_name
    return environment


def render_text(brief: Brief, suffix: str) -> str:
    """The brief as the text of a file with this suffix."""
    if suffix not in TEMPLATES:
        raise UserError(f"a brief is written as .html or .md, not {suffix or 'without a suffix'}")
    template = make_environment().get_template(TEMPLATES[suffix])
    return template.render(brief=brief, bars=draw_bars(brief.months), width=WIDTH, half=HALF)


def render_file(brief: Brief, path: Path) -> None:
    """Write the brief; the file appears whole or not at all."""
    write_whole(render_text(brief, path.suffix.lower()), path)


def write_whole(text: str, path: Path) -> None:
    """Write a file that appears whole or not at all."""
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise UserError(f"cannot write {path}: {error.strerror or error}") from error


def render_json(brief: Brief) -> str:
    """The brief as one JSON object with the names of the ``Brief`` record."""
    return dump_row(dataclasses.asdict(brief))
