"""Commands about folders of tables: pages read into one, and two states taken from there."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dyadlog.cli.base import CHECK_FAILED, INTERRUPTED, app, err, fail, find_pair, print_json, say
from dyadlog.cli.groups import Engines, spread
from dyadlog.cli.options import DEFAULT_DB, Database, Json, Tables
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dyadlog.engine import InlineEngine, LocalEngine, SparkEngine
    from dyadlog.pipeline import PageStep, Tally
    from dyadlog.read import Intake
    from dyadlog.records import Given

Folder = Annotated[Path, typer.Argument(help="A folder of tables, as `dyadlog read SOURCES --to FOLDER` makes them.")]
PageSeconds = Annotated[
    float, typer.Option(min=0.1, help="Seconds after which a page is given up (engines local and spark).")
]
PageMemory = Annotated[
    float, typer.Option(min=0.5, help="GiB that a process reading pages may take (engines local and spark).")
]
ShardFiles = Annotated[int, typer.Option(min=1, help="Files, about, of a shard of --to: what a kill may cost.")]
DEFAULT_SHARD = 32


def read_into_folder(
    folder: Path,
    sources: "Sequence[str]",
    given: "Given",
    step: "PageStep",
    engine: "InlineEngine | LocalEngine | SparkEngine",
    intake: "Intake",
    shard_files: int,
) -> "Tally":
    """Read files into a folder of tables, saying how far it has come. UserError where a source is no file."""
    from dyadlog.fetch import is_web
    from dyadlog.read import list_files
    from dyadlog.shards import read_into

    if any(is_web(source) for source in sources):
        raise UserError("URLs are read into a store: with --to, sources are files that all processes can open")
    files = list_files(sources, given)
    with err.status("reading", spinner="dots") as status:
        try:
            return read_into(
                folder, sources, files, step, engine, intake, shard_files,
                lambda done, of: status.update(f"{done:,} of {of:,} shards"),
            )  # fmt: skip
        except KeyboardInterrupt:
            fail("interrupted; the shards that are done are kept, and the next run goes on from there", INTERRUPTED)


@app.command()
def load(
    folder: Folder,
    dyad: Annotated[tuple[str, str], typer.Option(metavar="STATE STATE", help="The two states: ISO codes or names.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Bring the pages of a folder of tables that name two states into the record, without reading them again."""
    from dyadlog.dyads import load_dyad, page_markers
    from dyadlog.exchange.tables_folder import TablesFolder
    from dyadlog.store import open_writer

    known, states = find_pair(dyad, knowledge, "load")
    page_markers(TablesFolder(folder))  # a name that is no folder of tables must not leave an empty store
    with open_writer(db) as writer, err.status("loading", spinner="dots"):
        tally = load_dyad(folder, states, known, writer)
    if as_json:
        print_json({"loaded": tally.read, "unchanged": tally.unchanged, "issues": tally.issues})
    else:
        say(f"{tally.read} pages loaded, {tally.unchanged} unchanged; record in {db}")
    if not tally.read and not tally.unchanged:
        say(f"no page in {folder} names both states")
        raise typer.Exit(CHECK_FAILED)


@app.command()
@spread
def gather(
    folder: Folder,
    dyad: Annotated[
        tuple[str, str] | None, typer.Option(metavar="STATE STATE", help="Only these two states: ISO codes or names.")
    ] = None,
    *,
    engine: Engines,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Make events, instruments, findings and index of every two states in a folder of tables, as tables beside them."""
    from dyadlog.dyads import gather_dyads

    wanted = [find_pair(dyad, knowledge, "gather")[1]] if dyad is not None else []
    chosen = engine.make()
    with err.status("gathering", spinner="dots") as status:
        made = gather_dyads(
            folder, tuple(knowledge or ()), chosen, wanted,
            lambda done, of: status.update(f"{done:,} of {of:,} relations"),
        )  # fmt: skip
    if as_json:
        print_json({"made": made})
    else:
        say(f"{made} relations made anew in {folder}")
