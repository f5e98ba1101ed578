"""What rows of each data set say."""

from datetime import date

import pytest

from tests.exchange.foreign.made_up import ACLED_ROW, FILES, ICEWS_ROW, POLECAT_ROW, UCDP_ROW, gdelt, headed, quoted

DAY = date(2024, 5, 2)


@pytest.mark.parametrize("name", FILES)
def test_a_row_of_each_data_set_has_its_states_day_place_and_line(name, take_in, events):
    file_name, text = FILES[name]
    take_in(name, text, file_name)
    (event,) = events(name)
    assert (event.source, event.first, event.last) == (name, DAY, DAY)
    assert event.actors == ("FRA",) and event.states == {"FRA", "JPN"} and event.territory == ("JPN",)
    assert event.place.startswith("Osaka") and round(event.lat) == 35 and event.lon == 135.5
    assert event.file.endswith(file_name) and event.line == (1 if name == "gdelt" else 2)


@pytest.mark.parametrize("name", ["gdelt", "icews", "polecat"])
def test_visits_are_visits_in_plover(name, take_in, events):
    take_in(name, FILES[name][1])
    (event,) = events(name)
    assert (event.event_type, event.mode, event.quad_class) == ("CONSULT", "visit", 1)
    assert event.recipients == ("JPN",)


@pytest.mark.parametrize("name", ["acled", "ucdp"])
def test_an_attack_on_a_group_abroad_is_on_the_land_and_not_on_its_state(name, take_in, events):
    take_in(name, FILES[name][1])
    (event,) = events(name)
    assert event.recipients == () and event.recipient_name == "Made-up Front"
    assert (event.event_type, event.quad_class, event.deaths) == ("ASSAULT", 4, 3)


def test_their_counts_are_kept_apart(take_in, events):
    take_in("gdelt", gdelt())
    take_in("ucdp", quoted(UCDP_ROW), "ged.csv")
    (told,), (deaths,) = events("gdelt"), events("ucdp")
    assert (told.mentions, told.sources, told.articles, told.deaths) == (10, 2, 10, None)
    assert (deaths.mentions, deaths.sources, deaths.deaths_low, deaths.deaths_high) == (None, 2, 2, 5)


def test_a_meeting_of_others_in_a_state_is_not_its_event_but_an_attack_there_is(take_in, events):
    meeting = {"Actor2CountryCode": "KEN"}
    attack = meeting | {"GlobalEventID": "1002", "EventCode": "190", "QuadClass": "4"}
    take_in("gdelt", gdelt(meeting, attack))
    assert [event.foreign_id for event in events("gdelt")] == ["1002"]


def test_statements_have_no_type_and_keep_their_code(take_in, events):
    take_in("gdelt", gdelt({"EventCode": "010"}))
    (event,) = events("gdelt")
    assert (event.event_type, event.cameo, event.words) == (None, "010", "Make statement")


def test_a_code_with_four_figures_is_read_by_the_one_above(take_in, events):
    take_in("gdelt", gdelt({"EventCode": "1622", "QuadClass": "4"}))
    assert events("gdelt")[0].event_type == "SANCTION"


def test_ids_that_stand_twice_in_icews_are_of_two_days(take_in, events):
    take_in("icews", headed(ICEWS_ROW, {}, {"Event Date": "2024-06-02"}))
    assert [event.foreign_id for event in events("icews")] == ["501@2024-05-02", "501@2024-06-02"]


def test_codes_of_icews_without_their_zero_are_made_whole(take_in, events):
    take_in("icews", headed(ICEWS_ROW, {"CAMEO Code": "42"}))
    assert (events("icews")[0].cameo, events("icews")[0].mode) == ("042", "visit")


def test_polecat_has_several_states_in_a_cell(take_in, events):
    take_in("polecat", headed(POLECAT_ROW, {"Actor Country": "KEN;FRA"}))
    assert events("polecat")[0].actors == ("KEN", "FRA")


def test_polecat_files_whose_head_is_longer_than_their_rows_are_read(take_in, events, issues):
    head, row, _ = headed(POLECAT_ROW).split("\n")
    take_in("polecat", f"{head}\tHeadline\tHeadline Sentences\n{row}\n{row.replace('-abc', '-def')}\t\t\n")
    assert [event.foreign_id for event in events("polecat")] == ["20240502-1-abc", "20240502-1-def"]
    assert issues() == []


def test_earlier_names_of_types_in_polecat_are_known(take_in, events):
    take_in("polecat", headed(POLECAT_ROW, {"Event Type": "DEMAND", "Event Mode": "None"}))
    assert (events("polecat")[0].event_type, events("polecat")[0].code) == ("REQUEST", "DEMAND")


@pytest.mark.parametrize(
    ("actor", "states"),
    [
        ("Military Forces of the Central African Republic (2016-)", ("CAF",)),
        ("Military Forces of Yemen (2016-) Supreme Political Council", ("YEM",)),
        ("Police Forces of Chad (1990-2021) Border Guard", ("TCD",)),
        ("Government of Democratic Republic of Congo (2019-)", ("COD",)),
        ("Civilians (Kenya)", ("KEN",)),
        ("Unidentified Gang (Mexico)", ()),
        ("Rebels of the Hills", ()),
    ],
)
def test_actors_of_acled_are_states_forces_and_peoples_but_no_armed_groups(actor, states, take_in, events):
    take_in("acled", quoted(ACLED_ROW, {"actor2": actor}))
    assert events("acled")[0].recipients == states


@pytest.mark.parametrize(
    ("precision", "first", "last"),
    [("1", DAY, DAY), ("2", date(2024, 4, 29), date(2024, 5, 5)), ("3", date(2024, 5, 1), date(2024, 5, 31))],
)
def test_days_of_acled_are_as_wide_as_they_say(precision, first, last, take_in, events):
    take_in("acled", quoted(ACLED_ROW, {"time_precision": precision}, delimiter=";"))
    assert (events("acled")[0].first, events("acled")[0].last) == (first, last)


def test_governments_of_ucdp_are_read_by_number_and_else_by_name(take_in, events):
    both = {"side_b": "Government of Japan, Government of United States of America", "gwnob": ""}
    take_in("ucdp", quoted(UCDP_ROW, both, {"id": "9002", "side_b": "Government of Japan", "gwnob": "740.0"}))
    assert [event.recipients for event in events("ucdp")] == [("JPN", "USA"), ("JPN",)]


@pytest.mark.parametrize(
    ("number", "name", "day", "state"),
    [
        ("365", "Russia (Soviet Union)", "1990-05-02", "SUN"),
        ("365", "Russia (Soviet Union)", "1993-05-02", "RUS"),
        ("345", "Serbia (Yugoslavia)", "1999-05-02", "YUG"),
        ("345", "Serbia (Yugoslavia)", "2004-05-02", "SCG"),
        ("345", "Serbia (Yugoslavia)", "2020-05-02", "SRB"),
    ],
)
def test_one_number_is_several_states_over_time(number, name, day, state, db, take_in):
    from dyadlog.store import open_view

    take_in("ucdp", quoted(UCDP_ROW, {"country_id": number, "country": name, "date_start": day, "date_end": day}))
    with open_view(db) as view:
        assert [event.territory for event in view.foreign_events("ucdp", ("FRA", state))] == [(state,)]
