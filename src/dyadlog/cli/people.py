"""Who holds which office in two states, and who meets whom."""

from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables

if TYPE_CHECKING:
    from dyadlog.findings.people import Portrait, Tenure
    from dyadlog.knowledge import Knowledge
    from dyadlog.records import Dyad, Finding
    from dyadlog.store import View


@app.command()
def offices(states: Pair, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False) -> None:
    """Who held which office when, who followed, and where pages name different holders."""
    from dyadlog.exchange import Rows
    from dyadlog.report.people import PeopleRows, show_offices
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "offices")
    with open_view(db) as view:
        tenures, conflicts = _list_tenures(view, view.dyad(*codes), tables)
        rows = Rows(view)
        if as_json:
            people_rows = PeopleRows(rows, conflicts)
            for tenure in tenures:
                print_json(people_rows.tenure_row(tenure))
        elif tenures:
            out.print(show_offices(tenures, conflicts, rows))
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
    from dyadlog.findings.people import count_encounters, draw_portraits
    from dyadlog.findings.spellings import collect_spellings
    from dyadlog.knowledge.encounters import load_encounters
    from dyadlog.report.people import PeopleRows, show_people
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "people")
    with open_view(db) as view:
        dyad = view.dyad(*codes)
        tenures, conflicts = _list_tenures(view, dyad, tables)
        encounters = count_encounters(dyad, load_encounters(tables))
        spellings = collect_spellings(dyad, map(view.reading, dyad.documents))
        portraits = [one for one in draw_portraits(dyad, tenures, encounters, spellings) if _is_meant(one, person)]
        if as_json:
            people_rows = PeopleRows(Rows(view), conflicts)
            for portrait in portraits:
                print_json(people_rows.portrait_row(portrait))
        elif portraits:
            out.print(show_people(portraits, encounters if person is None else ()))
    if not portraits:
        say(f"nobody of {codes[0]} or {codes[1]} is named" + (f" {person!r}" if person else ""))


def _list_tenures(view: "View", dyad: "Dyad", tables: "Knowledge") -> "tuple[tuple[Tenure, ...], list[Finding]]":
    """Who held which office, with the conflicts over the offices of either state."""
    from dyadlog.findings.people import list_tenures

    conflicts = view.office_conflicts(dyad.states)
    return list_tenures(dyad, tables, conflicts), conflicts


def _is_meant(portrait: "Portrait", letters: str | None) -> bool:
    names = (*portrait.actor.names, *(spelling.name for spelling in portrait.spellings))
    return letters is None or any(letters.casefold() in name.casefold() for name in names)
