"""Reading the pages of a folder, each once a run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from dyadlog.pipeline import PageStep
from dyadlog.read import find_pages
from dyadlog.records import Issue, PageTask, Reading

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
RELATIONS = ROOT / "corpus" / "relations"
STEP = PageStep()


def read_pages(paths: Iterable[Path]) -> tuple[Reading, ...]:
    """The readings of some pages as the program ships; raises ValueError for a page that cannot be read."""
    return tuple(_read_page(path) for path in sorted(paths))


@cache
def _read_page(path: Path) -> Reading:
    page = next(iter(find_pages([str(path)])))
    if isinstance(page, Issue):
        raise ValueError(f"{path}: {page.message}")
    reading = STEP(PageTask(page)).reading
    if reading.document is None:
        raise ValueError(f"{path}: {reading.issues}")
    return reading


def page_name(reading: Reading) -> str:
    """The file name of a page, by which keys call it."""
    return Path(reading.page.location).name
