"""Exchange with other programs: the export contract (docs/export.md)."""

from dyadlog.exchange.columns import COLUMNS, NAMES
from dyadlog.exchange.files import FORMATS, dump_row, export
from dyadlog.exchange.rows import Rows

__all__ = ["COLUMNS", "FORMATS", "NAMES", "Rows", "dump_row", "export"]
