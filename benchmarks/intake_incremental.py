"""One more page into a large store, as a user reads it.

    python benchmarks/bigstore.py BIG.db --workings
    python benchmarks/intake_incremental.py BIG.db

The page is news of two states: those with most events in the store, those of the middle event (half of all events are
of pairs with more), then two with few. ``dyadlog read`` runs in a process of its own, three times with another page
each; the middle one counts. What the same command takes with an empty store is the start: the program, its tables and
models. A program that runs on (``dyadlog follow``) has started already: it is measured as well, opening the store
included. The pages are forgotten at the end; work on a copy all the same. The program's bytecode is kept, as with every
installed program (``PYTHONDONTWRITEBYTECODE`` is not passed on).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, count, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.intake_rows import Row, show
from dyadlog.engine import InlineEngine
from dyadlog.gathering import rebuild
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import PageStep, read_sources
from dyadlog.records import Given
from dyadlog.store import open_view, open_writer

ASKED = 2.0
"""Seconds for one page in a store of 100,000 pages."""
TRIES = 3
FEW = 10
"""Events of two states that are seldom in the news."""


@dataclass(frozen=True, slots=True)
class Added:
    """Wall seconds of reading one page, those of them that an empty store takes too, and the events of its states;
    ``cpu`` are the seconds that the processor worked for it, and ``peak`` the memory (MiB). ``running`` are the wall
    seconds of a program that has started already."""

    pair: str
    events: int
    documents: int
    seconds: float
    start: float
    running: float
    cpu: float
    peak: float


def measure_added(store: Path) -> list[Added]:
    """Seconds for a page on the two states with most events, on those of the middle event, and on two with few."""
    with open_view(store) as view:
        lines = view.pairs()
        documents = view.count_documents()
        newest = max(line.reported for line in lines if line.reported is not None)
    half = sum(line.events for line in lines) / 2
    middle = next(
        line for line, so_far in zip(lines, accumulate(line.events for line in lines), strict=True) if so_far >= half
    )
    few = next(line for line in lines if line.events <= FEW)
    found = []
    for line in (lines[0], middle, few):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            pages = _write_pages(folder, line.states, newest.isoformat())
            runs = [_read(store, next(pages)) for _ in range(TRIES)]
            running = _read_running(store, pages)
            _forget(store, folder.glob("*.html"))
            page = next(pages)
            start = min(_read(folder / f"{number}.db", page)[0] for number in range(TRIES))
        seconds, cpu, peak = (statistics.median(column) for column in zip(*runs, strict=True))
        found.append(Added("-".join(line.states), line.events, documents, seconds, start, running, cpu, peak))
    return found


def _write_pages(folder: Path, states: tuple[str, str], day: str) -> Iterator[Path]:
    """Pages that the store has not met, not in an earlier run either."""
    for number in count(time.time_ns() // 1_000_000):
        path = folder / f"{number}.html"
        path.write_text(_write_page(states, day, number), encoding="utf-8")
        yield path


def _write_page(states: tuple[str, str], day: str, number: int) -> str:
    """A page of a dozen sentences that tells of two states, with people of theirs."""
    one, other = (state.name for code in states if (state := load_knowledge().states.get(code)) is not None)
    return f"""<!doctype html><html><head><title>{one} and {other} meet again, report {number}</title>
<meta property="article:published_time" content="{day}T09:00:00Z"></head><body><article>
<h1>{one} and {other} meet again, report {number}</h1>
<p>{one} and {other} held talks on fishing and trade on Monday, officials of both sides said in report {number}.</p>
<p>The foreign minister of {one}, Adaro Kelmin, met his counterpart from {other}, Tesora Vamble, for two hours.</p>
<p>"We agreed to sign the harbour agreement in spring," Kelmin told reporters after the talks.</p>
<p>{other} condemned the arrest of {number % 50 + 12} sailors last week and demanded that {one} release them.</p>
<p>{one} said that it would send food aid worth {number % 90 + 3} million dollars to {other}.</p>
<p>The two sides had signed a customs treaty in 2019. {other} has not ratified it.</p></article></body></html>"""


def _read(store: Path, page: Path) -> tuple[float, float, float]:
    """Wall and processor seconds and the memory of one ``dyadlog read``."""
    command = [sys.executable, "-m", "dyadlog.cli", "read", str(page), "--db", str(store)]
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    if status:
        raise SystemExit(f"dyadlog read ended with {os.waitstatus_to_exitcode(status)}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _environment() -> dict[str, str]:
    """The environment of a user, whose Python keeps the bytecode of what it has imported."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _forget(store: Path, pages: Iterable[Path]) -> None:
    """Take pages out again: with each that stays, the next ones on the same states become dearer."""
    with open_writer(store) as writer:
        for page in pages:
            writer.forget(str(page))
        rebuild(load_knowledge(), writer)


def _read_running(store: Path, pages: Iterator[Path]) -> float:
    """Wall seconds of one page in a program that has read another before, the middle one of several."""
    step, engine, taken = PageStep(), InlineEngine(), []
    for page in islice(pages, TRIES + 1):
        begin = time.perf_counter()
        with open_writer(store) as writer:
            read_sources([str(page)], Given(), step, engine, writer)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken[1:])


def list_rows(found: list[Added]) -> list[Row]:
    """The figures, with what was asked."""
    rows = []
    for one in found:
        page = f"one more page in {one.documents:,}, {one.events:,} events of its states"
        cold = f"{one.seconds:.2f} s, {one.start:.2f} s of it the start; {one.cpu:.2f} s of CPU, {one.peak:.0f} MiB"
        rows.append(Row(page, f"< {ASKED:.0f} s", f"{one.running:.2f} s", one.running < ASKED))
        rows.append(Row("   the same, the program not yet started", f"< {ASKED:.0f} s", cold, one.seconds < ASKED))
    return rows


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path, help="made by benchmarks/bigstore.py; it is changed")
    print(show(list_rows(measure_added(parser.parse_args().store))))
    print(f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")


if __name__ == "__main__":
    main()
