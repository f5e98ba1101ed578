"""New pages that are read into the store while readers ask; and how long the store lets nobody in."""

import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dyadlog.knowledge import Knowledge
from dyadlog.records import PairLine
from dyadlog.store import open_view

PAGES: Final = 3
"""New pages that each run of `dyadlog read` finds."""
PAUSE: Final = 0.05
"""Seconds between two looks at the store."""


@dataclass(slots=True)
class Writing:
    """Runs of `dyadlog read` (seconds each), those that failed, and the longest look at the store in seconds."""

    runs: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)


class Background:
    """Reads new pages into a store again and again, and looks into it meanwhile, until it is told to end."""

    def __init__(self, db: Path, folder: Path, pairs: list[PairLine], knowledge: Knowledge) -> None:
        self.found = Writing()
        self._db, self._folder, self._knowledge = db, folder, knowledge
        self._pairs = pairs
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._look)]

    def __enter__(self) -> "Background":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        number = 0
        while not self._over.is_set():
            pages = [self._write(number + one) for one in range(PAGES)]
            number += PAGES
            begin = time.perf_counter()
            command = [sys.executable, "-m", "dyadlog.cli", "read", *map(str, pages), "--db", str(self._db)]
            run = subprocess.run(command, check=False, capture_output=True, text=True)
            self.found.runs.append(time.perf_counter() - begin)
            if run.returncode:
                self.found.failed.append(run.stderr[-400:])

    def _write(self, number: int) -> Path:
        first, second = (self._name(code) for code in self._pairs[number % len(self._pairs)].states)
        now = time.time_ns()  # the same bytes as in an earlier run would be a page that changed, not one that is new
        path = self._folder / f"new-{now}-{number}.txt"
        path.write_text(
            f"Ministers meet, {number} of {now}\n\n2025-11-{1 + number % 28:02}\n\n"
            f"The foreign minister of {first} visited {second} on Monday. {first} and {second} signed an agreement on"
            f" trade number {number}. {second} condemned the closing of the border by {first}.\n",
            encoding="utf-8",
        )
        return path

    def _name(self, code: str) -> str:
        state = self._knowledge.states.get(code)
        return state.name if state else code

    def _look(self) -> None:
        while not self._over.wait(PAUSE):
            begin = time.perf_counter()
            with open_view(self._db) as view:
                view.generation()
            self.found.looks.append(time.perf_counter() - begin)
