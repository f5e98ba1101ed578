"""TopoJSON and GeoJSON files of countries, ours and the user's."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from dyadlog.errors import NotFound, UserError
from dyadlog.report.mapping.shapes import CLOSE, SHIPPED, Numbers, Shape, check_coordinates

CODE_KEYS: Final = ("code", "ADM0_A3", "adm0_a3", "ISO_A3", "iso_a3", "ISO3", "iso3", "ISO_A3_EH", "iso_a3_eh")
"""Where files of countries keep alpha-3 codes; Natural Earth's ISO_A3 is -99 for some states, so ADM0_A3 goes first."""
NAME_KEYS: Final = ("name", "NAME", "ADMIN", "admin")
OTHER_CODES: Final = {"KOS": "XKX", "SAH": "ESH", "PSX": "PSE", "SDS": "SSD", "SOL": "XSL", "CYN": "XNC", "KAS": "XSG"}
"""Natural Earth's own codes where ours are others."""


def read_shape_file(path: Path) -> tuple[list[Numbers], list[Shape]]:
    """Arcs and shapes. Raises UserError where the file is no TopoJSON or GeoJSON of countries with codes."""
    try:
        tree = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound(f"no such file: {path}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(f"{path}: cannot be read as JSON: {error}") from error
    kind = tree.get("type") if isinstance(tree, dict) else None
    if kind not in ("Topology", "FeatureCollection"):
        raise UserError(f"{path}: neither a TopoJSON topology nor a GeoJSON feature collection")
    try:
        arcs, shapes = _read_topology(tree) if kind == "Topology" else _read_features(tree)
        check_coordinates(np.concatenate(arcs), path)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{path}: no sound {kind}: {type(error).__name__} {error}") from error
    if not any(shape.code for shape in shapes):
        raise UserError(f"{path}: no shape has a code: a property {' or '.join(CODE_KEYS[:4])}, or a numeric ISO id")
    return arcs, shapes


def _read_topology(tree: dict[str, Any]) -> tuple[list[Numbers], list[Shape]]:
    arcs = [np.array(arc, dtype=float)[:, :2] for arc in tree["arcs"]]
    if transform := tree.get("transform"):
        scale, shift = np.array(transform["scale"], dtype=float), np.array(transform["translate"], dtype=float)
        arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in arcs]
    objects = tree["objects"]
    collection = objects["countries"] if "countries" in objects else next(iter(objects.values()))
    shapes = []
    for geometry in collection["geometries"]:
        polygons = _polygons_of(geometry, "arcs")
        if any(not -len(arcs) <= arc < len(arcs) for rings in polygons for ring in rings for arc in ring):
            raise ValueError("an arc that there is not")
        frozen = tuple(tuple(tuple(ring) for ring in rings if ring) for rings in polygons)
        shapes.append(_make_shape(geometry, tuple(rings for rings in frozen if rings)))
    return arcs, shapes


def _read_features(tree: dict[str, Any]) -> tuple[list[Numbers], list[Shape]]:
    """Rings are cut where another shape begins or ends to share the line, so that borders are arcs of two shapes."""
    features = [feature for feature in tree["features"] if feature.get("geometry")]
    outlines = [
        [[np.array(ring, dtype=float)[:-1, :2] for ring in rings] for rings in polygons]
        for polygons in (_polygons_of(feature["geometry"], "coordinates") for feature in features)
    ]
    uses: dict[tuple[bytes, bytes], int] = {}
    for polygons in outlines:
        for ring in (ring for rings in polygons for ring in rings):
            for segment in _segments(ring):
                uses[segment] = uses.get(segment, 0) + 1
    arcs: list[Numbers] = []
    known: dict[tuple[bytes, ...], int] = {}
    shapes = []
    for feature, polygons in zip(features, outlines, strict=True):
        cut = tuple(tuple(tuple(_cut_ring(ring, uses, arcs, known)) for ring in rings) for rings in polygons)
        shapes.append(_make_shape(feature, cut))
    return arcs, shapes


def _segments(ring: Numbers) -> Iterator[tuple[bytes, bytes]]:
    """The sides of a ring, each the same in both directions."""
    keys = [point.tobytes() for point in np.round(ring, 6)]
    for here, there in zip(keys, keys[1:] + keys[:1], strict=True):
        yield (here, there) if here < there else (there, here)


def _cut_ring(
    ring: Numbers, uses: dict[tuple[bytes, bytes], int], arcs: list[Numbers], known: dict[tuple[bytes, ...], int]
) -> Iterator[int]:
    """The arcs of a ring, added to ``arcs`` unless the neighbour brought them."""
    shared = [uses[segment] > 1 for segment in _segments(ring)]
    cuts = [place for place in range(len(ring)) if shared[place] != shared[place - 1]] or [0]
    for place, after in zip(cuts, [*cuts[1:], cuts[0] + len(ring)], strict=True):
        arc = ring[np.arange(place, after + 1) % len(ring)]
        keys = tuple(point.tobytes() for point in np.round(arc, 6))
        if keys[::-1] in known and shared[place]:
            yield ~known[keys[::-1]]
            continue
        if keys not in known:
            known[keys] = len(arcs)
            arcs.append(arc)
        yield known[keys]


def _polygons_of(geometry: dict[str, Any], key: str) -> list[list[list[Any]]]:
    match geometry.get("type"):
        case "Polygon":
            return [geometry[key]]
        case "MultiPolygon":
            return list(geometry[key])
        case _:
            return []


def _make_shape(source: dict[str, Any], polygons: tuple[tuple[tuple[int, ...], ...], ...]) -> Shape:
    properties = source.get("properties") or {}
    name = _first_text(properties, NAME_KEYS)
    own = (value for key in CODE_KEYS if re.fullmatch("[A-Z]{3}", value := str(properties.get(key, ""))))
    code = next(own, None) or _shipped_codes().get(str(source.get("id", name))) or _shipped_codes().get(name, "")
    code = OTHER_CODES.get(code, code)
    return Shape(code, name, str(properties.get("state", "")) or code, polygons)


def _first_text(properties: dict[str, Any], keys: Iterable[str]) -> str:
    return next((str(properties[key]) for key in keys if properties.get(key)), "")


@lru_cache(maxsize=1)
def _shipped_codes() -> dict[str, str]:
    """ISO numbers, and the names of shapes without one, to the codes of the shipped file."""
    collection = json.loads((SHIPPED / CLOSE).read_text(encoding="utf-8"))["objects"]["countries"]
    told: Sequence[dict[str, str]] = [geometry["properties"] for geometry in collection["geometries"]]
    return {each.get("number") or each["name"]: each["code"] for each in told}
