"""Exchange with other programs: the export contract (docs/export.md)."""

from dyadlog.exchange.files import FORMATS, dump_row, export
from dyadlog.exchange.rows import NAMES, Rows

__all__ = ["FORMATS", "NAMES", "Rows", "dump_row", "export"]
