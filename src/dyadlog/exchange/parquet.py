"""Tables as Parquet, with the types of the shapes of the contract."""

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from dyadlog.exchange.cells import Row
from dyadlog.exchange.frames import load, make_columns, make_schema

GROUP: Final = 5000
"""Rows of a row group: so many are in memory at once."""


def write_parquet(path: Path, shape: Any, columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Write a table; the same rows give the same bytes with the same pyarrow. Returns the rows."""
    arrow, parquet = load("pyarrow"), load("pyarrow.parquet")
    schema, count, remaining = make_schema(shape, columns), 0, iter(rows)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(remaining, GROUP)):
            writer.write_table(arrow.table(make_columns(group, shape, columns), schema=schema))
            count += len(group)
    return count
