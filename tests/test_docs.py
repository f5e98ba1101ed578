"""What is in the code is in docs/."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dyadlog.exchange import NAMES, Rows
from dyadlog.knowledge import SHIPPED, load_knowledge
from dyadlog.records import Consolidation
from dyadlog.store import open_view, open_writer
from tests.builders import make_event, make_reading

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_generated_pages_are_up_to_date():
    run = subprocess.run(
        [sys.executable, ROOT / "scripts/write_reference.py", "--check"], check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_exported_table_is_described(name):
    assert f"## {name}\n" in (DOCS / "export.md").read_text("utf-8")


def test_every_column_of_claims_and_events_is_described(tmp_path):
    reading = make_reading()
    with open_writer(tmp_path / "record.db") as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((make_event(reading.claims[0]),), (), (), (), ()), (), "now")
    described = (DOCS / "export.md").read_text("utf-8")
    with open_view(tmp_path / "record.db") as view:
        for name in ("claims", "events", "documents", "index"):
            for row in Rows(view).table(name):
                for column in row:
                    assert re.search(rf"\b{column.removesuffix('_2').removesuffix('_3')}\b", described), column


def test_every_knowledge_table_is_described():
    described = (DOCS / "knowledge.md").read_text("utf-8")
    for path in sorted(SHIPPED.iterdir()):
        assert path.name in described, path.name


def test_links_between_pages_lead_somewhere():
    for page in (*DOCS.glob("*.md"), ROOT / "README.md", ROOT / "CHANGELOG.md"):
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_kind_has_a_row():
    described = (DOCS / "kinds.md").read_text("utf-8")
    assert all(f"| {kind.kind} |" in described for kind in load_knowledge().kinds)
