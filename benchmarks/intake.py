"""All figures of intake in one table: what is measured, what was asked, what comes out.

    python benchmarks/intake.py [PART...] [--store BIG.db]

All parts where none is named; ``--help`` lists them. Where a part needs something that is
not here (the article-extraction benchmark in ``../shared``, a store made by ``benchmarks/bigstore.py --workings``), its
row says so. ``lines``, ``kills``, ``about`` and ``whole`` take minutes of processor time, the others less.
Times are of one run: on a machine that others use they say little, and speeds are of processor time where they can be.
"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import intake_engines, intake_incremental, intake_warc
from benchmarks.cleaned import copies, dates, text_dumps, web_pages
from benchmarks.intake_rows import Row, show
from dyadlog.clean import Cleaner
from dyadlog.knowledge import load_knowledge
from training.line_dumps import BENCHMARK

ROOT = Path(__file__).parents[1]
HOSTILE = ("tests/read/test_hostile.py", "tests/fetch/test_hostile.py", "tests/clean/test_html.py")
TEXT_F1, LINE_F1, DATE_PRECISION, COPY_RECALL = 0.965, 0.90, 0.98, 0.99


def list_text(_: argparse.Namespace) -> Iterator[Row]:
    """Main text of web pages, beside trafilatura."""
    found = web_pages.measure(Cleaner(load_knowledge()), BENCHMARK)
    for name, measured in found.items():
        asked = f">= {TEXT_F1}" if name == web_pages.WHOLE else ""
        met = measured.f1 >= TEXT_F1 if asked else None
        yield Row(f"main text of 181 pages, F1: {name}", asked, f"{measured.f1:.3f}", met)
    for ours, theirs in ((web_pages.TEXT, web_pages.THEIRS), (web_pages.WHOLE, web_pages.THEIRS_WHOLE)):
        ratio = found[ours].per_second / found[theirs].per_second
        speeds = f"{ratio:.2f} ({found[ours].per_second:.1f} and {found[theirs].per_second:.1f} pages/s/core)"
        yield Row(f"speed of {ours.partition(', ')[2]} to {theirs}", ">= 1", speeds, ratio >= 1)


def list_lines(_: argparse.Namespace) -> Iterator[Row]:
    """Lines of text dumps in cross-validation."""
    for shape, found in text_dumps.measure(load_knowledge(), BENCHMARK).items():
        whole = shape == "all"
        measured = f"{found.f1:.3f} (mean of pages {found.f1_by_page:.3f}, headlines {found.headlines:.3f})"
        met = found.f1 >= LINE_F1 if whole else None
        yield Row(
            f"lines of text dumps, F1: {shape} ({found.dumps})", f">= {LINE_F1:.2f}" if whole else "", measured, met
        )


def list_dates(_: argparse.Namespace) -> Iterator[Row]:
    """Days of publication."""
    cleaner = Cleaner(load_knowledge())
    for name, pages in dates.SETS.items():
        found = dates.measure(cleaner, pages(BENCHMARK, cleaner.knowledge.page_words))
        if found.given:
            given = f"{found.precision:.3f} of {found.given} given, {found.dated} pages have one"
            yield Row(
                f"publication day, precision: {name}", f">= {DATE_PRECISION}", given, found.precision >= DATE_PRECISION
            )
        undated = found.pages - found.dated
        yield Row(f"day given to undated pages: {name}", "0", f"{len(found.invented)} of {undated}", not found.invented)


def list_copies(_: argparse.Namespace) -> Iterator[Row]:
    """Copies of made articles."""
    for run, found in copies.measure(Cleaner(load_knowledge()), BENCHMARK).items():
        least = min(found.recall.values())
        shares = ", ".join(f"{way} {share:.3f}" for way, share in found.recall.items())
        yield Row(f"copies known, recall: {run}", f">= {COPY_RECALL}", shares, least >= COPY_RECALL)
        yield Row(f"false pairs: {run}", "0", str(found.false_pairs), not found.false_pairs)


def list_added(asked: argparse.Namespace) -> Iterator[Row]:
    """One more page in a large store."""
    if asked.store is None:
        limit = f"< {intake_incremental.ASKED:.0f} s"
        yield Row("one more page in a store of 100,000", limit, "not measured: no --store")
    else:
        yield from intake_incremental.list_rows(intake_incremental.measure_added(asked.store))


def list_hostile(_: argparse.Namespace) -> Iterator[Row]:
    """Hostile input: each kind is a test."""
    command = [sys.executable, "-m", "pytest", "-v", *HOSTILE]
    run = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    yield Row("hostile input, tests", "all pass", run.stdout.strip().splitlines()[-1].strip("= "), run.returncode == 0)


PARTS: dict[str, Callable[[argparse.Namespace], Iterable[Row]]] = {
    "text": list_text,
    "lines": list_lines,
    "dates": list_dates,
    "copies": list_copies,
    "prefilter": lambda asked: intake_warc.list_prefilter(asked.pages),
    "about": lambda asked: intake_warc.list_whole(asked.pages, intake_warc.STATES),
    "whole": lambda asked: intake_warc.list_whole(asked.pages),
    "speed": lambda _: intake_engines.list_speed(),
    "kills": lambda asked: [row for engine in asked.engines.split(",") for row in intake_engines.list_kills(engine)],
    "added": list_added,
    "hostile": list_hostile,
}
NEED_BENCHMARK = ("text", "lines", "dates", "copies")


def main() -> None:
    """Print the table, each part as soon as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--pages", type=int, default=10_000, help="of the WARC")
    parser.add_argument("--store", type=Path, help="made by benchmarks/bigstore.py --workings; it is changed")
    parser.add_argument("--engines", default="inline,local", help="those to be killed; spark needs dyadlog[spark]")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in asked.parts or PARTS:
        if name in NEED_BENCHMARK and not BENCHMARK.is_dir():
            print(show([Row(name, "", f"not measured: {BENCHMARK} is not here")]))
        else:
            print(show(PARTS[name](asked)), flush=True)


if __name__ == "__main__":
    main()
