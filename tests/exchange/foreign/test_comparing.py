"""Another data set beside the record: what is one event, how often it is counted, what either lacks."""

import json
from datetime import date

import pytest
from pydantic import TypeAdapter

from dyadlog.errors import UserError
from dyadlog.exchange import dump_row
from dyadlog.exchange.foreign import compare, compare_all, comparison_rows
from dyadlog.notebook import Record as Notebook
from dyadlog.notebook.shapes import PAIR_COLUMNS, PAIR_SHAPES
from dyadlog.records import Comparison, Consolidation, Interval
from dyadlog.store import open_view, open_writer
from tests.builders import FRANCE, JAPAN
from tests.exchange.foreign.conftest import FRANCE_JAPAN, OSAKA, save_event
from tests.exchange.foreign.made_up import ACLED_ROW, FILES, gdelt, mentions, quoted


@pytest.fixture
def beside(db, knowledge):
    """The rows of ours and of theirs."""

    def beside(name="gdelt", window=1):
        with open_view(db) as view:
            rows = list(comparison_rows(compare(view, knowledge, name, FRANCE_JAPAN, window)))
        assert [json.loads(dump_row(row)) for row in rows] == rows
        assert len({tuple(row) for row in rows}) <= 1
        return [row for row in rows if row["side"] == "ours"], [row for row in rows if row["side"] == "theirs"]

    return beside


def test_the_same_act_on_the_same_day_is_found_with_the_reasons(take_in, beside):
    take_in("gdelt", gdelt())
    ((ours,), theirs) = beside()
    assert ours["standing"] == "found" and theirs == []
    assert ours["foreign"][0]["reasons"] == [
        "the same day",
        "the same type and mode, CONSULT visit",
        "the same place, Osaka",
        "the same direction",
    ]


def test_how_often_they_count_one_happening(take_in, beside):
    take_in("gdelt", gdelt({}, {"GlobalEventID": "1002", "Day": "20240503", "NumMentions": "5", "NumSources": "4"}))
    elsewhere = {"MentionIdentifier": "https://other.example/a", "MentionSourceName": "other.example"}
    take_in("gdelt", mentions({}, elsewhere, elsewhere | {"SentenceID": "9"}), "mentions.csv")
    ((ours,), _) = beside()
    assert (ours["rows"], ours["mentions"], ours["articles"]) == (2, 15, 20)
    assert ours["sources"] == 4  # the two rows may have the same sources: never their sum
    assert (ours["mention_places"], ours["mention_outlets"]) == (3, ["news.example", "other.example"])


def test_the_window_can_be_widened(take_in, beside):
    take_in("gdelt", gdelt({"Day": "20240505"}))
    assert beside()[0][0]["standing"] == "lacking"
    ((ours,), _) = beside(window=3)
    assert ours["standing"] == "found" and ours["foreign"][0]["reasons"][0] == "3 days apart"


def test_another_act_is_none_of_ours_and_is_counted_as_of_the_same_days(take_in, beside):
    take_in("gdelt", gdelt({"EventCode": "112", "QuadClass": "3"}))
    ((ours,), (theirs,)) = beside()
    assert (ours["standing"], ours["same_days"]) == ("lacking", 1)
    assert (theirs["event_type"], theirs["rows"], theirs["standing"]) == ("ACCUSE", 1, "lacking")


def test_what_goes_the_other_way_is_another_act(take_in, beside):
    turned = {"Actor1CountryCode": "JPN", "Actor2CountryCode": "FRA"}
    take_in("gdelt", gdelt(turned))
    assert beside()[0][0]["standing"] == "lacking"


def test_a_talk_has_no_direction(db, take_in, beside):
    save_event(db, kind="talks", mode=None, cameo="046")
    take_in("gdelt", gdelt({"Actor1CountryCode": "JPN", "Actor2CountryCode": "FRA", "EventCode": "046"}))
    assert beside()[0][0]["standing"] == "found"


def test_the_same_quad_class_is_enough_only_on_the_day_and_at_the_place(take_in, beside):
    same = {"EventCode": "051"}
    take_in("gdelt", gdelt(same))
    assert "the same quad class, verbal cooperation" in beside()[0][0]["foreign"][0]["reasons"]
    take_in("gdelt", gdelt(same | {"Day": "20240503"}), "next_day.csv")
    assert beside()[0][0]["standing"] == "lacking"
    take_in("gdelt", gdelt(same | {"ActionGeo_Fullname": "Tokyo", "ActionGeo_Lat": "35.7", "ActionGeo_Long": "139.7"}))
    assert beside()[0][0]["standing"] == "lacking"


def test_acts_of_theirs_on_one_day_are_one_line(take_in, beside):
    accused = {"EventCode": "112", "QuadClass": "3"}
    take_in(
        "gdelt", gdelt(accused, accused | {"GlobalEventID": "2"}, accused | {"GlobalEventID": "3", "Day": "20240501"})
    )
    assert [(row["date_start"], row["rows"]) for row in beside()[1]] == [("2024-05-01", 1), ("2024-05-02", 2)]


def test_a_planned_visit_is_looked_for_as_an_agreement_on_the_day_it_was_told(db, take_in, beside):
    save_event(db, modality="planned", when=Interval(date(2024, 9, 1), date(2024, 9, 1), "day", "explicit"))
    take_in("gdelt", gdelt({"EventCode": "036", "Day": "20240503"}, {"GlobalEventID": "1002", "Day": "20240503"}))
    ((ours,), (theirs,)) = beside()
    assert ours["foreign"][0]["code"] == "036" and theirs["foreign"][0]["code"] == "042"
    assert ours["foreign"][0]["reasons"][0] == "the same day"


@pytest.mark.parametrize(
    ("changes", "standing"),
    [
        ({"modality": "denied"}, "not_coded"),
        ({"negated": True}, "not_coded"),
        ({"when": None}, "loosely_dated"),
        ({"when": Interval(date(2024, 1, 1), date(2024, 12, 31), "year", "explicit")}, "loosely_dated"),
        ({"when": Interval(date(2019, 1, 1), date(2019, 1, 1), "day", "explicit")}, "not_covered"),
    ],
)
def test_what_cannot_be_found_is_not_said_to_be_lacking(changes, standing, db, take_in, beside):
    save_event(db, **changes)
    take_in("gdelt", gdelt())
    ((ours,), (theirs,)) = beside()
    assert ours["standing"] == standing and theirs["rows"] == 1


def test_a_data_set_lacks_no_acts_that_it_does_not_look_for(take_in, beside):
    take_in("acled", quoted(ACLED_ROW))
    assert beside("acled")[0][0]["standing"] == "not_looked_for"


def test_files_about_other_states_cover_nothing(take_in, beside):
    take_in("gdelt", gdelt(), about=("KEN", "FRA"))
    assert beside()[0][0]["standing"] == "not_covered"


def test_a_strike_on_a_group_abroad_is_found_by_the_land(db, take_in, beside):
    group = FRANCE.__class__("group:front", "Made-up Front", "armed_group")
    save_event(
        db,
        kind="strike",
        event_type="ASSAULT",
        mode="aerial",
        quad_class=4,
        cameo="195",
        recipients=(group,),
        territory=("JPN",),
    )
    take_in("acled", quoted(ACLED_ROW))
    ((ours,), theirs) = beside("acled")
    assert ours["standing"] == "found" and theirs == []
    assert "the same direction" in ours["foreign"][0]["reasons"] and ours["foreign"][0]["deaths"] == 3


def test_one_row_of_theirs_is_one_event_of_ours_the_one_it_fits_best(db, take_in, knowledge):
    from dataclasses import replace

    from dyadlog.exchange.foreign.comparing import _assign, _Theirs
    from dyadlog.exchange.foreign.likeness import Ours
    from dyadlog.exchange.shaped.acts import code_act
    from tests.builders import make_claim, make_document, make_event, make_page

    event = make_event(make_claim(make_document(make_page("They met."))))
    take_in("gdelt", gdelt())
    with open_view(db) as view:
        theirs = _Theirs(list(view.foreign_events("gdelt", FRANCE_JAPAN)))

    def ours(name, day):
        one = replace(event, event_id=name)
        return Ours(one, code_act(one, knowledge), day, day, False)

    looked = [ours("event-a", date(2024, 5, 1)), ours("event-b", date(2024, 5, 2)), ours("event-c", date(2024, 5, 3))]
    for order in (looked, looked[::-1]):
        matches, fitted = _assign(order, theirs, 1)
        assert list(matches) == ["event-b"] and fitted == {"event-a", "event-b", "event-c"}


def test_rows_that_fit_several_of_ours_as_well_are_shared_out_and_none_is_said_to_be_lacking(take_in, db, knowledge):
    from tests.builders import make_event, make_reading

    readings = [make_reading(f"Told {n}.", f"page{n}.txt", places=(OSAKA,)) for n in range(3)]
    with open_writer(db) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        events = tuple(make_event(reading.claims[0]) for reading in readings)
        writer.save_consolidation(Consolidation(events, (), (), (), ()), Comparison(), "now")
    take_in("gdelt", gdelt({}, {"GlobalEventID": "1002"}))
    with open_view(db) as view:
        ours = compare(view, knowledge, "gdelt", FRANCE_JAPAN).ours
    assert sorted((one.standing, len(one.matches)) for one in ours) == [("found", 1), ("found", 1), ("shared", 0)]


def test_nothing_taken_in_leaves_everything_uncovered(beside):
    ((ours,), theirs) = beside("icews")
    assert (ours["standing"], theirs) == ("not_covered", []) and JAPAN.states[0] in ours["recipients"]


def test_every_data_set_that_was_taken_in_is_laid_beside(take_in, db, knowledge):
    take_in("ucdp", FILES["ucdp"][1], "ged.csv")
    take_in("gdelt", gdelt())
    with open_view(db) as view:
        alone = [compare(view, knowledge, name, FRANCE_JAPAN) for name in ("gdelt", "ucdp")]
        assert list(compare_all(view, knowledge, FRANCE_JAPAN)) == alone


def test_tables_have_the_rows_of_the_command_in_their_shape(take_in, db, knowledge):
    take_in("gdelt", gdelt({}, {"GlobalEventID": "1002", "EventCode": "112", "QuadClass": "3"}))
    take_in("acled", quoted(ACLED_ROW), "acled.csv")
    with open_view(db) as view:
        record = Notebook(view, knowledge)
        rows = record.foreign(*FRANCE_JAPAN).to_list()
        assert rows == [row for name in ("gdelt", "acled") for row in record.foreign(*FRANCE_JAPAN, source=name)]
        assert rows[0] == next(comparison_rows(compare(view, knowledge, "gdelt", FRANCE_JAPAN)))
        assert len(record.foreign(*FRANCE_JAPAN).to_arrow()) == len(rows) == 4
        with pytest.raises(UserError, match="gdelt"):
            record.foreign(*FRANCE_JAPAN, source="gdlt")
    shape = PAIR_SHAPES["foreign"]
    TypeAdapter(list[shape]).validate_json(json.dumps(rows), strict=True)
    assert {tuple(row) for row in rows} == {PAIR_COLUMNS["foreign"]}


def test_what_is_worked_out_from_the_record_is_worked_out_anew_when_a_file_is_taken_in(take_in, db):
    with open_view(db) as view:
        before = view.gathering()
    take_in("gdelt", gdelt())
    with open_view(db) as view:
        taken = view.gathering()
    take_in("gdelt", gdelt())
    with open_view(db) as view:
        assert before != taken == view.gathering()
