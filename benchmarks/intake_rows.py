"""Rows: one figure of intake each, with what was asked of it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it is shown; ``met`` tells whether it is as asked, None where nothing was asked."""

    figure: str
    asked: str
    measured: str
    met: bool | None = None


def show(rows: Iterable[Row]) -> str:
    """Rows as lines of text."""
    words = {True: "as asked", False: "NOT as asked", None: ""}
    return "\n".join(f"{row.figure:58} {row.asked:>14}  {row.measured}  {words[row.met]}".rstrip() for row in rows)
