"""How right the record is: annotated pages against what is read from them, with the shared scorer.

usage: record.py

Three sets: the project's five seed pages (two of them annotated, looked at during development), and the two sets of
``corpus/`` (written and annotated by a language model that had not read the program; many of its pages then served
development). Needs ``../shared`` for the scorer and the seeds.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"
SETS = {
    "seeds": (SHARED / "seeds", SHARED / "gold" / "seeds_dev.json"),
    "corpus 1": (ROOT / "corpus" / "pages", ROOT / "corpus" / "pages" / "gold.json"),
    "corpus 2": (ROOT / "corpus" / "pages2", ROOT / "corpus" / "pages2" / "gold.json"),
}
FIGURES = ("found", "dated", "exact", "precision", "merge", "traps", "relations", "agree", "instruments")
PAGE_FIGURES = ("lines", "metadata")


def run_dyadlog(*arguments: object) -> None:
    """Run a command as a user does."""
    command = [sys.executable, "-m", "dyadlog.cli", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, text=True)


def score(pages: Path, gold: Path) -> dict[str, float]:
    """Read the pages into a fresh record, export it, and score the export."""
    with tempfile.TemporaryDirectory() as scratch:
        db, tables = Path(scratch) / "record.db", Path(scratch) / "tables"
        sources = [path for path in sorted(pages.iterdir()) if path.suffix in (".txt", ".html", ".md")]
        run_dyadlog("read", *sources, "--db", db)
        run_dyadlog("export", "all", "-o", tables, "--db", db)
        run = subprocess.run([sys.executable, SCORER, gold, tables], check=True, capture_output=True, text=True)
    return {name: float(value) for name, value in re.findall(r"(\w+)=(\d\.\d+)", run.stdout)}


def main() -> None:
    """Print one table."""
    if not SCORER.is_file():
        print(f"the scorer is not here: {SCORER}")
        return
    names = (*FIGURES, *PAGE_FIGURES)
    print(f"{'':<10}" + "".join(f"{name:>12}" for name in names))
    for label, (pages, gold) in SETS.items():
        figures = score(pages, gold)
        print(f"{label:<10}" + "".join(f"{figures[n]:>12.3f}" if n in figures else f"{'':>12}" for n in names))


if __name__ == "__main__":
    main()
