"""Following a list of sources: what is on it, and the order in which its pages come."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from dyadlog.errors import UserError
from dyadlog.fetch.everywhere import is_web

Found = TypeVar("Found")

PASSING: Final = frozenset({"busy", "incomplete", "refused", "robots", "server_error", "timeout", "unreachable"})
"""Codes of issues that may be gone the next time, or cost no request to find again."""


def read_list(path: Path) -> list[str]:
    """The URLs in a file, one a line; blank lines and lines that begin with # say nothing.

    ``UserError``, with file and line, where something else stands there.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    found: dict[str, None] = {}
    for number, line in enumerate(lines, 1):
        url = line.strip()
        if not url or url.startswith("#"):
            continue
        if not is_web(url):
            raise UserError(f"{path}, line {number}: a URL begins with http:// or https://, unlike {url[:80]!r}")
        found[url] = None
    if not found:
        raise UserError(f"{path}: there is no URL in it")
    return list(found)


def interleave(sources: Iterable[Iterator[Found]]) -> Iterator[Found]:
    """One of each in turn, so that a host is left alone while others are asked."""
    waiting = deque(sources)
    while waiting:
        source = waiting.popleft()
        for found in source:
            yield found
            waiting.append(source)
            break
