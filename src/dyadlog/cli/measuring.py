"""Commands that measure: how far reviewers agree, and how often the program is right."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import find_pair
from dyadlog.cli.options import DEFAULT_DB, Database, Json, States, Tables
from dyadlog.cli.review import review
from dyadlog.cli.review_tables import load_tables, show_rows
from dyadlog.cli.rulings import make_voice
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.review import Changes
    from dyadlog.review.sampling import Stratum

By = Annotated[str, typer.Option(help="By what sentences are drawn: type, outlet or genre.")]


@review.command()
def agreement(
    states: States = None, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False
) -> None:
    """How far reviewers agree, slot by slot: Krippendorff's alpha over claims that two or more decided on."""
    from dyadlog.review import agreement as measure
    from dyadlog.review.rows import agreement_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [agreement_row(one) for one in measure(view, _pair(states, knowledge, "agreement"))]
    show_rows("agreement", rows, as_json, "")


@review.command()
def sample(
    states: States = None,
    seed: Annotated[str, typer.Option(help="Any word: the same one draws the same sentences.")] = "1",
    size: Annotated[int, typer.Option(help="Sentences of each stratum.", min=1)] = 5,
    by: By = "type",
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Draw sentences to code blind; what the program found in them is not shown."""
    from dyadlog.review import draw_sample
    from dyadlog.review.rows import drawn_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        drawn = draw_sample(view, seed, size, _stratum(by), _pair(states, knowledge, "sample"))
    show_rows("sample", [drawn_row(one) for one in drawn], as_json, "no sentences")


@review.command()
def code(
    sentence_id: Annotated[str, typer.Argument(metavar="SENTENCE", help="The id of a sentence that was drawn.")],
    act: Annotated[
        list[str] | None,
        typer.Option(help='What it asserts, as JSON: {"kind": "visit", "actors": ["FRA"], "recipients": ["JPN"]}.'),
    ] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="It asserts no act.")] = False,
    by: By = "type",
    author: Annotated[str | None, typer.Option("--author", envvar="DYADLOG_AUTHOR", help="Who codes.")] = None,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Keep what you code in a sentence, and see then what the program found."""
    from dyadlog.review import compare_coding, keep_blind_coding
    from dyadlog.review.rows import compared_row
    from dyadlog.store import open_view

    if bool(act) == nothing:
        raise UserError("say what the sentence asserts (--act), or that there is nothing (--nothing)")
    acts = [_read_act(words) for words in act or ()]
    kept = keep_blind_coding(db, load_tables(knowledge), sentence_id, acts, make_voice(author, None), _stratum(by))
    with open_view(db) as view:
        row = compared_row(compare_coding(view, kept))
    show_rows("compared", row["acts"] if not as_json else [row], as_json, "neither you nor the program found an act")


@review.command()
def errors(
    states: States = None,
    author: Annotated[str | None, typer.Option("--by", help="Only what this person coded.")] = None,
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """How often the program is right, by type, outlet and genre, with intervals: from blind codings."""
    from dyadlog.review import error_rates
    from dyadlog.review.rows import errors_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [errors_row(one) for one in error_rates(view, _pair(states, knowledge, "errors"), author)]
    show_rows("errors", rows, as_json, "nothing is coded blind yet: `dyadlog review sample`")


def _pair(states: list[str] | None, tables: list[Path] | None, command: str) -> tuple[str, str] | None:
    return find_pair(states, tables, f"review {command}")[1] if states else None


def _stratum(word: str) -> "Stratum":
    from dyadlog.report.questions import choose
    from dyadlog.review import STRATA

    return next(one for one in STRATA if one == choose(word, STRATA, "stratum"))


def _read_act(words: str) -> "Changes":
    from dyadlog.review.slots import read_changes

    return read_changes(words)
