"""The application itself: consoles, exit codes and what every command shares."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer
from rich.console import Console
from rich.text import Text

from dyadlog.errors import UserError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
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


def fail(message: str, code: int) -> NoReturn:
    """Say what went wrong, and end with an exit code."""
    from dyadlog.report.plain import plain

    err.print(Text.assemble(("dyadlog:", "red"), " ", plain(message)), soft_wrap=True)
    raise SystemExit(code)


def say(message: str) -> None:
    """A line to standard error, whatever names of files it holds."""
    from dyadlog.report.plain import plain_line

    err.print(plain_line(message), soft_wrap=True)


def print_json(row: dict[str, Any]) -> None:
    """A row to standard output."""
    from dyadlog.exchange import dump_row

    sys.stdout.write(dump_row(row) + "\n")


def find_pair(names: Sequence[str], tables: Sequence[Path] | None, command: str) -> tuple["Knowledge", tuple[str, str]]:
    """The tables, and the codes of the two states that the user names; UserError where these are not two."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.report.questions import resolve_states

    knowledge = load_knowledge(tuple(tables or ()))
    codes = resolve_states(names, knowledge)
    if len(codes) != 2:
        raise UserError(f"`{command}` is about two different states: `dyadlog {command} FRA DEU`")
    return knowledge, (codes[0], codes[1])


def make_filter(
    names: Sequence[str] | None,
    tables: Sequence[Path] | None,
    dates: tuple[str | None, str | None] = (None, None),
    slots: tuple[str | None, str | None, str | None, str | None] = (None, None, None, None),
    finding: str | None = None,
) -> "Filter":
    """What the options of a listing command ask for."""
    from dyadlog.knowledge import load_knowledge
    from dyadlog.report.questions import make_filter as ask

    return ask(load_knowledge(tuple(tables or ())), names or (), dates, slots, finding)


def list_records(name: str, db: Path, wanted: "Filter | None", as_json: bool) -> None:
    """Print a table of the record, or its rows as JSON Lines."""
    from dyadlog.exchange import Rows
    from dyadlog.report.tables import make_table
    from dyadlog.store import open_view

    with open_view(db) as view:
        rows = list(Rows(view, wanted).table(name))
    if as_json:
        for row in rows:
            print_json(row)
    elif rows:
        out.print(make_table(name, rows, out.width))
    else:
        say(f"no {name}" if wanted is None else f"no {name} match")
