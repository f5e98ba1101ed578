"""How well claims are brought together, compared and followed over time.

usage: consolidate.py [--corpus] [--seeds] [--scale [CLAIMS ...]] [-v]

Without an option all is measured; ``--seeds`` needs ``../shared``. The corpus is ``corpus/relations``, written with its
answer keys for this, by writers who had not seen the program; ``gold`` are the figures on claims as the keys give them,
``own`` on the claims that the program finds. Two pairs of states are for development, two for the test; a fifth,
for practice, was written later by one who knew the program. ``-v`` lists misses and false findings of all but the test
part; those are never listed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.consolidated import judged, seeds
from benchmarks.consolidated.figures import Score, Share
from benchmarks.consolidated.gold import DEVELOPMENT, PRACTICE, TEST, load_folder
from benchmarks.consolidated.measure import Claims, Figures, measure
from benchmarks.consolidated.scale import SIZES, print_scale

PARTS = {"development": DEVELOPMENT, "practice": PRACTICE, "test": TEST}
SETS: tuple[Claims, ...] = ("gold", "own")
ROWS: tuple[tuple[str, Callable[[Figures], Score | Share]], ...] = (
    ("claims of the key that stand for one", lambda f: f.merging.matched),
    ("events, pairwise", lambda f: f.merging.pairs),
    ("events, B-cubed", lambda f: f.merging.b_cubed),
    ("  one event a day, pairwise", lambda f: f.merging.day_key),
    ("  one event a day, B-cubed", lambda f: f.merging.day_key_b_cubed),
    ("part of", lambda f: f.merging.parts),
    ("origins, events of several pages", lambda f: f.merging.origins),
    ("origins, those merged exactly", lambda f: f.merging.exact_origins),
    ("origins, all events", lambda f: f.merging.all_origins),
    ("copies and relays", lambda f: f.merging.copies),
    ("contradictions, strict", lambda f: f.ledger.strict),
    ("contradictions, lenient", lambda f: f.ledger.lenient),
    ("  two sides or more shown", lambda f: f.ledger.partly),
    ("agreements shown", lambda f: f.ledger.agreements),
    ("instruments found", lambda f: f.tracked.found),
    ("  status right", lambda f: f.tracked.status),
    ("  kind right", lambda f: f.tracked.kind),
    ("  deadline right", lambda f: f.tracked.deadline),
    ("  stale right", lambda f: f.tracked.stale),
    ("  instruments of no key", lambda f: f.tracked.surplus),
    ("holders of offices found", lambda f: f.tracked.holders),
    ("bounds of undated pages sound", lambda f: f.tracked.sound),
    ("  as tight as the key's", lambda f: f.tracked.tight),
)

console = Console(width=230)


def print_corpus(verbose: bool) -> None:
    """The figures on ``corpus/relations``, and each kind of contradiction."""
    loaded = {part: [load_folder(name) for name in names] for part, names in PARTS.items()}
    found = {(part, claims): measure(folders, claims) for part, folders in loaded.items() for claims in SETS}
    table = Table(*("", *(f"{part}, {claims} claims" for part, claims in found)), title="corpus/relations")
    for label, pick in ROWS:
        table.add_row(label, *(str(pick(figures)) for figures in found.values()))
    console.print(table)
    kinds = Table(*("", *(f"{part}, {claims} claims" for part, claims in found)))
    kinds.title = "contradictions by kind, lenient: listed ones shown; findings that are listed"
    ledgers = [figures.ledger for figures in found.values()]
    for kind in sorted({kind for ledger in ledgers for kind in (*ledger.listed_of, *ledger.found_of)}):
        recall = [f"{ledger.recall_of[kind]}/{ledger.listed_of[kind]}" for ledger in ledgers]
        right = [f"{ledger.right_of[kind]}/{ledger.found_of[kind]}" for ledger in ledgers]
        kinds.add_row(kind, *map("; ".join, zip(recall, right, strict=True)))
    console.print(kinds)
    for part, claims in product(("development", "practice"), SETS) if verbose else ():
        console.print(f"\n== {part}, {claims} claims", style="bold")
        console.print("\n".join(found[part, claims].misses), markup=False, soft_wrap=True, highlight=False)


def print_seeds() -> None:
    """The figures on the seed pages."""
    paths = seeds.seed_paths()
    if not paths:
        console.print("the seed pages are not here; skipped")
        return
    for label, (pairs, b_cubed) in seeds.measure_merge().items():
        console.print(f"seeds, two annotated pages, {label}: pairwise {pairs}; B-cubed {b_cubed}", highlight=False)
    figures = seeds.score_record()
    console.print(
        "seeds, scorer: " + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()), highlight=False
    )
    verdict = judged.measure_judged(paths)
    console.print(f"seeds, five pages: findings that a reader calls real {verdict.real}", highlight=False)
    console.print(f"  {verdict.unjudged_words}", highlight=False)


def main() -> None:
    """Print what was asked for, all without an option."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("corpus", "seeds"):
        parser.add_argument(f"--{option}", action="store_true")
    parser.add_argument("--scale", type=int, nargs="*", metavar="CLAIMS")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    everything = not (options.corpus or options.seeds or options.scale is not None)
    if everything or options.corpus:
        print_corpus(options.verbose)
    if everything or options.seeds:
        print_seeds()
    if everything or options.scale is not None:
        print_scale(console, options.scale or SIZES)


if __name__ == "__main__":
    main()
