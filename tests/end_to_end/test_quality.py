"""Quality has floors, measured with the shared scorer on gold that nobody tuned line by line.

Lowering a floor needs a reason in the commit that does it. Skipped where ../shared is absent.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "gold" / "score.py"

FLOORS = {
    "seeds": {
        "lines": 0.95,
        "metadata": 0.95,
        "found": 0.80,
        "dated": 0.75,
        "exact": 0.75,
        "precision": 0.70,
        "merge": 0.85,
        "relations": 0.50,
        "agree": 0.50,
        "instruments": 0.95,
    },
    "pages": {
        "lines": 0.95,
        "metadata": 0.90,
        "found": 0.56,
        "exact": 0.47,
        "precision": 0.76,
        "merge": 0.93,
        "traps": 0.05,
        "instruments": 0.70,
    },
    "pages2": {
        "lines": 0.93,
        "metadata": 0.85,
        "found": 0.60,
        "exact": 0.53,
        "precision": 0.78,
        "merge": 0.88,
        "traps": 0.05,
        "instruments": 0.60,
    },
}
"""A little below what was measured when they were last set; ``traps`` is a ceiling."""

pytestmark = pytest.mark.skipif(not SCORER.is_file(), reason="../shared with its gold and scorer is not here")


@pytest.fixture(scope="module")
def seed_db(dyadlog, tmp_path_factory):
    db = tmp_path_factory.mktemp("seeds") / "record.db"
    run = dyadlog("read", SHARED / "seeds", "--db", db)
    assert run.returncode == 0, run.stderr
    return db


def score(dyadlog, db, gold, floors, folder):
    assert dyadlog("export", "all", "-o", folder, "--db", db).returncode == 0
    wanted = [f"{name}={floor}" for name, floor in floors.items()]
    return subprocess.run([sys.executable, SCORER, gold, folder, *wanted], check=False, capture_output=True, text=True)


def test_the_seed_pages_reach_their_floors(dyadlog, seed_db, tmp_path):
    run = score(dyadlog, seed_db, SHARED / "gold" / "seeds_dev.json", FLOORS["seeds"], tmp_path)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("folder", ["pages", "pages2"])
def test_pages_about_other_dyads_reach_their_floors(dyadlog, tmp_path, folder):
    found = sorted(path for path in (ROOT / "corpus" / folder).iterdir() if path.suffix in (".txt", ".html", ".md"))
    db = tmp_path / "record.db"
    assert dyadlog("read", *found, "--db", db).returncode == 0
    run = score(dyadlog, db, ROOT / "corpus" / folder / "gold.json", FLOORS[folder], tmp_path)
    assert run.returncode == 0, run.stdout


def test_every_quote_of_the_seed_pages_stands_and_nothing_is_unread(dyadlog, seed_db):
    assert dyadlog("verify", "--db", seed_db).returncode == 0
    assert dyadlog("issues", "--db", seed_db, "--json").stdout == ""
