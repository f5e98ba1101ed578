"""Parquet: one article a row."""

from collections.abc import Iterator
from typing import Any

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, Intake
from dyadlog.read.limits import Meter
from dyadlog.read.rows import RowReader
from dyadlog.read.unpacking import spool
from dyadlog.records import Issue, Page

BATCH = 64
BUFFER = 1024 * 1024
LARGEST_GROUP = 4 * 1024 * 1024 * 1024
"""Bytes that one column of a row group may unpack to."""


def read_parquet(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A page a row, a few rows in memory at a time."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError as error:
        raise PageError("unsupported", "reading Parquet needs pyarrow: pip install 'dyadlog[parquet]'") from error
    rows, meter = RowReader(held, intake), Meter()
    file = held.open() if held.depth == 0 else spool(held.open)
    with file:
        meter.add(file.seek(0, 2), 0)
        file.seek(0)
        try:
            table = parquet.ParquetFile(file, buffer_size=BUFFER, pre_buffer=False)
            columns = intake.columns.settle(table.schema_arrow.names)
            wanted = sorted({column.partition(".")[0] for column in columns.values()})
            _check_groups(table.metadata, wanted)
            number = 0
            for batch in table.iter_batches(BATCH, columns=wanted, use_threads=False):
                meter.add(0, batch.nbytes)
                for row in batch.to_pylist():
                    number += 1
                    yield from rows.read(number, row, columns)
        except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
            raise PageError("malformed", f"the Parquet file is damaged: {str(error)[:200]}") from error
    yield from rows.end()


def _check_groups(metadata: Any, wanted: list[str]) -> None:
    for group in range(metadata.num_row_groups):
        for index in range(metadata.num_columns):
            column = metadata.row_group(group).column(index)
            if column.path_in_schema.partition(".")[0] in wanted and column.total_uncompressed_size > LARGEST_GROUP:
                raise PageError("bomb", f"a column of row group {group} is above {LARGEST_GROUP >> 30} GiB")
