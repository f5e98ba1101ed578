"""How fast pages become a record: a cold run, and a second run over the same pages.

usage: speed.py [FOLDER]      (default: the five seed pages where they are, else the sample pages)

Each run is a process of its own, as a user's is. Prints wall time and the largest resident set of the process.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"


def run_once(folder: Path, db: Path) -> tuple[float, float]:
    """Wall seconds and peak MiB of one ``dyadlog read``."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "dyadlog.cli", "read", str(folder), "--db", str(db)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"reading {folder} failed with status {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Print one table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SEEDS if SEEDS.is_dir() else ROOT / "samples" / "pages"
    pages = sum(1 for path in folder.rglob("*") if path.is_file() and path.name != "manifest.csv")
    with tempfile.TemporaryDirectory() as scratch:
        db = Path(scratch) / "record.db"
        print(f"{folder}: {pages} pages")
        print(f"{'run':<8}{'seconds':>9}{'peak MiB':>10}")
        for name in ("cold", "again"):
            seconds, peak = run_once(folder, db)
            print(f"{name:<8}{seconds:>9.2f}{peak:>10.0f}")


if __name__ == "__main__":
    main()
