"""Commands about other data sets: taking them in, and laying them beside the record."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import CHECK_FAILED, app, find_pair, out, print_json, say
from dyadlog.cli.foreign_tables import show_comparison, show_files
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Pair, Tables

if TYPE_CHECKING:
    from dyadlog.records import ForeignFile, ForeignSource

foreign = typer.Typer(
    help="Other data sets (GDELT, ICEWS, POLECAT, ACLED, UCDP) beside the record, never in it.", no_args_is_help=True
)
app.add_typer(foreign, name="foreign")

Window = Annotated[int, typer.Option("--window", help="Days by which two accounts may be apart.", min=0, max=31)]


@foreign.command("import")
def import_command(
    source: Annotated[str, typer.Argument(help="gdelt, icews, polecat, acled or ucdp.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="As downloaded: plain, .gz, .zip or .xlsx.")],
    db: Database = DEFAULT_DB,
    about: Annotated[
        str | None, typer.Option(help="Only rows in which all of these states take part: FRA,JPN.")
    ] = None,
    knowledge: Tables = None,
) -> None:
    """Take files of another data set in; a file taken in before is passed over."""
    from dyadlog.exchange.foreign import import_files
    from dyadlog.knowledge import load_knowledge
    from dyadlog.report.questions import resolve_states

    tables = load_knowledge(tuple(knowledge or ()))
    asked = resolve_states([name for name in (about or "").split(",") if name.strip()], tables)
    done = import_files(db, tables, source, files, asked, _tell)
    if any(file.bad and file.bad >= file.rows for file in done):
        raise typer.Exit(CHECK_FAILED)


def _tell(file: "ForeignFile", known: bool) -> None:
    if known:
        say(f"{file.name}: taken in before")
        return
    bad = f", {file.bad} cannot be read (`dyadlog issues`)" if file.bad else ""
    say(f"{file.name}: {file.rows} rows, {file.kept} of two states or more{bad}")


@foreign.command()
def files(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """The files that were taken in, with the days they cover."""
    from dyadlog.exchange.foreign import file_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = [file_row(file) for file in view.foreign_files()]
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        out.print(show_files(rows))
    else:
        say("no files of other data sets; `dyadlog foreign import gdelt FILE...` takes some in")


def _compare(name: "ForeignSource", states: list[str], db: Path, options: tuple[int, list[Path] | None, bool]) -> None:
    from dyadlog.exchange.foreign import compare, comparison_rows
    from dyadlog.store import open_view

    window, knowledge, as_json = options
    tables, pair = find_pair(states, knowledge, f"foreign {name}")
    with open_view(db) as view:
        compared = compare(view, tables, name, pair, window)
    if as_json:
        for row in comparison_rows(compared):
            print_json(row)
    elif compared.files:
        out.print(show_comparison(compared))
    if not compared.files:
        say(f"no files of {compared.source.title}; `dyadlog foreign import {name} FILE...` takes some in")


def _add_comparison(name: "ForeignSource", about: str) -> None:
    @foreign.command(name, help=about)
    def compare_command(
        states: Pair, db: Database = DEFAULT_DB, window: Window = 1, knowledge: Tables = None, as_json: Json = False
    ) -> None:
        _compare(name, states, db, (window, knowledge, as_json))


_add_comparison(
    "gdelt", "GDELT beside the record of two states: what it has of each event, how often, and what either lacks."
)
_add_comparison("icews", "ICEWS beside the record of two states.")
_add_comparison("polecat", "POLECAT beside the record of two states.")
_add_comparison("acled", "ACLED beside the record of two states.")
_add_comparison("ucdp", "The UCDP Georeferenced Event Dataset beside the record of two states.")
