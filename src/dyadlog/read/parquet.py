"""Parquet: one article a row."""

from collections.abc import Iterator

from dyadlog.errors import PageError
from dyadlog.read.intake import Held, Intake
from dyadlog.read.limits import Meter
from dyadlog.read.rows import RowReader
from dyadlog.read.unpacking import spool
from dyadlog.records import Issue, Page

BATCH = 16
BUFFER = 1024 * 1024


def read_parquet(held: Held, intake: Intake) -> Iterator[Page | Issue]:
    """A page a row, a few rows in memory at a time.

    The metadata of single columns are not looked at: pyarrow ends the process where they are damaged.
    """
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
            number = 0
            for batch in table.iter_batches(BATCH, columns=wanted, use_threads=False):
                meter.add(0, batch.nbytes)
                for row in batch.to_pylist():
                    number += 1
                    yield from rows.read(number, row, columns)
        except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
            raise PageError("malformed", f"the Parquet file is damaged: {str(error)[:200]}") from error
    yield from rows.end()
