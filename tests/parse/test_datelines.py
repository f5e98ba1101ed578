"""Datelines."""

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.parse.datelines import find_dateline, find_mark, join_dateline
from dyadlog.parse.reader import Analysis


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("QUITO , May 9 ( Wire ) -- The minister left the talks early .", 8),
        ("QUITO – The minister left the talks early .", 2),
        ("Basra , 3 June – The minister left the talks early .", 5),
        ("Peru – Chile talks began early on Monday .", 0),
        ("The minister – a general – left the talks early .", 0),
        ("QUITO ( Wire ): The minister left .", 0),
        ("QUITO – TALKS FAIL OVER THE BORDER", 0),
        ("QUITO – Talks end .", 0),
    ],
)
def test_a_dateline_ends_at_its_dash_where_there_is_no_doubt(text, words):
    assert find_dateline(text.split()) == words


def test_a_colon_may_end_a_dateline_too_but_not_beyond_doubt():
    words = ["Basra", "(", "BC", ")", ":", "The", "minister", "left", "early", "."]
    assert find_mark(words) == 4
    assert find_dateline(words) == 0


def test_the_dateline_hangs_on_the_sentence_that_was_read_alone():
    def flat(*heads):
        empty = ("",) * len(heads)
        relations = tuple("root" if word == head else "dep" for word, head in enumerate(heads))
        return Analysis(empty, empty, empty, heads, relations, ("O",) * len(heads))

    joined = join_dateline(flat(0, 0), flat(1, 1, 1))
    assert joined.heads == (3, 0, 3, 3, 3)
    assert joined.relations == ("dep", "dep", "dep", "root", "dep")
    assert len(joined.pos) == len(joined.names) == 5


def test_the_first_sentence_of_a_report_keeps_its_subject():
    text = "QUITO, May 9 (Wire) -- President Ana Duarte on Monday held talks with her guest."
    [(_, _, doc)] = Parser(load_knowledge()).read_text(text)
    root = next(token for token in doc if token.head.i == token.i)
    assert root.text == "held"
    assert [token.text for token in root.children if token.dep_ == "nsubj"] == ["Ana"]
