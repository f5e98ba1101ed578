"""Commands about the relation of two states."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dyadlog.cli.base import app, find_pair, out, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables


@app.command()
def brief(
    states: Pair,
    db: Database = DEFAULT_DB,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="brief.html or brief.md.")] = None,
    since: Annotated[str | None, typer.Option(help="Only what is new since this day.")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The relation of two states on one page."""
    from dyadlog.report.brief import build_brief
    from dyadlog.report.dates import first_day
    from dyadlog.report.render import render_file, render_json
    from dyadlog.report.terminal import render_terminal
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "brief")
    with open_view(db) as view:
        page = build_brief(view, codes, tables, first_day(since) if since else None)
    if output is not None:
        render_file(page, output)
        say(f"wrote {output}")
    elif as_json:
        sys.stdout.write(render_json(page) + "\n")
    else:
        out.print(render_terminal(page))
