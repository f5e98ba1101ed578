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


@given(st.text(max_size=60))
def test_words_and_spaces_are_the_text(text):
    words, spaces = tokenize(text)
    assert "".join(word + " " * space for word, space in zip(words, spaces, strict=True)) == text
