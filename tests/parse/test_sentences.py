"""Where sentences end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.sentences import LONGEST, SentenceSplitter

split = SentenceSplitter(load_knowledge().written_forms)


def sentences(text):
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Gen. J. Doe met Mr. Roe of the U.S. Navy in St. Lucia on Sept. 3 at 5 p.m. local time.",
        "The U.S. President spoke to Dr. A. B. Mensah.",
        "Article No. 7 of the pact costs $2.5 billion.",
        "“Why now?” he asked.",
        "Prof. Adeyemi (ret. ambassador) called it vs. the old plan.",
        "1. Chad opened its border",
        "The mill (c. 1900) is shut.",
        "Please come on Wed. Oct. 4, etc. and so on.",
        "The Washington, D.C. Council met.",
        "It grew 3.4 per cent... and then it stopped.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She came.", ["He left.", "She came."]),
        ("“We won.” He left.", ["“We won.”", "He left."]),
        ('"We won." He left.', ['"We won."', "He left."]),
        ("They came from the U.S. The visit ended.", ["They came from the U.S.", "The visit ended."]),
        ("It began at 5 p.m. On Monday it ended.", ["It began at 5 p.m.", "On Monday it ended."]),
        ("Talks ended.[2] Then they met.", ["Talks ended.[2]", "Then they met."]),
        ("Talks ended. [2] [14] Then they met.", ["Talks ended. [2] [14]", "Then they met."]),
        ("The talks ended.The minister left.", ["The talks ended.", "The minister left."]),
        ("Will they? They will!", ["Will they?", "They will!"]),
        ("It was long (and dull.) They slept.", ["It was long (and dull.)", "They slept."]),
        ("One line\n\nAnother line", ["One line", "Another line"]),
        ("Agreed:\n- trade\n- transit", ["Agreed:", "- trade", "- transit"]),
        ("He waited... Nobody came.", ["He waited...", "Nobody came."]),
        ("In 2024. 12 people died.", ["In 2024.", "12 people died."]),
    ],
)
def test_sentences_end_at_their_stops(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thanks for the cake. it was lovely", ["thanks for the cake.", "it was lovely"]),
        ("See you on Friday. Best regards, Dana", ["See you on Friday.", "Best regards,", "Dana"]),
    ],
)
def test_the_webs_sentences_end_where_no_rule_knows(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("name", ["Peru", "Iran", "UAE", "Saudi Arabia", "South Korea", "US"])
def test_a_name_moves_no_boundary(name):
    text = f"the mayor wrote to {name} and said nothing else it was late. {name} answered: we will come"
    expected = [part.replace("Chad", name) for part in sentences(text.replace(name, "Chad"))]
    assert sentences(text) == expected


def test_a_wrapped_line_is_one_sentence():
    assert sentences("The two sides\nmet again.") == ["The two sides\nmet again."]


@given(st.text(alphabet=" \n.?!“”\"'’()[]aAbB1-", max_size=80))
def test_spans_are_in_order_and_lose_only_white_space(text):
    spans = split(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "x" * 200_000,
        "a. " * 60_000,
        "." * 200_000,
        "\n" * 200_000,
        "“" * 100_000,
        "word " * 100_000,
        "🙂" * 50_000,
        "مرحبا " * 50_000,
        "\x00\x07 " * 50_000,
        "",
    ],
)
def test_a_hostile_block_is_cut(text):
    assert all(end - start <= LONGEST for start, end in split(text))
