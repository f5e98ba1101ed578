"""One file to the pages it is or holds."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePath
from typing import BinaryIO

from dyadlog.errors import PageError
from dyadlog.read.delimited import read_delimited
from dyadlog.read.intake import Held, Intake, issue_of
from dyadlog.read.json_lines import read_json_lines
from dyadlog.read.limits import MOST_DEPTH, MOST_IN_A_ROW, MOST_ISSUES
from dyadlog.read.media import container_of, is_unsupported
from dyadlog.read.mhtml import read_mhtml
from dyadlog.read.parquet import read_parquet
from dyadlog.read.unpacking import GzipStream
from dyadlog.read.warc import read_warc
from dyadlog.read.zips import open_zip
from dyadlog.records import Issue, Page

ARCHIVES = frozenset({"gzip", "zip"})
Read = Callable[[Held, Intake], Iterator[Page | Issue]]


def read_held(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """The page a file is, or the pages it holds; what cannot be read is an issue, and what came before it stays."""
    try:
        container = container_of(held.name)
        if container in ARCHIVES and held.depth >= MOST_DEPTH:
            raise PageError("nested", "an archive in an archive in an archive is not opened")
        if is_unsupported(held.name):
            suffix = PurePath(held.name).suffix.lower()
            raise PageError("unsupported", f"{suffix} files are not read: HTML, text and archives of them are")
        yield from READERS[container](held, intake)
    except FileNotFoundError:
        yield issue_of(held.location, "not_found", "no such file")
    except PageError as error:
        yield issue_of(held.location, error.code, str(error))
    except OSError as error:
        yield issue_of(held.location, "unreadable", error.strerror or str(error))


def _read_file(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    with held.open() as file:
        content = file.read(intake.limit + 1)
    yield from intake.take(held.location, content, held.given, name=held.name)


def _read_gzip(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A single file, packed: its pages have the location of the packed one."""
    name = held.name[: -len(".gz")]
    yield from read_held(replace(held, name=name, open=partial(_unpack, held.open), depth=held.depth + 1), intake)


def _unpack(opened: Callable[[], BinaryIO]) -> BinaryIO:
    return io.BufferedReader(GzipStream(opened(), owned=True))


def _read_zip(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    for found in open_zip(held):
        if isinstance(found, Issue):
            yield found
        else:
            yield from read_held(found, intake)


def _few_issues(read: Read) -> Read:
    """As ``read``, but issues past the first ``MOST_ISSUES`` of a file are counted in one; one where it is empty."""

    def read_counting(held: Held, intake: Intake) -> Iterator[Page | Issue]:
        issues = in_a_row = pages = 0
        left_out = intake.left_out.total
        for found in read(held, intake):
            if isinstance(found, Page):
                in_a_row, pages = 0, pages + 1
            else:
                in_a_row, issues = in_a_row + 1, issues + 1
            if issues <= MOST_ISSUES or isinstance(found, Page):
                yield found
            if in_a_row == MOST_IN_A_ROW:
                break
        if issues > MOST_ISSUES:
            rest = ", and it is not read on" if in_a_row == MOST_IN_A_ROW else ""
            yield issue_of(
                held.location, "many", f"{issues - MOST_ISSUES:,} more of what it holds cannot be read{rest}"
            )
        elif not issues + pages and left_out == intake.left_out.total:
            yield issue_of(held.location, "empty", "there is nothing in it")

    return read_counting


READERS: dict[str | None, Read] = {
    None: _read_file,
    "delimited": _few_issues(read_delimited),
    "gzip": _read_gzip,
    "json_lines": _few_issues(read_json_lines),
    "mhtml": read_mhtml,
    "parquet": _few_issues(read_parquet),
    "warc": _few_issues(read_warc),
    "zip": _few_issues(_read_zip),
}
