"""The words between quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadlog.parse.quotations import find_quotations, place_quotations


def quoted(text):
    return [text[quotation.start : quotation.end] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We agree,” she said, “on all points.”", ["We agree,", "on all points."]),
        ('He called it "a bluff" twice.', ["a bluff"]),
        ("The ‘liberators’ left the states’ capitals.", ["liberators"]),
        ("He didn't say 'never', the minister's aide said.", ["never"]),
        ("It isn't Kenya's, nor the rebels' fault.", []),
        ("«Non», dit-il.", ["Non"]),
        ("“The word ‘war’ is theirs,” he said.", ["The word ‘war’ is theirs,", "war"]),
        ("The rock of the ’90s and o'clock", []),
        ("He said ‘the ministers’ plan is dead’ and left.", ["the ministers’ plan is dead"]),
    ],
)
def test_marks_are_paired(text, expected):
    assert quoted(text) == expected


def test_a_quotation_over_two_sentences_is_open_in_the_first_only():
    text = "“It is late. We must act,” he said."
    found = find_quotations(text)
    first = place_quotations(found, 100, (0, 12), goes_on=False)
    second = place_quotations(found, 100, (13, len(text)), goes_on=False)
    assert [(q.start, q.end, q.open_ended) for q in (*first, *second)] == [(101, 112, True), (113, 125, False)]


def test_a_quotation_without_end_stops_with_its_sentence():
    text = "“It is late. We must act."
    found = find_quotations(text)
    assert place_quotations(found, 0, (0, 12), goes_on=False)[0].open_ended
    assert place_quotations(found, 0, (13, 25), goes_on=False) == ()
    assert place_quotations(found, 0, (13, 25), goes_on=True)[0].open_ended


@given(st.text(alphabet="ab .,“”\"'’‘«»s", max_size=60))
def test_quotations_lie_in_the_text(text):
    for quotation in find_quotations(text):
        assert 0 <= quotation.start <= quotation.end <= len(text)
