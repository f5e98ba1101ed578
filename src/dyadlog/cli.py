"""Commands; the only place that prints.

Exit codes: 0 done; 1 a check failed (``verify`` found a quote that does not stand, or nothing at all could be read);
2 the command cannot be done as asked; 3 the store cannot be used; 130 interrupted.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from dyadlog import __version__
from dyadlog.errors import DyadlogError, StoreError, UserError

if TYPE_CHECKING:
    from dyadlog.store import Filter

CHECK_FAILED: Final = 1
USAGE: Final = 2
STORE_UNUSABLE: Final = 3
INTERRUPTED: Final = 130

app = typer.Typer(
    help="A sourced log of what states do to and with each other.", no_args_is_help=True, pretty_exceptions_enable=False
)
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)

Database = Annotated[Path, typer.Option("--db", envvar="DYADLOG_DB", help="The store: one SQLite file.")]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines with the names of the export contract.")]
States = Annotated[list[str] | None, typer.Argument(help="States that must all take part: ISO codes or names.")]
Since = Annotated[str | None, typer.Option(help="Not before this day, month or year (2025-01-31, 2025-01, 2025).")]
Until = Annotated[str | None, typer.Option(help="Not after this day, month or year.")]
EventType = Annotated[str | None, typer.Option("--type", help="PLOVER type, such as CONSULT.")]
Kind = Annotated[str | None, typer.Option(help="Our finer kind, such as visit.")]
Modality = Annotated[str | None, typer.Option(help="asserted, claimed, planned, requested, hypothetical or denied.")]
Outlet = Annotated[str | None, typer.Option(help="Only what this outlet reports.")]
Tables = Annotated[
    list[Path] | None,
    typer.Option("--knowledge", envvar="DYADLOG_KNOWLEDGE", help="A folder with knowledge tables of your own."),
]
Reader = Annotated[
    str,
    typer.Option(
        "--reader", envvar="DYADLOG_READER", help="The language model: minilm-int8, or spacy:NAME for a spaCy pipeline."
    ),
]
DEFAULT_READER: Final = "minilm-int8"
DEFAULT_DB: Final = Path("dyadlog.db")


def main() -> None:
    """Run a command; errors go to standard error, with stable exit codes."""
    try:
        app()
    except StoreError as error:
        _fail(str(error), STORE_UNUSABLE)
    except DyadlogError as error:
        _fail(str(error), USAGE)


def _fail(message: str, code: int) -> NoReturn:
    from dyadlog.report.plain import plain

    err.print(Text.assemble(("dyadlog:", "red"), " ", plain(message)), soft_wrap=True)
    raise SystemExit(code)


def _say(message: str) -> None:
    """A line to standard error, whatever names of files it holds."""
    from dyadlog.report.plain import plain_line

    err.print(plain_line(message), soft_wrap=True)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        out.print(f"dyadlog {__version__}")
        raise typer.Exit


@app.command()
def read(
    sources: Annotated[list[str], typer.Argument(help='Files, folders, globs, or "-" for standard input.')],
    db: Database = DEFAULT_DB,
    published: Annotated[str | None, typer.Option(help="Publication day, where you know it (2025-11-25).")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet, where you know it.")] = None,
    url: Annotated[str | None, typer.Option(help="URL, where you know it.")] = None,
    engine: Annotated[str, typer.Option(help="inline or local (several processes).")] = "inline",
    workers: Annotated[int, typer.Option(min=1, help="Processes of the local engine.")] = 2,
    knowledge: Tables = None,
    reader: Reader = DEFAULT_READER,
    as_json: Json = False,
) -> None:
    """Read pages into the record."""
    from dyadlog.engine import ENGINES
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
            )
        except KeyboardInterrupt:
            _fail("interrupted; what was read so far is kept, and the next run goes on from there", INTERRUPTED)
    if as_json:
        _print_json({"read": tally.read, "unchanged": tally.unchanged, "issues": tally.issues})
    else:
        _say(f"{tally.read} read, {tally.unchanged} unchanged, {tally.issues} with issues; record in {db}")
        if tally.issues:
            _say("`dyadlog issues` says what could not be read, and why")
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
        _say(f"wrote {output}")
    elif as_json:
        for row in rows:
            _print_json(row)
    else:
        for row in rows:
            out.print(make_tree_table(row, out.width))


@app.command()
def brief(
    states: Annotated[list[str], typer.Argument(help="The two states of the dyad: ISO codes or names.")],
    db: Database = DEFAULT_DB,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="brief.html or brief.md.")] = None,
    since: Annotated[str | None, typer.Option(help="Only what is new since this day.")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The relation of two states on one page."""
    from dyadlog.report.brief import build_brief
    from dyadlog.report.dates import first_day
    from dyadlog.report.render import render_file, render_json
    from dyadlog.report.terminal import render_terminal
    from dyadlog.store import open_view

    tables, codes = _resolve_states(states, knowledge)
    if len(codes) != 2:
        raise UserError("a brief is about two different states: `dyadlog brief FRA DEU`")
    with open_view(db) as view:
        page = build_brief(view, (codes[0], codes[1]), tables, first_day(since) if since else None)
    if output is not None:
        render_file(page, output)
        _say(f"wrote {output}")
    elif as_json:
        sys.stdout.write(render_json(page) + "\n")
    else:
        out.print(render_terminal(page))


@app.command()
def events(
    states: States = None,
    db: Database = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    event_type: EventType = None,
    kind: Kind = None,
    modality: Modality = None,
    outlet: Outlet = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """What happened between states, newest first."""
    wanted = _make_filter(states, knowledge, (since, until), (event_type, kind, modality, outlet))
    _list("events", db, wanted, as_json)


@app.command()
def claims(
    states: States = None,
    db: Database = DEFAULT_DB,
    since: Since = None,
    until: Until = None,
    event_type: EventType = None,
    kind: Kind = None,
    modality: Modality = None,
    outlet: Outlet = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """What single sentences assert, statements included."""
    wanted = _make_filter(states, knowledge, (since, until), (event_type, kind, modality, outlet))
    _list("claims", db, wanted, as_json)


@app.command()
def instruments(
    states: States = None, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False
) -> None:
    """Agreements, pledges, targets, mechanisms and projects, and how far they have come."""
    _list("instruments", db, _make_filter(states, knowledge), as_json)


@app.command()
def findings(
    states: States = None,
    db: Database = DEFAULT_DB,
    kind: Annotated[str | None, typer.Option(help="corroborated, quantity, date, denial, framing, update, ...")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Where sources agree, and where they contradict each other."""
    _list("findings", db, _make_filter(states, knowledge, finding=kind), as_json)


@app.command()
def actors(states: States = None, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False) -> None:
    """Who acts, in which office, under which spellings."""
    _list("actors", db, _make_filter(states, knowledge), as_json)


@app.command()
def documents(
    states: States = None,
    db: Database = DEFAULT_DB,
    outlet: Outlet = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The articles that were read, with their metadata."""
    _list("documents", db, _make_filter(states, knowledge, slots=(None, None, None, outlet)), as_json)


@app.command()
def issues(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """What could not be read, and why."""
    _list("issues", db, None, as_json)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="Words; all must stand in the sentence.")],
    db: Database = DEFAULT_DB,
    limit: Annotated[int, typer.Option(help="At most so many sentences.")] = 50,
    as_json: Json = False,
) -> None:
    """Sentences that hold the words."""
    from dyadlog.exchange import Rows
    from dyadlog.records import Evidence
    from dyadlog.report.passages import show_sentence
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows, hits = Rows(view), view.search(" ".join(words), limit)
        if not hits:
            _say("no sentence holds these words")
        for hit in hits:
            document = view.document(hit.document_id)
            evidence = Evidence(hit.document_id, hit.start, hit.end, document.text[hit.start : hit.end])
            row = rows.evidence_row(evidence)
            if as_json:
                _print_json(row)
            else:
                out.print(show_sentence(row))


@app.command()
def show(
    record_id: Annotated[str, typer.Argument(metavar="ID", help="Any id, or the beginning of one.")],
    db: Database = DEFAULT_DB,
    as_json: Json = False,
) -> None:
    """Any record: its fields, why its claims are one event, and its words, highlighted in their paragraph."""
    from dyadlog.exchange import Rows
    from dyadlog.records import Event
    from dyadlog.report.passages import make_passages
    from dyadlog.report.tables import make_reasons, make_record
    from dyadlog.store import open_view

    with open_view(db) as view:
        record = view.get(record_id)
        row = Rows(view).record_row(record)
        if as_json:
            _print_json(row)
        else:
            out.print(make_record(row, make_passages(view, row)))
            if isinstance(record, Event) and record.reasons:
                out.print(Text("\ntaken for one happening", style="bold"), make_reasons(record), sep="\n")


@app.command()
def verify(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """Check that every quote stands at its offsets."""
    from dyadlog.report.plain import plain_line
    from dyadlog.store import open_view
    from dyadlog.store.verification import verify_quotes

    with open_view(db) as view:
        checked, faults = verify_quotes(view)
    for fault in faults:
        if as_json:
            _print_json({"record_id": fault.record_id, "document_id": fault.document_id, "message": fault.message})
        else:
            out.print(plain_line(f"{fault.record_id} in {fault.document_id}: {fault.message}"), soft_wrap=True)
    _say(f"{checked} quotes checked, {len(faults)} do not stand")
    if faults:
        raise typer.Exit(CHECK_FAILED)


@app.command()
def export(
    names: Annotated[list[str], typer.Argument(help="claims, events, ..., index, or all.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")],
    db: Database = DEFAULT_DB,
    file_format: Annotated[str, typer.Option("--format", help="jsonl or csv.")] = "jsonl",
) -> None:
    """Write tables of the export contract to files."""
    from dyadlog.exchange import FORMATS, NAMES, Rows
    from dyadlog.exchange import export as export_tables
    from dyadlog.store import open_view

    wanted = NAMES if "all" in names else tuple(names)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        raise UserError(f"no table is called {unknown[0]!r}; there are: {', '.join(NAMES)}, all")
    if file_format not in FORMATS:
        raise UserError(f"no format is called {file_format!r}; there are: {', '.join(FORMATS)}")
    with open_view(db) as view:
        for path, count in export_tables(Rows(view), wanted, file_format, output).items():
            _say(f"{path}: {count} rows")


@app.command()
def forget(
    page: Annotated[str, typer.Argument(help="Path, URL, page id or document id.")],
    db: Database = DEFAULT_DB,
    knowledge: Tables = None,
) -> None:
    """Take a page, and all that rests on it alone, out of the record."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.pipeline import rebuild
    from dyadlog.store import open_view, open_writer

    open_view(db).close()  # a name that is no store must not become an empty one
    with open_writer(db) as writer:
        for location in writer.forget(page):
            _say(f"forgot {location}")
        rebuild(load_knowledge(tuple(knowledge or ())), writer)


def _resolve_states(names: Sequence[str], tables: Sequence[Path] | None) -> tuple[Any, tuple[str, ...]]:
    from dyadlog.knowledge import load_knowledge
    from dyadlog.report.questions import resolve_states

    knowledge = load_knowledge(tuple(tables or ()))
    return knowledge, resolve_states(names, knowledge)


def _make_filter(
    names: Sequence[str] | None,
    tables: Sequence[Path] | None,
    dates: tuple[str | None, str | None] = (None, None),
    slots: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None),
    finding: str | None = None,
) -> "Filter":
    from dyadlog.knowledge import load_knowledge
    from dyadlog.report.questions import make_filter

    return make_filter(load_knowledge(tuple(tables or ())), names or (), dates, slots, finding)


def _list(name: str, db: Path, wanted: "Filter | None", as_json: bool) -> None:
    from dyadlog.exchange import Rows
    from dyadlog.report.tables import make_table
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = list(Rows(view, wanted).table(name))
    if as_json:
        for row in rows:
            _print_json(row)
    elif rows:
        out.print(make_table(name, rows, out.width))
    else:
        _say(f"no {name}" if wanted is None else f"no {name} match")


def _print_json(row: dict[str, Any]) -> None:
    from dyadlog.exchange import dump_row

    sys.stdout.write(dump_row(row) + "\n")


if __name__ == "__main__":
    main()
