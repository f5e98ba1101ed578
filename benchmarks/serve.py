"""How fast the reading room answers: many readers at once, while new pages are read into the same store.

usage: serve.py [STORE] [--readers 20] [--seconds 120] [--seed 1] [--still]     (default: a small store made for it)

STORE is best one that benchmarks/bigstore.py made: 100,000 documents and 500,000 events. Pages are read into it: give
a copy to keep the store as it is, or --still to read none. `dyadlog serve` and `dyadlog read` run as processes of their
own, and everything stays on this machine's loopback. Each reader asks for a page, thinks one to three seconds, and asks
for the next: all kinds of pages, of pairs as often as they have events, with filters and searches. Times are seen by
the reader, whole answers as packed. "First" is the first page of its kind after the start, of the largest pair, nobody
else asking; "ready" when what takes long is worked out too.
"""

import argparse
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.bigstore import make_store
from benchmarks.served.plan import Ask, Plan
from benchmarks.served.readers import Answer, Reader, read_together
from benchmarks.served.sizes import weigh
from benchmarks.served.writing import Background, Writing
from dyadlog.knowledge import load_knowledge

SMALL = (1_000, 5_000)
"""Documents and events of the store that is made where none is given."""
LONGEST_START = 120
PATIENCE = 60
"""Seconds to wait on each kind of page for what takes long; what is not ready then is shown as that."""
LONG_WAIT = 1.0


@contextmanager
def serving(db: Path) -> Iterator[str]:
    """The origin of a reading room, while it runs."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "dyadlog.cli", "serve", "--db", str(db), "--port", str(port)])
    try:
        until = time.monotonic() + LONGEST_START
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit("dyadlog serve does not answer")
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/static/icon.svg", timeout=5):
            return True
    except (URLError, OSError):
        return False


def ask_first(origin: str, plan: Plan) -> dict[str, tuple[Answer, float]]:
    """The first answer of each kind, and the seconds until nothing on the page is missing."""
    reader, dice = Reader(origin), random.Random(0)
    found = {}
    for kind in plan.kinds:
        ask, begin = Ask(kind, plan.address(kind, dice, plan.largest)), time.monotonic()
        first = answer = reader.ask(ask)
        while answer.waiting and time.monotonic() < begin + PATIENCE:
            time.sleep(0.2)
            answer = reader.ask(ask)
        found[kind] = (first, time.monotonic() - begin)
    reader.close()
    return found


def measure(db: Path, readers: int, seconds: float, seed: int, still: bool) -> int:
    """Print all figures; the number of answers that were errors."""
    plan = Plan(db, seed)
    print(f"{db}: {len(plan.pairs)} pairs, the largest {plan.largest} with {plan.pairs[0].events:,} events")
    with serving(db) as origin, TemporaryDirectory() as folder:
        show_first(ask_first(origin, plan))
        show_sizes(weigh(origin, f"/{plan.largest}"))
        plans = [plan.draw() for _ in range(readers)]
        if still:
            answers, writing = read_together(origin, plans, seconds), None
        else:
            with Background(db, Path(folder), plan.pairs, load_knowledge()) as background:
                answers = read_together(origin, plans, seconds)
            writing = background.found
    show_answers(answers, readers, seconds)
    if writing is not None:
        show_writing(writing)
    return sum(answer.wrong for answer in answers)


def percentile(seconds: Sequence[float], part: int) -> float:
    """The time that so many of a hundred do not exceed."""
    return quantiles(seconds, n=100, method="inclusive")[part - 1] if len(seconds) > 1 else seconds[0]


def show_first(found: dict[str, tuple[Answer, float]]) -> None:
    """First answers."""
    print(f"\n{'first answers':16} {'first ms':>9} {'ready s':>8} {'kB':>6}")
    for kind, (answer, ready) in found.items():
        status = "" if not answer.wrong else f"  status {answer.status}"
        print(f"{kind:16} {answer.seconds * 1000:9.0f} {_show_ready(ready):>8} {answer.size / 1000:6.1f}{status}")


def _show_ready(seconds: float) -> str:
    return f"{seconds:.1f}" if seconds < PATIENCE else f"> {PATIENCE}"


def show_sizes(sizes: dict[str, int]) -> None:
    """What a browser fetches for the overview."""
    print(
        f"\noverview, packed: {sum(sizes.values()) / 1000:.0f} kB; "
        + ", ".join(f"{address.rpartition('/')[2]} {size / 1000:.1f}" for address, size in sizes.items())
    )


def show_answers(answers: list[Answer], readers: int, seconds: float) -> None:
    """Times by kind of page."""
    print(f"\n{readers} readers, {seconds:.0f} s, {len(answers)} answers")
    print(f"{'page':16} {'count':>6} {'p50 ms':>7} {'p95 ms':>7} {'max ms':>7} {'errors':>6}")
    kinds = sorted({answer.ask.kind for answer in answers})
    for kind in [*kinds, "all but search"]:
        told = [a for a in answers if a.ask.kind == kind or (kind == "all but search" and a.ask.kind != "search")]
        times = [answer.seconds * 1000 for answer in told]
        wrong = sum(answer.wrong for answer in told)
        print(f"{kind:16} {len(told):6} {median(times):7.0f} {percentile(times, 95):7.0f} {max(times):7.0f} {wrong:6}")
    slow = sorted(answers, key=lambda answer: -answer.seconds)[:5]
    print("slowest: " + ", ".join(f"{a.ask.address} {a.seconds * 1000:.0f} ms" for a in slow))
    for answer in [answer for answer in answers if answer.wrong][:5]:
        print(f"error: {answer.ask.address} {answer.status}")


def show_writing(writing: Writing) -> None:
    """What was read meanwhile, and waits for the store."""
    waits = sum(look > LONG_WAIT for look in writing.looks)
    print(
        f"\n{len(writing.runs)} runs of dyadlog read meanwhile, {len(writing.failed)} failed, the longest"
        f" {max(writing.runs, default=0):.1f} s; {len(writing.looks)} looks into the store, the longest"
        f" {max(writing.looks, default=0) * 1000:.0f} ms, {waits} over {LONG_WAIT:.0f} s"
    )
    for words in writing.failed[:3]:
        print(words)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path, nargs="?")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--still", action="store_true", help="read no new pages meanwhile")
    told = parser.parse_args()
    if told.store is not None:
        raise SystemExit(measure(told.store, told.readers, told.seconds or 120, told.seed, told.still) > 0)
    with TemporaryDirectory() as folder:
        db = Path(folder) / "small.db"
        make_store(db, *SMALL, told.seed)
        raise SystemExit(measure(db, told.readers, told.seconds or 20, told.seed, told.still) > 0)


if __name__ == "__main__":
    main()
