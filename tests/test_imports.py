"""The rooms import each other only downwards."""

import ast
import re
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "dyadlog"
STAGES = ("read", "clean", "parse", "resolve", "coding")
FOUNDATION = {"records", "knowledge", "errors"}
ENCODED = FOUNDATION | {"encoder"}
ALLOWED = {
    "records": set(),
    "errors": set(),
    "knowledge": {"errors", "records"},
    "encoder": FOUNDATION,
    **dict.fromkeys(STAGES, FOUNDATION),
    "fetch": FOUNDATION | {"read"},
    "parse": ENCODED,
    "coding": ENCODED,
    "consolidate": FOUNDATION,
    "findings": FOUNDATION,
    "engine": {"records", "errors"},
    "store": {"records", "errors"},
    "exchange": FOUNDATION | {"store", "findings"},
    "report": FOUNDATION | {"consolidate", "findings", "store", "exchange"},
    "gathering": FOUNDATION | {"consolidate", "findings", "store"},
    "review": FOUNDATION | {"store", "exchange", "report", "gathering"},
    "notebook": FOUNDATION | {"consolidate", "findings", "store", "exchange", "report"},
    "serve": FOUNDATION | {"consolidate", "findings", "store", "gathering", "exchange", "report", "review", "notebook"},
    "shards": FOUNDATION | {"read", "engine", "store", "exchange", "pipeline"},
    "dyads": FOUNDATION | {"engine", "store", "exchange", "gathering", "pipeline"},
    "pipeline": FOUNDATION | {*STAGES, "fetch", "engine", "store", "gathering"},
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dyadlog."):
            rooms.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            rooms |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("dyadlog.")}
    return rooms


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_rooms_import_only_downwards(path):
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if room in ("cli", "__init__"):
        return
    assert imported_rooms(path) - {room} <= ALLOWED[room]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_module_is_named_like_one_of_the_standard_library(path):
    assert path.stem == "__init__" or path.stem not in sys.stdlib_module_names


def test_only_the_store_imports_a_database():
    users = {path.relative_to(PACKAGE).parts[0] for path in MODULES if "import sqlite3" in path.read_text("utf-8")}
    assert users == {"store"}


def test_only_the_command_line_prints():
    for path in MODULES:
        calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
        names = {n.func.id for n in calls if isinstance(n.func, ast.Name)}
        assert path.parent.name == "cli" or "print" not in names, path


def test_only_fetch_asks_the_network():
    clients = re.compile(r"^\s*(?:import|from) (?:httpx2?|httpcore2?|requests|urllib3|urllib\.request|hishel)\b", re.M)
    users = {path.relative_to(PACKAGE).parts[0] for path in MODULES if clients.search(path.read_text("utf-8"))}
    assert users == {"fetch"}
