"""The second look at the lines of a text page."""

import numpy as np

from dyadlog.clean.line_context import context_features
from dyadlog.clean.line_features import OWN, line_features
from dyadlog.clean.line_model import classify_lines
from dyadlog.clean.lines import split_lines
from dyadlog.clean.structure import label_page
from dyadlog.knowledge import load_knowledge

PROSE = "The two ministers said that the ports will be open to ships of both states from the spring on."
PAGE = [
    "Home | News | Sport",
    "Ports of both states open in spring",
    PROSE,
    "The ports are in the north, and it will take three days to sail from one of them to the other.",
    "Ports that will open:",
    "- Puerto Alba (north)",
    "- Puerto Claro (north)",
    "- Puerto Bajo (south)",
    "- Puerto Grande (south)",
    "The ministers will meet again when the first ships of the two states have been in these ports.",
    "Read more: A bridge is closed",
    "Copyright 2024 Example Courier. All rights reserved.",
]


def look(lines, body):
    words = load_knowledge().page_words
    guess = np.column_stack([1 - body, body, np.zeros(len(lines))]).astype(np.float32)
    return context_features(lines, line_features(lines, words)[:, : len(OWN)], guess, words)


def test_every_line_has_one_row_of_finite_features_whatever_the_first_look_says():
    for count in (1, 2, len(PAGE)):
        lines = split_lines("\n".join(PAGE[:count]))
        for body in (np.zeros(count), np.ones(count), np.linspace(0, 1, count)):
            rows = look(lines, body)
            assert rows.shape[0] == count and np.isfinite(rows).all()


def test_rows_of_equal_lines_differ_by_what_the_first_look_says_of_their_surroundings():
    lines = split_lines("\n".join([*[PROSE] * 30, *["- Puerto"] * 30]))
    body = np.concatenate([np.ones(30), np.zeros(30)])
    rows = look(lines, body)
    assert not np.allclose(rows[31], look(lines, np.zeros(60))[31])
    assert not np.allclose(rows[31], rows[58])


def test_a_list_within_an_article_is_read_and_the_links_below_are_not():
    knowledge = load_knowledge()
    lines = split_lines("\n".join(PAGE))
    kinds = label_page(lines, classify_lines(lines, knowledge.page_words), knowledge)
    assert kinds[1] == "headline"
    assert kinds[2] == kinds[9] == "paragraph"
    assert kinds[10:] == ["related", "boilerplate"]


def test_a_line_of_nothing_but_characters_without_width_is_blank():
    lines = split_lines("One line.\n\u200b\n\ufeff \u200d\n\u200bAnother line.")
    assert [line.text for line in lines] == ["One line.", "Another line."]
    assert [line.first for line in lines] == [1, 4]
