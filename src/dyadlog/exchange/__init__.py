"""Exchange with other programs: the export contract (docs/export.md)."""

from dyadlog.exchange.columns import COLUMNS, NAMES
from dyadlog.exchange.files import FILE_FORMATS, FORMATS, dump_row, export
from dyadlog.exchange.rows import Rows

__all__ = ["COLUMNS", "FILE_FORMATS", "FORMATS", "NAMES", "Rows", "dump_row", "export"]
