"""Incident threads of two states."""

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables


@app.command()
def threads(
    states: Pair,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Incidents between two states, with what answered, calmed and ended them, and each side's version."""
    from dyadlog.exchange import Rows
    from dyadlog.report.lines import LineWriter
    from dyadlog.report.notes import Notebook
    from dyadlog.report.relation import Relation
    from dyadlog.report.threads import ThreadRows, show_threads
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "threads")
    with open_view(db) as view:
        relation, rows = Relation(view, tables, codes), Rows(view)
        dyad, found = relation.dyad, relation.threads()
        if as_json:
            thread_rows = ThreadRows(rows, dyad)
            for thread in found:
                print_json(thread_rows.row(thread))
        elif found:
            writer = LineWriter(tables, Notebook(dict(dyad.documents)), {})
            out.print(show_threads(found, rows, dyad, writer))
    if not found:
        say(f"no incident between {codes[0]} and {codes[1]} that anything followed")
