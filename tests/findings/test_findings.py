from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.consolidate import consolidate
from dyadlog.findings import find
from dyadlog.records import Framing
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

GRC, BGR = state("GRC", "Greece"), state("BGR", "Bulgaria")
NIKOU = person("Maria Nikou", "GRC", "foreign minister")
PETROV = person("Ivo Petrov", "BGR", "foreign minister")
DIMOV = person("Stefan Dimov", "BGR", "foreign minister")


def findings_of(*pages):
    readings = [page.read() for page in pages]
    return find(readings, consolidate(readings, KNOWLEDGE), KNOWLEDGE)


def only(findings, kind, field=None):
    found = [f for f in findings if f.kind == kind and (field is None or f.field.startswith(field))]
    assert len(found) == 1, [(f.kind, f.field) for f in findings]
    return found[0]


def met(location, day, sentence, when, outlet=None, **more):
    return PageOf(location, day, outlet).tell(sentence, "meet", [NIKOU], [PETROV], when, **more)


def test_two_sources_that_agree_corroborate_the_act_the_date_and_the_people():
    findings = findings_of(
        met("a", date(2020, 2, 5), "Nikou met Petrov in Sofia on Tuesday.", on(2020, 2, 4)),
        met("b", date(2020, 2, 6), "The foreign ministers, Nikou and Petrov, met on 4 February.", on(2020, 2, 4)),
    )
    for field in ("act", "date", "participants"):
        finding = only(findings, "corroborated", field)
        assert len(finding.sides) == 2 and set(finding.states) == {"GRC", "BGR"}


def test_a_copy_corroborates_nothing():
    sentence = "Nikou met Petrov in Sofia on Tuesday to talk about the closed road over the mountains."
    first, second = (
        met("a", date(2020, 2, 5), sentence, on(2020, 2, 4)),
        met("b", date(2020, 2, 5), sentence, on(2020, 2, 4)),
    )
    first.tell("The first outlet adds a line of its own at the end.")
    findings = findings_of(first, second)
    assert all(len({side.evidence.quote for side in f.sides}) > 1 for f in findings if f.kind == "corroborated")


def test_a_month_and_a_day_in_it_do_not_conflict_but_two_days_do():
    month = met("a", date(2020, 3, 1), "Nikou met Petrov in February.", on(2020, 2))
    day = met("b", date(2020, 3, 1), "Nikou met Petrov on 4 February.", on(2020, 2, 4))
    other = met("c", date(2020, 3, 1), "Nikou met Petrov on 11 February.", on(2020, 2, 11))
    assert not [f for f in findings_of(month, day) if f.kind == "date"]
    finding = only(findings_of(day, other), "date")
    assert [side.value for side in finding.sides] == ["2020-02-04", "2020-02-11"]


@pytest.mark.parametrize(
    ("outlets", "kind"), [(("Balkan Desk", "Road News"), "quantity"), (("Road News", "Road News"), "revision")]
)
def test_figures_that_cannot_both_be_right_conflict(outlets, kind):
    def page(location, outlet, words, number):
        return PageOf(location, date(2020, 2, 5), outlet).tell(
            f"Greece deported {words} Bulgarian drivers on Tuesday.",
            "deport",
            [GRC],
            [BGR],
            on(2020, 2, 4),
            quantities=[(words, number, number, number, "person", "exactly", "deported")],
        )

    finding = only(findings_of(page("a", outlets[0], "14", 14), page("b", outlets[1], "twenty", 20)), kind)
    assert [side.value for side in finding.sides] == ["14", "twenty"]


def test_compatible_figures_corroborate():
    def page(location, words, low, high, bound):
        return PageOf(location, date(2020, 2, 5)).tell(
            f"Greece deported {words} Bulgarian drivers {location} Tuesday.",
            "deport",
            [GRC],
            [BGR],
            on(2020, 2, 4),
            quantities=[(words, low, low, high, "person", bound, "deported")],
        )

    findings = findings_of(page("on", "at least 14", 14, None, "at_least"), page("last", "15", 15, 15, "exactly"))
    assert only(findings, "corroborated", "deported")
    assert not [f for f in findings if f.kind == "quantity"]


def test_agreements_here_and_memoranda_there_differ_in_the_kind_of_document():
    first = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria signed a dozen agreements.",
        "sign",
        [GRC, BGR],
        [],
        on(2020, 2, 4),
        instruments=[("a dozen agreements", "bundle", "signed")],
        quantities=[("a dozen", 12, 12, 12, "agreement", "exactly", "agreements")],
    )
    second = PageOf("b", date(2020, 2, 5)).tell(
        "Twelve memoranda were signed by Bulgaria and Greece.",
        "sign",
        [GRC, BGR],
        [],
        on(2020, 2, 4),
        instruments=[("Twelve memoranda", "bundle", "signed")],
        quantities=[("Twelve", 12, 12, 12, "memorandum", "exactly", "memoranda")],
    )
    findings = findings_of(first, second)
    assert only(findings, "instrument").field == "kind of document"
    assert not [f for f in findings if f.kind in ("quantity", "unit")]


def trade_page(location, words, *figures):
    quantities = [(words_of, value, low, high, "USD", bound, "trade") for words_of, value, low, high, bound in figures]
    page = PageOf(location, date(2020, 2, 5))
    return page.tell(f"Greece and Bulgaria {words}.", "trade", [GRC, BGR], [], on(2020, 2, 4), quantities=quantities)


def test_a_rounded_level_does_not_bear_out_another_target():
    first = trade_page("a", "aim at trade of 1 billion dollars", ("1 billion dollars", 1e9, 1e9, 1e9, "exactly"))
    second = trade_page(
        "b",
        "aim at trade of 2 billion dollars, from about 800 million",
        ("2 billion dollars", 2e9, 2e9, 2e9, "exactly"),
        ("about 800 million", 8e8, None, None, "about"),
    )
    findings = findings_of(first, second)
    assert [side.value for side in only(findings, "quantity").sides] == ["1 billion dollars", "2 billion dollars"]
    assert not [f for f in findings if f.field == "trade" and f.kind == "corroborated"]


def test_a_rounded_figure_agrees_with_one_near_it():
    first = trade_page("a", "had trade of about 800 million", ("about 800 million", 8e8, None, None, "about"))
    second = trade_page(
        "b", "had trade of 830 million dollars", ("830 million dollars", 8.3e8, 8.3e8, 8.3e8, "exactly")
    )
    assert only(findings_of(first, second), "corroborated", "trade")


def minister_page(location, who, rest):
    page = PageOf(location, date(2020, 2, 5)).tell(f"foreign minister {who.name} {rest}", "statement", [who], [GRC])
    return page.seat(who, "foreign minister")


def test_one_name_in_one_post_of_two_states_is_no_rivalry():
    pages = (
        minister_page("a", PETROV, "spoke."),
        minister_page("b", NIKOU, "went."),
        minister_page("c", person("Maria Nikou", "BGR"), "sat."),
    )
    assert not [f for f in findings_of(*pages) if f.kind == "office"]


def test_the_number_of_documents_may_stand_elsewhere_in_the_sentence_of_the_signing():
    first = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria concluded no fewer than twenty agreements.",
        "sign",
        [GRC, BGR],
        [],
        on(2020, 2, 4),
        quantities=[("no fewer than twenty agreements", 20, 20, None, "agreement", "at_least", None)],
    )
    sentence = "Nikou was in Bulgaria, with 20 memoranda signed."
    second = PageOf("b", date(2020, 2, 5)).tell(
        sentence,
        "visit",
        [NIKOU],
        [BGR],
        on(2020, 2, 4),
        quantities=[("20 memoranda", 20, 20, 20, "memorandum", "exactly", None)],
    )
    second.tell(sentence, "sign", [GRC, BGR], [], on(2020, 2, 4))
    findings = findings_of(first, second)
    assert [side.value for side in only(findings, "instrument").sides] == ["agreement", "memorandum"]
    assert only(findings, "corroborated", "number of documents")


def test_planned_then_happened_is_an_update():
    plan = met("a", date(2020, 2, 3), "Nikou will meet Petrov on Tuesday.", on(2020, 2, 4), modality="planned")
    done = met("b", date(2020, 2, 5), "Nikou met Petrov on Tuesday.", on(2020, 2, 4))
    finding = only(findings_of(plan, done), "update")
    assert [side.value for side in finding.sides] == ["planned", "asserted"]


def test_a_denial_stands_beside_the_claim():
    said = met("a", date(2020, 2, 5), "Nikou met Petrov on Tuesday.", on(2020, 2, 4))
    denied = met(
        "b", date(2020, 2, 6), "Sofia denies that Nikou met Petrov on Tuesday.", on(2020, 2, 4), modality="denied"
    )
    assert [side.value for side in only(findings_of(said, denied), "denial").sides] == ["asserted", "denied"]


def test_a_headline_that_says_more_than_its_text():
    page = PageOf("a", date(2020, 2, 5))
    page.tell("Greece and Bulgaria agree on river dams", "agree", [GRC, BGR], [], on(2020, 2, 4), block="headline")
    page.tell(
        "Greece and Bulgaria voiced the wish to build river dams.", "declare_intent", [GRC, BGR], [], on(2020, 2, 4)
    )
    assert only(findings_of(page), "headline_body").sides[0].value == "agree (asserted)"


def test_one_page_names_a_further_party():
    tur = state("TUR", "Turkey")
    first = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria held talks.", "talks", [GRC, BGR], [], on(2020, 2, 4)
    )
    second = PageOf("b", date(2020, 2, 5)).tell(
        "Greece, Bulgaria and Turkey held talks.", "talks", [GRC, BGR, tur], [], on(2020, 2, 4)
    )
    assert only(findings_of(first, second), "participant").field == "participants"


def test_who_shot_at_whom_is_told_the_other_way_round():
    first = PageOf("a", date(2020, 2, 5)).tell("Greece shelled Bulgaria.", "shell", [GRC], [BGR], on(2020, 2, 4))
    second = PageOf("b", date(2020, 2, 5)).tell("Bulgaria shelled Greece.", "shell", [BGR], [GRC], on(2020, 2, 4))
    assert [side.value for side in only(findings_of(first, second), "role").sides] == [
        "Greece to Bulgaria",
        "Bulgaria to Greece",
    ]


def test_visits_in_both_directions_are_no_conflict_of_roles():
    first = PageOf("a", date(2020, 3, 5)).tell(
        "Nikou visited Bulgaria in February.", "visit", [NIKOU], [BGR], on(2020, 2)
    )
    second = PageOf("b", date(2020, 3, 5)).tell(
        "Petrov was in Greece in February.", "visit", [PETROV], [GRC], on(2020, 2)
    )
    assert not [f for f in findings_of(first, second) if f.kind == "role"]


def test_a_plan_that_stands_apart_is_linked_to_what_it_became():
    page = met("a", date(2020, 2, 5), "Nikou met Petrov on Tuesday.", on(2020, 2, 4))
    page.tell("Nikou is to meet Petrov again.", "meet", [NIKOU], [PETROV], modality="planned")
    plan = met("b", date(2020, 2, 3), "Nikou is to meet Petrov.", None, modality="planned")
    updates = [f for f in findings_of(page, plan) if f.kind == "update"]
    assert any({side.value for side in f.sides} == {"planned", "asserted"} for f in updates)


def test_wars_named_in_passing_with_other_parties_are_set_side_by_side():
    srb, rou = state("SRB", "Serbia"), state("ROU", "Romania")

    def page(location, sentence, one, other):
        page = PageOf(location, date(2020, 2, 5))
        return page.tell(sentence, "war", [one], [other]).tell(sentence, "thank", [NIKOU], [BGR])

    first = page("a", "Maria Nikou thanked Bulgaria for its help in the war of Serbia on Romania.", srb, rou)
    second = page(
        "b", "Maria Nikou spoke of the help of Bulgaria when Serbia attacked Turkey.", srb, state("TUR", "Turkey")
    )
    assert [side.value for side in only(findings_of(first, second), "participant").sides] == [
        "Serbia, Romania",
        "Serbia, Turkey",
    ]


def test_words_in_common_are_no_agenda_unless_a_meeting_is_reported():
    first = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria face regional security and energy challenges.", "statement", [GRC, BGR]
    )
    second = PageOf("b", date(2020, 2, 5)).tell(
        "Energy, security and regional challenges matter to Bulgaria and Greece.", "statement", [GRC, BGR]
    )
    assert findings_of(first, second) == ()


def test_loaded_and_neutral_words_for_one_act():
    def page(location, words, framings=()):
        sentence = f"The {words} by Greece against Bulgaria began on Tuesday."
        return PageOf(location, date(2020, 2, 5)).tell(
            sentence, "attack", [GRC], [BGR], on(2020, 2, 4), trigger=words, framings=framings
        )

    framing = Framing("aggression", "attack", "label", None, 0, 4, 14)
    finding = only(findings_of(page("a", "aggression", (framing,)), page("b", "operation")), "framing")
    assert {side.value for side in finding.sides} == {"aggression", "operation"}


def test_offices_agree_and_rival_holders_conflict():
    agreed = findings_of(minister_page("a", PETROV, "spoke of dams."), minister_page("b", PETROV, "went home."))
    assert only(agreed, "corroborated", "office").sides[0].value == "foreign minister"
    rivals = findings_of(minister_page("a", PETROV, "spoke of dams."), minister_page("b", DIMOV, "went home."))
    assert {side.value for side in only(rivals, "office").sides} == {"Ivo Petrov", "Stefan Dimov"}


def test_a_deadline_that_has_passed_is_stale():
    page = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria plan a bridge by March.",
        "joint_project",
        [GRC, BGR],
        [],
        modality="planned",
        instruments=[("bridge", "project", "announced")],
    )
    reading = page.read()
    from dataclasses import replace

    (claim,) = reading.claims
    dated = replace(claim, instruments=(replace(claim.instruments[0], deadline=date(2020, 3, 31)),))
    later = PageOf("b", date(2020, 6, 1)).tell("Nothing else happened.").read()
    readings = [replace(reading, claims=(dated,)), later]
    assert only(find(readings, consolidate(readings, KNOWLEDGE), KNOWLEDGE), "stale").sides[0].value == "2020-03-31"


def test_sources_that_speak_of_the_same_matters_share_an_agenda():
    first = PageOf("a", date(2020, 2, 5)).tell(
        "Greece and Bulgaria discussed smuggling, river floods and customs queues.",
        "talks",
        [GRC, BGR],
        [],
        on(2020, 1),
    )
    second = PageOf("b", date(2020, 2, 9)).tell(
        "Talks between Bulgaria and Greece on smuggling, floods on the river and customs are planned.",
        "talks",
        [GRC, BGR],
        [],
        on(2020, 4),
        modality="planned",
    )
    finding = only(findings_of(first, second), "corroborated", "agenda")
    assert "smuggling" in finding.sides[0].value and "customs" in finding.sides[1].value


def test_a_very_long_sentence_is_cut_to_whole_words_that_stand_in_the_text():
    sentence = "Nikou met Petrov on Tuesday " + "and spoke at length about the road " * 30 + "in Sofia."
    pages = [
        met(x, date(2020, 2, 5), sentence.replace("length", x), on(2020, 2, 4), trigger="met")
        for x in ("first", "second")
    ]
    texts = {page.read().document.document_id: page.read().document.text for page in pages}
    for finding in findings_of(*pages):
        for side in finding.sides:
            quote = side.evidence
            assert texts[quote.document_id][quote.start : quote.end] == quote.quote and len(quote.quote) <= 500


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_reading_does_not_matter(order):
    pages = [
        met("a", date(2020, 2, 3), "Nikou will meet Petrov on Tuesday.", on(2020, 2, 4), modality="planned"),
        met("b", date(2020, 2, 5), "Nikou met Petrov on Tuesday.", on(2020, 2, 4)),
        met("c", date(2020, 2, 6), "Nikou did not meet Petrov.", on(2020, 2, 4), negated=True),
    ]
    readings = [page.read() for page in pages]
    shuffled = [readings[i] for i in order]
    expected = find(readings, consolidate(readings, KNOWLEDGE), KNOWLEDGE)
    assert find(shuffled, consolidate(shuffled, KNOWLEDGE), KNOWLEDGE) == expected
