"""Commands about who says it: the voices behind an event, outlets side by side, each side's own account."""

from typing import Annotated

import typer

from dyadlog.cli.base import app, find_pair, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables
from dyadlog.errors import UserError


@app.command()
def origins(
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="Id of an event, or the beginning of one.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The independent voices behind an event: which pages count as one, and why."""
    from dyadlog.consolidate.voices import Account, group_voices, measure_shares
    from dyadlog.knowledge import load_knowledge
    from dyadlog.records import Claim, Event
    from dyadlog.report.sources import SourceWriter
    from dyadlog.store import open_view

    with open_view(db) as view:
        event = view.get(event_id)
        if not isinstance(event, Event):
            raise UserError(f"{event_id!r} is no event; `dyadlog events` lists them")
        copies = view.copies()
        claims = {name: claim for name in event.claims if isinstance(claim := view.get(name), Claim)}
        documents = {c.document_id: view.document(c.document_id) for c in claims.values()}
        accounts = [
            Account(c, documents[c.document_id], copies.get(c.document_id, c.document_id)) for c in claims.values()
        ]
        voices = measure_shares(group_voices(accounts), documents)
        writer = SourceWriter(view, load_knowledge(tuple(knowledge or ())), documents)
        if as_json:
            for number, voice in enumerate(voices, 1):
                print_json(writer.voice_row(event, number, voice, claims))
        else:
            out.print(writer.show_voices(event, voices, claims))


@app.command()
def outlets(states: Pair, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False) -> None:
    """What each outlet reports of two states, what the others leave out, and how each words the same event."""
    from dyadlog.report.relation import Relation
    from dyadlog.report.sources import SourceWriter
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "outlets")
    with open_view(db) as view:
        relation = Relation(view, tables, codes)
        found, writer = relation.outlets(), SourceWriter(view, tables, relation.dyad.documents)
        if as_json:
            for outlet in found.outlets:
                print_json(writer.outlet_row(outlet))
        elif found.outlets:
            out.print(writer.show_outlets(found))
        if not found.outlets:
            say("no outlet tells of events between these two states")


@app.command()
def readouts(
    states: Pair,
    event: Annotated[str | None, typer.Option("--event", help="Only this event: its id, or the beginning.")] = None,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Each side's own account of a meeting, visit or call, side by side, with what only one of them mentions."""
    from dyadlog.records import Event
    from dyadlog.report.readouts import ReadoutWriter
    from dyadlog.report.relation import Relation
    from dyadlog.store import open_view

    tables, codes = find_pair(states, knowledge, "readouts")
    with open_view(db) as view:
        wanted = view.get(event) if event else None
        if wanted is not None and not isinstance(wanted, Event):
            raise UserError(f"{event!r} is no event; `dyadlog events` lists them")
        relation = Relation(view, tables, codes)
        found = relation.readouts(wanted.event_id if wanted else None)
        writer = ReadoutWriter(view, tables, relation.dyad.documents)
        if as_json:
            for readout in found:
                print_json(writer.row(readout))
        elif found:
            out.print(writer.show(found))
        if not found:
            say("no meeting, visit or call between these two states")
