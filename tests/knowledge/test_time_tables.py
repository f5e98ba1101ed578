from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.resolve.time_grammar import READERS, find_expressions, plain

KNOWLEDGE = load_knowledge()
PATTERNS = {pattern.name: pattern for pattern in KNOWLEDGE.time_words.patterns}


@pytest.mark.parametrize("name", PATTERNS)
def test_every_pattern_matches_its_example(name):
    pattern = PATTERNS[name]
    assert pattern.example in [match[0] for match in pattern.find(plain(pattern.context))]
    assert pattern.reading in READERS


@given(st.text(alphabet=" 0123456789-/.,'May Mondylastwekfrombt–", max_size=60))
@settings(max_examples=150, deadline=None)
def test_expressions_never_overlap_and_stay_inside(text):
    found = find_expressions(plain(text), KNOWLEDGE.time_words, KNOWLEDGE.periods)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def test_periods_are_found_by_any_of_their_names():
    found = list(KNOWLEDGE.periods.find("It began after the Yom Kippur War and the six-day war."))
    assert [period.name for _, _, period in found] == ["Yom Kippur War", "Six-Day War"]


def test_a_name_that_needs_context_is_not_found_without_it():
    assert not list(KNOWLEDGE.periods.find("It came after the border war."))
    assert list(KNOWLEDGE.periods.find("Eritrea changed after the border war."))


def test_states_of_periods_are_known_codes():
    codes = {code for period in KNOWLEDGE.periods.periods for code in period.states}
    assert all(KNOWLEDGE.states.get(code) is not None for code in codes)


def test_a_period_of_the_user_takes_the_place_of_ours(tmp_path: Path):
    head = "name,names,start,end,states,context,source\n"
    (tmp_path / "periods.csv").write_text(head + "Winter War,Winter War,1939-12-01,1940-03-13,FIN|SUN,,ours\n")
    found = list(Knowledge((tmp_path,)).periods.find("the Winter War"))
    assert found[0][2].start == date(1939, 12, 1)


def test_a_period_that_ends_before_it_starts_stops_the_run(tmp_path: Path):
    head = "name,names,start,end,states,context,source\n"
    (tmp_path / "periods.csv").write_text(head + "A war,A war,1940-01-02,1940-01-01,,,ours\n")
    with pytest.raises(KnowledgeError, match="line 2"):
        _ = Knowledge((tmp_path,)).periods


def test_a_broken_pattern_stops_the_run(tmp_path: Path):
    row = '[[pattern]]\nname = "x"\nreading = "date"\npattern = "("\nexample = "x"\n'
    (tmp_path / "time_words.toml").write_text(row)
    with pytest.raises(KnowledgeError, match=r"time_words\.toml"):
        _ = Knowledge((tmp_path,)).time_words


@pytest.mark.parametrize(
    ("words", "value", "low"),
    [
        ("1,200", 1200, 1200),
        ("2.5bn", 2.5e9, 2.5e9),
        ("half a million", 500_000, 500_000),
        ("twenty-five", 25, 25),
        ("two hundred and fifty thousand", 250_000, 250_000),
        ("a dozen", 12, 12),
        ("one and a half million", 1.5e6, 1.5e6),
        ("1,00,000", 100_000, 100_000),
        ("5 lakh crore", 5e12, 5e12),
        ("tens of thousands", None, 20_000),
        ("dozens", None, 24),
    ],
)
def test_number_words(words, value, low):
    units = KNOWLEDGE.units
    assert units.number_pattern.fullmatch(words)
    number = units.read_number(words)
    assert (number.value, number.low) == (value, low)
