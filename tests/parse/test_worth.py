"""What is worth parsing: nothing that holds a claim is left out, and pages about other things mostly are."""

import pickle
from itertools import permutations

import pytest

from benchmarks.worth import SETS, Bench
from dyadlog.knowledge import load_knowledge
from dyadlog.parse.worth import Worth, leave_out

MOST_LOST = 0.005
"""Of the sentences that hold a claim, as many may be left out."""
LEAST_LEFT_OUT = 0.8
"""Measured 0.95 of the sentences of pages that are not about states."""
PAGE = (
    "{0} and {1} are neighbours.",
    "The river is long.",
    "{0} expelled two attachés.",
    "Nobody slept.",
    "In that case {1} would not attend.",
    "Its eyes were shut.",
)


@pytest.fixture(scope="module")
def bench():
    return Bench(load_knowledge())


@pytest.fixture(scope="module")
def worth(bench):
    return bench.worth


def ask(bench, *sentences):
    return bench.check(list(sentences))[0]


@pytest.mark.parametrize("name", ["pages", "pages2", "seeds"])
def test_sentences_that_hold_a_claim_are_read(bench, name):
    folder, gold = SETS[name]
    if not gold.is_file():
        pytest.skip(f"{gold} is not here")
    measured = bench.measure_folder(folder, gold)
    assert measured.with_claim > 20
    assert measured.share_lost <= MOST_LOST, measured.lost


def test_examples_of_the_lexicon_are_read(bench):
    assert bench.measure_examples().share_lost <= MOST_LOST


def test_most_of_pages_about_other_things_is_left_out(bench):
    measured = bench.measure_folder(*SETS["foreign"])
    assert measured.left_out / measured.sentences >= LEAST_LEFT_OUT


def test_an_act_between_two_states_is_worth_reading(bench):
    assert ask(bench, "Peru recalled its ambassador from Chad.") == [True]


def test_a_page_that_names_nobody_is_not_worth_reading(bench):
    assert ask(bench, "They signed an agreement.", "He visited them on Monday.") == [False, False]


def test_a_page_that_names_one_state_and_no_office_is_not_worth_reading(bench):
    assert ask(bench, "We spent a week in Peru.", "They attacked our sandwiches.") == [False, False]


def test_a_town_abroad_is_another_side(bench):
    assert ask(bench, "A Peruvian frigate docked in Mombasa.") == [True]


def test_an_act_without_names_is_read_on_a_page_about_two_states(bench):
    assert ask(bench, "Peru and Chad share a lake.", "Both sides signed the accord.") == [True, True]


def test_a_word_needs_what_its_frames_ask_for(bench):
    page = ["Peru and Chad share a lake.", "Nobody paid.", "Nobody paid a visit."]
    assert ask(bench, *page) == [True, False, True]


def test_who_holds_an_office_is_read_of_wherever_he_is_named(bench):
    page = ["The foreign minister of Peru, Ana Quispe, met her Chadian host.", "Quispe was born by the sea."]
    assert ask(bench, *page) == [True, True]
    assert ask(bench, *page[:1], "Morales was born by the sea.") == [True, False]


def test_figures_are_read(bench):
    assert ask(bench, "Peru and Chad share a lake.", "It was 1994.", "It was dark.") == [True, True, False]


def test_a_sentence_without_capitals_is_read(bench):
    assert ask(bench, "Peru and Chad share a lake.", "it was dark") == [True, True]


def test_which_states_are_named_changes_nothing(bench):
    names = ("Peru", "Chad", "the United States", "Bosnia and Herzegovina", "South Korea", "Poland")
    answers = {tuple(ask(bench, *(line.format(*pair) for line in PAGE))) for pair in permutations(names, 2)}
    assert answers == {(True, False, True, False, True, False)}


def test_an_empty_page_has_nothing_to_read(worth):
    assert worth([]) == []


def test_the_check_can_be_sent_to_another_process(worth):
    again = pickle.loads(pickle.dumps(worth))
    assert isinstance(again, Worth)
    assert again([["Peru", "attacked", "Chad"]]) == [True]


def test_what_is_left_out_is_a_tree_without_syntax():
    analysis = leave_out(["Nobody", "slept", "."])
    assert analysis.heads == (0, 0, 0)
    assert analysis.relations == ("root", "dep", "dep")
    assert set(analysis.pos) == {"X"}
    assert set(analysis.names) == {"O"}
