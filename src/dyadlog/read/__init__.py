"""Files, folders, archives, tables and crawls to pages as found."""

from dyadlog.read.about import NameFilter
from dyadlog.read.columns import Columns
from dyadlog.read.intake import Intake, LeftOut
from dyadlog.read.limits import DEFAULT_LIMIT
from dyadlog.read.pages import Listed, find_pages, list_files, read_listed

__all__ = [
    "DEFAULT_LIMIT",
    "Columns",
    "Intake",
    "LeftOut",
    "Listed",
    "NameFilter",
    "find_pages",
    "list_files",
    "read_listed",
]
