"""Find pages: what the user named becomes pages, and what cannot be read becomes issues."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
    told = intake or Intake(Columns.of(load_knowledge()), limit)
    return read_listed(list_files(sources, given), told, standard_input)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to be read, with what the user said of its pages; ``path`` None is standard input."""

    location: str
    path: Path | None
    given: Given


def list_files(sources: Sequence[str], given: Given | None = None) -> list[Listed | Issue]:
    """Every file under ``sources``, none opened yet. ``UserError`` where a manifest is bad."""
    found = list(find_sources(sources))
    manifests, said = Manifests(), given or Given()
    for source in found:
        if isinstance(source, Source):
            manifests.load_for(source)
    files: list[Listed | Issue] = []
    for source in found:
        if isinstance(source, Issue):
            files.append(source)
        else:
            told = said if source.path is None else manifests.given_for(source, said)
            files.append(Listed(source.location, source.path, told))
    for location, row in manifests.missing():
        files.append(Issue.of(location, STAGE, "not_found", f"{row} names a page that is not there"))
    return files


def read_listed(
    files: Iterable[Listed | Issue], intake: Intake, standard_input: BinaryIO | None = None
) -> Iterator[Page | Issue]:
    """The pages of some files; issues are passed on."""
    for file in files:
        if isinstance(file, Issue):
            yield file
        elif file.path is None:
            stream = standard_input if standard_input is not None else sys.stdin.buffer
            yield from intake.take(STANDARD_INPUT, stream.read(intake.limit + 1), file.given)
        else:
            yield from read_held(Held(file.location, file.location, partial(_open, file.path), file.given), intake)


def _open(path: Path) -> BinaryIO:
    return path.open("rb")
