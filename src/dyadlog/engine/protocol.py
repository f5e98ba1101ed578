"""What an engine is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from dyadlog.records import PageOutcome, PageTask

Item = TypeVar("Item")
Result = TypeVar("Result")


class PageStep(Protocol):
    """The pure function of one page; picklable, so that it can be sent to a worker."""

    def __call__(self, task: PageTask) -> PageOutcome:
        """Read one page."""
        ...


class Engine(Protocol):
    """Runs the page step over tasks, and larger work over items, with results in the order of what was given."""

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order; a task whose page breaks the step yields an outcome with an Issue."""
        ...

    def spread(self, work: "Callable[[Item, Engine], Result]", items: Sequence[Item]) -> Iterator[Result]:
        """One result an item, in order. ``work`` is given an engine for the pages of its item; both can be pickled.

        Work may be done twice where a machine dies: what it writes must be the same each time, and whole or not there.
        """
        ...
