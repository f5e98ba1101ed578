"""Time expressions: how many get both ends of their interval right, and how many traps are passed.

usage: benchmarks/times.py [GOLD.csv] [--prototype time_grammar.py] [--wrong]

GOLD has the columns text, sentence, reference_date, start, end, granularity; a row without start is a trap, where
nothing may be resolved. The prototype's grammar is measured on the same rows, for comparison.
"""

import argparse
import csv
import importlib.util
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication
from dyadlog.resolve.times import find_times

SHARED = Path(__file__).resolve().parents[2] / "shared"
Found = list[tuple[int, int, date | None, date | None]]


def make_document(text: str, day: date) -> Document:
    """A page of one paragraph, published on a known day."""
    return Document(
        "doc-0", "page-0", "row", text, (Block(0, len(text), "paragraph"),), None, None, None, None,
        Publication(day, "day", "given"), "en", "news", "given", "0",
    )  # fmt: skip


def read_ours() -> Callable[[str, date], Found]:
    """This package's reader."""
    knowledge = load_knowledge()
    parser = Parser(knowledge)

    def read(text: str, day: date) -> Found:
        document = make_document(text, day)
        times = find_times(document, parser(document), knowledge)
        return [(t.start, t.end, t.interval.start, t.interval.end) for t in times if t.interval is not None]

    return read


def read_prototype(path: Path) -> Callable[[str, date], Found]:
    """The lab script's reader."""
    spec = importlib.util.spec_from_file_location("time_prototype", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return lambda text, day: [(a, b, start, end) for (a, b), start, end, _ in module.find(text, day)]


def measure(name: str, rows: list[dict[str, str]], read: Callable[[str, date], Found], show: bool) -> None:
    """Print one line of figures, and the rows that are wrong where asked."""
    right = passed = traps = 0
    began = time.perf_counter()
    for row in rows:
        found = read(row["sentence"], date.fromisoformat(row["reference_date"]))
        at = row["sentence"].lower().find(row["text"].lower())
        here = [item for item in found if item[0] < at + len(row["text"]) and item[1] > at]
        answers = [(str(start), str(end)) for _, _, start, end in here]
        good = not here if not row["start"] else (row["start"], row["end"]) in answers
        traps += not row["start"]
        passed += good and not row["start"]
        right += good and bool(row["start"])
        if show and not good:
            wanted = f"wanted {row['start']} {row['end']}"
            print(f"  {row['text']!r} in {row['sentence']!r}, {row['reference_date']}: {answers}, {wanted}")
    seconds = time.perf_counter() - began
    dated = len(rows) - traps
    print(
        f"{name}: both ends right {right}/{dated} = {right / dated:.3f}, traps passed {passed}/{traps}, {seconds:.2f} s"
    )


def main() -> None:
    """Measure both on one file."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", nargs="?", type=Path, default=SHARED / "gold" / "time_expressions.csv")
    arguments.add_argument("--prototype", type=Path, default=SHARED / "prototypes" / "time_grammar.py")
    arguments.add_argument("--wrong", action="store_true")
    given = arguments.parse_args()
    with given.gold.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    measure("dyadlog", rows, read_ours(), given.wrong)
    if given.prototype.exists():
        measure("prototype", rows, read_prototype(given.prototype), given.wrong)


if __name__ == "__main__":
    main()
