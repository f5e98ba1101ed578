"""Engines: speed of several processes beside one, and what is left after kills.

    python benchmarks/intake_engines.py [--pages 120] [--kills 10] [--engines inline,local,spark]

Speed is of wall time, in one run, and beside it what the machine gives to processes that have nothing to do with each
other: two threads of one core, or others at work, give less than twice of one. Every kill is a
SIGKILL at a random moment to the run or to one of its processes; then the same command runs again, and all files must
have the bytes of an undisturbed run. Pages are made up.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.intake_rows import Row, show
from dyadlog.engine import InlineEngine, LocalEngine
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Page, PageTask

STATES = ("Norway", "Chile", "Ghana", "Peru", "Kenya", "Oman", "Fiji", "Nepal", "Malta", "Laos")
ACTS = ("signed a fishing treaty with", "condemned", "sent food aid to", "recalled its envoy from", "held talks with")

ASKED = 1.7
"""Times as fast as one process that two should be."""
WARM = 10
"""Pages a worker before time is taken."""
TRIES = 3
"""Runs begun for each kill: one may end before it comes."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of wall time for the same pages by one process and by several, tables and models loaded before; ``bare``
    is what as many processes take that have nothing to do with each other, each with its share of the pages: the
    machine gives no more. ``load`` is how many processes of the machine wanted a processor, which tells whether the
    figures mean anything."""

    pages: int
    inline: float
    local: float
    bare: float
    load: float

    @property
    def ratio(self) -> float:
        """How many times as fast several processes are."""
        return self.inline / self.local

    @property
    def ceiling(self) -> float:
        """The same for processes that have nothing to do with each other."""
        return self.inline / self.bare


@dataclass(frozen=True, slots=True)
class Kills:
    """Runs killed while they were under way, and files that differed after the next."""

    engine: str
    runs: int
    differing: int


def tell(chance: random.Random, states: Sequence[str] = STATES, years: Sequence[int] = (2024,)) -> str:
    """A sentence on an act between two of some states."""
    one, other = chance.sample(states, 2)
    day = f"{chance.randint(1, 28)} March {chance.choice(years)}"
    return f"{one} {chance.choice(ACTS)} {other} on {day}, officials said."


def make_pages(folder: Path, count: int, sentences: int = 12, seed: int = 7) -> None:
    """Made-up pages on ten states."""
    chance = random.Random(seed)
    for number in range(count):
        lines = [f"Notice {number}: news of the day"]
        lines += [tell(chance) for _ in range(sentences)]
        path = folder / f"{number % 4}" / f"{number:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(lines), encoding="utf-8")


def measure_speed(pages: int = 120, workers: int = 2) -> Speed:
    """Pages by one process and by ``workers``, each warmed by some pages, so that every worker has had one."""
    with tempfile.TemporaryDirectory() as folder:
        make_pages(Path(folder), pages + workers * WARM)
        found = [PageTask(page) for page in find_pages([folder]) if isinstance(page, Page)]
    warm, tasks, step = found[: workers * WARM], found[workers * WARM :], PageStep()
    list(InlineEngine().run(step, warm))
    started = time.perf_counter()
    outcomes = list(InlineEngine().run(step, tasks))
    inline = time.perf_counter() - started
    with LocalEngine(workers) as engine:
        for _ in range(2):
            list(engine.run(step, warm))
        started = time.perf_counter()
        assert list(engine.run(step, tasks)) == outcomes
        local = time.perf_counter() - started
    return Speed(len(tasks), inline, local, _measure_bare(warm, tasks, workers), os.getloadavg()[0])


def _measure_bare(warm: Sequence[PageTask], tasks: Sequence[PageTask], workers: int) -> float:
    """Seconds until the last of some processes has read its share of the pages, all begun at once."""
    context = get_context("spawn")
    start, times = context.Barrier(workers), context.Queue()
    shares = [tasks[number::workers] for number in range(workers)]
    processes = [context.Process(target=_read_share, args=(warm, share, start, times)) for share in shares]
    for process in processes:
        process.start()
    seconds = [float(times.get()) for _ in processes]
    for process in processes:
        process.join()
    return max(seconds)


def _read_share(warm: Sequence[PageTask], tasks: Sequence[PageTask], start: Barrier, times: "Queue[float]") -> None:
    step = PageStep()
    list(InlineEngine().run(step, warm))
    start.wait()
    begun = time.perf_counter()
    list(InlineEngine().run(step, tasks))
    times.put(time.perf_counter() - begun)


def measure_kills(engine: str, runs: int = 10, pages: int = 24, seed: int = 7) -> Kills:
    """Kill runs into a folder of tables at random moments, run again, and compare with an undisturbed run."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        make_pages(root / "pages", pages, sentences=3)
        started = time.monotonic()
        subprocess.run(_command(root, "undisturbed", engine), check=True, capture_output=True)
        whole = time.monotonic() - started
        wanted, under_way, differing = _digests(root / "undisturbed"), 0, 0
        for number in range(runs * TRIES):
            to = f"killed-{number}"
            run = subprocess.Popen(_command(root, to, engine), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.2, 0.95) * whole)
            if run.poll() is not None:  # the machine is less busy than before
                whole *= 0.8
                continue
            with suppress(ProcessLookupError):
                os.kill(chance.choice([run.pid, *_below(run.pid)]), signal.SIGKILL)
            run.wait()
            subprocess.run(_command(root, to, engine), check=True, capture_output=True)
            found = _digests(root / to)
            differing += sum(found.get(name) != wanted.get(name) for name in {*found, *wanted})
            under_way += 1
            if under_way == runs:
                break
    return Kills(engine, under_way, differing)


def _command(root: Path, to: str, engine: str) -> list[str]:
    words = ["read", str(root / "pages"), "--to", str(root / to), "--engine", engine, "--shard-files", "4"]
    return [sys.executable, "-m", "dyadlog.cli", *words]


def _below(number: int) -> list[int]:
    """The processes that a process started, and those that they did."""
    try:
        children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for child in map(int, children) for found in (child, *_below(child))]


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "_lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def list_speed(pages: int = 120, workers: int = 2) -> list[Row]:
    """Speed of some processes beside one, and beside what the machine gives."""
    speed = measure_speed(pages, workers)
    ratio = f"{speed.ratio:.2f} x ({speed.inline:.1f} s, {speed.local:.1f} s)"
    most = f"{speed.ceiling:.2f} x, of which local has {speed.ratio / speed.ceiling:.0%}"
    return [
        Row(f"local with {workers} processes beside inline", f">= {ASKED} x", ratio, speed.ratio >= ASKED),
        Row("  processes that have nothing to do with each other", "", most),
        Row("  pages; processors, load", "", f"{speed.pages}; {os.cpu_count()}, {speed.load:.1f}"),
    ]


def list_kills(engine: str, runs: int = 10) -> list[Row]:
    """Whether what killed runs left is made whole by the next."""
    kills = measure_kills(engine, runs)
    measured = f"{kills.runs} kills midway, {kills.differing} files differ afterwards"
    return [Row(f"kill -9 at random moments, {engine}", "0 differ", measured, kills.runs > 0 and not kills.differing)]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--engines", default="inline,local", help="those to be killed")
    asked = parser.parse_args()
    if asked.pages:
        print(show(list_speed(asked.pages)), flush=True)
    for engine in asked.engines.split(",") if asked.kills else ():
        print(show(list_kills(engine, asked.kills)), flush=True)


if __name__ == "__main__":
    main()
