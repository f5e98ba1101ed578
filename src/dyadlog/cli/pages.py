"""Commands that read pages and take them back."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dyadlog.cli.base import CHECK_FAILED, INTERRUPTED, app, err, fail, out, print_json, say
from dyadlog.cli.options import (
    DEFAULT_DB,
    DEFAULT_READER,
    Cache,
    Contact,
    Database,
    Delay,
    Json,
    Most,
    Private,
    Reader,
    Tables,
)
from dyadlog.errors import UserError


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(help='Files, folders, globs, URLs, or "-" for standard input.')],
    db: Database = DEFAULT_DB,
    published: Annotated[str | None, typer.Option(help="Publication day, where you know it (2025-11-25).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where you know it.")] = None,
    url: Annotated[str | None, typer.Option(help="URL, where you know it.")] = None,
    engine: Annotated[str, typer.Option(help="inline or local (several processes).")] = "inline",
    workers: Annotated[int, typer.Option(min=1, help="Processes of the local engine.")] = 2,
    contact: Contact = None,
    cache: Cache = None,
    delay: Delay = 1.0,
    most: Most = 1000,
    private: Private = False,
    knowledge: Tables = None,
    reader: Reader = DEFAULT_READER,
    as_json: Json = False,
) -> None:
    """Read pages into the record."""
    from dyadlog.engine import ENGINES
    from dyadlog.fetch import make_settings
    from dyadlog.pipeline import PageStep, read_sources
    from dyadlog.records import Given
    from dyadlog.report.dates import parse_day
    from dyadlog.report.plain import plain_line
    from dyadlog.store import open_writer

    if engine not in ENGINES:
        raise UserError(f"no engine is called {engine!r}; there are: {', '.join(ENGINES)}")
    given = Given(url, outlet, parse_day(published) if published else None)
    step = PageStep(tuple(knowledge or ()), reader)
    _ = step.stages  # an unknown reader is said before a store is made
    with open_writer(db) as writer, err.status("reading", spinner="dots") as status:
        try:
            tally = read_sources(
                sources,
                given,
                step,
                ENGINES[engine](workers),
                writer,
                lambda name: status.update(Text(f"read {plain_line(name)}")),
                web=make_settings(cache, contact, delay, most, private),
            )
        except KeyboardInterrupt:
            fail("interrupted; what was read so far is kept, and the next run goes on from there", INTERRUPTED)
    if as_json:
        print_json({"read": tally.read, "unchanged": tally.unchanged, "issues": tally.issues})
    else:
        say(f"{tally.read} read, {tally.unchanged} unchanged, {tally.issues} with issues; record in {db}")
        if tally.issues:
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
