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

SEED_FLOORS = {
    "lines": 0.95,
    "metadata": 0.85,
    "found": 0.55,
    "dated": 0.48,
    "exact": 0.42,
    "precision": 0.50,
    "merge": 0.60,
    "relations": 0.15,
    "agree": 0.30,
    "instruments": 0.75,
}
CORPUS_FLOORS = {"lines": 0.90, "metadata": 0.50, "found": 0.30, "exact": 0.22, "precision": 0.60, "merge": 0.90}

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
    run = score(dyadlog, seed_db, SHARED / "gold" / "seeds_dev.json", SEED_FLOORS, tmp_path)
    assert run.returncode == 0, run.stdout


def test_pages_about_other_dyads_reach_their_floors(dyadlog, tmp_path):
    pages = sorted(path for path in (ROOT / "corpus" / "pages").iterdir() if path.suffix in (".txt", ".html", ".md"))
    db = tmp_path / "record.db"
    assert dyadlog("read", *pages, "--db", db).returncode == 0
    run = score(dyadlog, db, ROOT / "corpus" / "pages" / "gold.json", CORPUS_FLOORS, tmp_path)
    assert run.returncode == 0, run.stdout


def test_every_quote_of_the_seed_pages_stands_and_nothing_is_unread(dyadlog, seed_db):
    assert dyadlog("verify", "--db", seed_db).returncode == 0
    assert dyadlog("issues", "--db", seed_db, "--json").stdout == ""
