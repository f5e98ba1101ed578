"""Incident threads of two states."""

from datetime import date

import pytest

from dyadlog.findings.threads import find_threads
from dyadlog.records import content_id
from tests.findings.dyads import KNOWLEDGE, open_dyad, read_page

CLASH = (
    "Norwegian and Swedish soldiers clashed near Kiruna on Monday.",
    "At least six soldiers were killed, Norway said. Sweden said four of its soldiers had died.",
)
CLASH_PAGE = " ".join(CLASH), "Fjord Daily", date(2023, 5, 9)
RECALL = "Sweden recalled its ambassador from Oslo on Wednesday over the clash. The envoy left by train at noon."
RECALL_PAGE = RECALL, "Fjord Daily", date(2023, 5, 11)
CALL = (
    "Swedish President Nils Berg and Norwegian President Olav Lund spoke by telephone on Sunday to ease tensions."
    " Aides listened in on both sides."
)
CALL_PAGE = CALL, "Lake Post", date(2023, 5, 15)
RETURN = "The Swedish ambassador returned to Oslo on Thursday. She was met by a small crowd at the station."
RETURN_PAGE = RETURN, "Lake Post", date(2023, 6, 23)
FISH = (
    "Sweden's fisheries minister met his Norwegian counterpart in Gothenburg on Wednesday to discuss herring quotas."
    " They had lunch on a boat."
)
FISH_PAGE = FISH, "Lake Post", date(2023, 5, 12)


def dyad_of(tmp_path, *pages, states=("NOR", "SWE")):
    readings = [
        read_page(f"{number}.txt", text, outlet, published) for number, (text, outlet, published) in enumerate(pages)
    ]
    return open_dyad(tmp_path / "record.db", readings, *states)[0]


def threads_of(tmp_path, *pages):
    return find_threads(dyad_of(tmp_path, *pages), KNOWLEDGE)


def steps_of(thread):
    return [(step.event.kind, step.role) for step in thread.steps]


def step(thread, kind):
    found = [step for step in thread.steps if step.event.kind == kind]
    assert len(found) == 1, steps_of(thread)
    return found[0]


def test_an_incident_its_answer_its_calming_and_its_end_are_one_thread(tmp_path):
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, CALL_PAGE, RETURN_PAGE)
    assert steps_of(thread)[0] == ("clash", "incident")
    assert step(thread, "recall").reason == "named as the cause: “over the clash”"
    assert step(thread, "call").reason.startswith("speaks of “ease tensions”")
    assert step(thread, "return_envoy").reason.startswith("takes back the earlier act (recall)")
    assert (thread.opened, thread.last, thread.status) == (date(2023, 5, 8), date(2023, 6, 22), "closed")
    assert thread.thread_id == content_id("thread", thread.steps[0].event.event_id)


@pytest.mark.parametrize(("count", "status"), [(2, "open"), (3, "calming"), (4, "closed")])
def test_the_status_follows_the_steps(tmp_path, count, status):
    (thread,) = threads_of(tmp_path, *(CLASH_PAGE, RECALL_PAGE, CALL_PAGE, RETURN_PAGE)[:count])
    assert thread.status == status


def test_a_new_blow_opens_a_calmed_thread_again(tmp_path):
    blow = "Norwegian and Swedish soldiers clashed near Kiruna again on Friday. Nobody was hurt, a farmer said."
    (thread,) = threads_of(tmp_path, CLASH_PAGE, CALL_PAGE, (blow, "Fjord Daily", date(2023, 5, 20)))
    assert thread.status == "open" and len([role for _, role in steps_of(thread) if role == "incident"]) == 2


def test_a_meeting_on_other_things_in_the_same_week_stays_out(tmp_path):
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, FISH_PAGE)
    assert "meet" not in dict(steps_of(thread))


def test_a_meeting_about_the_incident_belongs_to_it(tmp_path):
    about = FISH.replace("discuss herring quotas", "discuss the clash")
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, (about, "Lake Post", date(2023, 5, 12)))
    assert step(thread, "meet").role == "calming"


def test_retaliation_is_the_response_of_the_other_side(tmp_path):
    strike = "Norwegian jets struck a Swedish base near Kiruna on Monday. Windows broke in the town."
    answer = "Sweden fired missiles at a Norwegian port on Thursday in retaliation for the strike. Two sheds burned."
    (thread,) = threads_of(
        tmp_path, (strike, "Fjord Daily", date(2023, 5, 9)), (answer, "Fjord Daily", date(2023, 5, 12))
    )
    assert [role for _, role in steps_of(thread)] == ["incident", "response"]
    assert thread.steps[1].reason == "named as the cause: “in retaliation for the strike”"
    assert thread.steps[1].after == thread.steps[0].event.event_id
    assert thread.steps[1].claims and thread.status == "open"


def test_what_is_planned_stands_in_a_thread_but_ends_nothing(tmp_path):
    plan = "Sweden will send its ambassador back to Oslo on 1 July. The ministry gave no reason for the date."
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, (plan, "Lake Post", date(2023, 6, 20)))
    planned = step(thread, "return_envoy")
    assert (planned.event.modality, planned.done) == ("planned", False)
    assert (thread.status, thread.last) == ("open", date(2023, 5, 10))


def test_figures_stand_with_their_issuers_and_are_not_added(tmp_path):
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE)
    figures = {(row.side, row.quantity.value or row.quantity.low, row.quantity.bound) for row in thread.casualties}
    assert figures == {("NOR", 6, "at_least"), ("SWE", 4, "exactly")}
    assert all(row.evidence.quote in " ".join(CLASH) for row in thread.casualties)


def test_a_later_figure_of_one_issuer_revises_the_earlier_one(tmp_path):
    later = (
        "Norwegian and Swedish soldiers clashed near Kiruna on Monday. Norway said nine soldiers were killed, up from"
        " six. Talks are off."
    )
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, (later, "Fjord Daily", date(2023, 5, 12)))
    revised = [row for row in thread.casualties if row.revises is not None]
    assert [row.quantity.value for row in revised] == [9]
    assert revised[0].revises in {row.claim_id for row in thread.casualties if row.side == "NOR"}


def test_a_reaction_without_a_date_belongs_where_the_page_names_the_cause(tmp_path):
    closing = (
        "Norway and Sweden reopened the border crossing at Kiruna on Friday. Sweden had closed the crossing after the"
        " clash."
    )
    (thread,) = threads_of(tmp_path, CLASH_PAGE, (closing, "Lake Post", date(2023, 5, 20)))
    closed = step(thread, "close_border")
    assert (closed.role, closed.opened) == ("reaction", None)
    assert step(thread, "open_border").reason == "takes back the earlier act (close border)"
    assert thread.status == "closed"


def test_each_side_has_its_version(tmp_path):
    blame = "Sweden accused Norway of attacking its soldiers near Kiruna on Monday. Norway denied the accusation."
    (thread,) = threads_of(tmp_path, CLASH_PAGE, RECALL_PAGE, (blame, "Fjord Daily", date(2023, 5, 9)))
    sides = {version.side: version.claims for version in thread.versions}
    assert {"NOR", "SWE", None} <= set(sides)
    assert not set(sides["NOR"]) & set(sides["SWE"])


def test_an_incident_that_nothing_followed_is_no_thread(tmp_path):
    alone = "Norwegian and Swedish soldiers clashed near Kiruna on Monday. Nobody was hurt, a farmer said."
    assert threads_of(tmp_path, (alone, "Fjord Daily", date(2023, 5, 9)), FISH_PAGE) == ()


def test_a_recall_years_later_is_no_part_of_it(tmp_path):
    late = RECALL.replace(" over the clash", "")
    alone = CLASH[0] + " Snow fell all day."
    pages = (alone, "Fjord Daily", date(2023, 5, 9)), (late, "Fjord Daily", date(2025, 5, 8))
    assert threads_of(tmp_path, *pages) == ()


def test_the_order_of_reading_changes_nothing(tmp_path):
    pages = [CLASH_PAGE, RECALL_PAGE, CALL_PAGE, RETURN_PAGE, FISH_PAGE]
    readings = [read_page(f"{n}.txt", *page) for n, page in enumerate(pages)]
    there, _ = open_dyad(tmp_path / "there.db", readings, "NOR", "SWE")
    back, _ = open_dyad(tmp_path / "back.db", readings[::-1], "NOR", "SWE")
    assert find_threads(there, KNOWLEDGE) == find_threads(back, KNOWLEDGE) != ()


def test_exchanging_the_states_exchanges_the_threads_and_nothing_else(tmp_path):

    def shape(swap):
        names = [("Norwegian", "Swedish"), ("Norway", "Sweden"), ("Oslo", "Stockholm")]
        texts = []
        for page, outlet, published in (CLASH_PAGE, RECALL_PAGE, CALL_PAGE, RETURN_PAGE):
            text = page
            for first, second in names if swap else ():
                text = text.replace(first, "@").replace(second, first).replace("@", second)
            texts.append((text, outlet, published))
        readings = [read_page(f"{n}.txt", *page) for n, page in enumerate(texts)]
        codes = ("SWE", "NOR") if swap else ("NOR", "SWE")
        dyad, _ = open_dyad(tmp_path / f"{swap}.db", readings, *codes)
        (thread,) = find_threads(dyad, KNOWLEDGE)
        figures = [(codes.index(row.side), row.quantity.original) for row in thread.casualties if row.side]
        return steps_of(thread), [step.reason for step in thread.steps], thread.status, figures

    assert shape(False) == shape(True)


def test_a_strike_on_the_village_of_a_clash_opens_no_thread_of_its_own(tmp_path):
    clash = (
        "Norwegian and Swedish soldiers clashed near the village of Vassbu in Finnmark on Monday, Norway said."
        " Six Norwegian soldiers were killed."
    )
    strike = (
        "Sweden launched a drone strike on Vassbu on Tuesday, Norway said."
        " The windows of the school were broken by the blast, and nobody was hurt."
    )
    pages = (clash, "Fjord Daily", date(2023, 5, 9)), (strike, "Lake Post", date(2023, 5, 10))
    (thread,) = threads_of(tmp_path, *pages)
    assert step(thread, "strike").reason.startswith("the same place (Vassbu)")
