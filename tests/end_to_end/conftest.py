"""One store of the sample pages for all end-to-end tests, read once."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_dyadlog(*arguments, cwd=ROOT, stdin=None, env=None):
    """Run the command as a user does, in a process of its own."""
    command = [sys.executable, "-m", "dyadlog.cli", *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd, input=stdin, env=env)


@pytest.fixture(scope="session")
def dyadlog():
    return run_dyadlog


@pytest.fixture(scope="session")
def sample_db(tmp_path_factory):
    path = tmp_path_factory.mktemp("samples") / "record.db"
    run = run_dyadlog("read", "samples/pages", "--db", path)
    assert run.returncode == 0, run.stderr
    return path
