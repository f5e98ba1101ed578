"""Outlets of states, words for joint texts, topics."""

import csv

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import SHIPPED, Knowledge, load_knowledge

KNOWLEDGE = load_knowledge()
TABLES = ("topics.csv", "state_outlets.csv", "account_words.csv")


def rows_of(table):
    with (SHIPPED / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_sorted_each_once_and_have_a_source(table):
    keys = [
        (row["list"], row["words"]) if "list" in row else next(iter(row.values())).casefold() for row in rows_of(table)
    ]
    assert keys == sorted(keys) and len(keys) == len(set(keys))
    assert all(row["source"] for row in rows_of(table))


def test_outlets_speak_for_states_that_there_are():
    assert [row["state"] for row in rows_of("state_outlets.csv") if KNOWLEDGE.states.get(row["state"]) is None] == []


def test_every_topic_is_found_by_each_of_its_own_words():
    for row in rows_of("topics.csv"):
        for words in row["words"].split("|"):
            assert row["topic"] in {match.topic for match in KNOWLEDGE.topics.find(f"They spoke of {words}.")}, words


def test_a_topic_is_found_in_all_forms_of_a_word_and_not_inside_another():
    def topics(text):
        return [match.topic for match in KNOWLEDGE.topics.find(text)]

    assert topics("Tariffs were cut") == ["trade"] and topics("visa-free travel") == ["consular affairs"]
    assert topics("an important meeting") == [] and topics("the bridegroom") == []


def test_the_place_of_a_topic_is_that_of_its_words():
    text = "On Monday, water sharing came first."
    match = next(match for match in KNOWLEDGE.topics.find(text) if match.topic == "water")
    assert text[match.start : match.end] == "water sharing"


@pytest.mark.parametrize(
    ("outlet", "state"),
    [
        ("Kenya News Agency", "KEN"),
        ("the kenya news agency", "KEN"),
        ("Sudan News Agency (SUNA)", "SDN"),
        ("Tongan State News Agency", "TON"),
        ("BBC", None),
        ("Tonga Post", None),
    ],
)
def test_an_outlet_speaks_for_a_state_by_table_or_by_its_name(outlet, state):
    assert KNOWLEDGE.accounts.state_of_agency(outlet) == state


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("https://www.mofa.gov.to/news/1", "TON"),
        ("https://www.gov.uk/a", "GBR"),
        ("https://post.to/gov", None),
        ("https://gov.example.com", None),
        ("no address", None),
    ],
)
def test_an_address_of_a_government_names_the_state(url, state):
    assert KNOWLEDGE.accounts.state_of_address(url) == state


def test_a_joint_text_is_known_in_either_spelling():
    assert KNOWLEDGE.accounts.is_joint("Joint Communiqué of 3 May") and KNOWLEDGE.accounts.is_joint(
        "the joint statements"
    )
    assert not KNOWLEDGE.accounts.is_joint("a statement on the joint patrol")


def test_a_users_topic_takes_the_place_of_ours_and_a_mark_of_two_states_says_nothing(tmp_path):
    (tmp_path / "topics.csv").write_text(
        "topic,words,contexts,source\nwater,moat,,mine\nfalconry,falcon,,mine\n", "utf-8"
    )
    outlets = "name,names,state,standing,source\nTonga Wire,KNA,TON,state,mine\n"
    (tmp_path / "state_outlets.csv").write_text(outlets, "utf-8")
    mine = Knowledge((tmp_path,))
    assert {match.topic for match in mine.topics.find("Falcons over the moat by the river")} == {"falconry", "water"}
    assert not mine.topics.find("the river")
    assert mine.accounts.state_of_agency("Tonga Wire") == "TON" and mine.accounts.state_of_agency("KNA") is None


@pytest.mark.parametrize(
    ("table", "text", "words"),
    [
        ("topics.csv", "topic,words,contexts,source\nfalconry,falcon,hawks,mine\n", "no context is called 'hawks'"),
        ("topics.csv", "topic,words,contexts,source\nfalconry,,,mine\n", "has no words"),
        ("state_outlets.csv", "name,names,state,standing,source\nX,,XQX,state,mine\n", "unknown state XQX"),
        ("account_words.csv", "list,words,source\nkind,juggle,mine\n", "no kind is called 'juggle'"),
        ("account_words.csv", "list,words,source\nrumour,they say,mine\n", "list: 'rumour' is none of"),
    ],
)
def test_a_bad_row_is_said_with_file_and_line(tmp_path, table, text, words):
    (tmp_path / table).write_text(text, "utf-8")
    mine = Knowledge((tmp_path,))
    with pytest.raises(KnowledgeError, match=words):
        _ = mine.topics, mine.accounts


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("Ministry of Foreign Affairs of the Republic of Fiji - Press release", "FJI"),
        ("The Fijian Foreign Ministry", "FJI"),
        ("Press Service of the President of Tonga | News", "TON"),
        ("Foreign ministry of Fiji summons envoy of Tonga", None),
        ("Foreign ministry of Fiji summons envoy", None),
        ("State visit of the President of Fiji", None),
        ("Ministry of Works", None),
    ],
)
def test_a_letterhead_names_a_body_and_nothing_else(line, state):
    assert KNOWLEDGE.accounts.state_of_letterhead(line) == state
