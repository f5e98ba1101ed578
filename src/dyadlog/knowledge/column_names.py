"""Usual names of the columns of a table of articles."""

from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FIELDS = ("html", "text", "title", "url", "outlet", "published")


def load_column_names(knowledge: "Knowledge") -> dict[str, tuple[str, ...]]:
    """``column_names.csv``: for each field the names of columns that usually hold it, likeliest first."""
    names: dict[str, list[str]] = {field: [] for field in FIELDS}
    for row in read_rows(knowledge, "column_names.csv", ("field", "column", "source"), ("field", "column")):
        row.text("source")
        names[row.choice("field", FIELDS)].append(row.text("column"))
    return {field: tuple(columns) for field, columns in names.items()}
