"""Reading of knowledge tables: CSV with a header, `|` between several values of a cell, later rows replace earlier."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Every reader of a cell raises ``KnowledgeError`` with file and line where it is bad."""

    file: str
    line: int
    values: list[str]
    columns: dict[str, int]

    def error(self, message: str) -> KnowledgeError:
        """The error that points at this line."""
        return KnowledgeError(self.file, self.line, message)

    def cell(self, column: str) -> str:
        """A cell as it stands."""
        return self.values[self.columns[column]]

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        value = self.cell(column)
        if not value:
            raise self.error(f"{column} is empty")
        return value

    def maybe(self, column: str) -> str | None:
        """A cell that may be empty: None then."""
        return self.cell(column) or None

    def several(self, column: str) -> tuple[str, ...]:
        """All values of a cell, none where it is empty."""
        value = self.cell(column)
        return tuple(part for part in value.split("|") if part) if value else ()

    def day(self, column: str) -> date | None:
        """A date ``YYYY-MM-DD``, None where it is not known."""
        value = self.cell(column)
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.error(f"{column}: {value!r} is not a date YYYY-MM-DD") from None

    def number(self, column: str) -> float | None:
        """A decimal number, None where the cell is empty."""
        value = self.cell(column)
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            raise self.error(f"{column}: {value!r} is not a number") from None

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """A cell that must hold one of ``allowed``."""
        value = self.cell(column)
        if value not in allowed:
            raise self.error(f"{column}: {value!r} is none of {', '.join(sorted(allowed)[:20])}")
        return value


def read_rows(knowledge: "Knowledge", name: str, columns: Sequence[str], key: Sequence[str]) -> Iterator[Row]:
    """The rows of table ``name``, ours first; a later row with the same ``key`` cells takes the earlier one's place."""
    rows: dict[tuple[str, ...], Row] = {}
    for path in knowledge.files(name):
        file = str(path)
        seen: set[tuple[str, ...]] = set()
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            header = {column: position for position, column in enumerate(next(reader, []))}
            missing = [column for column in columns if column not in header]
            if missing:
                raise KnowledgeError(file, 1, f"no column {', '.join(missing)}")
            key_positions = [header[column] for column in key]
            for values in reader:
                if not values:
                    continue
                if len(values) != len(header):
                    raise KnowledgeError(file, reader.line_num, f"{len(values)} cells under {len(header)} columns")
                row = Row(file, reader.line_num, values, header)
                row_key = tuple([values[position] for position in key_positions])
                if row_key in seen:
                    raise row.error(f"a second row for {' / '.join(row_key)}")
                seen.add(row_key)
                rows[row_key] = row
    yield from rows.values()
