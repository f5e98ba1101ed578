"""The local engine: pages spread over processes of this machine."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from dyadlog.engine.protocol import PageStep
from dyadlog.records import Issue, PageOutcome, PageTask, Reading

IN_FLIGHT = 4
"""Tasks kept under way a worker: enough to never idle, few enough to bound memory."""

_step: PageStep | None = None


def _start_worker(step: PageStep) -> None:
    global _step  # noqa: PLW0603  # a worker holds one step, so that it loads its model once
    _step = step


def _run_step(task: PageTask) -> PageOutcome:
    assert _step is not None
    return _step(task)


def _submit(pool: ProcessPoolExecutor, task: PageTask) -> Future[PageOutcome]:
    """The task's future; one that has failed already where an earlier page broke the pool."""
    try:
        return pool.submit(_run_step, task)
    except BrokenProcessPool as error:
        future: Future[PageOutcome] = Future()
        future.set_exception(error)
        return future


class LocalEngine:
    """Runs the step in ``workers`` processes. A page that kills its process is tried once more alone, then filed."""

    def __init__(self, workers: int = 2) -> None:
        self.workers = max(1, workers)

    def run(self, step: PageStep, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        pool = self._open_pool(step, self.workers)
        waiting: deque[tuple[PageTask, Future[PageOutcome]]] = deque()
        source = iter(tasks)
        try:
            while True:
                while len(waiting) < self.workers * IN_FLIGHT and (task := next(source, None)) is not None:
                    waiting.append((task, _submit(pool, task)))
                if not waiting:
                    return
                task, future = waiting.popleft()
                try:
                    yield future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    pending = [task, *(other for other, _ in waiting)]
                    waiting.clear()
                    for suspect in pending:
                        yield self._run_alone(step, suspect)
                    pool = self._open_pool(step, self.workers)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _run_alone(self, step: PageStep, task: PageTask) -> PageOutcome:
        """Run one task in a process of its own; if that dies too, the page is to blame."""
        with self._open_pool(step, 1) as pool:
            try:
                return pool.submit(_run_step, task).result()
            except BrokenProcessPool:
                page = task.page
                message = "the process that read this page died"
                issue = Issue.of(page.location, "engine", "crashed", message, page.page_id)
                return PageOutcome(Reading(page, None, issues=(issue,)))

    @staticmethod
    def _open_pool(step: PageStep, workers: int) -> ProcessPoolExecutor:
        # spawn: a forked child would share the threads' locks of onnxruntime in an unknown state
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(step,))
