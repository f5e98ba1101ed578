"""A pool of processes that read pages, watched: each has one page in hand, so that blame is exact."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Final

from dyadlog.engine.limits import Limits
from dyadlog.engine.protocol import PageStep
from dyadlog.engine.worker import Worker
from dyadlog.errors import UserError
from dyadlog.records import Issue, PageOutcome, PageTask, Reading

STAGE: Final = "engine"
IN_FLIGHT: Final = 16
"""Tasks a worker that are waiting, under way or waiting for an earlier one: enough to never idle, few enough to bound
memory."""
TRIES: Final = 2
"""Processes that a page may cost before it is filed."""
STILLBORN: Final = 3
"""Processes in a row that die before they are ready, after which no more are started."""

LAST_WORDS: Final = 2.0
"""Seconds in which a process that ends may say why on standard error."""


@dataclass(slots=True)
class Held:
    """A task that has no outcome yet."""

    task: PageTask
    tries: int = 0


class Pool:
    """Some processes with one step. ``run`` may be called again; ``close`` ends them."""

    def __init__(self, step: PageStep, count: int, limits: Limits) -> None:
        self._step = step
        self._count = count
        self._limits = limits
        self._workers: list[Worker] = []
        self._stillborn = 0
        self._held: dict[int, Held] = {}
        self._queue: deque[int] = deque()
        self._done: dict[int, PageOutcome] = {}

    def run(self, tasks: Iterable[PageTask]) -> Iterator[PageOutcome]:
        """One outcome a task, in order."""
        source = iter(tasks)
        taken = yielded = 0
        complete = False
        try:
            while True:
                while taken - yielded < self._count * IN_FLIGHT and (task := next(source, None)) is not None:
                    self._held[taken] = Held(task)
                    self._queue.append(taken)
                    taken += 1
                if taken == yielded:
                    complete = True
                    return
                self._hand_out()
                self._collect(patient=yielded not in self._done)
                self._hand_out()  # nobody waits while what is done is dealt with
                if yielded in self._done:
                    yield self._done.pop(yielded)
                    yielded += 1
        finally:
            if not complete:  # what is under way would come as an answer to the next run
                self.close()

    def close(self) -> None:
        """End all processes, and forget what they were doing."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        self._queue.clear()
        self._held.clear()
        self._done.clear()

    def _hand_out(self) -> None:
        """Start what processes are wanting, and give a task to each that is free."""
        while len(self._workers) < min(self._count, len(self._held)):
            self._workers.append(Worker(self._step, self._limits))
        for worker in list(self._workers):
            if worker.ready and worker.number is None and self._queue:
                number = self._queue.popleft()
                try:
                    worker.give(number, self._held[number].task)
                except OSError:
                    self._bury(worker)

    def _collect(self, *, patient: bool) -> None:
        """See to the next outcome, death or deadline; wait for it if ``patient``."""
        lines = {worker.connection: worker for worker in self._workers if worker.number is not None or not worker.ready}
        if not lines:
            return
        first = min(worker.deadline for worker in lines.values())
        heard = wait(list(lines), max(0.0, first - time.monotonic()) if patient else 0.0)
        for line in heard:
            assert isinstance(line, Connection)
            self._take(lines[line])
        now = time.monotonic()
        for line, worker in lines.items():
            if line not in heard and worker.deadline <= now:
                self._stop(worker)

    def _take(self, worker: Worker) -> None:
        number = worker.number
        try:
            outcome = worker.take()
        except (EOFError, OSError):
            self._bury(worker)
            return
        self._stillborn = 0
        if outcome is not None and number is not None:
            self._settle(number, outcome)

    def _settle(self, number: int, outcome: PageOutcome) -> None:
        del self._held[number]
        self._done[number] = outcome

    def _bury(self, worker: Worker) -> None:
        """A process died: its page is tried once more, then filed."""
        self._workers.remove(worker)
        worker.kill(LAST_WORDS)
        if worker.number is None:
            self._stillborn += 1
            if self._stillborn >= STILLBORN:
                raise UserError("the processes that read pages die as they start; `--engine inline` would show why")
            return
        held = self._held[worker.number]
        held.tries += 1
        if held.tries < TRIES:
            self._queue.appendleft(worker.number)
        else:
            self._settle(worker.number, _failed(held.task, "crashed", "the process that read this page died"))

    def _stop(self, worker: Worker) -> None:
        """A process is past its time: it ends, and its page is filed."""
        if worker.number is None:  # it never came to its first page
            self._bury(worker)
            return
        self._workers.remove(worker)
        worker.kill()
        message = f"took longer than {self._limits.seconds:g} seconds"
        self._settle(worker.number, _failed(self._held[worker.number].task, "timed_out", message))


def _failed(task: PageTask, code: str, message: str) -> PageOutcome:
    page = replace(task.page, content=b"")
    return PageOutcome(Reading(page, None, issues=(Issue.of(page.location, STAGE, code, message, page.page_id),)))
