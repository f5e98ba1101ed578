"""Meridians and parallels, faint, and the edge of the world where a map shows it."""

from typing import Final

import numpy as np

from dyadlog.report.mapping.frames import Frame
from dyadlog.report.mapping.land import BLEED
from dyadlog.report.mapping.outlines import write_path
from dyadlog.report.mapping.projections import Azimuthal, EqualEarth
from dyadlog.report.mapping.shapes import Numbers

STEPS: Final = (1, 2, 5, 10, 15, 30)
LINES: Final = 6
"""About so many lines stand over the height of a map."""
SAMPLES: Final = 49


def draw_graticule(frame: Frame) -> str:
    """Meridians and parallels as the ``d`` of a path."""
    span = float(np.degrees(frame.height / frame.scale))
    step = next((step for step in STEPS if span / step <= LINES), STEPS[-1])
    south, north, west, east = _find_bounds(frame)
    lats = np.arange(np.ceil(south / step), np.floor(north / step) + 1) * step
    lons = np.arange(np.ceil(west / step), np.floor(east / step) + 1) * step
    if east - west >= 360:
        lons = lons[:-1] if isinstance(frame.projection, Azimuthal) else lons
    along_lat, along_lon = (
        np.linspace(max(south, step - 90), min(north, 90 - step), SAMPLES),
        np.linspace(west, east, SAMPLES),
    )
    lines = [np.column_stack((np.full(SAMPLES, lon), along_lat)) for lon in lons]
    lines += [np.column_stack((along_lon, np.full(SAMPLES, lat))) for lat in lats if abs(lat) < 90]
    return write_path((piece for line in lines for piece in _keep_inside(frame, line)), closed=False)


def _find_bounds(frame: Frame) -> tuple[float, float, float, float]:
    """South, north, west and east of what the frame may show."""
    if isinstance(frame.projection, EqualEarth):
        rim = 180 - 1e-6
        return -90.0, 90.0, frame.projection.lon - rim, frame.projection.lon + rim
    assert isinstance(frame.projection, Azimuthal)
    lat, lon = frame.projection.lat, frame.projection.lon
    corners = np.hypot(
        np.array((frame.left, frame.left + frame.width / frame.scale))[:, None],
        np.array((frame.top, frame.top - frame.height / frame.scale))[None, :],
    )
    reach = float(np.degrees(2 * np.arcsin(min(corners.max() / 2, 1.0))))
    south, north = max(lat - reach, -90.0), min(lat + reach, 90.0)
    if max(abs(south), abs(north)) > 89:
        return south, north, lon - 180, lon + 180
    wide = float(np.degrees(np.arcsin(min(np.sin(np.radians(min(reach, 90))) / np.cos(np.radians(lat)), 1.0))))
    return south, north, lon - wide, lon + wide


def _keep_inside(frame: Frame, line: Numbers) -> list[Numbers]:
    pixels = frame.pixels(line)
    edge = np.array((frame.width, frame.height)) + BLEED
    low, high = np.minimum(pixels[1:], pixels[:-1]), np.maximum(pixels[1:], pixels[:-1])
    seen = ((high >= -BLEED) & (low <= edge)).all(axis=1) & ((high - low).max(axis=1) < frame.scale)
    runs = np.split(np.flatnonzero(seen), np.flatnonzero(np.diff(np.flatnonzero(seen)) > 1) + 1)
    return [pixels[run[0] : run[-1] + 2] for run in runs if len(run)]


def draw_globe(frame: Frame) -> str:
    """The edge of the world as the ``d`` of a path; empty where the sea fills the frame."""
    if not isinstance(frame.projection, EqualEarth):
        return ""
    rim = 180 - 1e-6
    up, down = np.linspace(-90, 90, SAMPLES), np.linspace(90, -90, SAMPLES)
    east = np.column_stack((np.full(SAMPLES, frame.projection.lon + rim), up))
    west = np.column_stack((np.full(SAMPLES, frame.projection.lon - rim), down))
    return write_path([frame.pixels(np.concatenate((east, west)))], closed=True)
