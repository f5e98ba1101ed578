"""``manifest.csv``: what the user knows about the pages of a folder (``page,url,outlet,published``)."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dyadlog.errors import UserError
from dyadlog.read.sources import MANIFEST, Source
from dyadlog.records import Given

COLUMNS = ("page", "url", "outlet", "published")


class Manifests:
    """The manifests of all folders in play. A page's nearest folder with a row for it decides."""

    def __init__(self) -> None:
        self._rows: dict[Path, dict[Path, tuple[int, Given]]] = {}
        self._used: set[tuple[Path, Path]] = set()

    def load_for(self, source: Source) -> None:
        """Read the manifests between a page and the folder the user named."""
        for folder in _folders_of(source):
            if folder not in self._rows:
                file = folder / MANIFEST
                self._rows[folder] = read_manifest(file) if file.is_file() else {}

    def given_for(self, source: Source, given: Given) -> Given:
        """What the user said about this page: the manifest's row first, the run's options for what it leaves out."""
        assert source.path is not None
        for folder in _folders_of(source):
            page = source.path.relative_to(folder)
            row = self._rows[folder].get(page)
            if row is not None:
                self._used.add((folder, page))
                said = row[1]
                return Given(said.url or given.url, said.outlet or given.outlet, said.published or given.published)
        return given

    def missing(self) -> Iterator[tuple[str, str]]:
        """Rows whose page does not exist: its location, and the row as ``file, line``."""
        for folder, rows in self._rows.items():
            for page, (line, _) in rows.items():
                if (folder, page) not in self._used and not (folder / page).exists():
                    yield str(folder / page), f"{folder / MANIFEST}, line {line},"


def _folders_of(source: Source) -> Iterator[Path]:
    """The folder of the page and those above it, up to the folder the user named."""
    if source.path is None or source.root is None:
        return
    folder = source.path.parent
    yield folder
    while folder != source.root and source.root in folder.parents:
        folder = folder.parent
        yield folder


def read_manifest(file: Path) -> dict[Path, tuple[int, Given]]:
    """The rows of one manifest by page path (relative to its folder), with their line. ``UserError`` on a bad line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: cannot be read as UTF-8 text: {error}") from error
    rows: dict[Path, tuple[int, Given]] = {}
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        unknown = set(reader.fieldnames or ()) - set(COLUMNS)
        if unknown or "page" not in (reader.fieldnames or ()):
            raise UserError(
                f"{file}, line 1: the columns are {','.join(COLUMNS)}, not {','.join(reader.fieldnames or ())}"
            )
        for row in reader:
            page = Path((row["page"] or "").strip())
            if None in row or page == Path() or page.is_absolute():
                raise UserError(
                    f"{file}, line {reader.line_num}: a row is a page path inside the folder and up to 3 values"
                )
            if page in rows:
                raise UserError(f"{file}, line {reader.line_num}: {page} stands twice")
            rows[page] = (reader.line_num, _given_of(row, file, reader.line_num))
    except csv.Error as error:
        raise UserError(f"{file}, line {reader.line_num}: {error}") from error
    return rows


def _given_of(row: dict[str, str | None], file: Path, line: int) -> Given:
    url, outlet, published = ((row.get(column) or "").strip() or None for column in COLUMNS[1:])
    try:
        day = date.fromisoformat(published) if published is not None else None
    except ValueError as error:
        raise UserError(f"{file}, line {line}: published is YYYY-MM-DD, not {published!r}") from error
    return Given(url, outlet, day)
