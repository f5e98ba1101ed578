"""A map of where things between two states happened, drawn here: no tiles, no library, nothing from the network."""

from dyadlog.report.mapping.drawing import draw_map, list_contested
from dyadlog.report.mapping.frames import Focus
from dyadlog.report.mapping.notes import BOUNDARY_POLICY, OWN_SHAPES_POLICY, Contested
from dyadlog.report.mapping.points import POINT_COLUMNS, MapPoint, point_rows
from dyadlog.report.mapping.shapes import load_shapes

__all__ = [
    "BOUNDARY_POLICY",
    "OWN_SHAPES_POLICY",
    "POINT_COLUMNS",
    "Contested",
    "Focus",
    "MapPoint",
    "draw_map",
    "list_contested",
    "load_shapes",
    "point_rows",
]
