"""Commands; the only place that prints.

Exit codes: 0 done; 1 a check failed (``verify`` found a quote that does not stand, or nothing at all could be read);
2 the command cannot be done as asked; 3 the store cannot be used; 130 interrupted.
"""

import gc
from typing import Annotated

import typer

from dyadlog import __version__
from dyadlog.cli import (  # noqa: F401  each registers its commands
    follow,
    foreign,
    index,
    loading,
    measuring,
    openings,
    pages,
    people,
    relation,
    review,
    rulings,
    serving,
    sources,
    tables,
    threads,
)
from dyadlog.cli.base import STORE_UNUSABLE, USAGE, app, fail, out
from dyadlog.errors import DyadlogError, StoreError

UNREACHED = 50_000
"""New objects between two looks for unreachable ones: most that a command makes are tables, which live as long as it
does. Python's own 700 cost an eighth of the time that a command takes to start."""


def main() -> None:
    """Run a command; errors go to standard error, with stable exit codes."""
    gc.set_threshold(UNREACHED, 20, 20)
    try:
        app()
    except StoreError as error:
        fail(str(error), STORE_UNUSABLE)
    except DyadlogError as error:
        fail(str(error), USAGE)
    finally:
        gc.freeze()  # Python looks through all that is left before it ends: a sixth of a short command's time


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False) -> None:
    if version:
        out.print(f"dyadlog {__version__}")
        raise typer.Exit
