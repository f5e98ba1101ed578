"""Frames: the empty tables of the terminal, all of one look."""

from collections.abc import Iterable

from rich.table import Table


def headed_table(titles: Iterable[str] = (), *, below: int = 0) -> Table:
    """A table with a head and no lines; ``titles`` are columns whose words are broken, ``below`` the lines left free
    beneath each row."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False, padding=(0, 2, below, 0))
    for title in titles:
        table.add_column(title, overflow="fold")
    return table


def labelled_grid(labels: int = 1) -> Table:
    """Columns of labels that are never broken, the first one dim, and one of text that is broken under itself."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number in range(labels):
        grid.add_column(no_wrap=True, style=None if number else "dim")
    grid.add_column(overflow="fold")
    return grid
