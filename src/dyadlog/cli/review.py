"""Commands of review: decisions on claims, the list of what waits, decisions as a file, agreement and error rates."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import app, find_pair, print_json, say
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Modality, Pair, Tables
from dyadlog.cli.review_tables import load_tables, show_rows
from dyadlog.cli.rulings import Author, Note, make_voice, tell_ruling
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.review import Changes
    from dyadlog.review.deciding import Verdict

review = typer.Typer(
    help="Look through what was found: decide on claims, bring decisions together, measure.", no_args_is_help=True
)
app.add_typer(review, name="review")

ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or the beginning of one.")]
Limit = Annotated[int, typer.Option(help="How many at most.", min=1)]


@review.command()
def queue(
    states: Pair,
    limit: Limit = 20,
    by: Author = None,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The claims of two states that wait for you, those first that matter most and are least certain."""
    from dyadlog.exchange import Rows
    from dyadlog.review import queue as list_waiting
    from dyadlog.review.rows import waiting_row
    from dyadlog.store import open_view

    _, pair = find_pair(states, knowledge, "review queue")
    with open_view(db) as view:
        rows = Rows(view)
        found = [waiting_row(rows, one) for one in list_waiting(view, pair, make_voice(by, None).author, limit)]
    show_rows("waiting", found, as_json, "nothing waits for you")


@review.command()
def accept(
    claim_id: ClaimId, db: Database = DEFAULT_DB, by: Author = None, note: Note = None, knowledge: Tables = None
) -> None:
    """Confirm a claim as it stands."""
    _decide(db, knowledge, claim_id, "accept", (by, note))


@review.command()
def reject(
    claim_id: ClaimId, db: Database = DEFAULT_DB, by: Author = None, note: Note = None, knowledge: Tables = None
) -> None:
    """Rule that a sentence does not say what a claim has it say: it leaves the record, and is kept as found."""
    _decide(db, knowledge, claim_id, "reject", (by, note))


@review.command()
def correct(
    claim_id: ClaimId,
    kind: Annotated[str | None, typer.Option(help="The kind of act: docs/kinds.md lists them.")] = None,
    event_type: Annotated[str | None, typer.Option("--type", help="The type, as a check on the kind.")] = None,
    mode: Annotated[str | None, typer.Option(help="The PLOVER mode, where it is not that of the kind.")] = None,
    actor: Annotated[list[str] | None, typer.Option(help="Who acts: a state, a known name, an actor's id.")] = None,
    recipient: Annotated[list[str] | None, typer.Option(help="On whom; - for nobody.")] = None,
    territory: Annotated[list[str] | None, typer.Option(help="Whose land it was; - for nobody's.")] = None,
    date: Annotated[str | None, typer.Option(help="2025-01-31, 2025-01, 2025-01-30..2025-02-02 or unknown.")] = None,
    precision: Annotated[str | None, typer.Option(help="day, month, season, year or range.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="Where: Geneva, or Geneva/CHE; - for nowhere.")] = None,
    modality: Modality = None,
    negated: Annotated[bool | None, typer.Option("--negated/--not-negated", help="Whether it says: not so.")] = None,
    db: Database = DEFAULT_DB,
    by: Author = None,
    note: Note = None,
    knowledge: Tables = None,
) -> None:
    """Set slots of a claim right; what is not named stays as it is."""
    from dyadlog.review import Changes

    lists = (_listed(words) for words in (actor, recipient, territory, place))
    actors, recipients, lands, places = lists
    changes = Changes(kind, event_type, mode, actors, recipients, lands, date, precision, places, modality, negated)
    _decide(db, knowledge, claim_id, "correct", (by, note), changes)


@review.command()
def log(
    author: Annotated[str | None, typer.Option("--by", help="Only what this person decided.")] = None,
    limit: Limit = 50,
    db: Database = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Every decision with who and when, newest first; those taken back too."""
    from dyadlog.report.rulings import ruling_row
    from dyadlog.review import log as read_log
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [ruling_row(one) for one in read_log(view, author, limit)]
    show_rows("rulings", rows, as_json, "nobody has decided anything")


@review.command()
def orphans(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """Decisions whose words are not found any more: they wait for them, and are never dropped."""
    from dyadlog.report.rulings import ruling_row
    from dyadlog.review import orphans as list_orphans
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [ruling_row(one) for one in list_orphans(view)]
    show_rows("rulings", rows, as_json, "every decision has its words")


@review.command("export")
def export_file(
    file: Annotated[Path, typer.Argument(help="The file to write: JSON Lines, one decision a line.")],
    db: Database = DEFAULT_DB,
) -> None:
    """Write every decision to a file that another store can take in."""
    from dyadlog.review import export_decisions
    from dyadlog.store import open_view

    with open_view(db) as view:
        lines = list(export_decisions(view))
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{file}: {error.strerror}") from error
    say(f"{len(lines)} decisions written to {file}")


@review.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A file that `dyadlog review export` wrote.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Take in the decisions of a file, with their authors and times; doing it again changes nothing."""
    from dyadlog.review import import_decisions

    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: cannot be read: {error}") from error
    done = import_decisions(db, load_tables(knowledge), lines)
    if as_json:
        print_json({"new": done.new, "known": done.known, "withdrawn": done.withdrawn, "orphaned": done.orphaned})
    else:
        say(f"{done.new} new, {done.known} known, {done.withdrawn} taken back; of the new ones {done.orphaned} wait")


def _decide(
    db: Path,
    tables: list[Path] | None,
    claim_id: str,
    verdict: "Verdict",
    words: tuple[str | None, str | None],
    changes: "Changes | None" = None,
) -> None:
    from dyadlog.review import Changes, decide

    tell_ruling(db, decide(db, load_tables(tables), claim_id, verdict, make_voice(*words), changes or Changes()))


def _listed(words: list[str] | None) -> tuple[str, ...] | None:
    """What was typed for a slot; a single - empties it."""
    return None if not words else () if words == ["-"] else tuple(words)
