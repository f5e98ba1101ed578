"""The page of people and offices, and the network of who deals with whom."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.records import Actor, Comparison, Consolidation, Mention, Occupancy, Party
from dyadlog.serve.pages.portraits import name_key
from dyadlog.serve.pages.ties import MOST_A_COLUMN
from dyadlog.store import open_writer
from tests.builders import FRANCE, JAPAN, make_event, make_reading
from tests.notebook.samples import PAIR, read_samples
from tests.serve.showing import links_of, open_room, show_as_file, words_of

NAME = "Luc \u202eRoy\u202c</script><script>alert(1)</script>"
ENVOY = Party("person:luc roy", NAME, "person", ("FRA",), "<b>envoy</b>")
PEOPLE, NETWORK = "/FRA-JPN/people", "/FRA-JPN/network"


@pytest.fixture(scope="module")
def samples():
    with open_room(read_samples()) as client:
        yield client


def write(path, readings, events, actors=()):
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation(tuple(events), (), tuple(actors), (), ()), Comparison(), "now")


def make_meeting():
    """A page on which a person whose name is hostile meets Japan, and what is known of that person."""
    text = f"The envoy {NAME} met Japan on Thursday."
    reading = make_reading(text, kind="meet", actors=(ENVOY,), recipients=(JAPAN,))
    start = text.index("Luc")
    named = Mention(0, start, start + 3, 2, 2, 2, "Luc", "person", "person", (replace(ENVOY, name="Luc"),))
    words = reading.claims[0].evidence
    held = Occupancy(ENVOY.actor_id, NAME, "ambassador", None, "FRA", first_seen=date(2024, 5, 2), evidence=(words,))
    actor = Actor(ENVOY.actor_id, "person", NAME, (NAME,), ("FRA",), (held,), 1)
    return replace(reading, mentions=(named,)), actor


@pytest.fixture
def path(tmp_path):
    reading, actor = make_meeting()
    write(tmp_path / "record.db", [reading], [make_event(reading.claims[0])], [actor])
    return tmp_path / "record.db"


@pytest.fixture
def room(path):
    with open_room(path) as client:
        yield client


def network_of(page):
    return json.loads(re.search(r'(?s)id="network-data">(.*?)</script>', page)[1])


def test_every_person_has_offices_spellings_and_meetings(samples):
    told = words_of(samples.get("/ECU-PER/people").text)
    assert "Elena Quispe" in told and "foreign minister" in told
    assert "Tomás Villacís 1× on 1 page" in told
    assert "1 meeting, 10 Mar 2026" in told


def test_a_spelling_leads_to_the_words_on_its_page(samples):
    page = samples.get("/ECU-PER/people?person=Tomás").text
    spelling = page[page.index("Tomás Villacís") :]
    assert re.search(r'href="/documents/doc-[0-9a-f]+#(claim-|:~:text=)', spelling)


def test_people_are_found_by_any_spelling(samples):
    page = samples.get("/ECU-PER/people", params={"person": "villacís"}).text
    assert page.count('class="person"') == 1 and "Lucia Ferro" not in page


def test_who_is_not_found_is_said(samples):
    page = samples.get("/ECU-PER/people", params={"person": "zzz<b>"}).text
    assert "Nobody is written with “zzz&lt;b&gt;”" in words_of(page)
    assert "zzz<b>" not in page and 'class="person"' not in page


def test_bars_of_the_chart_lead_to_the_person(samples):
    page = samples.get("/ECU-PER/people").text
    anchors = set(re.findall(r"#(party-[0-9a-f]+)", page[page.index("<svg") : page.index("</figure>")]))
    assert anchors and anchors <= set(re.findall(r'id="(party-[0-9a-f]+)"', page))


def test_a_pair_without_people_is_told_what_would_bring_some(samples):
    told = words_of(samples.get(PEOPLE).text)
    assert "No page read so far names a person who acts for France or Japan" in told
    assert "No event between France and Japan" in words_of(samples.get(NETWORK).text)


@pytest.mark.parametrize("address", [PEOPLE, NETWORK])
def test_hostile_names_stand_as_text(room, address):
    page = room.get(address).text
    assert "<script>alert" not in page and "\u202e" not in page and "<b>envoy" not in page
    assert "alert(1)" in page


def test_the_network_holds_only_what_is_beside_it_as_a_list(samples):
    page = samples.get("/ECU-PER/network").text
    drawn = network_of(page)
    listed = set(re.findall(r'<details name="party" id="(party-[0-9a-f]+)"', page))
    assert {node["id"] for node in drawn["nodes"]} == listed
    assert {end for edge in drawn["edges"] for end in (edge["source"], edge["target"])} <= listed
    assert {edge["way"] for edge in drawn["edges"]} == {"cooperation", "conflict"}


def test_the_two_states_stand_on_either_side(samples):
    columns = {node["name"]: node["column"] for node in network_of(samples.get("/ECU-PER/network").text)["nodes"]}
    assert (columns["Ecuador"], columns["Peru"]) == (0, 2)
    assert (columns["Tomas Villacis"], columns["Elena Quispe"]) == (0, 2)


def test_names_in_the_data_of_the_network_are_plain(room):
    names = [node["name"] for node in network_of(room.get(NETWORK).text)["nodes"]]
    assert "Luc Roy </script><script>alert(1)</script>" in names


def test_more_parties_than_can_be_told_apart_stand_in_the_table_only(tmp_path):
    count = MOST_A_COLUMN + 3
    people = [replace(ENVOY, actor_id=f"person:p{n}", name=f"Person {n}") for n in range(count)]
    readings = [make_reading(f"{one.name} met Japan.", f"{one.name}.txt", actors=(one,)) for one in people]
    write(tmp_path / "record.db", readings, [make_event(reading.claims[0]) for reading in readings])
    with open_room(tmp_path / "record.db") as client:
        page = client.get(NETWORK).text
    assert len([node for node in network_of(page)["nodes"] if node["column"] == 0]) == MOST_A_COLUMN
    assert all(f"{one.name} " in words_of(page[page.index('class="ties-table"') :]) for one in people)


def test_files_have_no_queries_forms_or_downloads(path):
    for section in ("people", "network"):
        page = show_as_file(path, ("FRA", "JPN"), section)
        assert "<form" not in page and "hx-" not in page and "format=csv" not in page
        assert not [link for link in links_of(page) if "?" in link or link.startswith("/")]


def test_files_name_everybody():
    assert show_as_file(read_samples(), PAIR, "people").count('class="person"') == 4


def test_keys_tell_no_name():
    assert re.fullmatch(r"party-[0-9a-f]{16}", name_key(FRANCE.actor_id))
