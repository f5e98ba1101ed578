"""Events in neutral words."""

import pytest

from dyadlog.errors import UserError
from dyadlog.exchange import Rows
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Attribution, Party
from dyadlog.report.lines import LineWriter
from dyadlog.report.notes import Notebook
from tests.builders import FRANCE, JAPAN, JPN_MINISTER


@pytest.fixture
def write(make_view):
    def write(**changes):
        view = make_view(**changes)
        notebook = Notebook({document.document_id: document for document in view.documents()})
        writer = LineWriter(load_knowledge(), notebook, {"ins-1": "fish pact"})
        return writer.write_event(next(Rows(view).table("events")))

    return write


def test_a_directed_act_has_a_doer_and_one_it_is_done_to(write):
    assert write().text == "France visited Japan"


def test_a_mutual_act_joins_all_who_take_part(write):
    assert write(kind="talks").text == "France and Japan held talks"


def test_states_on_both_sides_do_it_to_each_other(write):
    assert write(kind="accuse", actors=(FRANCE, JAPAN), recipients=(JAPAN, FRANCE)).text.endswith(" each other")


@pytest.mark.parametrize(
    ("modality", "lead"), [("planned", "planned: "), ("requested", "asked for: "), ("hypothetical", "possible: ")]
)
def test_what_has_not_happened_is_said_to_be_so(write, modality, lead):
    assert write(modality=modality).text == f"{lead}France to visit Japan"


@pytest.mark.parametrize(
    ("modality", "text"),
    [
        ("asserted", "said not to have happened: France visited Japan"),
        ("claimed", "said not to have happened: France visited Japan"),
        ("planned", "planned: France not to visit Japan"),
    ],
)
def test_what_is_negated_never_stands_as_done(write, modality, text):
    assert write(modality=modality, negated=True).text == text


def test_a_source_is_named_once(write):
    attribution = (Attribution("according to a Sudanese statement", "government", None, "said"),)
    assert write(modality="claimed", attribution=attribution).detail == "according to a Sudanese statement"


def test_a_person_bears_office_and_state(write):
    assert write(actors=(JPN_MINISTER,), recipients=(FRANCE,)).text == "Aiko Mori (minister, Japan) visited France"


def test_a_nameless_office_is_told_once(write):
    ambassador = Party("person:ambassador", "ambassador", "person", ("JPN",), "ambassador")
    assert write(actors=(ambassador,), recipients=(FRANCE,)).text == "ambassador (Japan) visited France"


def test_a_state_in_the_office_is_not_told_again(write):
    envoy = Party("person:mori", "Aiko Mori", "person", ("JPN",), "envoy of Japan")
    assert write(actors=(envoy,), recipients=(FRANCE,)).text == "Aiko Mori (envoy of Japan) visited France"


def test_an_office_is_told_where_a_section_first_names_its_holder(make_view):
    view = make_view(count=2, actors=(JPN_MINISTER,), recipients=(FRANCE,))
    notebook = Notebook({document.document_id: document for document in view.documents()})
    writer = LineWriter(load_knowledge(), notebook, {})
    texts = [writer.write_event(row).text for row in Rows(view).table("events")]
    assert texts == ["Aiko Mori (minister, Japan) visited France", "Aiko Mori (Japan) visited France"]
    writer.start_section()
    assert "minister" in writer.write_event(next(Rows(view).table("events"))).text


def test_an_event_names_the_agreement_it_is_about(write):
    assert write(kind="sign", instrument_ids=("ins-1", "gone")).about == ("fish pact",)


def test_a_kind_of_tables_not_at_hand_is_an_error_with_advice(write):
    with pytest.raises(UserError, match="--knowledge"):
        write(kind="inspect_arms")
