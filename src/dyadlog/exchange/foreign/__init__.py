"""Foreign events: other data sets taken in beside the record, and laid beside it (docs/foreign.md)."""

from dyadlog.exchange.foreign.comparing import STANDINGS, WINDOW, Compared, Standing, compare, compare_all
from dyadlog.exchange.foreign.importing import import_files
from dyadlog.exchange.foreign.rows import Counted, comparison_rows, count_rows, file_row
from dyadlog.exchange.foreign.sources import SOURCES

__all__ = [
    "SOURCES",
    "STANDINGS",
    "WINDOW",
    "Compared",
    "Counted",
    "Standing",
    "compare",
    "compare_all",
    "comparison_rows",
    "count_rows",
    "file_row",
    "import_files",
]
