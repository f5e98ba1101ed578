"""What a user asks for."""

from datetime import date

import pytest

from dyadlog.errors import UnknownState, UserError
from dyadlog.knowledge import load_knowledge
from dyadlog.report.questions import choose, make_filter, resolve_states
from dyadlog.store import Filter


def test_capitals_and_hyphens_do_not_matter():
    assert choose("consult", ["CONSULT"], "event type") == "CONSULT"
    assert choose(" Open-Border ", ["open_border"], "kind") == "open_border"


def test_a_short_list_is_told_whole():
    with pytest.raises(UserError, match="no modality is called 'sure'; there are: asserted, planned"):
        choose("sure", ["asserted", "planned"], "modality")


def test_of_a_long_list_the_nearest_are_told():
    with pytest.raises(UserError, match="nearest: visit"):
        choose("vist", ["visit", *(f"kind{n}" for n in range(40))], "kind")


def test_a_wrong_state_gets_the_nearest_right_ones():
    with pytest.raises(UnknownState, match="nearest: Ecuador"):
        resolve_states(["Ecuadr"], load_knowledge())
    assert resolve_states(["Quito", "ecuador", "PER"], load_knowledge()) == ("ECU", "PER")


def test_words_become_a_filter():
    slots = ("consult", "visit", "Planned", "Example Post")
    assert make_filter(load_knowledge(), ["France"], ("2024", "2024-02"), slots) == Filter(
        ("FRA",), date(2024, 1, 1), date(2024, 2, 29), "CONSULT", "visit", "planned", "Example Post"
    )
    nothing = (None, None, None, None)
    assert make_filter(load_knowledge(), [], (None, None), nothing, "headline-body").kind == "headline_body"
