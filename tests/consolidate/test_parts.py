"""What belongs to a visit, and which mentions of visits are one."""

from datetime import date

import pytest

from tests.consolidate.pages import PageOf, between, events_of, on, person, state

GHA, TGO = state("GHA", "Ghana"), state("TGO", "Togo")
MENSAH = person("Kofi Mensah", "GHA", "president")
AYITE = person("Paul Ayite", "TGO", "president")
DOSSEH = person("Ama Dosseh", "TGO", "trade minister")


def visit_page(day=date(2022, 5, 20)):
    page = PageOf("a.txt", day)
    return page.tell(
        "Kofi Mensah came to Togo for three days.",
        "visit",
        [MENSAH],
        [TGO],
        between(date(2022, 5, 16), date(2022, 5, 18)),
    )


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        ("Kofi Mensah met Paul Ayite on Tuesday.", "meet", [MENSAH], [AYITE]),
        ("The talks of Ghana and Togo were on Tuesday.", "talks", [GHA, TGO], []),
        ("Ghana and Togo signed a pact on Tuesday.", "sign", [GHA, TGO], []),
        ("Ghana and Togo agreed on Tuesday to share power.", "agree", [GHA, TGO], []),
        ("Kofi Mensah and Ama Dosseh met on Tuesday.", "meet", [MENSAH, DOSSEH], []),
    ],
)
def test_what_the_guest_or_his_state_does_with_the_host_in_these_days_is_part_of_the_visit(
    sentence, kind, actors, recipients
):
    page = visit_page().tell(sentence, kind, actors, recipients, on(2022, 5, 17))
    visit, other = events_of(page)
    assert other.part_of == visit.event_id and visit.part_of is None


@pytest.mark.parametrize("when", [on(2022, 6, 17), on(2022, 5, 1)])
def test_what_happens_at_another_time_is_no_part(when):
    page = visit_page().tell("Ghana and Togo signed a pact.", "sign", [GHA, TGO], [], when)
    assert all(event.part_of is None for event in events_of(page))


def test_without_a_visit_meetings_are_wholes():
    page = PageOf("a.txt", date(2022, 5, 20))
    page.tell("Kofi Mensah met Paul Ayite on Tuesday.", "meet", [MENSAH], [AYITE], on(2022, 5, 17))
    page.tell("Ghana and Togo signed a pact on Tuesday.", "sign", [GHA, TGO], [], on(2022, 5, 17))
    assert all(event.part_of is None for event in events_of(page))


def test_talks_that_are_planned_for_some_day_are_no_part_of_a_visit_planned_for_another():
    page = PageOf("a.txt", date(2022, 5, 20))
    page.tell("Kofi Mensah will visit Togo in July.", "visit", [MENSAH], [TGO], on(2022, 7), modality="planned")
    page.tell(
        "Ghana and Togo are to resume trade talks.", "talks", [GHA, TGO], [], between(date(2022, 5, 20), None),
        modality="planned",
    )  # fmt: skip
    assert all(event.part_of is None for event in events_of(page))


def test_a_meeting_is_part_of_the_visit_that_took_place_and_not_of_one_that_is_planned():
    page = visit_page()
    page.tell("He will be in Togo again.", "visit", [MENSAH], [TGO], modality="planned")
    page.tell("Kofi Mensah met Ama Dosseh.", "meet", [MENSAH], [DOSSEH], on(2022, 5, 17))
    events = events_of(page)
    (meeting,) = [event for event in events if event.kind == "meet"]
    (whole,) = [event for event in events if event.event_id == meeting.part_of]
    assert whole.modality == "asserted"


def test_mentions_of_one_visit_in_one_month_are_one_event():
    first = visit_page()
    second = PageOf("b.txt", date(2022, 6, 3))
    second.tell("Mensah was in Togo in May.", "visit", [person("Mensah", "GHA", "president")], [TGO], on(2022, 5))
    second.tell("The May visit of Kofi Mensah to Togo was short.", "visit", [MENSAH], [TGO], on(2022, 5))
    third = PageOf("c.txt", date(2022, 5, 17)).tell(
        "Togo is hosting Kofi Mensah.", "host", [TGO], [MENSAH], on(2022, 5, 17)
    )
    assert len(events_of(first, second, third)) == 1


def test_visits_of_one_person_on_days_far_apart_are_two():
    second = PageOf("b.txt", date(2022, 6, 3)).tell(
        "Kofi Mensah was in Togo on 28 May.", "visit", [MENSAH], [TGO], on(2022, 5, 28)
    )
    assert len(events_of(visit_page(), second)) == 2


CALL = ("Kofi Mensah telephoned Paul Ayite on 17 May.", "call", [MENSAH, AYITE], [], on(2022, 5, 17))


@pytest.mark.parametrize(
    ("sentence", "kind", "actors", "recipients"),
    [
        ("Kofi Mensah thanked Paul Ayite for the grain.", "thank", [MENSAH], [AYITE]),
        ("Ghana invited Togo to the fair.", "invite", [GHA], [TGO]),
        ("Kofi Mensah and Paul Ayite agreed to open the bridge.", "agree", [MENSAH, AYITE], []),
    ],
)
def test_what_is_said_at_a_call_is_part_of_it(sentence, kind, actors, recipients):
    page = PageOf("a.txt", date(2022, 5, 18), "Volta Wire").tell(*CALL)
    call, said = events_of(page.tell(sentence, kind, actors, recipients, on(2022, 5, 17)))
    assert said.part_of == call.event_id and call.part_of is None


def test_what_others_say_on_the_day_of_a_call_is_no_part_of_it():
    page = PageOf("a.txt", date(2022, 5, 18), "Volta Wire").tell(*CALL)
    page.tell("Ama Dosseh praised Ghana for the grain.", "praise", [DOSSEH], [GHA], on(2022, 5, 17))
    page.tell("Paul Ayite praised Ghana for the rails.", "praise", [AYITE], [GHA], on(2022, 5, 30))
    assert all(event.part_of is None for event in events_of(page))


def test_who_is_received_in_person_meets_the_host_and_the_visit_is_another_thing():
    page = visit_page().tell("Paul Ayite received Kofi Mensah.", "host", [AYITE], [MENSAH], on(2022, 5, 17))
    visit, reception = events_of(page)
    assert reception.part_of == visit.event_id
