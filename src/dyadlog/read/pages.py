"""Find pages: what the user named becomes pages, and what cannot be read becomes issues."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dyadlog.read.manifest import Manifests
from dyadlog.read.media import is_binary, is_unsupported, media_type_of
from dyadlog.read.sources import STANDARD_INPUT, Source, find_sources
from dyadlog.records import Given, Issue, Page

STAGE = "read"
DEFAULT_LIMIT = 64 * 1024 * 1024
"""A news page is rarely above 5 MB; above this a file is something else, and reading it would only cost memory."""


def find_pages(
    sources: Sequence[str],
    given: Given | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    standard_input: BinaryIO | None = None,
) -> Iterator[Page | Issue]:
    """Every page under ``sources`` (files, folders, globs, "-" for standard input), each once, in a stable order.

    What ``manifest.csv`` says about a page wins over ``given``, which fills the fields it leaves empty: the row is
    about this page, the option about the whole run. A bad manifest raises ``UserError`` before the first page; a file
    that cannot be read becomes an ``Issue`` (``not_found``, ``unreadable``, ``empty``, ``binary``, ``too_large``,
    ``unsupported``, ``loop``).
    """
    found = list(find_sources(sources))
    manifests = Manifests()
    for source in found:
        if isinstance(source, Source):
            manifests.load_for(source)
    stream = standard_input if standard_input is not None else sys.stdin.buffer
    return _read_all(found, manifests, given or Given(), limit, stream)


def _read_all(
    found: Sequence[Source | Issue], manifests: Manifests, given: Given, limit: int, stream: BinaryIO
) -> Iterator[Page | Issue]:
    for source in found:
        if isinstance(source, Issue):
            yield source
        elif source.path is None:
            yield _make_page(STANDARD_INPUT, stream.read(limit + 1), given, limit)
        else:
            yield _read_file(source.path, source.location, manifests.given_for(source, given), limit)
    for location, row in manifests.missing():
        yield Issue.of(location, STAGE, "not_found", f"{row} names a page that is not there")


def _read_file(path: Path, location: str, given: Given, limit: int) -> Page | Issue:
    if is_unsupported(location) and path.is_file():
        suffix = path.suffix.lower()
        return Issue.of(location, STAGE, "unsupported", f"{suffix} files are not read: HTML, Markdown and text are")
    try:
        if path.stat().st_size > limit:
            return _too_large(location, limit)
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError:
        return Issue.of(location, STAGE, "not_found", "no such file")
    except OSError as error:
        return Issue.of(location, STAGE, "unreadable", error.strerror or str(error))
    return _make_page(location, content, given, limit)


def _make_page(location: str, content: bytes, given: Given, limit: int) -> Page | Issue:
    if len(content) > limit:
        return _too_large(location, limit)
    if not content:
        return Issue.of(location, STAGE, "empty", "the file is empty")
    if is_binary(content):
        page_id = Page.from_bytes(location, content, "text/plain").page_id
        return Issue.of(
            location, STAGE, "binary", "not text: an image, a PDF, an archive or other binary data", page_id
        )
    return Page.from_bytes(location, content, media_type_of(location, content), given)


def _too_large(location: str, limit: int) -> Issue:
    return Issue.of(location, STAGE, "too_large", f"larger than the limit of {limit / 2**20:.0f} MiB")
