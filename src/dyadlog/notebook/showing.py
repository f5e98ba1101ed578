"""A table as a notebook shows it: its first rows, with the words of pages as plain text."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

from dyadlog.report.plain import plain_line, shorten

Row = dict[str, Any]
SHOWN: Final = 20
"""Rows that are shown."""
LONGEST: Final = 60
"""Letters of a cell; the row has it whole."""
NARROW: Final = (
    *("date_start", "date_end", "kind", "field", "note", "actors", "recipients", "modality", "thing", "place", "since"),
    *("status", "name", "office", "states", "deadline", "title", "outlet", "published", "quote", "opened", "last"),
    *("cooperation", "conflict", "events", "missing", "code", "message"),
)
"""Columns that text shows, where a table has any of them: those that tell most."""
LABELS: Final = ("name", "quote", "verdict", "event_id")
"""What a mapping is called in a cell: the first of these that it has."""
MOST_NARROW: Final = 6
NARROWEST: Final = 24


def show_cell(value: Any) -> str:
    """A cell in words: parties and places by their names, evidence by its quotes, other lists by their length."""
    if value is None:
        return ""
    if isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            return shorten(", ".join(value), LONGEST)
        names = [name for one in value if (name := _label(one))]
        return shorten(", ".join(names) if names else f"({len(value)})", LONGEST)
    if isinstance(value, dict):
        return shorten(_label(value) or "(1)", LONGEST)
    return shorten(str(value), LONGEST)


def _label(value: Row) -> str:
    return next((str(value[key]) for key in LABELS if value.get(key)), "")


def _title(name: str, count: int) -> str:
    return f"{name}: {count} row{'' if count == 1 else 's'}" + (f", the first {SHOWN}" if count > SHOWN else "")


def show_text(name: str, columns: Sequence[str], rows: Sequence[Row], count: int) -> str:
    """The first rows as lines of text, with the columns that tell most."""
    chosen = ([column for column in columns if column in NARROW] or list(columns))[:MOST_NARROW]
    cells = [chosen] + [[shorten(show_cell(row[column]), NARROWEST) for column in chosen] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(chosen))]
    lines = ["  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)) for line in cells]
    return "\n".join([_title(name, count), *(line.rstrip() for line in lines if rows)])


def show_html(name: str, columns: Sequence[str], rows: Sequence[Row], count: int) -> str:
    """The first rows as a table of HTML; nothing in it but text."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(show_cell(row[column]))}</td>" for column in columns) + "</tr>" for row in rows
    )
    title = escape(plain_line(_title(name, count)))
    return f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
