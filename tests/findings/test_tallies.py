"""Figures of one thing: which are compared, which agree, in which units, and which cannot be."""

from datetime import date

from dyadlog.records import Framing
from tests.consolidate.pages import PageOf, on, state
from tests.findings.test_findings import findings_of, only

NOR, SWE = state("NOR", "Norway"), state("SWE", "Sweden")


MARTYRED = Framing("martyred", "killed", "label", None, 0, 40, 48)


def fire(location, day, sentence, *figures, **more):
    return PageOf(location, date(2021, 3, day)).tell(
        sentence, "shell", [NOR], [SWE], on(2021, 3, 1), quantities=list(figures), **more
    )


def dead(words, value, bound="exactly", low=None):
    exact = bound == "exactly"
    return (words, value, value if exact else low, value if exact else None, "person", bound, "killed")


def kinds(findings):
    return {finding.kind for finding in findings} - {"corroborated"}


def test_six_and_nine_dead_conflict_and_all_who_say_so_stand_on_one_finding():
    first = fire("a", 2, "Norway shelled Moen and killed six people.", dead("six people", 6))
    second = fire("b", 2, "In Norway's shelling of Moen nine people died.", dead("nine people", 9))
    third = fire("c", 3, "The shelling of Moen by Norway left nine people dead.", dead("nine people", 9))
    finding = only(findings_of(first, second, third), "quantity")
    assert [side.value for side in finding.sides] == ["six people", "nine people", "nine people"]


def test_at_least_a_dozen_and_twelve_agree():
    first = fire(
        "a", 2, "Norway shelled Moen and killed at least a dozen.", dead("at least a dozen", None, "at_least", 12)
    )
    second = fire("b", 2, "In Norway's shelling of Moen 12 people died.", dead("12 people", 12))
    found = findings_of(first, second)
    assert not kinds(found)
    assert only(found, "corroborated", "killed")


def test_the_dead_of_two_sides_are_two_counts():
    first = fire("a", 2, "In the shelling six Norwegian soldiers died.", dead("six", 6))
    second = fire("b", 2, "In the shelling nine Swedish soldiers died.", dead("nine", 9))
    assert "quantity" not in kinds(findings_of(first, second))


def supply(location, words, value, unit, day=2, modality="asserted"):
    return PageOf(location, date(2021, 3, day)).tell(
        f"Norway supplied Sweden with {words} of wheat.", "supply", [NOR], [SWE], on(2021, 3, 1), modality=modality,
        quantities=[(words, value, value, value, unit, "exactly", "wheat")],
    )  # fmt: skip


def test_tonnes_and_kilograms_are_converted():
    found = findings_of(supply("a", "500 tonnes", 500, "tonne"), supply("b", "500,000 kilograms", 500000, "kilogram"))
    assert not kinds(found)
    assert only(found, "corroborated", "grain").note == "500 tonnes fits 500,000 kilograms"


def test_one_number_with_another_unit_is_a_question_of_units():
    found = findings_of(supply("a", "500 tonnes", 500, "tonne"), supply("b", "500 kilograms", 500, "kilogram"))
    assert only(found, "unit").note == "500 tonnes or 500 kilograms"


def test_one_sum_in_two_currencies_is_a_question_of_units():
    pages = [
        PageOf(location, date(2021, 3, 2)).tell(
            sentence, "statement", [NOR, SWE], [], on(2020), quantities=[(words, 30, 30, 30, unit, "exactly", "trade")]
        )
        for location, sentence, words, unit in (
            ("a", "Trade of Norway and Sweden reached 30 euros in 2020.", "30 euros", "EUR"),
            ("b", "In 2020 the Norwegians traded with Sweden for 30 dollars.", "30 dollars", "USD"),
        )
    ]  # fmt: skip
    assert kinds(findings_of(*pages)) == {"unit"}


def test_a_plan_is_not_set_against_what_was_done():
    planned = supply("a", "500 tonnes", 500, "tonne", modality="planned")
    assert "quantity" not in kinds(findings_of(planned, supply("b", "300 tonnes", 300, "tonne")))


def test_trade_above_all_there_is_cannot_be_even_if_only_one_page_says_so():
    page = PageOf("a", date(2021, 3, 2)).tell(
        "Trade of Norway and Sweden reached 9 trillion dollars in 2020.", "statement", [NOR, SWE], [], on(2020),
        quantities=[("9 trillion dollars", 9e12, 9e12, 9e12, "USD", "exactly", "trade")],
    )  # fmt: skip
    assert only(findings_of(page), "implausible").note == "9 trillion dollars: more than there can be"


def test_a_new_figure_of_one_outlet_is_a_revision():
    first = PageOf("a", date(2021, 3, 2), outlet="Fjord Post").tell(
        "Norway shelled Moen and killed six people.", "shell", [NOR], [SWE], on(2021, 3, 1),
        quantities=[dead("six people", 6)],
    )  # fmt: skip
    second = PageOf("b", date(2021, 3, 4), outlet="Fjord Post").tell(
        "Nine people, not six, died in Norway's shelling of Moen.", "shell", [NOR], [SWE], on(2021, 3, 1),
        quantities=[dead("Nine people", 9)],
    )  # fmt: skip
    assert [side.value for side in only(findings_of(first, second), "revision").sides] == ["six people", "Nine people"]


def test_martyred_here_and_killed_there_is_a_framing():
    plain = fire("a", 2, "Norway shelled Moen and killed six people.", trigger="shelled")
    loaded = fire("b", 2, "Norway shelled Moen and six people were martyred.", framings=[MARTYRED])
    assert {side.value for side in only(findings_of(plain, loaded), "framing").sides} == {"killed", "martyred"}


def toll(location, day, sentence, *figures, blow=2, **more):
    page = PageOf(location, date(2021, 3, day), f"{location} Times")
    page.tell("Norwegian and Swedish guards clashed at Moen.", "clash", [NOR, SWE], (), on(2021, 3, blow))
    return page.tell(sentence, "statement", [NOR, SWE], (), quantities=list(figures), **more)


def test_tolls_told_beside_a_clash_are_of_that_clash():
    words = "four sergeants of Sweden", "Seven guards of Sweden", "Six troops of Sweden"
    first = toll("Fjord", 3, "At least four sergeants of Sweden were killed.", dead(words[0], None, "at_least", 4))
    second = toll("Lake", 3, "Seven guards of Sweden died, officials said.", dead(words[1], 7))
    third = toll("Hill", 5, "Six troops of Sweden fell, it said, revising an earlier figure.", dead(words[2], 6))
    found = findings_of(first, second, third)
    assert {side.value for side in only(found, "quantity").sides} >= {*words[1:]}
    assert [side.value for side in only(found, "revision").sides][-1] == words[2]


def test_tolls_beside_clashes_of_different_days_are_two():
    first = toll("Fjord", 3, "Four Swedish guards were killed.", dead("Four Swedish guards", 4))
    second = toll("Lake", 29, "Seven Swedish guards died.", dead("Seven Swedish guards", 7), blow=28)
    assert "quantity" not in kinds(findings_of(first, second))
