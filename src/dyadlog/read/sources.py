"""From what the user typed to the files it names: folders walked, globs expanded, nothing twice."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dyadlog.records import Issue

STANDARD_INPUT = "-"
MANIFEST = "manifest.csv"
STAGE = "read"


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. ``path`` None is standard input; ``root`` is the folder the user named, else the file's own."""

    location: str
    path: Path | None
    root: Path | None


def location_of(path: str | Path) -> str:
    """A path as text that can be stored and printed: bytes of a name that are not UTF-8 are written as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find_sources(sources: Sequence[str]) -> Iterator[Source | Issue]:
    """Every file the user named, each once (by its real path), folders in sorted order."""
    seen: set[str] = set()
    for source in sources:
        for found in _expand(source):
            if isinstance(found, Source):
                key = STANDARD_INPUT if found.path is None else os.path.realpath(found.path)
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _expand(source: str) -> Iterator[Source | Issue]:
    if source == STANDARD_INPUT:
        yield Source(STANDARD_INPUT, None, None)
        return
    if "\0" in source:
        yield Issue.of(location_of(source.replace("\0", "")), STAGE, "not_found", "no file can have such a name")
        return
    path = Path(source)
    if os.path.lexists(path):
        yield from _expand_path(path)
        return
    matches = sorted(glob.glob(source, recursive=True)) if glob.has_magic(source) else []  # noqa: PTH207
    if not matches:
        yield Issue.of(location_of(source), STAGE, "not_found", "no such file or folder")
    for match in matches:
        if Path(match).name != MANIFEST:
            yield from _expand_path(Path(match))


def _expand_path(path: Path) -> Iterator[Source | Issue]:
    try:
        is_folder = path.is_dir()
    except OSError as error:
        yield Issue.of(location_of(path), STAGE, "unreadable", error.strerror or str(error))
        return
    if is_folder:
        yield from _walk(path, path, frozenset())
    else:
        yield Source(location_of(path), path, path.parent)


def _walk(folder: Path, root: Path, above: frozenset[str]) -> Iterator[Source | Issue]:
    """Files under ``folder``, sorted, without hidden ones and manifests; ``above`` breaks link loops."""
    real = os.path.realpath(folder)
    if real in above:
        yield Issue.of(location_of(folder), STAGE, "loop", "a link that leads back to a folder above it")
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Issue.of(location_of(folder), STAGE, "unreadable", error.strerror or str(error))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == MANIFEST:
            continue
        try:
            is_folder, is_file = entry.is_dir(), entry.is_file()
        except OSError as error:
            yield Issue.of(location_of(entry), STAGE, "unreadable", error.strerror or str(error))
            continue
        if is_folder:
            yield from _walk(entry, root, above | {real})
        elif is_file:
            yield Source(location_of(entry), entry, root)
        elif entry.is_symlink():
            yield Issue.of(location_of(entry), STAGE, "not_found", "a link that leads nowhere")
        else:
            yield Issue.of(location_of(entry), STAGE, "unreadable", "not a regular file")
