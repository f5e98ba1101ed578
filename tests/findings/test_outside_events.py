"""Findings between claims that are no one event: figures, denials, places, plans that came about."""

from datetime import date

from dyadlog.records import Attribution, Place
from tests.consolidate.pages import PageOf, on, state
from tests.findings.test_findings import findings_of, only

NOR, SWE = state("NOR", "Norway"), state("SWE", "Sweden")


def trade_page(location, day, sentence, words, value, year, **more):
    return PageOf(location, day).tell(
        sentence, "statement", [NOR, SWE], [], on(year),
        quantities=[(words, value, value, value, "EUR", "exactly", "bilateral commerce")], **more,
    )  # fmt: skip


def test_two_figures_for_the_trade_of_one_year_conflict():
    first = trade_page("a", date(2021, 3, 1), "Commerce of Norway and Sweden came to 20 euros in 2020.", "20", 20, 2020)
    second = trade_page("b", date(2021, 3, 9), "Norway and Sweden traded for 30 euros in 2020.", "30", 30, 2020)
    assert [side.value for side in only(findings_of(first, second), "quantity").sides] == ["20", "30"]


def test_figures_of_two_years_are_a_series_and_no_conflict():
    first = trade_page("a", date(2021, 3, 1), "Commerce of Norway and Sweden came to 20 euros in 2019.", "20", 20, 2019)
    second = trade_page("b", date(2021, 3, 9), "Norway and Sweden traded for 30 euros in 2020.", "30", 30, 2020)
    assert not [f for f in findings_of(first, second) if f.kind == "quantity"]


def test_what_is_aimed_at_is_not_set_against_what_there_is():
    goal = "Norway and Sweden want to bring commerce to 30 euros."
    first = trade_page("a", date(2021, 3, 1), "Commerce of Norway and Sweden came to 20 euros in 2020.", "20", 20, 2020)
    second = trade_page(
        "b", date(2021, 3, 9), goal, "30", 30, 2020, instruments=[("commerce to 30 euros", "target", "announced")]
    )
    assert not [f for f in findings_of(first, second) if f.kind == "quantity"]


def test_a_denial_without_an_act_answers_the_accusation_before_it():
    page = PageOf("a", date(2021, 3, 1))
    page.tell("Norway accused Sweden of jamming its radio.", "accuse", [NOR], [SWE], on(2021, 3, 1))
    page.tell("The ministry in Stockholm denied it.", "statement", [SWE], modality="denied")
    finding = only(findings_of(page), "denial")
    assert [side.value for side in finding.sides] == ["asserted", "denied"]


def test_a_denial_does_not_answer_a_charge_against_somebody_else():
    page = PageOf("a", date(2021, 3, 1))
    page.tell("Norway accused Sweden of jamming its radio.", "accuse", [NOR], [SWE], on(2021, 3, 1))
    page.tell("Oslo denied reports of a cabinet crisis.", "statement", [NOR], modality="denied")
    assert not [f for f in findings_of(page) if f.kind == "denial"]


def test_a_denial_on_another_page_answers_a_charge_in_like_words():
    charge = PageOf("a", date(2021, 3, 1)).tell(
        "Norway protested against tolls that Swedish guards take from lorries.", "accuse", [NOR], [SWE], on(2021, 3, 1)
    )
    denial = PageOf("b", date(2021, 3, 3)).tell(
        "A Swedish officer denied that guards take tolls from lorries.", "statement", [SWE], modality="denied"
    )
    assert len(only(findings_of(charge, denial), "denial").sides) == 2


def test_one_meeting_put_in_two_towns_far_apart_is_a_question_of_place():
    def met(location, town, lat, lon):
        return PageOf(location, date(2021, 3, 2)).tell(
            f"The premiers of Norway and Sweden signed the fish pact in {town} on Monday.", "sign", [NOR, SWE], [],
            on(2021, 3, 1), places=(Place(town, ("NOR",), lat, lon),),
        )  # fmt: skip

    finding = only(findings_of(met("a", "Narvik", 68.4, 17.4), met("b", "Halden", 59.1, 11.4)), "place")
    assert [side.value for side in finding.sides] == ["Narvik", "Halden"]
    assert not [
        f for f in findings_of(met("a", "Narvik", 68.4, 17.4), met("b", "Bjerkvik", 68.5, 17.5)) if f.kind == "place"
    ]


def test_a_plan_without_a_day_and_what_came_of_it_is_an_update():
    plan = PageOf("a", date(2021, 3, 1)).tell(
        "Norway and Sweden plan to sign a fisheries package.", "sign", [NOR, SWE], [],
        on(2021, 3, 1, method="published"), modality="planned",
    )  # fmt: skip
    done = PageOf("b", date(2021, 3, 9)).tell(
        "Norway and Sweden signed a fisheries accord on Monday.", "sign", [NOR, SWE], [], on(2021, 3, 8)
    )
    assert {side.value for side in only(findings_of(plan, done), "update", "modality").sides} == {"planned", "asserted"}


def test_force_by_one_side_and_its_word_that_the_other_began_are_set_side_by_side():
    page = PageOf("a", date(2021, 3, 1))
    page.tell("Swedish boats rammed a Norwegian trawler.", "attack", [SWE], [NOR], on(2021, 2, 27))
    own = (Attribution("Stockholm", "government", "SWE", "claims"),)
    page.tell("Stockholm claims Norway fired first.", "shell", [NOR], [SWE], attribution=own, modality="claimed")
    assert [side.value for side in only(findings_of(page), "role").sides] == ["Sweden to Norway", "Norway to Sweden"]


def test_what_a_third_party_says_is_no_countercharge():
    page = PageOf("a", date(2021, 3, 1))
    page.tell("Swedish boats rammed a Norwegian trawler.", "attack", [SWE], [NOR], on(2021, 2, 27))
    third = (Attribution("Helsinki", "government", "FIN", "says"),)
    page.tell("Helsinki says Norway fired back.", "shell", [NOR], [SWE], attribution=third, modality="claimed")
    assert not [f for f in findings_of(page) if f.kind == "role"]


def toll(location, day, sentence, words, low, high, bound):
    return PageOf(location, day).tell(
        sentence, "statement", [NOR], [SWE], on(2021, 3, 1),
        quantities=[(words, low or high, low, high, "person", bound, "killed")],
    )  # fmt: skip


def test_up_to_so_many_dead_against_fewer_are_set_side_by_side_as_possible_together():
    exact = toll(
        "a", date(2021, 3, 1), "Norway shot three guards of Sweden at a bridge.", "three guards", 3, 3, "exactly"
    )
    bound = toll("b", date(2021, 3, 2), "Up to five guards of Sweden fell to Norway by the bridge, shot there.",
                 "Up to five guards", None, 5, "at_most")  # fmt: skip
    finding = only(findings_of(exact, bound), "quantity")
    assert finding.note == "three guards or Up to five guards; both may be right"


def test_a_bound_near_the_number_is_no_difference():
    exact = toll("a", date(2021, 3, 1), "Norway shot 31 guards of Sweden at a bridge.", "31 guards", 31, 31, "exactly")
    bound = toll("b", date(2021, 3, 2), "At least 30 guards of Sweden were shot by Norway near a bridge.",
                 "At least 30 guards", 30, None, "at_least")  # fmt: skip
    assert not [f for f in findings_of(exact, bound) if f.kind == "quantity"]


def round_of_talks(location, sentence, month):
    return PageOf(location, date(2021, 3, 1)).tell(
        sentence, "talks", [NOR, SWE], [], on(2021, month), modality="planned"
    )


def test_one_round_announced_for_two_months_is_a_question_of_date():
    first = round_of_talks("a", "A second round on salmon quotas of Norway and Sweden is due in May.", 5)
    second = round_of_talks("b", "In August, Norway and Sweden hold the second round about salmon quotas.", 8)
    finding = only(findings_of(first, second), "date")
    assert finding.note == "planned for May 2021 or August 2021"


def test_two_rounds_that_one_page_tells_of_are_two():
    first = round_of_talks("a", "A second round on salmon quotas of Norway and Sweden is due in May.", 5)
    second = round_of_talks("b", "In August, Norway and Sweden hold the third round about salmon quotas.", 8)
    second.tell("They will meet on salmon quotas in May.", "talks", [NOR, SWE], [], on(2021, 5), modality="planned")
    assert not [f for f in findings_of(first, second) if f.kind == "date"]


def test_one_word_is_enough_for_a_denial_of_force_by_one_side_on_one_day():
    day = on(2021, 3, 1)
    charge = PageOf("a", date(2021, 3, 2)).tell("Norwegian gunners opened up on Sweden.", "shell", [NOR], [SWE], day)
    denial = PageOf("b", date(2021, 3, 2)).tell(
        "Oslo denied that gunners broke the truce with Sweden.", "violate_ceasefire", [NOR], [SWE], day,
        modality="denied",
    )  # fmt: skip
    assert [side.value for side in only(findings_of(charge, denial), "denial").sides] == ["asserted", "denied"]


def test_force_in_quoted_words_on_one_page_and_plain_ones_on_another_is_a_framing():
    plain = PageOf("a", date(2021, 3, 2)).tell(
        "Norwegian guns opened fire on a Swedish post.", "shell", [NOR], [SWE], on(2021, 3, 1), trigger="opened fire"
    )
    quoted = PageOf("b", date(2021, 3, 2)).tell(
        "Norway made a “lesson raid” against the Swedes.", "raid", [NOR], [SWE], on(2021, 3, 2), trigger="raid"
    )
    finding = only(findings_of(plain, quoted), "framing")
    assert [side.value for side in finding.sides] == ["lesson raid", "opened fire"]
