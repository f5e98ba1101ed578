"""Words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.tokenizer import Tokenizer

tokenize = Tokenizer(load_knowledge().written_forms)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("US-led", "US - led"),
        ("Rs7bn", "Rs 7 bn"),
        ("Rs.500", "Rs. 500"),
        ("US$5m", "US$ 5 m"),
        ("$2.5bn,", "$ 2.5 bn ,"),
        ("a 12-day trip", "a 12 - day trip"),
        ("Chile–Peru border", "Chile – Peru border"),
        ("U.S.-China", "U.S. - China"),
        ("anti-Serbian", "anti - Serbian"),
        ("(TDI):", "( TDI ) :"),
        ("“Yes,” he", "“ Yes , ” he"),
        ("ended.[3]", "ended . [ 3 ]"),
        ("Nairobi/Kampala", "Nairobi / Kampala"),
        ("didn’t", "did n’t"),
        ("Peru’s", "Peru ’s"),
        ("at 16:30 p.m. in St. Lucia", "at 16:30 p.m. in St. Lucia"),
        ("plan—which", "plan — which"),
    ],
)
def test_news_is_split_into_words(text, words):
    assert tokenize(text)[0] == words.split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Really?!! No!!!", "Really ?!! No !!!"),
        ("Great news:) see you :-(", "Great news :) see you :-("),
        ("(see the map below:)", "( see the map below : )"),
        ("They re-elected a non-resident co-chair.", "They re-elected a non-resident co-chair ."),
        ("since mid-March", "since mid-March"),
        ("an anti-Serbian and a two-year plan", "an anti - Serbian and a two - year plan"),
        ("call 555-201-3344", "call 555-201-3344"),
        ("a 3-2 vote on 2024-06-12", "a 3 - 2 vote on 2024 - 06 - 12"),
        ("at 7:45PM, 80km away", "at 7:45 PM , 80 km away"),
        ("Wed. and Thurs. morning etc. were free", "Wed. and Thurs. morning etc. were free"),
        ("We sold pens, ink, etc.", "We sold pens , ink , etc ."),
        ("It cost $5m.", "It cost $ 5 m ."),
        ("WE DON'T CARE", "WE DO N'T CARE"),
        ("I wanna go outta here", "I wan na go out ta here"),
        ("your id, w/o a pen", "your id , w/o a pen"),
        ("the pier(new)and the quay", "the pier ( new ) and the quay"),
        ("#harbour ***", "#harbour ***"),
        ("see notes-2.pdf now", "see notes-2.pdf now"),
        ("one----two", "one ---- two"),
        ("He said No.", "He said No ."),
        ("No. 5", "No. 5"),
    ],
)
def test_web_text_is_split_into_words(text, words):
    assert tokenize(text)[0] == words.split()


def test_initials_in_a_row_keep_their_last_stop():
    assert tokenize("They live in the U.S.")[0][-1] == "U.S."


SIGNS = "aA1.,:;!?-–—()[]'’\"“”/#@$~*=_ "


@given(st.text(alphabet=SIGNS, max_size=40))
def test_words_of_signs_are_the_text(text):
    words, spaces = tokenize(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text


@given(st.text(max_size=60))
def test_words_and_spaces_are_the_text(text):
    words, spaces = tokenize(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text


@pytest.mark.parametrize(
    "text",
    ["x" * 3000, "-" * 3000, "a-" * 1500, "!?" * 1500, "(" * 3000, ":)" * 1500, "🙂" * 3000, "مرحبا", "\x00\x07", ""],
)
def test_the_longest_sentence_there_is_is_split_whole(text):
    words, spaces = tokenize(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
