"""The first sheet of a spreadsheet (``.xlsx``, Office Open XML) as rows of text."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, ParseError, iterparse

from dyadlog.exchange.foreign.cells import BadRow

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET: Final = "xl/worksheets/sheet1.xml"
WORDS: Final = "xl/sharedStrings.xml"
LARGEST: Final = 1 << 31
"""Bytes of XML that are read of one sheet."""
WIDEST: Final = 1 << 10


def read_sheet(file: Path | IO[bytes]) -> Iterator[tuple[int, list[str] | BadRow]]:
    """Rows with their numbers; days come as the numbers of the spreadsheet."""
    try:
        with zipfile.ZipFile(file) as archive:
            if SHEET not in archive.namelist():
                raise BadRow("bad_row", "no sheet in it")
            for name in (SHEET, WORDS):
                if name in archive.namelist() and archive.getinfo(name).file_size > LARGEST:
                    raise BadRow("too_large", f"{name} has more than {LARGEST} bytes")
            words = list(_read_words(archive)) if WORDS in archive.namelist() else []
            with archive.open(SHEET) as stream:
                for row in _elements(stream, "row"):
                    yield int(row.get("r") or 0), _read_row(row, words)
    except ParseError as error:
        raise BadRow("bad_row", f"not a sheet: {error}") from error


def _elements(stream: IO[bytes], name: str) -> Iterator[Element]:
    """The elements of a name, each let go of when the next one comes."""
    steps: Any = iterparse(stream, ("start", "end"))
    _, root = next(steps)
    for step, element in steps:
        if step == "end" and element.tag == MAIN + name:
            yield element
            root.clear()
            element.clear()


def _read_words(archive: zipfile.ZipFile) -> Iterator[str]:
    with archive.open(WORDS) as stream:
        for element in _elements(stream, "si"):
            yield "".join(part.text or "" for part in element.iter(MAIN + "t"))


def _read_row(row: Element, words: list[str]) -> list[str]:
    cells: dict[int, str] = {}
    for place, cell in enumerate(row.iter(MAIN + "c")):
        column = _column(cell.get("r"), place)
        if column < WIDEST:
            cells[column] = _read_cell(cell, words)
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _read_cell(cell: Element, words: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(MAIN + "t"))
    value = cell.findtext(MAIN + "v") or ""
    if cell.get("t") == "s":
        return words[int(value)] if value.isdigit() and int(value) < len(words) else ""
    return value


def _column(reference: str | None, place: int) -> int:
    """``C7`` is column 2; without a reference a cell stands after the one before it."""
    found = re.match(r"[A-Z]{1,3}", reference or "")
    if found is None:
        return place
    number = 0
    for letter in found[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1
