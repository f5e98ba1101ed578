"""Commands that list and show records, check them and write them to files."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dyadlog.cli.base import CHECK_FAILED, app, list_records, make_filter, out, print_json, say
from dyadlog.cli.options import (
    DEFAULT_DB,
    Database,
    EventType,
    Json,
    Kind,
    Modality,
    Outlet,
    Since,
    States,
    Tables,
    Until,
)
from dyadlog.errors import UserError


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
    wanted = make_filter(states, knowledge, (since, until), (event_type, kind, modality, outlet))
    list_records("events", db, wanted, as_json)


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
    wanted = make_filter(states, knowledge, (since, until), (event_type, kind, modality, outlet))
    list_records("claims", db, wanted, as_json)


@app.command()
def instruments(
    states: States = None, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False
) -> None:
    """Agreements, pledges, targets, mechanisms and projects, and how far they have come."""
    list_records("instruments", db, make_filter(states, knowledge), as_json)


@app.command()
def findings(
    states: States = None,
    db: Database = DEFAULT_DB,
    kind: Annotated[str | None, typer.Option(help="corroborated, quantity, date, denial, framing, update, ...")] = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """Where sources agree, and where they contradict each other."""
    list_records("findings", db, make_filter(states, knowledge, finding=kind), as_json)


@app.command()
def actors(states: States = None, db: Database = DEFAULT_DB, knowledge: Tables = None, as_json: Json = False) -> None:
    """Who acts, in which office, under which spellings."""
    list_records("actors", db, make_filter(states, knowledge), as_json)


@app.command()
def documents(
    states: States = None,
    db: Database = DEFAULT_DB,
    outlet: Outlet = None,
    knowledge: Tables = None,
    as_json: Json = False,
) -> None:
    """The articles that were read, with their metadata."""
    list_records("documents", db, make_filter(states, knowledge, slots=(None, None, None, outlet)), as_json)


@app.command()
def issues(db: Database = DEFAULT_DB, as_json: Json = False) -> None:
    """What could not be read, and why."""
    list_records("issues", db, None, as_json)


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
            say("no sentence holds these words")
        for hit in hits:
            document = view.document(hit.document_id)
            evidence = Evidence(hit.document_id, hit.start, hit.end, document.text[hit.start : hit.end])
            row = rows.evidence_row(evidence)
            if as_json:
                print_json(row)
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
    from dyadlog.records import Claim, Event
    from dyadlog.report.passages import make_passages
    from dyadlog.report.rulings import make_reasons, make_rulings, reason_rows
    from dyadlog.report.tables import make_record
    from dyadlog.review.rows import review_row
    from dyadlog.store import open_view

    with open_view(db) as view:
        record, rows = view.get(record_id), Rows(view)
        row = rows.record_row(record)
        decided = review_row(view, rows, record.claim_id) if isinstance(record, Claim) else None
        if as_json:
            print_json({**row, "review": decided} if decided else row)
        else:
            out.print(make_record(row, make_passages(view, row)))
            if decided:
                head = "\ndecided" if decided["stands"] else "\nrejected; shown as found"
                out.print(Text(head, style="bold"), make_rulings(decided["decisions"]), sep="\n")
            if isinstance(record, Event) and record.reasons:
                reasons = make_reasons(reason_rows(view, record))
                out.print(Text("\ntaken for one happening", style="bold"), reasons, sep="\n")


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
            print_json({"record_id": fault.record_id, "document_id": fault.document_id, "message": fault.message})
        else:
            out.print(plain_line(f"{fault.record_id} in {fault.document_id}: {fault.message}"), soft_wrap=True)
    say(f"{checked} quotes checked, {len(faults)} do not stand")
    if faults:
        raise typer.Exit(CHECK_FAILED)


@app.command()
def export(
    names: Annotated[list[str], typer.Argument(help="claims, events, ..., index, or all.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write to.")],
    db: Database = DEFAULT_DB,
    file_format: Annotated[
        str, typer.Option("--format", help="jsonl, csv or parquet; gdelt, polecat or ftm for the shapes of others.")
    ] = "jsonl",
    knowledge: Tables = None,
) -> None:
    """Write tables of the export contract to files, or the whole record in the shape of another program."""
    from dyadlog.exchange import FILE_FORMATS, NAMES, Rows
    from dyadlog.exchange import export as export_tables
    from dyadlog.exchange.shaped.files import SHAPED, export_shaped
    from dyadlog.knowledge import load_knowledge
    from dyadlog.store import open_view

    wanted = NAMES if "all" in names else tuple(names)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        raise UserError(f"no table is called {unknown[0]!r}; there are: {', '.join(NAMES)}, all")
    if file_format not in (*FILE_FORMATS, *SHAPED):
        raise UserError(f"no format is called {file_format!r}; there are: {', '.join((*FILE_FORMATS, *SHAPED))}")
    if file_format in SHAPED and "all" not in names and (file_format == "ftm" or wanted != ("events",)):
        raise UserError(f"`--format {file_format}` has all at once: `dyadlog export all --format {file_format}`")
    tables = tuple(knowledge or ())
    with open_view(db) as view:
        rows = Rows(view, tables=tables)
        if file_format in SHAPED:
            written = export_shaped(rows, load_knowledge(tables), file_format, output)
        else:
            written = export_tables(rows, wanted, file_format, output)
        for path, count in written.items():
            say(f"{path}: {count} rows")
