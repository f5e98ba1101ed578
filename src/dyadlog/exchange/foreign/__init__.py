"""Foreign events: other data sets taken in beside the record, and laid beside it (docs/foreign.md)."""

from dyadlog.exchange.foreign.comparing import WINDOW, Compared, compare
from dyadlog.exchange.foreign.importing import import_files
from dyadlog.exchange.foreign.rows import comparison_rows, file_row
from dyadlog.exchange.foreign.sources import SOURCES

__all__ = ["SOURCES", "WINDOW", "Compared", "compare", "comparison_rows", "file_row", "import_files"]
