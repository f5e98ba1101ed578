"""The desk: one store open for many readers, and what takes longer than a page may.

Some views (people, outlets, threads) follow from all that concerns two states. They are worked out once for a state of
the store and kept. For a small pair that is done while the reader waits; for a large one a process beside the server
does it, and the page says so and shows what was worked out before, if anything was.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import Any, Final

from dyadlog.errors import StoreError
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.serve.links import pair_name
from dyadlog.serve.memory import Memory
from dyadlog.serve.settings import Settings
from dyadlog.store import View, open_view

Pair = tuple[str, str]
Work = Callable[..., Any]
"""What takes long, of a view, the knowledge, a pair and perhaps a question: a module-level function, so that another
process can be told of it; its result can be pickled."""
Key = tuple[str, str, Hashable]

SMALL: Final = 60
"""Events of a pair up to which its views are worked out while the reader waits: some tenths of a second for all of a
page, which nobody else is answered in; measured in benchmarks/serve.py."""
FEW_FOREIGN: Final = 1000
"""Rows of other data sets on a pair up to which that is so."""
YIELDING: Final = 10
"""How far the process beside the server gives way to it (`nice`)."""
MOST_ANSWERS: Final = 512
"""Counts that pages share and that are kept."""
KEPT: Final = 256
"""Results kept, those of the pairs asked for last."""


@dataclass(frozen=True, slots=True)
class Product:
    """A result, and whether the store has grown since; ``value`` is None while the first is being worked out."""

    value: Any
    stale: bool = False

    @property
    def ready(self) -> bool:
        """Whether there is anything to show."""
        return self.value is not None


class Desk:
    """Gives views of the store, the knowledge tables, and products; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = Lock()
        self._results: OrderedDict[Key, tuple[str, Any]] = OrderedDict()
        self.memory = Memory(MOST_ANSWERS)
        self._running: dict[Key, Future[tuple[str, Any]]] = {}
        self._failed: dict[Key, tuple[str, str]] = {}
        self._pool: ProcessPoolExecutor | None = None

    @cached_property
    def knowledge(self) -> Knowledge:
        """The shipped tables and the user's own."""
        return load_knowledge(self.settings.tables)

    def prepare(self) -> None:
        """Load what the first reader would wait for."""
        _ = self.knowledge

    def open(self) -> View:
        """A view of its own for one request; to be closed by who asked."""
        return open_view(self.settings.db)

    def close(self) -> None:
        """Let the process beside the server go."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def product(
        self, view: View, work: Work, pair: Sequence[str], question: Hashable = None, *, wait: bool = False
    ) -> Product:
        """The result of ``work`` on two states, of a ``question`` where one is asked; ``wait`` until it is there.

        Raises StoreError where the process beside the server failed at it, until the store changes.
        """
        key, gathering = (f"{work.__module__}.{work.__qualname__}", pair_name(pair), question), view.gathering()
        codes = (pair[0], pair[1])
        asked = () if question is None else (question,)
        with self._lock:
            kept = self._results.get(key)
            if kept is not None:
                self._results.move_to_end(key)
        if kept is not None and kept[0] == gathering:
            return Product(kept[1])
        if wait or (view.count_lines(codes) <= SMALL and view.count_foreign(codes) <= FEW_FOREIGN):
            value = work(view, self.knowledge, codes, *asked)
            self._keep(key, gathering, value)
            return Product(value)
        if key in self._failed and self._failed[key][0] == gathering:
            raise StoreError(f"{work.__name__} of {pair_name(pair)} failed: {self._failed[key][1]}")
        self._start(key, gathering, work, (codes, *asked))
        return Product(kept[1] if kept else None, stale=kept is not None)

    def _keep(self, key: Key, gathering: str, value: Any) -> None:
        with self._lock:
            self._results[key] = (gathering, value)
            self._results.move_to_end(key)
            while len(self._results) > KEPT:
                self._results.popitem(last=False)

    def _start(self, key: Key, gathering: str, work: Work, told: tuple[Any, ...]) -> None:
        with self._lock:
            if key in self._running:
                return
            future = self._running[key] = self._submit(work, told)
        future.add_done_callback(lambda done: self._finish(key, gathering, done))

    def _submit(self, work: Work, told: tuple[Any, ...]) -> Future[tuple[str, Any]]:
        if self._pool is not None:
            with suppress(BrokenExecutor):  # killed while it had nothing to do
                return self._pool.submit(work_aside, self.settings.db, self.settings.tables, work, told)
        spawn = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, spawn, initializer=work_for_server)
        return self._pool.submit(work_aside, self.settings.db, self.settings.tables, work, told)

    def _finish(self, key: Key, gathering: str, done: Future[tuple[str, Any]]) -> None:
        error = None if done.cancelled() else done.exception()
        with self._lock:
            self._running.pop(key, None)
            self._failed.pop(key, None)
            if isinstance(error, BrokenExecutor):  # the process was killed: the next question starts another
                self._pool = None
            elif error is not None:
                self._failed[key] = (gathering, f"{type(error).__name__}: {error}")
        if error is None and not done.cancelled():
            self._keep(key, *done.result())


_knowledge: dict[tuple[Path, ...], Knowledge] = {}


def work_for_server() -> None:
    """Let the server go first, where the system knows of such a thing, and end with it, however it ends."""
    if hasattr(os, "nice"):
        os.nice(YIELDING)
    Thread(target=_end_with_server, daemon=True).start()


def _end_with_server() -> None:
    server = multiprocessing.parent_process()
    if server is not None:
        server.join()
        os._exit(1)


def work_aside(db: Path, tables: tuple[Path, ...], work: Work, told: tuple[Any, ...]) -> tuple[str, Any]:
    """Do a piece of work in a process of its own: the state of the store that it rests on, and the result."""
    if tables not in _knowledge:
        _knowledge[tables] = load_knowledge(tables)
    with open_view(db) as view:
        gathering = view.gathering()
        return gathering, work(view, _knowledge[tables], *told)
