"""What is open and what is shut between two states."""

from dataclasses import replace
from datetime import date

import pytest

from dyadlog.findings.opening_words import StateReader
from dyadlog.findings.openings import find_openings
from tests.findings.dyads import KNOWLEDGE, open_dyad, read_page

CLOSED = "Norway closed its border with Sweden on Monday. Lorries queued at the barrier for hours afterwards."
READER = StateReader(KNOWLEDGE.openings)


def openings_of(tmp_path, *pages, states=("NOR", "SWE")):
    readings = [
        read_page(f"{number}.txt", text, outlet, published) for number, (text, outlet, published) in enumerate(pages)
    ]
    dyad, by_document = open_dyad(tmp_path / "record.db", readings, *states)
    return find_openings(dyad, [by_document[document] for document in dyad.documents], KNOWLEDGE)


def thing(openings, name, place=None):
    found = [opening for opening in openings if opening.thing == name and (place is None or opening.place == place)]
    assert len(found) == 1, [(opening.thing, opening.place, opening.states) for opening in openings]
    return found[0]


def test_a_closed_border_that_is_opened_again_is_open_since_that_day(tmp_path):
    opened = "Norway reopened its border with Sweden on Friday. Traffic was light in the evening, drivers said."
    found = openings_of(tmp_path, (CLOSED, "Fjord Daily", date(2023, 5, 10)), (opened, "Lake Post", date(2023, 6, 3)))
    border = thing(found, "border")
    assert (border.status, border.since, border.contested) == ("open", date(2023, 6, 2), False)
    assert [report.status for report in border.history] == ["closed", "open"]
    assert border.confirmed_by == ("Lake Post",)


def test_a_plain_statement_confirms_a_state_and_keeps_its_beginning(tmp_path):
    still = "The border between Norway and Sweden remains closed. Shops on both sides are losing money every day."
    found = openings_of(
        tmp_path,
        (CLOSED, "Fjord Daily", date(2023, 5, 10)),
        (f"Norway and Sweden held talks on fish in Oslo on Thursday. {still}", "Lake Post", date(2023, 7, 21)),
    )
    border = thing(found, "border")
    assert (border.status, border.since, border.last_confirmed) == ("closed", date(2023, 5, 8), date(2023, 7, 21))
    assert border.confirmed_by == ("Fjord Daily", "Lake Post")
    assert border.history[-1].evidence.quote == "The border between Norway and Sweden remains closed."


def test_what_is_planned_is_announced_and_not_done(tmp_path):
    plan = "Norway will reopen its border with Sweden on Monday. The minister told reporters so in the evening."
    found = openings_of(tmp_path, (CLOSED, "Fjord Daily", date(2023, 5, 10)), (plan, "Lake Post", date(2023, 6, 1)))
    border = thing(found, "border")
    assert border.status == "closed" and border.last_confirmed == date(2023, 5, 8)
    assert [(report.status, report.when.start) for report in border.announced] == [("open", date(2023, 6, 5))]


def test_contradictory_reports_of_one_day_are_contested(tmp_path):
    opened = "Norway reopened its border with Sweden on Monday. Traffic was light in the evening, drivers said."
    found = openings_of(tmp_path, (CLOSED, "Fjord Daily", date(2023, 5, 10)), (opened, "Lake Post", date(2023, 5, 10)))
    assert thing(found, "border").contested


def test_still_closed_after_an_opening_with_no_new_closing_is_contested(tmp_path):
    opened = "Norway reopened its border with Sweden on Monday. Traffic was light in the evening, drivers said."
    still = "Norway and Sweden held talks in Oslo on Monday. The border between Norway and Sweden remains closed."
    pages = (opened, "Lake Post", date(2023, 5, 10)), (still, "Fjord Daily", date(2023, 9, 5))
    border = thing(openings_of(tmp_path, *pages), "border")
    assert border.status == "closed" and border.since is None
    assert [report.status for report in border.contested_by] == ["open"]


def test_one_source_that_tells_of_two_moves_contests_nothing(tmp_path):
    both = (
        "Norway closed its border with Sweden on Monday. Norway reopened its border with Sweden on Tuesday after talks."
    )
    border = thing(openings_of(tmp_path, (both, "Fjord Daily", date(2023, 5, 12))), "border")
    assert (border.status, border.contested) == ("open", False)


def test_airspace_and_ambassadors_have_an_owner_and_flights_none(tmp_path):
    text = (
        "Norway closed its airspace to Swedish planes on Monday. Sweden recalled its ambassador from Oslo on Tuesday."
        " Norway suspended all flights to Sweden on Wednesday."
    )
    found = openings_of(tmp_path, (text, "Fjord Daily", date(2023, 5, 12)))
    assert (thing(found, "airspace").states, thing(found, "airspace").owned) == (("NOR", "SWE"), True)
    assert (thing(found, "ambassador").states, thing(found, "ambassador").status) == (("SWE", "NOR"), "recalled")
    assert (thing(found, "flights").status, thing(found, "flights").owned) == ("suspended", False)
    assert not [opening for opening in found if opening.thing == "border"]


def test_a_named_crossing_is_a_thing_of_its_own(tmp_path):
    text = (
        "Norway closed the Svinesund border crossing with Sweden on Monday."
        " Norway reopened its border with Sweden on Thursday, the ministry wrote."
    )
    found = openings_of(tmp_path, (text, "Fjord Daily", date(2023, 5, 12)))
    assert thing(found, "crossing", "Svinesund").status == "closed"
    assert thing(found, "border").status == "open"


def test_two_crossings_named_together_are_two_things_and_crossings_at_large_are_the_border(tmp_path):
    text = (
        "Norway closed the Svinesund crossing with Sweden and the crossing at Junkerdal on Monday. Trucks queued."
        " Norway closed all crossings with Sweden on Thursday."
    )
    found = openings_of(tmp_path, (text, "Fjord Daily", date(2023, 5, 12)))
    assert {opening.place for opening in found if opening.thing == "crossing"} == {"Svinesund", "Junkerdal"}
    assert thing(found, "border").since == date(2023, 5, 11)


def test_a_denial_contests_what_another_outlet_reports(tmp_path):
    denial = "Norway denied on Tuesday that it had closed its border with Sweden. Trains ran all day, it added."
    pages = (CLOSED, "Fjord Daily", date(2023, 5, 10)), (denial, "Lake Post", date(2023, 5, 10))
    border = thing(openings_of(tmp_path, *pages), "border")
    assert border.status == "closed" and border.contested
    assert [report.modality for report in border.contested_by] == ["denied"]


def test_what_stands_of_other_states_stays_out(tmp_path):
    text = (
        "Norway and Sweden held talks on fish in Oslo on Monday. The border between Finland and Russia remains closed."
    )
    found = openings_of(tmp_path, (text, "Fjord Daily", date(2023, 5, 10)))
    assert not [opening for opening in found if opening.thing == "border"]


def test_the_order_of_reading_and_of_the_states_changes_nothing_else(tmp_path):
    opened = "Norway reopened its border with Sweden on Friday. Sweden recalled its ambassador from Oslo on Friday."
    pages = [(CLOSED, "Fjord Daily", date(2023, 5, 10)), (opened, "Lake Post", date(2023, 6, 3))]
    readings = [read_page(f"{n}.txt", *page) for n, page in enumerate(pages)]
    dyad, by_document = open_dyad(tmp_path / "there.db", readings, "NOR", "SWE")
    back, _ = open_dyad(tmp_path / "back.db", readings[::-1], "SWE", "NOR")
    there = find_openings(dyad, by_document.values(), KNOWLEDGE)
    again = find_openings(back, [*by_document.values()][::-1], KNOWLEDGE)
    turned = {replace(o, states=o.states if o.owned else o.states[::-1]) for o in again}
    assert len(there) == 2 and set(there) == turned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crossing is still shut.", ("border", "closed", "lasting", False, False)),
        ("The truce, however, holds.", ("ceasefire", "in_force", "being", False, False)),
        ("Peru keeps its airspace shut to Chilean planes.", ("airspace", "closed", "lasting", False, False)),
        ("The border will remain closed until May.", ("border", "closed", "ahead", False, False)),
        ("The border is not closed.", ("border", "closed", "being", True, False)),
        ("Nobody knows whether the border is closed.", ("border", "closed", "being", False, True)),
        ("The crossing is open only to walkers.", ("border", "partly_open", "being", False, False)),
        ("Kenya has no ambassador there.", ("ambassador", "vacant", "being", False, False)),
        ("Trade has been suspended since June.", ("trade_ban", "in_force", "being", False, False)),
    ],
)
def test_state_words(text, expected):
    (telling,) = READER.read(text)
    assert (telling.thing, telling.status, telling.tense, telling.negated, telling.doubted) == expected


@pytest.mark.parametrize(
    "text", ["The border is long. The shop was closed.", "Talks on the border were open and frank.", "They held talks."]
)
def test_words_that_tell_of_no_state(text):
    assert READER.read(text) == ()
