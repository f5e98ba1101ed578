"""Who holds which office in two states, and who meets whom."""

from typing import Annotated

import typer

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables


@app.command()
def offices(states: Pair, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False) -> None:
    """Who held which office when, who followed, and where pages name different holders."""
    from dyadlog.exchange import Rows
    from dyadlog.report.people import PeopleRows, show_offices
    from dyadlog.report.relation import Relation
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "offices")
    with open_view(db) as view:
        relation, rows = Relation(view, tables, codes), Rows(view)
        tenures = relation.tenures
        if as_json:
            people_rows = PeopleRows(rows, relation.conflicts)
            for tenure in tenures:
                print_json(people_rows.tenure_row(tenure))
        elif tenures:
            out.print(show_offices(tenures, relation.conflicts, rows))
    if not tenures:
        say(f"no page says who holds an office of {codes[0]} or {codes[1]}")


@app.command()
def people(
    states: Pair,
    db: Database = DEFAULT_DB,
    person: Annotated[str | None, typer.Option(help="Only people in whose name these letters stand.")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Who met whom, and of every person all spellings, offices, meetings, calls and visits."""
    from dyadlog.exchange import Rows
    from dyadlog.report.people import PeopleRows, show_people
    from dyadlog.report.relation import Relation
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "people")
    with open_view(db) as view:
        relation = Relation(view, tables, codes)
        portraits = relation.portraits(person)
        if as_json:
            people_rows = PeopleRows(Rows(view), relation.conflicts)
            for portrait in portraits:
                print_json(people_rows.portrait_row(portrait))
        elif portraits:
            out.print(show_people(portraits, relation.encounters if person is None else ()))
    if not portraits:
        say(f"nobody of {codes[0]} or {codes[1]} is named" + (f" {person!r}" if person else ""))
