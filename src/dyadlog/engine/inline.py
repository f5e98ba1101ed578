"""The inline engine: one page after the other in this process."""

from collections.abc import Iterable, Iterator

from dyadlog.engine.protocol import PageStep
from dyadlog.records import PageOutcome, PageTask


class InlineEngine:
    """Runs the step in this process. ``workers`` is taken for likeness with other engines and not used."""

    def __init__(self, workers: int = 1) -> None:
        self.workers = 1

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        return map(step, tasks)
