"""The commands on folders of tables, on the sample pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples" / "pages"


def dyadlog(*words, code=0):
    command = [sys.executable, "-m", "dyadlog.cli", *map(str, words)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == code, run.stderr
    return run


def export(db, to):
    dyadlog("export", "all", "--db", db, "-o", to)
    return {path.name: path.read_text() for path in sorted(to.glob("*.jsonl"))}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("folder") / "tables"
    dyadlog("read", SAMPLES, "--to", folder, "--engine", "local")
    return folder


def test_a_relation_loaded_is_as_if_its_pages_were_read(tables, tmp_path):
    loaded, read = tmp_path / "loaded.db", tmp_path / "read.db"
    told = json.loads(dyadlog("load", tables, "--dyad", "Ecuador", "PER", "--db", loaded, "--json").stdout)
    rows = json.loads(dyadlog("documents", "--db", loaded, "--json").stdout.join(("[", "]")).replace("\n{", ",{"))
    assert told["loaded"] == len(rows) > 1
    dyadlog("read", *[row["page"] for row in rows], "--db", read)
    assert export(loaded, tmp_path / "one") == export(read, tmp_path / "other")
    again = json.loads(dyadlog("load", tables, "--dyad", "Ecuador", "PER", "--db", loaded, "--json").stdout)
    assert (again["loaded"], again["unchanged"]) == (0, told["loaded"])
    assert json.loads(dyadlog("read", rows[0]["page"], "--db", loaded, "--json").stdout)["unchanged"] == 1


def test_reading_again_reads_nothing_and_relations_are_gathered_once(tables):
    told = json.loads(dyadlog("read", SAMPLES, "--to", tables, "--json").stdout)
    assert told["read"] == 0 and told["unchanged"] > 1
    first = json.loads(dyadlog("gather", tables, "--json").stdout)["made"]
    assert first > 0
    assert json.loads(dyadlog("gather", tables, "--json").stdout)["made"] == 0


def test_what_cannot_be_done_is_said(tables, tmp_path):
    assert "URLs" in dyadlog("read", "https://example.org/", "--to", tmp_path / "to", code=2).stderr
    assert "no tables" in dyadlog("load", tmp_path, "--dyad", "ECU", "PER", "--db", tmp_path / "x.db", code=2).stderr
    missing = dyadlog("load", tables, "--dyad", "FRA", "JPN", "--db", tmp_path / "y.db", code=1).stderr
    assert "no page" in missing
