"""Find pages: what the user named becomes pages, and what cannot be read becomes issues."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

from dyadlog.knowledge import load_knowledge
from dyadlog.read.columns import Columns
from dyadlog.read.formats import read_held
from dyadlog.read.intake import STAGE, Held, Intake
from dyadlog.read.limits import DEFAULT_LIMIT
from dyadlog.read.manifest import Manifests
from dyadlog.read.sources import STANDARD_INPUT, Source, find_sources
from dyadlog.records import Given, Issue, Page


def find_pages(
    sources: Sequence[str],
    given: Given | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    standard_input: BinaryIO | None = None,
    intake: Intake | None = None,
) -> Iterator[Page | Issue]:
    """Every page under ``sources`` (files, folders, globs, "-" for standard input), each once, in a stable order.

    What ``manifest.csv`` says about a page wins over ``given``, which fills the fields it leaves empty: the row is
    about this page, the option about the whole run; what a row of a table or a record of an archive says of its page
    wins over both. A bad manifest raises ``UserError`` before the first page; what cannot be read becomes an ``Issue``,
    whose codes docs/reading.md lists. ``intake`` has the columns of tables and the states that pages must name.
    """
    found = list(find_sources(sources))
    manifests = Manifests()
    for source in found:
        if isinstance(source, Source):
            manifests.load_for(source)
    stream = standard_input if standard_input is not None else sys.stdin.buffer
    told = intake or Intake(Columns.of(load_knowledge()), limit)
    return _read_all(found, manifests, given or Given(), told, stream)


def _read_all(
    found: Sequence[Source | Issue], manifests: Manifests, given: Given, intake: Intake, stream: BinaryIO
) -> Iterator[Page | Issue]:
    for source in found:
        if isinstance(source, Issue):
            yield source
        elif source.path is None:
            yield from intake.take(STANDARD_INPUT, stream.read(intake.limit + 1), given)
        else:
            said = manifests.given_for(source, given)
            yield from read_held(Held(source.location, source.location, partial(_open, source.path), said), intake)
    for location, row in manifests.missing():
        yield Issue.of(location, STAGE, "not_found", f"{row} names a page that is not there")


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
