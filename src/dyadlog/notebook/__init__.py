"""The record for notebooks: ``dyadlog.open("record.db").events("FRA", "JPN").to_pandas()``."""

from dyadlog.notebook.record import Record, open_record
from dyadlog.notebook.table import Table

__all__ = ["Record", "Table", "open_record"]
