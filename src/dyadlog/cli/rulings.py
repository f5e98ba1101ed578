"""Commands about why reports are one event, and about what people rule."""

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dyadlog.cli.base import app, out, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Tables
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.records import Anchor, Event, Ruling
    from dyadlog.records.ruling import RulingKind

VERDICTS: Final = ("both", "neither", "unclear", "no-conflict")

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
    from dyadlog.report.rulings import make_reasons, reason_rows
    from dyadlog.store import open_view

    with open_view(db) as view:
        event = _get_event(view.get(event_id))
        rows = reason_rows(view, event)
        rulings = [one for one in view.rulings() if event.event_id in one.record_ids]
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
    event, other = _get_events(db, event_id, other_id)
    if event.event_id == other.event_id:
        raise UserError("these are one event already")
    _keep(db, knowledge, "merge", (event.claims, other.claims), (by, note))


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
    (event,) = _get_events(db, event_id)
    taken = {claim for claim in event.claims if any(claim.startswith(name) for name in claims)}
    stray = [name for name in claims if not any(claim.startswith(name) for claim in event.claims)]
    if stray:
        raise UserError(f"{event.event_id} has no claim {stray[0]!r}; `dyadlog show {event.event_id}` lists them")
    if len(taken) == len(event.claims):
        raise UserError("one claim at least must stay with the event")
    rest = [claim for claim in event.claims if claim not in taken]
    _keep(db, knowledge, "split", (sorted(taken), rest), (by, note))


@app.command()
def rule(
    finding_id: Annotated[str, typer.Argument(metavar="FINDING", help="A finding's id, or the beginning of one.")],
    verdict: Annotated[str, typer.Argument(help=f"The number of a side (1, 2, ...), or: {', '.join(VERDICTS)}.")],
    db: Database = DEFAULT_DB,
    by: Author = None,
    note: Note = None,
) -> None:
    """Rule on a contradiction: which side stands. Kept for good; both sides stay in the record with their words."""
    from dyadlog.records import Finding
    from dyadlog.store import open_view, open_writer

    with open_view(db) as view:
        finding = view.get(finding_id)
    if not isinstance(finding, Finding):
        raise UserError(f"{finding_id} is no finding; `dyadlog findings` lists them")
    if finding.kind == "corroborated":
        raise UserError("these sources agree: there is nothing to rule on")
    sides = [str(number) for number in range(1, len(finding.sides) + 1)]
    if verdict not in (*sides, *VERDICTS):
        raise UserError(f"a verdict is the number of a side (1 to {len(sides)}) or one of: {', '.join(VERDICTS)}")
    with open_writer(db) as writer:
        anchors = writer.anchor_sides(finding)
        kept = writer.add_ruling(_draft("finding", (anchors, ()), (by, note), (finding.kind, finding.field), verdict))
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
    from dyadlog.gathering import withdraw
    from dyadlog.knowledge import load_knowledge
    from dyadlog.store import open_view, open_writer

    open_view(db).close()  # a name that is no store must not become an empty one
    with open_writer(db) as writer:
        gone = withdraw(load_knowledge(tuple(knowledge or ())), writer, number)
    say(f"ruling {gone.number} ({gone.kind} by {gone.author}) taken back")


def _get_event(record: object) -> "Event":
    from dyadlog.records import Event

    if not isinstance(record, Event):
        raise UserError("this is no event; `dyadlog events` lists them")
    return record


def _get_events(db: Path, *names: str) -> "list[Event]":
    from dyadlog.store import open_view

    with open_view(db) as view:
        return [_get_event(view.get(name)) for name in names]


def _keep(
    db: Path,
    tables: list[Path] | None,
    kind: "RulingKind",
    claims: "tuple[tuple[str, ...] | list[str], tuple[str, ...] | list[str]]",
    words: tuple[str | None, str | None],
) -> None:
    """Keep a ruling on claims, apply it, and say where the claims stand now."""
    from dyadlog.gathering import rule as keep
    from dyadlog.knowledge import load_knowledge
    from dyadlog.store import open_view, open_writer

    with open_writer(db) as writer:
        anchors = (writer.anchor_claims(claims[0]), writer.anchor_claims(claims[1]))
        kept = keep(load_knowledge(tuple(tables or ())), writer, _draft(kind, anchors, words))
    with open_view(db) as view:
        events = next(one.record_ids for one in view.rulings() if one.ruling.number == kept.number)
    say(f"ruling {kept.number} kept: {', '.join(events)}; `dyadlog undo {kept.number}` takes it back")


def _draft(
    kind: "RulingKind",
    anchors: "tuple[tuple[Anchor, ...], tuple[Anchor, ...]]",
    words: tuple[str | None, str | None],
    about: tuple[str, str] | None = None,
    verdict: str | None = None,
) -> "Ruling":
    from dyadlog.records import Ruling

    author = words[0] or getpass.getuser()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return Ruling(0, kind, anchors[0], anchors[1], about, verdict, author, at, words[1])
