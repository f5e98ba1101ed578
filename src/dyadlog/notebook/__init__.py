"""The record for notebooks: ``dyadlog.open("record.db").events("FRA", "JPN").to_pandas()``."""

from dyadlog.notebook.record import Record, make_table, open_record
from dyadlog.notebook.table import Table, whole

__all__ = ["Record", "Table", "make_table", "open_record", "whole"]
