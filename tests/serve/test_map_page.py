"""The page of the map: places drawn and listed, filters, borders."""

import re
from dataclasses import replace

import pytest

from dyadlog.records import Place
from tests.builders import make_event
from tests.notebook.samples import PAIR, read_samples
from tests.serve.made_up import make_pages, write_store
from tests.serve.showing import links_of, open_room, show_as_file, words_of

HOSTILE = "Port <img src=x onerror=alert(1)>\u202e"


@pytest.fixture(scope="module")
def room():
    with open_room(read_samples()) as client:
        yield client


def rows_of(page):
    return [words_of(row) for row in re.findall(r'(?s)<tr id="place-\d+">.*?</tr>', page)]


def test_the_map_is_drawn_for_wide_and_for_narrow_windows(room):
    page = room.get("/ECU-PER/map").text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="map"') == 2
    assert "style=" not in page[page.index('class="map-figure"') :]


def test_every_place_stands_in_the_table_with_what_happened_by_lane(room):
    page = room.get("/ECU-PER/map").text
    assert re.search(r"names? a place", words_of(page))
    lima = next(row for row in rows_of(page) if row.startswith("Lima"))
    assert re.fullmatch(r"Lima Peru (\d+|–) (\d+|–) (\d+|–) (\d+|–) (\d+|–) \d+ \w+ 2026", lima)
    assert any(row.startswith("Peru the state as a whole") for row in rows_of(page))


def test_marks_and_rows_lead_to_the_events_there(room):
    page = room.get("/ECU-PER/map?lane=verbal-cooperation").text
    assert "/ECU-PER/events?place=Brasilia&amp;lane=verbal-cooperation" in page
    listed = words_of(room.get("/ECU-PER/events?place=Brasilia").text)
    assert "1 event with these filters" in listed and "at Brasilia" in listed


def test_filters_narrow_the_places_and_a_modality_counts_what_is_told_so(room):
    page = room.get("/ECU-PER/map?modality=planned").text
    assert [row.split()[0] for row in rows_of(page)] == ["Quito"] and "told as planned" in words_of(page)
    assert re.search(r"Quito Ecuador 1 – – –", rows_of(page)[0])


def test_the_frame_can_be_chosen_and_stays_with_the_filters(room):
    page = room.get("/ECU-PER/map?focus=all").text
    assert '<input type="hidden" name="focus" value="all">' in page and 'focus=places"' in page
    assert room.get("/ECU-PER/map?focus=moon").status_code == 422


def test_the_policy_on_borders_is_stated(room):
    assert "To draw a line is not to endorse it" in words_of(room.get("/ECU-PER/map").text)


@pytest.fixture
def path(tmp_path):
    readings = make_pages(3)
    places = [(Place(HOSTILE, ("JPN",), 35.0, 135.0), Place("Nowhere Bay", ())), (), (Place("Cape", ()),)]
    events = [make_event(r.claims[0], places=place) for r, place in zip(readings, places, strict=True)]
    events[2] = replace(events[2], modality="planned")
    return write_store(tmp_path / "record.db", readings, events=events)


def test_places_without_coordinates_and_events_without_place_are_counted(path):
    with open_room(path) as client:
        page = client.get("/FRA-JPN/map").text
    assert "3 places, 2 of them without known coordinates; 1 event without a place" in words_of(page)
    cape = next(row for row in rows_of(page) if row.startswith("Cape"))
    assert cape.startswith("Cape not on the map not known – – – – 1")


def test_hostile_names_stay_words(path):
    with open_room(path) as client:
        page = client.get("/FRA-JPN/map").text
    assert "Port &lt;img" in page and "<img" not in page and "\u202e" not in page


def test_a_pair_without_events_or_places_says_why(path, tmp_path):
    with open_room(path) as client:
        assert "No page read so far tells of anything between Chile and Norway" in client.get("/CHL-NOR/map").text
    bare = write_store(tmp_path / "bare.db", make_pages(1))
    with open_room(bare) as client:
        assert "None of the 1 event names a place" in words_of(client.get("/FRA-JPN/map").text)


def test_files_lead_from_places_to_events():
    page = show_as_file(read_samples(), PAIR, "map")
    assert "hx-" not in page and "<form" not in page and "Newest events" in page
    assert any(link.startswith("../events/event-") for link in links_of(page))
    assert set(re.findall(r'href="#(place-\d+)"', page)) <= set(re.findall(r'id="(place-\d+)"', page)) != set()
