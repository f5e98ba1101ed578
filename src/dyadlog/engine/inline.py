"""The inline engine: one page after the other in this process."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from dyadlog.engine.limits import Limits
from dyadlog.engine.protocol import Engine, Item, PageStep, Result
from dyadlog.records import PageOutcome, PageTask


class InlineEngine:
    """Runs the step in this process, which nobody watches: ``workers`` and ``limits`` are taken for likeness with other
    engines and not used."""

    def __init__(self, workers: int = 1, limits: Limits | None = None) -> None:
        self.workers = 1

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        return map(step, tasks)

    def spread(self, work: Callable[[Item, Engine], Result], items: Sequence[Item]) -> Iterator[Result]:
        """One item after the other."""
        return (work(item, self) for item in items)
