"""Cells that no spreadsheet takes for a formula."""

import re
from typing import Final

from dyadlog.exchange.cells import Row

FORMULA: Final = re.compile(r"[=+\-@\t\r]")
"""How a cell begins that a spreadsheet would run (OWASP, CSV injection)."""


def guard_row(row: Row) -> Row:
    """A row whose words no spreadsheet takes for a formula: an apostrophe stands before those that begin like one."""
    return {
        name: f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value for name, value in row.items()
    }
