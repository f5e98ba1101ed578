"""The record of the sample pages, read once a run, for tests of notebooks and of the JSON API."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from dyadlog.engine import ENGINES
from dyadlog.pipeline import PageStep, read_sources
from dyadlog.records import Given
from dyadlog.store import open_writer

ROOT = Path(__file__).parents[2]
PAIR = ("ECU", "PER")


@cache
def read_samples() -> Path:
    path = Path(mkdtemp()) / "record.db"
    with open_writer(path) as writer:
        read_sources([str(ROOT / "samples/pages")], Given(), PageStep(), ENGINES["inline"](1), writer)
    return path
