"""The page of other data sets: each happening with what they have of it, beside the record and never in it."""

import csv
import re
import shutil
from io import StringIO

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.serve import Settings
from dyadlog.serve.desk import FEW_FOREIGN, Desk
from dyadlog.serve.pages.foreign import IN_A_FILE
from dyadlog.serve.pages.foreign_lines import MOST_ROWS, lay_beside
from dyadlog.store import open_view
from tests.exchange.foreign.conftest import save_event
from tests.exchange.foreign.made_up import ACLED_ROW, ICEWS_ROW, gdelt, headed, mentions, quoted
from tests.notebook.samples import PAIR, read_samples
from tests.serve.foreign_made_up import beside_samples, take_in
from tests.serve.showing import links_of, open_room, show_as_file, words_of
from tests.serve.test_hostile import DIRECTIONS, Page
from tests.serve.test_site import broken_links, contents, write

HERE = "/FRA-JPN/foreign"
OTHER_ACT = {"GlobalEventID": "1007", "EventCode": "112", "QuadClass": "3"}


@pytest.fixture
def db(tmp_path):
    """A visit of the third of May 2024, and nothing else."""
    save_event(tmp_path / "record.db")
    return tmp_path / "record.db"


@pytest.fixture
def show(db):
    def show(query=""):
        with open_room(db) as client:
            answer = client.get(HERE + query)
        assert answer.status_code == 200
        return answer.text

    return show


def cards_of(page):
    """The words of each happening."""
    return [words_of(card) for card in re.findall(r'(?s)<li class="quad-\d">.*?(?=<li class="quad-|</section>)', page)]


def test_before_anything_is_taken_in_the_page_says_how_to(sample_room):
    page = sample_room.get("/ECU-PER/foreign").text
    told = words_of(page)
    for name in ("gdelt", "icews", "polecat", "acled", "ucdp"):
        assert f"dyadlog foreign import {name} " in told
    assert "--about ECU,PER" in told and "/api/" not in page
    assert "/ECU-PER/foreign" in links_of(sample_room.get("/ECU-PER/sources").text)
    assert "/ECU-PER/foreign" not in links_of(sample_room.get("/ECU-PER/events").text)


def test_a_happening_says_how_often_they_count_it_and_why_it_is_this_one(db, show):
    take_in(db, "gdelt", gdelt({}, {"GlobalEventID": "1002", "NumMentions": "5", "NumSources": "4"}))
    take_in(db, "gdelt", mentions({}, {"SentenceID": "9"}), "mentions.csv")
    page = show()
    (card,) = cards_of(page)
    assert "GDELT 2.0 found there 2 rows 15 mentions 20 articles at most 4 sources a row" in card
    assert "found in 2 sentences of 1 outlet" in card
    assert "042 Make a visit" in card and "≈" not in card
    assert "The same day, the same type and mode, CONSULT visit, the same place, Osaka" in card
    assert "https://news.example/visit" in links_of(page)
    assert HERE in links_of(page)  # the tab


def test_what_they_lack_and_what_we_lack_stand_beside_each_other(db, show):
    take_in(db, "gdelt", gdelt(OTHER_ACT))
    ours, theirs = cards_of(show())
    assert "GDELT 2.0 not found there 1 row of other acts on these days" in ours
    assert theirs.startswith("2 May 2024 France to Japan: accuse GDELT 2.0 alone 1 row 10 mentions")


def test_a_data_set_that_could_not_have_it_says_why_and_lacks_nothing(db, show):
    take_in(db, "gdelt", gdelt())
    take_in(db, "acled", quoted(ACLED_ROW), "acled.csv")
    take_in(db, "icews", headed(ICEWS_ROW | {"Event Date": "2019-01-01"}), "old.tab")
    card = cards_of(show("?side=ours"))[0]
    assert "ICEWS: of days that no file covers; ACLED: not looked for there" in card and "not found there" not in card


def test_data_sets_are_told_at_a_glance_with_ways_to_each_number(db, show):
    take_in(db, "gdelt", gdelt({}, {"GlobalEventID": "1002"}, OTHER_ACT))
    page = show()
    head, row = re.findall(r"(?s)<tr>.*?</tr>", page[page.index('class="glance"') :])[:2]
    heads, cells = (re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", part) for part in (head, row))
    told = dict(zip(heads, cells, strict=True))
    assert words_of(told["Found there"]) == "1" and words_of(told["Rows a happening"]) == "2.0 at most 2"
    assert words_of(told["Only there"]) == "1 1 row" and words_of(told["Not found there"]) == "–"
    for link in links_of(row):
        assert len(cards_of(show(link.removeprefix(HERE)))) == 1


def test_happenings_are_chosen_by_side_standing_type_and_year(db, show):
    take_in(db, "gdelt", gdelt({}, OTHER_ACT))
    for query, shown in {
        "?side=ours": ["visited"],
        "?side=theirs": ["accuse"],
        "?standing=gdelt-found": ["visited"],
        "?standing=gdelt-only": ["accuse"],
        "?type=ACCUSE": ["accuse"],
        "?year=2024": ["visited", "accuse"],
        "?year=2023": [],
    }.items():
        cards = cards_of(show(query))
        assert [word in card for word, card in zip(shown, cards, strict=True)] == [True] * len(shown), query
    assert "No happening fits these filters" in words_of(show("?year=2023"))
    with open_room(db) as client:
        for wrong in ("side=both", "standing=gdelt-gone", "window=400", "page=x"):
            assert client.get(f"{HERE}?{wrong}").status_code == 422, wrong


def test_the_days_apart_are_asked_for_in_the_address(db, show):
    take_in(db, "gdelt", gdelt({"Day": "20240505"}))
    assert "not found there" in cards_of(show())[0]
    page = show("?window=3")
    assert "3 days apart, the same type" in cards_of(page)[0]
    assert '<option value="3" selected>3 days</option>' in page


def test_nothing_of_theirs_is_in_a_count_of_ours(db):
    sections = ("", "events", "index", "people", "incidents", "map", "ledger")
    with open_room(db) as client:
        before = {name: words_of(client.get(f"/FRA-JPN/{name}".rstrip("/")).text) for name in sections}
    take_in(db, "gdelt", gdelt({}, OTHER_ACT))
    with open_room(db) as client:
        after = {name: words_of(client.get(f"/FRA-JPN/{name}".rstrip("/")).text) for name in sections}
    assert {name: words.replace(" Other data sets", "", 1) for name, words in after.items()} == before


def test_many_rows_of_one_happening_are_counted_and_the_first_ones_shown(db, show):
    take_in(db, "gdelt", gdelt(*({"GlobalEventID": str(n)} for n in range(1, MOST_ROWS + 6))))
    (card,) = cards_of(show())
    assert f"{MOST_ROWS + 5} rows" in card and card.count("Make a visit") == MOST_ROWS
    assert "and 5 further rows, all in the download" in card


def test_the_table_downloads_with_the_rows_of_the_command(db):
    take_in(db, "gdelt", gdelt({}, OTHER_ACT))
    with open_room(db) as client:
        (address,) = [link for link in links_of(client.get(HERE).text) if link.endswith("format=csv")]
        rows = list(csv.DictReader(StringIO(client.get(address).text)))
        assert [(row["source"], row["side"], row["standing"], row["rows"]) for row in rows] == [
            ("gdelt", "ours", "found", "1"),
            ("gdelt", "theirs", "lacking", "1"),
        ]
        assert client.get(address.replace("csv", "json")).json()["total"] == 2
        assert client.get("/api/v1/dyads/FRA-JPN/foreign?source=icews").json()["rows"][0]["standing"] == "not_covered"


def test_many_rows_are_compared_aside_while_the_page_says_so(db):
    rows = ({"GlobalEventID": str(n)} for n in range(1, FEW_FOREIGN + 2))
    take_in(db, "gdelt", gdelt(*rows))
    desk = Desk(Settings(db=db))
    desk._submit = lambda work, told: Unfinished()
    with desk.open() as view:
        assert not desk.product(view, lay_beside, ("FRA", "JPN"), 1).ready
        assert desk.product(view, lay_beside, ("FRA", "JPN"), 1, wait=True).ready


class Unfinished:
    def add_done_callback(self, told):
        pass


def test_hostile_words_and_addresses_stay_words(db, show):
    trick = "<script>alert(1)</script> pa\u202ect {{ 7 * 7 }}"
    told = {"Actor1Name": trick, "ActionGeo_Fullname": trick, "SOURCEURL": "javascript:alert(5)"}
    take_in(db, "gdelt", gdelt(told, OTHER_ACT | told))
    name = '"><img src=x onerror=alert(2)>' + "W" * 400
    row = ICEWS_ROW | {"Event Text": trick, "Publisher": trick, "Source Name": name}
    take_in(db, "icews", headed(row), "events.tab")
    page = show()
    assert Page(page).faults == [] and not set(DIRECTIONS) & set(page)
    assert "alert(1)" in words_of(page) and "javascript:alert(5)" in words_of(page) and ">49<" not in page
    assert not [link for link in links_of(page) if "javascript" in link]


def test_files_have_all_of_it_and_every_link_leads_somewhere(tmp_path):
    shutil.copy(read_samples(), tmp_path / "record.db")
    (tmp_path / "record.db").chmod(0o644)
    beside_samples(tmp_path / "record.db")
    page = show_as_file(tmp_path / "record.db", PAIR, "foreign")
    assert "hx-" not in page and "<form" not in page and any(link.endswith("#theirs") for link in links_of(page))
    assert not [link for link in links_of(page) if link.startswith("/")]
    with open_view(tmp_path / "record.db") as view:
        lines = lay_beside(view, load_knowledge(), PAIR, 1).lines
    assert len(cards_of(page)) == len(lines) < IN_A_FILE
    write(tmp_path / "record.db", tmp_path / "out", ["Ecuador", "Peru"])
    files = contents(tmp_path / "out")
    assert list(broken_links(files)) == []
    assert {"ECU-PER/foreign.html", "data/ECU-PER/foreign.csv", "data/ECU-PER/foreign.json"} <= set(files)
    assert "foreign.html" in files["ECU-PER/events.html"].decode()


def test_two_states_of_which_no_data_set_tells_anything(db, show):
    take_in(db, "gdelt", gdelt())
    with open_room(db) as client:
        told = words_of(client.get("/FJI-TUV/foreign").text)
    assert "Neither this record nor a data set that was taken in tells of anything between these two states" in told
