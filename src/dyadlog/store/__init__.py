"""The store: one SQLite file, one writer and any number of readers. The only room that knows SQL."""

from dyadlog.store.filters import EVERY_LINE, UNCONTESTED, Filter, LineFilter
from dyadlog.store.rulings import Verdicts
from dyadlog.store.view import AnyRecord, View, open_view
from dyadlog.store.writer import Writer, open_writer

__all__ = [
    "EVERY_LINE",
    "UNCONTESTED",
    "AnyRecord",
    "Filter",
    "LineFilter",
    "Verdicts",
    "View",
    "Writer",
    "open_view",
    "open_writer",
]
