"""What the tests of reading share."""

import resource
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.read import Columns, Intake, NameFilter, find_pages
from dyadlog.records import Issue, Page


class Found:
    """Pages and issues of a source, by the part of the location after the folder."""

    def __init__(self, folder, found, intake):
        self.left_out = intake.left_out
        self.pages = [item for item in found if isinstance(item, Page)]
        self.issues = {self._short(folder, item.location): item.code for item in found if isinstance(item, Issue)}
        self.places = [self._short(folder, page.location) for page in self.pages]

    @staticmethod
    def _short(folder, location):
        return location.removeprefix(f"{folder}/")


@pytest.fixture
def take(tmp_path):
    """Write a file and read it: ``take("a.zip", content, columns=(...), about=(...), limit=...)``."""

    def read(name, content, *, columns=(), about=(), limit=64 * 2**20, given=None):
        path = tmp_path / name
        if content is not None:
            path.write_bytes(content)
        knowledge = load_knowledge()
        names = NameFilter.of(knowledge, about) if about else None
        intake = Intake(Columns.of(knowledge, columns), limit, names)
        return Found(tmp_path, list(find_pages([str(path)], given, intake=intake)), intake)

    return read


@pytest.fixture
def within():
    """``with within(seconds, mebibytes)``: fails where the time, or the peak of memory above that before, is larger."""
    return _within


@contextmanager
def _within(seconds, mebibytes):
    Path("/proc/self/clear_refs").write_text("5")
    before, begun = _peak(), time.process_time()
    yield
    spent, grown = time.process_time() - begun, _peak() - before
    assert spent < seconds, f"{spent:.1f} s"
    assert grown < mebibytes, f"{grown:.0f} MiB"


def _peak():
    """The peak of resident memory since it was last set back (MiB)."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) / 1024
