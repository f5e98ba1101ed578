"""Accuracy of coding, side by side with what others published (docs/coding.md).

usage: coding.py [--plv FILE] [--petrarch] [--abstention] [--own] [--throughput [COMMIT]] [-v]

Without an option all are measured that can be: some need ``../shared``. ``--plv FILE`` scores sentences with marked
source and target in the form of ``plv_train.tsv`` and prints ``root=... quad=... binary=...`` last (macro F1 x 100).
``--throughput COMMIT`` also measures the page path of an earlier commit, in turns with today's. ``-v`` lists faults; of
our own corpus it lists those of the development part only. Nothing is trained on the gold of others; the development
set of ``--plv`` was looked at for general gaps.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.coded import abstention, own, petrarch, plv, throughput, tone
from benchmarks.coded.stages import ROOT, SHARED, Stages
from corpus.annotation import read_corpus
from dyadlog.coding.ranking import Judges

PLV = SHARED / "gold" / "plv_train.tsv"
PUBLISHED_PLV = (
    ("355M language model, zero-shot (kept-back half)", 82.4, 89.6, 96.4),
    ("TF-IDF trained on this half (kept-back half)", 71.3, 85.5, 91.3),
    ("9B language model with the codebook (kept-back half)", 71.4, 86.8, 95.8),
    ("GPT-4 (kept-back half)", 61.5, 76.7, 93.4),
)
JUDGES: tuple[Judges, ...] = ("rules", "ranker", "both")
PAGES = tuple(ROOT / "corpus" / name for name in ("pages", "pages2"))

console = Console(width=130)


def main(arguments: Sequence[str]) -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(usage=__doc__, add_help=True)
    parser.add_argument("--plv", type=Path, nargs="?", const=PLV)
    parser.add_argument("--throughput", nargs="?", const="")
    for name in ("petrarch", "abstention", "own"):
        parser.add_argument(f"--{name}", action="store_true")
    parser.add_argument("-v", "--verbose", action="store_true")
    given = parser.parse_args(arguments)
    every = all(value in (None, False) for name, value in vars(given).items() if name != "verbose")
    if every or given.own:
        show_own(given.verbose)
    if (every or given.petrarch) and SHARED.is_dir():
        show_petrarch(given.verbose)
    if (every or given.abstention) and SHARED.is_dir():
        show_abstention()
    if every or given.throughput is not None:
        show_throughput(given.throughput or None)
    if given.plv or (every and PLV.is_file()):
        show_plv(given.plv or PLV, given.verbose)


def show_plv(path: Path, verbose: bool) -> None:
    """Marked sentences with rules, ranker and both; end to end with nothing marked; last the line of figures."""
    table = Table("system", "root", "quad", "binary", title=f"{path.name}: macro F1 x 100, source and target marked")
    figures: dict[str, float] = {}
    for judges in JUDGES:
        figures, answered = plv.measure(path, Stages(judges=judges))
        table.add_row(f"dyadlog, {judges}", *(f"{figures[name]:.1f}" for name in ("root", "quad", "binary")))
    for name, *values in PUBLISHED_PLV:
        table.add_row(name, *map(str, values))
    console.print(table)
    for row, found in answered if verbose else ():
        if row.root != found:
            print(f"{row.root}\t{found}\t{row.text}")
    ends = plv.measure_unmarked(path, Stages(scope="all"))
    print(f"nothing marked: found={ends['found']:.3f} right_of_touching={ends['right of touching']:.3f}")
    print(" ".join(f"{name}={figures[name]:.1f}" for name in ("root", "quad", "binary")))


def show_own(verbose: bool) -> None:
    """Our corpus: the test part in every way, for reading the development part."""
    test = read_corpus(("test",))
    table = Table("figure", *(f"{judges}, {how}" for how in ("sides given", "bare") for judges in JUDGES))
    table.title = f"corpus/acts, test part ({len(test)} sentences)"
    columns = [
        own.measure(own.compare(test, Stages(judges=judges), marked=marked))
        for marked in (True, False)
        for judges in JUDGES
    ]
    for name in columns[0]:
        table.add_row(
            name, *(f"{column[name]:.3f}" if column[name] <= 1 else f"{column[name]:.0f}" for column in columns)
        )
    console.print(table)
    told = tone.measure(test, Stages())
    table = Table(
        "figure", *told, title="modality, negation and attribution of every act at its own trigger, test part"
    )
    for name in dict.fromkeys(name for figures in told.values() for name in figures):
        table.add_row(name, *(f"{figures[name]:.3f}" if name in figures else "" for figures in told.values()))
    console.print(table)
    if verbose:
        print("\n".join(own.list_faults(own.compare(read_corpus(("dev",)), Stages(), marked=True))))


def show_petrarch(verbose: bool) -> None:
    """The unit tests of PETRARCH."""
    table = Table("system", "figure", "value", title="PETRARCH unit tests")
    for judges in JUDGES:
        for name, value in petrarch.measure(petrarch.read_records(Stages(judges=judges))).items():
            table.add_row(f"dyadlog, {judges}", name, f"{value:.3f}" if value <= 1 else f"{value:.0f}")
    table.add_row("PETRARCH2 (all 284, exact)", "all events right", "0.42")
    table.add_row("UniversalPetrarch (all 284, exact)", "all events right", "0.72")
    console.print(table)
    if verbose:
        print("\n".join(petrarch.list_faults(petrarch.read_records(Stages()))))


def show_abstention() -> None:
    """Claims in text that is not about states."""
    for judges in JUDGES:
        figures = abstention.measure(Stages(judges=judges))
        print(f"abstention, {judges}: " + " ".join(f"{name}={value:.4g}" for name, value in figures.items()))


def show_throughput(commit: str | None) -> None:
    """The cost of the ranker."""
    figures = throughput.measure(PAGES, commit)
    print("throughput, words a second: " + " ".join(f"{name}={value:.4g}" for name, value in figures.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
