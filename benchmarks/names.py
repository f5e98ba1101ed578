"""Measure the name key on a file of name pairs: F1 of "same" over thresholds, and the pairs it gets wrong.

usage: names.py [PAIRS.csv]     columns a, b, kind, same
"""

import csv
import sys
from pathlib import Path

from dyadlog.knowledge.transliteration import SAME, name_similarity

PAIRS = Path(__file__).resolve().parents[2] / "shared" / "gold" / "name_pairs.csv"


def f1_at(scored: list[tuple[float, bool]], threshold: float) -> float:
    """F1 of calling every pair at or over the threshold the same."""
    hits = sum(same for score, same in scored if score >= threshold)
    called, wanted = sum(score >= threshold for score, _ in scored), sum(same for _, same in scored)
    return 2 * hits / (called + wanted) if called + wanted else 0.0


def main() -> None:
    """Print F1 at our threshold, at the best one, and the errors."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    scored = [(name_similarity(row["a"], row["b"], row["kind"]), row["same"] == "1") for row in rows]
    by_threshold = {step / 100: f1_at(scored, step / 100) for step in range(50, 100)}
    best = max(by_threshold, key=lambda threshold: by_threshold[threshold])
    wide = [threshold for threshold, value in by_threshold.items() if value >= by_threshold[best] - 0.005]
    print(f"pairs {len(rows)}  F1 at {SAME}: {f1_at(scored, SAME):.3f}")
    print(f"best {by_threshold[best]:.3f} at {best}; within .005 of it from {min(wide)} to {max(wide)}")
    for (score, same), row in zip(scored, rows, strict=True):
        if (score >= SAME) != same:
            print(f"  {'missed' if same else 'wrongly same'} {score:.2f}  {row['a']} | {row['b']} ({row['kind']})")


if __name__ == "__main__":
    main()
