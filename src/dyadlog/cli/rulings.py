"""Commands about why reports are one event, and about what people rule."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import app, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Tables

if TYPE_CHECKING:
    from pathlib import Path

    from dyadlog.records import Ruling
    from dyadlog.review import Voice

Author = Annotated[
    str | None, typer.Option("--by", envvar="DYADLOG_AUTHOR", help="Who rules; else the user of this machine.")
]
Note = Annotated[str | None, typer.Option(help="Why, in your words.")]


@app.command()
def why(
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="An event's id, or the beginning of one.")],
    db: Database = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Why the claims of an event are one happening: what ties each to another, and who ruled on it."""
    from dyadlog.records.ruling import ABOUT_EVENTS
    from dyadlog.report.rulings import make_reasons, reason_rows
    from dyadlog.review.deciding import get_event
    from dyadlog.store import open_view

    with open_view(db) as view:
        event = get_event(view, event_id)
        rows = reason_rows(view, event)
        rulings = [one for one in view.rulings(ABOUT_EVENTS) if event.event_id in one.record_ids]
    if as_json:
        for row in rows:
            print_json(row)
        return
    if not rows:
        say(f"{event.event_id}: one claim, so nothing was merged")
    else:
        out.print(make_reasons(rows))
    for one in rulings:
        say(f"ruling {one.ruling.number}: {one.ruling.kind} by {one.ruling.author}, {one.ruling.at[:10]}")


@app.command()
def merge(
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="An event.")],
    other_id: Annotated[str, typer.Argument(metavar="OTHER", help="The event that is the same happening.")],
    db: Database = DEFAULT_DB,
    by: Author = None,
    note: Note = None,
    knowledge: Tables = None,
) -> None:
    """Rule that two events are one happening; kept for good, whatever is read again."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.review import merge_events

    tell_ruling(db, merge_events(db, load_knowledge(tuple(knowledge or ())), event_id, other_id, make_voice(by, note)))


@app.command()
def split(
    event_id: Annotated[str, typer.Argument(metavar="EVENT", help="An event.")],
    claims: Annotated[list[str], typer.Argument(metavar="CLAIM...", help="The claims that are of another happening.")],
    db: Database = DEFAULT_DB,
    by: Author = None,
    note: Note = None,
    knowledge: Tables = None,
) -> None:
    """Rule that some claims of an event are of another happening; kept for good, whatever is read again."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.review import split_event

    tell_ruling(db, split_event(db, load_knowledge(tuple(knowledge or ())), event_id, claims, make_voice(by, note)))


@app.command()
def rule(
    finding_id: Annotated[str, typer.Argument(metavar="FINDING", help="A finding's id, or the beginning of one.")],
    verdict: Annotated[
        str, typer.Argument(help="The number of a side (1, 2, ...), or: both, neither, unclear, no-conflict.")
    ],
    db: Database = DEFAULT_DB,
    by: Author = None,
    note: Note = None,
) -> None:
    """Rule on a contradiction: which side stands. Kept for good; both sides stay in the record with their words."""
    from dyadlog.review import rule_on_finding

    kept = rule_on_finding(db, finding_id, verdict, make_voice(by, note))
    say(f"ruling {kept.number} kept; `dyadlog undo {kept.number}` takes it back")


@app.command()
def rulings(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """What people ruled, and what each ruling is attached to now."""
    from dyadlog.report.rulings import make_rulings, ruling_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [ruling_row(one) for one in view.rulings()]
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        out.print(make_rulings(rows))
    else:
        say("nobody has ruled on anything")


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="The number of a ruling: `dyadlog rulings` lists them.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
) -> None:
    """Take a ruling back."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.review import undo as take_back

    gone = take_back(db, load_knowledge(tuple(knowledge or ())), number)
    say(f"ruling {gone.number} ({gone.kind} by {gone.author}) taken back")


def make_voice(by: str | None, note: str | None) -> "Voice":
    """Who decides, and why."""
    from dyadlog.review import Voice

    return Voice(by or getpass.getuser(), note)


def tell_ruling(db: "Path", kept: "Ruling") -> None:
    """Say where the records of a ruling stand now."""
    from dyadlog.store import open_view

    with open_view(db) as view:
        names = next(one.record_ids for one in view.rulings((kept.kind,)) if one.ruling.number == kept.number)
    say(f"ruling {kept.number} kept: {', '.join(names)}; `dyadlog undo {kept.number}` takes it back")
