"""Where the events of two states happened, told from narrow rows."""

import random
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.records import Comparison, Consolidation, Extension, Place
from dyadlog.store import LineFilter, open_view, open_writer
from dyadlog.store.schema import MIGRATIONS
from tests.store.test_lines import PAIR, make_record, save

PORT = Place("Port", ("FRA",), 43.0, 5.0)
LAKE = Place("Lake", ("FRA", "JPN"), None, None)
OTHER_PORT = Place("Port", ("JPN",), 35.0, 135.0)
CHOICES = ((), (PORT,), (LAKE, PORT), (OTHER_PORT,), (Place("Nowhere", ()),))


def make_placed(seed, size=60):
    dice = random.Random(seed)
    readings, events, *_ = make_record(seed, size)
    return readings, [replace(event, places=dice.choice(CHOICES), negated=dice.random() < 0.2) for event in events]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    path = tmp_path_factory.mktemp("places") / "record.db"
    readings, events = make_placed(9)
    save(path, readings, events)
    with open_view(path) as view:
        yield view, [event for event in events if set(PAIR) <= event.states()]


def key_of(place):
    return place.name, place.countries, place.lat, place.lon


@pytest.mark.parametrize("wanted", [LineFilter(), LineFilter(kinds=("visit",)), LineFilter(since=date(2020, 1, 20))])
def test_places_count_what_happened_and_the_rest_by_lane(record, wanted):
    view, _ = record
    listed = {line.event_id for line in view.lines(PAIR, wanted)}
    events = [event for event in record[1] if event.event_id in listed]
    expected = Counter((key_of(p), e.happened, e.quad_class) for e in events for p in e.places)
    told = Counter()
    for line in view.places_of(PAIR, wanted):
        for happened, lanes in ((True, line.happened), (False, line.other)):
            told.update({(key_of(line), happened, quad): count for quad, count in enumerate(lanes, 1)})
    assert +told == expected and expected
    assert view.count_placed(PAIR, wanted) == sum(bool(event.places) for event in events)


def test_a_place_has_the_newest_day_of_its_events(record):
    view, events = record
    for line in view.places_of(PAIR):
        here = [event for event in events if key_of(line) in map(key_of, event.places)]
        days = [event.when.end or event.when.start for event in here if event.when]
        assert line.last == max(days, default=None)


def test_events_are_listed_by_the_names_of_their_places(record):
    view, events = record
    found = {line.event_id for line in view.lines(PAIR, LineFilter(places=("Lake", "Nowhere")))}
    assert found == {e.event_id for e in events if {"Lake", "Nowhere"} & {p.name for p in e.places}} != set()


def read_places(path):
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT * FROM event_places ORDER BY event_id, name").fetchall()
    connection.close()
    return rows


def test_an_extension_leaves_the_places_of_the_whole(tmp_path):
    readings, events = make_placed(3, 30)
    save(tmp_path / "whole.db", readings, events)
    earlier = [replace(event, places=(Place("Gone", ()),)) for event in events]
    save(tmp_path / "part.db", readings, earlier)
    with open_writer(tmp_path / "part.db") as writer:
        part = Consolidation(tuple(events), (), (), (), ())
        writer.save_extension(Extension(part, tuple(event.event_id for event in earlier)), Comparison)
    assert read_places(tmp_path / "part.db") == read_places(tmp_path / "whole.db") != []


def test_a_file_without_the_table_gets_it_filled(tmp_path):
    path = tmp_path / "record.db"
    save(path, *make_placed(4))
    filled = read_places(path)
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE event_places")
    connection.executescript(next(script for script in MIGRATIONS if "CREATE TABLE event_places" in script))
    connection.close()
    assert read_places(path) == filled != []
