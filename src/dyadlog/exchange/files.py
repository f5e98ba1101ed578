"""Writing the tables of the export contract to files."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, TextIO

from dyadlog.exchange.columns import COLUMNS
from dyadlog.exchange.folder import Folder
from dyadlog.exchange.guard import guard_row
from dyadlog.exchange.parquet import write_parquet
from dyadlog.exchange.rows import Row, Rows
from dyadlog.exchange.shapes import SHAPES

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
    """The header, then one line a row; lists and mappings as JSON in their cell, null as the empty cell. No cell is a
    formula to a spreadsheet."""
    count, writer = 0, csv.DictWriter(stream, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in guard_row(row).items()})
        count += 1
    return count


def _cell(value: object) -> object:
    return dump_row(value) if isinstance(value, list | dict) else value


FORMATS: Final[dict[str, Callable[[TextIO, Sequence[str], Iterable[Row]], int]]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
}


FILE_FORMATS: Final = (*FORMATS, "parquet")


def export(rows: Rows, names: Sequence[str], file_format: str, path: Path) -> dict[Path, int]:
    """Write the named tables and their manifest into a folder; each file appears whole or not at all. Returns rows a
    file. Raises UserError where it cannot write, or where pyarrow is missing."""
    folder = Folder(path, file_format)
    for name in names:
        folder.write(name, f"{name}.{file_format}", partial(_write_table, rows, name, file_format))
    return folder.close()


def _write_table(rows: Rows, name: str, file_format: str, path: Path) -> int:
    if file_format == "parquet":
        return write_parquet(path, SHAPES[name], COLUMNS[name], rows.table(name))
    with path.open("w", encoding="utf-8", newline="") as stream:
        return FORMATS[file_format](stream, COLUMNS[name], rows.table(name))
