"""Writing the tables of the export contract to files."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO

from dyadlog.errors import UserError
from dyadlog.exchange.columns import COLUMNS
from dyadlog.exchange.rows import Row, Rows

_UNSAFE: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that JSON allows, but that some readers take for line ends, terminals obey, and UTF-8 refuses."""


def dump_row(row: object) -> str:
    """A row as JSON on one line."""
    text = json.dumps(row, ensure_ascii=False, default=str)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _write_jsonl(stream: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> int:
    count = 0
    for row in rows:
        stream.write(dump_row(row) + "\n")
        count += 1
    return count


def _write_csv(stream: TextIO, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """The header, then one line a row; lists and mappings as JSON in their cell, null as the empty cell."""
    count, writer = 0, csv.DictWriter(stream, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
        count += 1
    return count


def _cell(value: object) -> object:
    return dump_row(value) if isinstance(value, list | dict) else value


FORMATS: Final[dict[str, Callable[[TextIO, Sequence[str], Iterable[Row]], int]]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}


def export(rows: Rows, names: Sequence[str], file_format: str, folder: Path) -> dict[Path, int]:
    """Write the named tables into ``folder``; each file appears whole or not at all. Returns rows a file."""
    write = FORMATS[file_format]
    written: dict[Path, int] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            path = folder / f"{name}.{file_format}"
            unfinished = path.with_suffix(path.suffix + ".part")
            with unfinished.open("w", encoding="utf-8", newline="") as stream:
                written[path] = write(stream, COLUMNS[name], rows.table(name))
            unfinished.replace(path)
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror or error}") from error
    return written
