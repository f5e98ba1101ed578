"""The local engine: pages spread over processes of this machine."""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType

from dyadlog.engine.limits import Limits
from dyadlog.engine.pool import Pool
from dyadlog.engine.protocol import Engine, Item, PageStep, Result
from dyadlog.records import PageOutcome, PageTask


class LocalEngine:
    """Runs the step in ``workers`` processes under ``limits``.

    A page past its time is filed as an issue, and so is one that twice ends the process that reads it; one that needs
    too much memory has an issue of the stage that asked for it. The processes end with the run, or with the engine
    where it is used as a context.
    """

    def __init__(self, workers: int = 2, limits: Limits | None = None) -> None:
        self.workers = max(1, workers)
        self.limits = limits or Limits()
        self._pool: tuple[bytes, Pool] | None = None
        self._users = 0

    def __enter__(self) -> "LocalEngine":
        self._users += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._users -= 1
        if self._users == 0:
            self._close()

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        with self:
            yield from self._pool_of(step).run(tasks)

    def spread(self, work: Callable[[Item, Engine], Result], items: Sequence[Item]) -> Iterator[Result]:
        """One item after the other; the pages of each are spread."""
        with self:
            for item in items:
                yield work(item, self)

    def _pool_of(self, step: PageStep) -> Pool:
        """The processes that hold this step; those that hold another end."""
        key = pickle.dumps(step)
        if self._pool is None or self._pool[0] != key:
            self._close()
            self._pool = key, Pool(step, self.workers, self.limits)
        return self._pool[1]

    def _close(self) -> None:
        if self._pool is not None:
            self._pool[1].close()
            self._pool = None
