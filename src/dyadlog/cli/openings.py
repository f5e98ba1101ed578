"""What is open and what is shut between two states."""

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables


@app.command()
def status(
    states: Pair,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Open and shut: borders, airspace, flights, visas, envoys, talks, ceasefires and trade bans, and since when."""
    from dyadlog.exchange import Rows
    from dyadlog.report.openings import OpeningRows, show_openings
    from dyadlog.report.relation import Relation
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "status")
    with open_view(db) as view:
        found, rows = Relation(view, tables, codes).openings(), Rows(view)
        if as_json:
            opening_rows = OpeningRows(rows)
            for opening in found:
                print_json(opening_rows.row(opening))
        elif found:
            out.print(show_openings(found, tables, rows))
    if not found:
        say(f"no page says what is open or shut between {codes[0]} and {codes[1]}")
