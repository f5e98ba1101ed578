"""A process that reads pages one at a time, and its parent's end of the line to it."""

import contextlib
import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from dyadlog.engine.limits import Limits
from dyadlog.engine.protocol import PageStep
from dyadlog.errors import UserError
from dyadlog.records import PageOutcome, PageTask

STARTING: Final = 120.0
"""Seconds that the first page of a process may take beyond the limit: tables and models are loaded with it."""


class Worker:
    """The parent's end: gives a task, takes the outcome, and kills the process where it must."""

    def __init__(self, step: PageStep, limits: Limits) -> None:
        # spawn: a forked child would share the threads' locks of onnxruntime in an unknown state
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, step, limits.memory), daemon=True)
        self.process.start()
        theirs.close()
        self._limits = limits
        self._fresh = True
        self.ready = False
        self.number: int | None = None
        """The task in hand."""
        self.deadline = time.monotonic() + STARTING

    def give(self, number: int, task: PageTask) -> None:
        """Hand over a task; raises OSError where the process has died."""
        self.number = number
        self.deadline = time.monotonic() + self._limits.seconds + (STARTING if self._fresh else 0.0)
        self._fresh = False
        self.connection.send(task)

    def take(self) -> PageOutcome | None:
        """The outcome of the task in hand; None where the process says that it is ready for its first.

        Raises OSError or EOFError where the process has died, and what the step raised.
        """
        answer = self.connection.recv()
        if isinstance(answer, Exception):
            raise answer
        self.ready = True
        self.number = None
        outcome: PageOutcome | None = answer
        return outcome

    def kill(self, grace: float = 0.0) -> None:
        """End the process, at once or after ``grace`` seconds in which it may end by itself."""
        self.process.join(grace)
        self.process.kill()
        self.process.join()
        self.connection.close()


def _serve(connection: Connection, step: PageStep, memory: int) -> None:
    """Read the tasks that come over the line until its other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to end
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _bound_memory(memory)
    connection.send(None)
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(_answer(step, task))


def _answer(step: Callable[[PageTask], PageOutcome], task: PageTask) -> PageOutcome | Exception:
    """The outcome, or what stops the run, in a form that can be sent."""
    try:
        return step(task)
    except UserError as error:
        return UserError(str(error))
    except Exception as error:
        return RuntimeError("".join(traceback.format_exception(error)))


def _end_with_parent() -> None:
    """End a process whose parent was killed, whatever it is doing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _bound_memory(size: int) -> None:
    """Let allocations beyond ``size`` bytes fail, which a page then has as an issue; where the system can do that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        rlimit: Any = resource
        _, most = rlimit.getrlimit(rlimit.RLIMIT_DATA)
        rlimit.setrlimit(rlimit.RLIMIT_DATA, (size if most == rlimit.RLIM_INFINITY else min(size, most), most))
