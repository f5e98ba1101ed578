"""Drawings: records as SVG, drawn without a library and without a script, each with the table of its data.

Every drawing takes a ``name`` (its id, unique on the page) and a ``width``: ``WIDE``, or ``NARROW`` for a phone. A page
holds both; ``drawings.css`` shows one of them. Colours are the variables of the page's stylesheet.
"""

from importlib.resources import files

from dyadlog.report.drawings.bars import Bar, draw_bar_list, draw_sparkline, tabulate_bars
from dyadlog.report.drawings.canvas import NARROW, WIDE, Cell, DataTable
from dyadlog.report.drawings.held import Held, read_tenures, tabulate_tenures
from dyadlog.report.drawings.histogram import PeriodLink
from dyadlog.report.drawings.index_strip import draw_index, tabulate_index
from dyadlog.report.drawings.marks import Mark
from dyadlog.report.drawings.tenures import draw_tenures
from dyadlog.report.drawings.timeline import draw_timeline, tabulate_timeline

__all__ = [
    "NARROW",
    "WIDE",
    "Bar",
    "Cell",
    "DataTable",
    "Held",
    "Mark",
    "PeriodLink",
    "draw_bar_list",
    "draw_index",
    "draw_sparkline",
    "draw_tenures",
    "draw_timeline",
    "read_stylesheet",
    "read_tenures",
    "tabulate_bars",
    "tabulate_index",
    "tabulate_tenures",
    "tabulate_timeline",
]


def read_stylesheet(*, palette: bool = False) -> str:
    """The rules of all drawings; with a ``palette`` of colours, light and dark, for a drawing that is a file."""
    names = ["palette.css", "drawings.css"] if palette else ["drawings.css"]
    return "".join(files(__name__).joinpath(name).read_text("utf-8") for name in names)
