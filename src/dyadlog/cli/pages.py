"""Commands that read pages and take them back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from dyadlog.cli.base import CHECK_FAILED, INTERRUPTED, app, err, fail, out, print_json, say
from dyadlog.cli.groups import DEFAULT_MEMORY, DEFAULT_SECONDS, Engines, Pages, Web, say_left_out, spread
from dyadlog.cli.loading import DEFAULT_SHARD, PageMemory, PageSeconds, ShardFiles, read_into_folder
from dyadlog.cli.options import DEFAULT_DB, DEFAULT_READER, Database, Json, Reader, Tables
from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.pipeline import Tally
    from dyadlog.read import Intake


@app.command()
@spread
def read(
    sources: Annotated[list[str], typer.Argument(help='Files, folders, globs, URLs, or "-" for standard input.')],
    db: Database = DEFAULT_DB,
    published: Annotated[str | None, typer.Option(help="Publication day, where you know it (2025-11-25).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where you know it.")] = None,
    url: Annotated[str | None, typer.Option(help="URL, where you know it.")] = None,
    to: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Into a folder of Parquet tables, not into the store.")
    ] = None,
    shard_files: ShardFiles = DEFAULT_SHARD,
    *,
    engine: Engines,
    page_seconds: PageSeconds = DEFAULT_SECONDS,
    page_memory: PageMemory = DEFAULT_MEMORY,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=NAME", help="A column of tables: html, text, title, url, outlet or published."),
    ] = None,
    pages: Pages,
    web: Web,
    as_json: Json = False,
) -> None:
    """Read pages into the record."""
    from dyadlog.pipeline import read_sources
    from dyadlog.records import Given
    from dyadlog.report.dates import parse_day
    from dyadlog.report.plain import plain_line
    from dyadlog.store import open_writer

    chosen = engine.make(page_seconds, page_memory)
    given = Given(url, outlet, parse_day(published) if published else None)
    step = pages.make_step()
    intake = pages.make_intake(step.knowledge, column or ())
    if to is not None:
        tally = read_into_folder(to, sources, given, step, chosen, intake, shard_files)
        _end(tally, intake, to, as_json)
        return
    with open_writer(db) as writer, err.status("reading", spinner="dots") as status:
        try:
            tally = read_sources(
                sources,
                given,
                step,
                chosen,
                writer,
                lambda name: status.update(Text(f"read {plain_line(name)}")),
                intake,
                web.make_settings(),
            )
        except KeyboardInterrupt:
            fail("interrupted; what was read so far is kept, and the next run goes on from there", INTERRUPTED)
    _end(tally, intake, db, as_json)


def _end(tally: "Tally", intake: "Intake", place: Path, as_json: bool) -> None:
    """Say what a run of reading came to; the exit code of one that could read nothing at all."""
    if as_json:
        told = {"read": tally.read, "unchanged": tally.unchanged, "issues": tally.issues}
        left_out = {"elsewhere": intake.left_out.elsewhere, "no_page": intake.left_out.no_page}
        print_json(told | {name: count for name, count in left_out.items() if count})
    else:
        say(f"{tally.read} read, {tally.unchanged} unchanged, {tally.issues} with issues; record in {place}")
        say_left_out(intake)
        if tally.issues and place.is_file():
            say("`dyadlog issues` says what could not be read, and why")
    if tally.issues and not tally.read and not tally.unchanged:
        raise typer.Exit(CHECK_FAILED)


@app.command()
def parse(
    text: Annotated[str, typer.Argument(help='Text, or "-" for standard input.')],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="tree.svg: the drawings; tree.html: names and tables as well.")
    ] = None,
    knowledge: Tables = None,
    reader: Reader = DEFAULT_READER,
    as_json: Annotated[bool, typer.Option("--json", help="JSON Lines, one a sentence.")] = False,
) -> None:
    """Sentences, words, syntax, lemmas and names of a text."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.parse import Parser
    from dyadlog.report.syntax import check_suffix, make_row, make_tree_table, write_drawing

    if output is not None:
        check_suffix(output)
    parser = Parser(load_knowledge(tuple(knowledge or ())), reader)
    found = sys.stdin.buffer.read() if text == "-" else text.encode("utf-8", "surrogateescape")
    clean = found.decode("utf-8-sig", "replace")
    rows = [make_row(clean, start, end, doc) for start, end, doc in parser.read_text(clean)]
    if not rows:
        raise UserError("there is no text to parse")
    if output is not None:
        write_drawing(rows, output)
        say(f"wrote {output}")
    elif as_json:
        for row in rows:
            print_json(row)
    else:
        for row in rows:
            out.print(make_tree_table(row, out.width))


@app.command()
def forget(
    page: Annotated[str, typer.Argument(help="Path, URL, page id or document id.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
) -> None:
    """Take a page, and all that rests on it alone, out of the record."""
    from dyadlog.gathering import rebuild
    from dyadlog.knowledge import load_knowledge
    from dyadlog.store import open_view, open_writer

    open_view(db).close()  # a name that is no store must not become an empty one
    with open_writer(db) as writer:
        for location in writer.forget(page):
            say(f"forgot {location}")
        rebuild(load_knowledge(tuple(knowledge or ())), writer)
