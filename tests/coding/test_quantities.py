"""Figures of whole sentences: value, low, high, unit, bound, what they measure, and their words."""

from functools import lru_cache

import pytest

from dyadlog.coding.quantities import find_quantities
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication


@lru_cache(maxsize=1)
def load_parser():
    return Parser(load_knowledge())


def read(text, taken=()):
    document = Document(
        "doc-1", "page-1", "page.txt", text, (Block(0, len(text), "paragraph"),), None, None, None, None,
        Publication(), "en", "news", "line", "0",
    )  # fmt: skip
    found = [
        quantity
        for sentence in load_parser()(document).sentences
        for quantity in find_quantities(sentence, load_knowledge(), taken)
    ]
    for quantity in found:
        assert text[quantity.start : quantity.end] == quantity.original
    return found


FIGURES = {
    "Kenya and Ghana signed 12 agreements.": (12, "agreement", "exactly", None, "12 agreements"),
    "They signed three memoranda of understanding.": (
        3, "memorandum", "exactly", None, "three memoranda of understanding",
    ),
    "At least 300 troops crossed the border.": (300, "person", "at_least", "troops", "At least 300 troops"),
    "Some 40 people were killed.": (40, "person", "about", "killed", "Some 40 people"),
    "The raid killed 12 soldiers.": (12, "person", "exactly", "killed", "12 soldiers"),
    "Dozens were injured in the raid.": (None, "person", "at_least", "wounded", "Dozens"),
    "The raid left 31 dead.": (31, "person", "exactly", "killed", "31 dead"),
    "Ghana freed 52 prisoners.": (52, "person", "exactly", "released", "52 prisoners"),
    "Both want to raise bilateral trade to $10bn.": (1e10, "USD", "exactly", "bilateral trade", "$10bn"),
    "Brazil pledged a $500m loan to Peru.": (5e8, "USD", "exactly", "loan", "$500m"),
    "France gave 100 million euros in aid.": (1e8, "EUR", "exactly", "aid", "100 million euros"),
    "The bank lent 5 billion Indian rupees.": (5e9, "INR", "exactly", None, "5 billion Indian rupees"),
    "The bank lent Rs7bn.": (7e9, "rupee", "exactly", None, "Rs7bn"),
    "Exports rose by 10 per cent.": (10, "percent", "exactly", "exports", "10 per cent"),
    "Peru will buy 20,000 barrels of oil per day.": (
        20_000, "barrel per day", "exactly", "oil", "20,000 barrels of oil per day",
    ),
    "The 1,200 km pipeline was opened.": (1200, "kilometre", "exactly", "pipeline", "1,200 km"),
    "The line will carry 500 MW to Uganda.": (500, "megawatt", "exactly", None, "500 MW"),
    "Fewer than 100 families returned.": (100, "person", "at_most", "families", "Fewer than 100 families"),
    "Nearly half a million refugees fled.": (500_000, "person", "about", "refugees", "Nearly half a million refugees"),
    "The envoys came for a two-day visit.": (2, "day", "exactly", "visit", "two-day"),
    "The summit was attended by 57 countries.": (57, "country", "exactly", None, "57 countries"),
}  # fmt: skip

RANGES = {
    "They fired 10-15 rockets.": (10, 15, "rocket"),
    "Between 10 and 15 rockets were fired.": (10, 15, "rocket"),
    "The deal is worth $10-12bn.": (1e10, 1.2e10, "USD"),
    "5,000 to 6,000 migrants crossed.": (5000, 6000, "person"),
}

NO_FIGURES = (
    "He is 45 years old.",
    "UN resolution 2231 and F-16 jets were discussed at 3:30 pm.",
    "One of the ministers left, and the two sides met.",
    "Call 020-555-1234 or see page 12.",
    "It was the 31st summit.",
    "The 5+1 group met.",
)


@pytest.mark.parametrize("text", FIGURES)
def test_figures(text):
    quantity = read(text)[0]
    assert (quantity.value, quantity.unit, quantity.bound, quantity.of, quantity.original) == FIGURES[text]


@pytest.mark.parametrize("text", RANGES)
def test_ranges_are_one_figure(text):
    (quantity,) = read(text)
    assert (quantity.low, quantity.high, quantity.unit) == RANGES[text]
    assert (quantity.value, quantity.bound) == (None, "between")


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_count_nothing_are_left_alone(text):
    assert read(text) == []


def test_a_rise_is_two_figures_and_no_range():
    assert [quantity.value for quantity in read("Trade fell from $5bn to $3bn.")] == [5e9, 3e9]


def test_killed_and_wounded_stay_apart():
    found = read("The raid killed 12 soldiers and wounded 30 others.")
    assert [(quantity.value, quantity.unit, quantity.of) for quantity in found] == [
        (12, "person", "killed"),
        (30, "person", "wounded"),
    ]


def test_bounds_leave_one_end_open():
    (least,) = read("More than 2,000 people were displaced.")
    (most,) = read("Up to 2,000 people were displaced.")
    assert (least.low, least.high) == (2000, None)
    assert (most.low, most.high) == (None, 2000)


def test_spans_of_time_words_are_left_out():
    text = "In 2000 soldiers left the town."
    assert read(text, [(3, 7)]) == []
