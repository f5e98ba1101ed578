"""The index of a dyad: cooperation and conflict over time."""

from pathlib import Path
from typing import Annotated

import typer

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Since, Tables, Until


@app.command()
def index(
    states: Pair,
    db: Database = DEFAULT_DB,
    period: Annotated[str, typer.Option(help="month, week or day.")] = "month",
    scores: Annotated[str, typer.Option(help="goldstein, plover, counts, or a scale of your own.")] = "goldstein",
    since: Since = None,
    until: Until = None,
    contributions: Annotated[
        bool, typer.Option("--contributions", help="What each event adds, and which events do not count, and why.")
    ] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="index.svg or index.html: drawn.")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Cooperation and conflict of two states over time, and what went into it."""
    from dyadlog.exchange import Rows
    from dyadlog.findings.index import PERIODS, Question
    from dyadlog.report.dates import first_day, last_day
    from dyadlog.report.index_chart import check_suffix, write_index
    from dyadlog.report.index_rows import IndexRows
    from dyadlog.report.index_table import name_state, render_contributions, render_index
    from dyadlog.report.questions import choose
    from dyadlog.report.relation import Relation
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "index")
    if output is not None:
        check_suffix(output)
    question = Question(
        period=choose(period, PERIODS, "period"),  # type: ignore[arg-type]
        scale=choose(scores, tables.index_tables.scales, "scale"),
        since=first_day(since) if since else None,
        until=last_day(until) if until else None,
    )
    names = (name_state(codes[0], tables), name_state(codes[1], tables))
    with open_view(db) as view:
        relation = Relation(view, tables, codes)
        found = relation.index(question)
        rows = IndexRows(found, relation.dyad, Rows(view))
        if output is not None:
            write_index(found, names, tables, rows.quotes(), output)
            say(f"wrote {output}")
        elif as_json:
            for row in rows.contribution_rows() if contributions else rows.point_rows():
                print_json(row)
        elif contributions and (found.contributions or found.uncounted):
            out.print(render_contributions(found, names, rows.quotes()))
        elif found.points or found.uncounted:
            out.print(render_index(found, names, tables, out.width))
    if not found.points and not found.uncounted:
        say("no page of this time tells of both states")
