"""What an engine is."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from dyadlog.records import PageOutcome, PageTask


class PageStep(Protocol):
    """The pure function of one page; picklable, so that it can be sent to a worker."""

    def __call__(self, task: PageTask) -> PageOutcome:
        """Read one page."""
        ...


class Engine(Protocol):
    """Runs the page step over tasks and yields the outcomes in the order of the tasks."""

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order; a task whose page breaks the step yields an outcome with an Issue."""
        ...
