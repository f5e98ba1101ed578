"""Tables that take long: they follow from all that concerns two states, and an application may keep them."""

from collections.abc import Callable
from typing import Annotated, Any, Protocol

from fastapi import Depends

from dyadlog.knowledge import Knowledge
from dyadlog.notebook import Record, Table
from dyadlog.serve.api.asking import get_tables
from dyadlog.store import View

Row = dict[str, Any]
Pair = tuple[str, str]
Question = tuple[str, tuple[tuple[str, Any], ...]]
"""The name of a table, and the filters on it."""


class Product(Protocol):
    """Rows, and whether the store has grown since they were worked out; None while the first are being worked out."""

    @property
    def value(self) -> list[Row] | None:
        """The rows."""

    @property
    def stale(self) -> bool:
        """Whether the store has grown since."""


class Done:
    """Rows that are there."""

    stale = False

    def __init__(self, value: list[Row]) -> None:
        self.value: list[Row] | None = value


Worker = Callable[[View, Callable[..., list[Row]], Pair, Question], Product]


def ask_table(view: View, knowledge: Knowledge, pair: Pair, question: Question) -> Table:
    """A table about two states, not yet worked out; UserError where the question cannot be asked."""
    name, words = question
    table: Table = getattr(Record(view, knowledge), name)(*pair, **dict(words))
    return table


def find_rows(view: View, knowledge: Knowledge, pair: Pair, question: Question) -> list[Row]:
    """The rows of a table about two states."""
    return ask_table(view, knowledge, pair, question).to_list()


def get_worker(tables: Annotated[Knowledge, Depends(get_tables)]) -> Worker:
    """Who works such tables out: here, while the client waits; an application that keeps them overrides this."""

    def work_now(view: View, work: Callable[..., list[Row]], pair: Pair, question: Question) -> Product:
        return Done(work(view, tables, pair, question))

    return work_now
