"""The arguments and options that commands share."""

from pathlib import Path
from typing import Annotated, Final

import typer

Database = Annotated[Path, typer.Option("--db", envvar="DYADLOG_DB", help="The store: one SQLite file.")]
Json = Annotated[bool, typer.Option("--json", help="JSON Lines with the names of the export contract.")]
States = Annotated[list[str] | None, typer.Argument(help="States that must all take part: ISO codes or names.")]
Pair = Annotated[list[str], typer.Argument(metavar="STATE STATE", help="The two states: ISO codes or names.")]
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
