"""The list of relations: order, years, states, hostile and empty stores."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dyadlog.records import Interval
from dyadlog.serve.desk import Desk
from dyadlog.serve.links import Links
from dyadlog.serve.pages.home import show_home
from dyadlog.serve.rendering import render
from dyadlog.serve.settings import Settings
from dyadlog.serve.sheets import Scene
from dyadlog.store import open_view, open_writer
from tests.builders import make_event
from tests.serve.made_up import make_client, make_told, write_store
from tests.serve.showing import links_of, words_of

RELATIONS = r'(?s)<tr><th scope="row"><a href="([^"]+)">([^<]+)</a>.*?</tr>'


def test_relations_stand_by_number_of_events_with_their_years(sample_room):
    page = sample_room.get("/").text
    assert re.findall(RELATIONS, page) == [("/ECU-PER", "Ecuador and Peru"), ("/KEN-TZA", "Kenya and Tanzania")]
    assert page.count("<svg ") == 2 and "Events of Ecuador and Peru by year" in page
    known = sample_room.get("/api/v1/dyads/ECU-PER/events").json()["total"]
    assert re.search(rf'<td class="number" data-label="events">{known}</td>', page)


def test_a_state_is_found_by_name_or_code(sample_room):
    for typed in ("Kenya", "KEN", "kenya"):
        page = sample_room.get("/", params={"state": typed}).text
        assert re.findall(RELATIONS, page) == [("/KEN-TZA", "Kenya and Tanzania")]
        assert "1 of 2 pairs" in words_of(page) and "<h1>Relations of Kenya</h1>" in page


def test_a_state_that_is_none_gets_the_nearest_ones(sample_room):
    page = sample_room.get("/", params={"state": "Kenja <b>"}).text
    assert "No state is called “Kenja &lt;b&gt;”" in page
    assert "/?state=Kenya" in links_of(sample_room.get("/?state=Kenja").text)
    assert "No page read so far tells of Norway" in words_of(sample_room.get("/?state=Norway").text)


def test_two_states_typed_open_their_relation(sample_room):
    answer = sample_room.get("/open", params={"first": "Peru", "second": "ecu"}, follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/ECU-PER"
    page = sample_room.get("/").text
    assert re.findall(r'<option value="([^"]+)">', page) == ["Ecuador", "Kenya", "Peru", "Tanzania"]
    assert '<label class="field">One state<input name="first" list="states"' in page


def test_an_empty_store_says_how_it_is_filled(tmp_path):
    with open_writer(tmp_path / "record.db"):
        pass
    with make_client(tmp_path / "record.db") as client:
        page = client.get("/").text
    assert "dyadlog read FOLDER" in page and "<table" not in page and "<form" not in page.partition("<main")[2]


def test_years_are_counted_anew_when_events_come_in(tmp_path):
    path, readings = tmp_path / "record.db", [make_told(f"Page {number}.", number) for number in range(2)]
    events = [
        make_event(one.claims[0], when=Interval(day, day, "day", "explicit"))
        for one, day in zip(readings, (date(2023, 1, 1), date(2024, 1, 1)), strict=True)
    ]
    write_store(path, readings[:1], events=events[:1])
    with make_client(path) as client:
        assert "1 dated event in 2023 to 2023" in client.get("/").text
        path.unlink()
        write_store(path, readings, events=events)
        assert "2 dated events in 2023 to 2024" in client.get("/").text


def test_events_to_come_do_not_push_the_years_aside(tmp_path):
    reading = make_told("Page.", 0)
    days = (date(2024, 3, 1), date(2060, 1, 1))
    claims = [replace(reading.claims[0], claim_id=f"claim-{number:016x}") for number in range(2)]
    readings = [replace(reading, claims=tuple(claims))]
    events = [
        make_event(claim, when=Interval(day, day, "day", "explicit")) for claim, day in zip(claims, days, strict=True)
    ]
    with make_client(write_store(tmp_path / "record.db", readings, events=events)) as client:
        page = client.get("/").text
    assert "1 dated event in 2024 to 2024" in page and "1 Jan 2060" in page


def test_many_relations_are_paged_through_and_as_files_have_no_forms(tmp_path):
    codes = ["ARG", "AUS", "AUT", "BEL", "BGD", "BGR", "BOL", "BRA", "CAN", "CHE", "CHL"]
    pairs = [(one, other) for at, one in enumerate(codes) for other in codes[at + 1 :]]
    reading, events = make_told("Page.", 0), []
    claims = tuple(replace(reading.claims[0], claim_id=f"claim-{number:016x}") for number in range(len(pairs)))
    for claim, (one, other) in zip(claims, pairs, strict=True):
        event = make_event(claim)
        actor, recipient = event.actors[0], event.recipients[0]
        events.append(
            replace(event, actors=(replace(actor, states=(one,)),), recipients=(replace(recipient, states=(other,)),))
        )
    path = write_store(tmp_path / "record.db", [replace(reading, claims=claims)], events=events)
    with make_client(path) as client:
        pages = [client.get(f"/?page={number}").text for number in (1, 2)]
        narrowed = client.get("/?state=Chile&page=1").text
    assert [len(re.findall(RELATIONS, page)) for page in pages] == [50, 5]
    assert len(re.findall(RELATIONS, narrowed)) == 10
    with open_view(path) as view:
        scene = Scene(Desk(Settings(db=path)), view, Links(depth=0), whole_text=False, patient=True)
        whole = render(show_home(scene), scene, mark="")
    assert len(re.findall(RELATIONS, whole)) == 50 and "<form" not in whole and 'href="AUS-CHL.html"' in whole


def test_years_before_the_window_are_still_told(tmp_path):
    reading = make_told("Page.", 0)
    day = date(2024, 5, 3) - timedelta(days=365 * 70)
    event = make_event(reading.claims[0], when=Interval(day, day, "day", "explicit"))
    with make_client(write_store(tmp_path / "record.db", [reading], events=[event])) as client:
        assert "1 dated event before 2005" in client.get("/").text
