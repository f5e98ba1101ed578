"""A table of the record: rows that are made when they are asked for."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from dyadlog.notebook import frames
from dyadlog.notebook.showing import SHOWN, show_html, show_text

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Row = dict[str, Any]
Record = TypeVar("Record")
BATCH = 500
"""Records taken from the store at a time."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from: how many there are, and those from an offset on, at most ``limit`` (None: all)."""

    count: Callable[[], int]
    rows: Callable[[int | None, int], Iterable[Row]]


def listed(find: Callable[[], Sequence[Record]], make_rows: Callable[[Iterable[Record]], Iterable[Row]]) -> Source:
    """Rows of records that can only be found all at once; they are found on first use and kept."""
    records = cache(find)

    def rows(limit: int | None, offset: int) -> Iterable[Row]:
        return make_rows(islice(records(), offset, None if limit is None else offset + limit))

    return Source(lambda: len(records()), rows)


def whole(find: Callable[[], Sequence[Row]]) -> Source:
    """Rows that can only be found all at once."""
    return listed(find, iter)


def paged(
    count: Callable[[], int],
    page: Callable[[int, int], Sequence[Record]],
    make_rows: Callable[[Iterable[Record]], Iterable[Row]],
) -> Source:
    """Rows of records that the store gives page by page, as ``page(limit, offset)``."""

    def rows(limit: int | None, offset: int) -> Iterator[Row]:
        left = limit
        while left is None or left > 0:
            asked = BATCH if left is None else min(left, BATCH)
            records = page(asked, offset)
            yield from make_rows(records)
            if len(records) < asked:
                return
            offset += asked
            left = None if left is None else left - asked

    return Source(count, rows)


def one_by_one(make_row: Callable[[Record], Row]) -> Callable[[Iterable[Record]], Iterable[Row]]:
    """Rows of many records from what makes the row of one."""
    return partial(map, make_row)


class Table:
    """Rows with the names of the export contract, days as ``YYYY-MM-DD``; in data frames days are days.

    Nothing is read before the first row, the length or a data frame is asked for.
    """

    def __init__(self, name: str, shape: Any, columns: Sequence[str], source: Source) -> None:
        self.name = name
        self.columns = tuple(columns)
        self._shape = shape
        self._source = source

    def __len__(self) -> int:
        return self._source.count()

    def __bool__(self) -> bool:
        return any(True for _ in self.page(1))

    def __iter__(self) -> Iterator[Row]:
        return iter(self._source.rows(None, 0))

    def __repr__(self) -> str:
        return show_text(self.name, self.columns, list(self.page(SHOWN)), len(self))

    def _repr_html_(self) -> str:
        return show_html(self.name, self.columns, list(self.page(SHOWN)), len(self))

    def page(self, limit: int | None, offset: int = 0) -> Iterable[Row]:
        """At most ``limit`` rows (None: all), those before ``offset`` left out."""
        return self._source.rows(limit, offset)

    def to_list(self) -> list[Row]:
        """All rows."""
        return list(self)

    def to_arrow(self) -> "pyarrow.Table":
        """A pyarrow table: days as date32, lists as lists, parties and evidence as structs."""
        return frames.make_arrow(self, self._shape, self.columns)

    def to_pandas(self) -> "pandas.DataFrame":
        """A pandas data frame: days as datetime64, lists and mappings as Python objects."""
        return frames.make_pandas(self, self._shape, self.columns)

    def to_polars(self) -> "polars.DataFrame":
        """A polars data frame: days as Date, lists as List, parties and evidence as Struct."""
        frame: polars.DataFrame = frames.make_polars(self, self._shape, self.columns)
        return frame
