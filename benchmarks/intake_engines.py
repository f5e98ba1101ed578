"""Engines: speed of several processes beside one, and what is left after kills.

    python benchmarks/intake_engines.py [--pages 120] [--kills 10] [--engines inline,local,spark]

Speed is of wall time, in one run: on a machine that others use too, or with one core, it says little. Every kill is a
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
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dyadlog.engine import InlineEngine, LocalEngine
from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Page, PageTask

STATES = ("Norway", "Chile", "Ghana", "Peru", "Kenya", "Oman", "Fiji", "Nepal", "Malta", "Laos")
ACTS = ("signed a fishing treaty with", "condemned", "sent food aid to", "recalled its envoy from", "held talks with")

WARM = 10
"""Pages a worker before time is taken."""
TRIES = 3
"""Runs begun for each kill: one may end before it comes."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds of wall time for the same pages by one process and by several, tables and models loaded before; ``load``
    is how many processes of the machine wanted a processor, which tells whether the figures mean anything."""

    pages: int
    inline: float
    local: float
    load: float

    @property
    def ratio(self) -> float:
        """How many times as fast several processes are."""
        return self.inline / self.local


@dataclass(frozen=True, slots=True)
class Kills:
    """Runs killed while they were under way, and files that differed after the next."""

    engine: str
    runs: int
    differing: int


def make_pages(folder: Path, count: int, sentences: int = 12, seed: int = 7) -> None:
    """Made-up pages on ten states."""
    chance = random.Random(seed)
    for number in range(count):
        lines = [f"Notice {number}: news of the day"]
        for _ in range(sentences):
            one, other = chance.sample(STATES, 2)
            lines.append(f"{one} {chance.choice(ACTS)} {other} on {chance.randint(1, 28)} March 2024, officials said.")
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
    return Speed(len(tasks), inline, local, os.getloadavg()[0])


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


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--engines", default="inline,local", help="those to be killed")
    asked = parser.parse_args()
    if asked.pages:
        speed = measure_speed(asked.pages)
        print(
            f"inline {speed.inline:.1f} s, local with 2 processes {speed.local:.1f} s: {speed.ratio:.2f} times as fast"
        )
        print(f"({speed.pages} pages, {os.cpu_count()} processors, load {speed.load:.1f})")
    for engine in asked.engines.split(",") if asked.kills else ():
        kills = measure_kills(engine, asked.kills)
        print(f"{engine}: {kills.runs} kills midway, {kills.differing} files differ afterwards")


if __name__ == "__main__":
    main()
