"""Codes that other data sets have for states."""

from datetime import date

import pytest

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge import load_knowledge
from dyadlog.knowledge.state_codes import load_state_codes

TODAY = date(2024, 5, 2)


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.mark.parametrize(
    ("scheme", "code", "state"),
    [
        ("cameo", "FRA", "FRA"),
        ("cameo", "ROM", "ROU"),
        ("cameo", "WSB", "PSE"),
        ("cameo", "EUR", None),
        ("cameo", "SEA", None),
        ("cameo_group", "EEC", "EUU"),
        ("fips", "JA", "JPN"),
        ("fips", "RB", "SRB"),
        ("fips", "YI", "SRB"),
        ("fips", "XX", None),
        ("gw", "740", "JPN"),
        ("cow", "255", "DEU"),
        ("cow", "740", "JPN"),
        ("iso_numeric", "4", "AFG"),
        ("iso_numeric", "004", "AFG"),
        ("name", "Congo", "COG"),
        ("name", "DR Congo (Zaire)", "COD"),
        ("name", "Occupied Palestinian Territory", "PSE"),
        ("name", "Atlantis", None),
        ("name", "", None),
    ],
)
def test_codes_and_names_are_states(scheme, code, state, knowledge):
    assert knowledge.state_codes.find(scheme, code, TODAY) == state


@pytest.mark.parametrize("scheme", ["cameo", "fips", "gw", "iso_numeric"])
def test_every_state_of_today_is_found_under_the_code_that_is_written_for_it(scheme, knowledge):
    without = {"fips": {"EUU", "PSE"}, "gw": {"ANT", "COK", "ESH", "EUU", "NIU", "PSE", "VAT"}, "iso_numeric": {"EUU"}}
    for state in knowledge.states.all():
        if state.valid_to is not None:
            continue
        code = knowledge.state_codes.code_of(scheme, state.code)
        if state.code in without.get(scheme, ()):
            assert code is None, state.code
        else:
            assert knowledge.state_codes.find(scheme, code, TODAY) == state.code, state.code


def test_a_code_of_an_unknown_state_is_a_bad_line(tmp_path):
    (tmp_path / "state_codes.csv").write_text(
        "scheme,code,state,valid_from,valid_to,main,source\ngw,999,QQQ,,,1,made up\n", "utf-8"
    )
    with pytest.raises(KnowledgeError, match=r"state_codes\.csv, line 2: state: 'QQQ'"):
        load_state_codes(load_knowledge((tmp_path,)))
