from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.consolidate import consolidate
from tests.consolidate.pages import KNOWLEDGE, PageOf, between, on, person, state

PER, BOL = state("PER", "Peru"), state("BOL", "Bolivia")
ROJAS = person("Elena Rojas", "PER", "President")
QUISPE = person("Mario Quispe", "BOL", "Foreign Minister")
ARCE = person("Tomas Vargas", "BOL", "President")


def events_of(*pages, previous=()):
    return consolidate([page.read() for page in pages], KNOWLEDGE, previous).events


def visit_pages():
    first = PageOf("a.txt", date(2023, 3, 8), "Andean Wire").tell(
        "President Elena Rojas arrived in Bolivia on Tuesday for talks on lithium.",
        "visit",
        [ROJAS],
        [BOL],
        on(2023, 3, 7),
    )
    first.tell("She met Foreign Minister Mario Quispe on Wednesday.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8))
    second = PageOf("b.txt", date(2023, 3, 20), "Lake Herald").tell(
        "Earlier this month Peru's Elena Rojas travelled to La Paz.", "visit", [ROJAS], [BOL], on(2023, 3)
    )
    return first, second


def test_two_reports_of_one_visit_are_one_event_at_the_most_precise_date():
    visit, meeting = events_of(*visit_pages())
    assert (visit.documents, visit.origins, visit.outlets) == (2, 2, ("Andean Wire", "Lake Herald"))
    assert visit.when.start == visit.when.end == date(2023, 3, 7)
    assert "same person" in visit.reasons[0].reason
    assert meeting.part_of == visit.event_id and visit.part_of is None


def test_meetings_with_different_people_of_one_state_are_two():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Elena Rojas met Mario Quispe on Wednesday.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8))
    page.tell("Elena Rojas met Tomas Vargas on Wednesday.", "meet", [ROJAS], [ARCE], on(2023, 3, 8))
    assert len(events_of(page)) == 2


def test_visits_in_opposite_directions_are_two():
    page = PageOf("a.txt", date(2023, 4, 9))
    page.tell("Elena Rojas visited Bolivia in March.", "visit", [ROJAS], [BOL], on(2023, 3))
    page.tell("Mario Quispe visited Peru in March.", "visit", [QUISPE], [PER], on(2023, 3))
    assert len(events_of(page)) == 2


def test_hosting_is_the_visit_told_by_the_host():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Elena Rojas visited Bolivia on Tuesday.", "visit", [ROJAS], [BOL], on(2023, 3, 7))
    page.tell(
        "Bolivia hosted Elena Rojas for two days.", "host", [BOL], [ROJAS], between(date(2023, 3, 7), date(2023, 3, 8))
    )
    (event,) = events_of(page)
    assert event.actors == (ROJAS,) and event.recipients == (BOL,)
    assert (event.when.start, event.when.end) == (date(2023, 3, 7), date(2023, 3, 8))


def test_meetings_on_different_days_are_two():
    page = PageOf("a.txt", date(2023, 3, 20))
    page.tell("Peru and Bolivia held talks on 7 March.", "talks", [PER, BOL], [], on(2023, 3, 7))
    page.tell("Peru and Bolivia met on 17 March.", "meet", [PER, BOL], [], on(2023, 3, 17))
    assert len(events_of(page)) == 2


def test_a_telephone_call_is_no_meeting():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Elena Rojas met Mario Quispe on Wednesday.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8))
    page.tell("Elena Rojas telephoned Mario Quispe on Wednesday.", "call", [ROJAS], [QUISPE], on(2023, 3, 8))
    assert len(events_of(page)) == 2


def test_planned_then_happened_is_one_event_that_happened():
    plan = PageOf("a.txt", date(2023, 3, 6)).tell(
        "Elena Rojas will meet Mario Quispe on Wednesday.",
        "meet",
        [ROJAS],
        [QUISPE],
        on(2023, 3, 8),
        modality="planned",
    )
    report = PageOf("b.txt", date(2023, 3, 9), genre="opinion").tell(
        "Elena Rojas met Mario Quispe.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8), modality="claimed"
    )
    (event,) = events_of(plan, report)
    assert event.modality == "claimed" and not event.disputed


def test_a_plan_alone_stays_a_plan():
    page = PageOf("a.txt", date(2023, 3, 6)).tell(
        "Elena Rojas will meet Mario Quispe on Wednesday.",
        "meet",
        [ROJAS],
        [QUISPE],
        on(2023, 3, 8),
        modality="planned",
    )
    assert events_of(page)[0].modality == "planned"


def test_a_denied_meeting_is_disputed_and_takes_its_modality_from_the_better_source():
    report = PageOf("a.txt", date(2023, 3, 9), genre="relay").tell(
        "Elena Rojas met Mario Quispe.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8), modality="claimed"
    )
    denial = PageOf("b.txt", date(2023, 3, 10)).tell(
        "The office denied that Elena Rojas met Mario Quispe.",
        "meet",
        [ROJAS],
        [QUISPE],
        on(2023, 3, 8),
        modality="denied",
    )
    (event,) = events_of(report, denial)
    assert event.disputed and event.modality == "denied"


def test_what_is_called_for_is_not_what_happened():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Peru and Bolivia met on Wednesday.", "meet", [PER, BOL], [], on(2023, 3, 8))
    page.tell("Chile urged Peru and Bolivia to meet.", "meet", [PER, BOL], [], on(2023, 3, 8), modality="requested")
    assert [event.modality for event in events_of(page)] == ["asserted", "requested"]


def test_the_visit_spoken_of_again_is_the_nearest_one_before():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Tomas Vargas visited Peru in January.", "visit", [ARCE], [PER], on(2023, 1))
    page.tell("Elena Rojas reached Bolivia on Tuesday.", "visit", [ROJAS], [BOL], on(2023, 3, 7))
    page.tell(
        "The visit by Peru is a turning point for Bolivia.",
        "visit",
        [PER],
        [BOL],
        on(2023, 3, 9, "published"),
        trigger="visit",
    )
    january, march = events_of(page)
    assert len(january.claims) == 1 and len(march.claims) == 2
    assert march.actors == (ROJAS,)


def test_praise_in_different_words_stays_apart_and_the_same_words_are_one():
    first = PageOf("a.txt", date(2023, 3, 9))
    first.tell(
        "Peru praised Bolivian firefighters for their courage in the forests.", "praise", [PER], [BOL], on(2023, 3, 8)
    )
    first.tell("Peru praised the new customs house on the lake.", "praise", [PER], [BOL], on(2023, 3, 8))
    second = PageOf("b.txt", date(2023, 3, 9))
    second.tell(
        "Peru praised Bolivian firefighters for courage in burning forests.", "praise", [PER], [BOL], on(2023, 3, 8)
    )
    fires, customs = events_of(first, second)
    assert len(fires.claims) == 2 and len(customs.claims) == 1


def test_every_typed_claim_has_one_event_and_statements_none():
    page, other = visit_pages()
    page.tell("Bolivia is a neighbour of Peru.", "statement", [BOL], [PER])
    readings = [page.read(), other.read()]
    held = [claim for event in consolidate(readings, KNOWLEDGE).events for claim in event.claims]
    typed = [claim.claim_id for reading in readings for claim in reading.claims if claim.event_type]
    assert sorted(held) == sorted(typed)


def test_ids_that_change_are_kept_as_aliases():
    first, second = visit_pages()
    before = [*events_of(first), *events_of(second)]
    after = events_of(first, second, previous=before)
    kept = {alias for event in after for alias in (event.event_id, *event.aliases)}
    assert {event.event_id for event in before} <= kept
    again = events_of(first, second, previous=after)
    assert again == after


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(4)))
def test_the_order_of_reading_does_not_matter(order):
    third = PageOf("c.txt", date(2023, 3, 9)).tell(
        "Rojas spoke in Bolivia.", "visit", [person("Rojas", "PER")], [BOL], on(2023, 3, 7)
    )
    fourth = PageOf("d.txt", None).tell("Peru and Bolivia met.", "meet", [PER, BOL], [])
    readings = [page.read() for page in (*visit_pages(), third, fourth)]
    assert consolidate([readings[i] for i in order], KNOWLEDGE) == consolidate(readings, KNOWLEDGE)


def test_exchanging_two_states_exchanges_the_outcome_and_nothing_else():
    def build(one, other):
        guest, host = person("Ana Lima", one, "President"), person("Jon Berg", other, "Premier")
        page = PageOf("a.txt", date(2023, 3, 9))
        page.tell("The guest arrived on Tuesday.", "visit", [guest], [state(other, "Other")], on(2023, 3, 7))
        page.tell("They met on Wednesday.", "meet", [guest], [host], on(2023, 3, 8))
        page.tell("Both praised the border police.", "praise", [state(one, "One")], [state(other, "Other")])
        return [
            (
                e.kind,
                e.when,
                len(e.claims),
                [p.states for p in e.actors],
                [p.states for p in e.recipients],
                bool(e.part_of),
            )
            for e in events_of(page)
        ]

    swap = {"PER": "BOL", "BOL": "PER"}
    exchanged = [
        (k, w, n, [tuple(map(swap.get, s)) for s in a], [tuple(map(swap.get, s)) for s in r], p)
        for k, w, n, a, r, p in build("BOL", "PER")
    ]
    assert exchanged == build("PER", "BOL")


def test_one_page_does_not_tell_one_meeting_as_done_and_as_to_come():
    page = PageOf("a.txt", date(2023, 3, 9))
    page.tell("Elena Rojas met Mario Quispe on Wednesday.", "meet", [ROJAS], [QUISPE], on(2023, 3, 8))
    page.tell("Rojas and Quispe will meet once more.", "meet", [ROJAS], [QUISPE], modality="planned")
    assert [event.modality for event in events_of(page)] == ["asserted", "planned"]


def test_a_date_that_is_only_carried_over_does_not_part_two_reports_of_one_visit():
    first = PageOf("a.txt", date(2023, 3, 9)).tell("Rojas came.", "visit", [ROJAS], [BOL], on(2023, 3, 7))
    second = PageOf("b.txt", date(2023, 3, 9))
    second.tell("Rojas is in Bolivia.", "visit", [ROJAS], [BOL], on(2023, 2, method="narrative"))
    assert len(events_of(first, second)) == 1


def test_the_unnamed_holder_of_an_office_is_the_one_who_holds_it_and_nobody_else():
    unnamed = replace(person("foreign minister", "BOL", "foreign minister"), actor_id="office:BOL:foreign_minister")

    def page(location, guest):
        return PageOf(location, date(2023, 3, 9)).tell(
            f"A visitor {location}.", "visit", [guest], [PER], on(2023, 3, 7)
        )

    assert len(events_of(page("a.txt", unnamed), page("b.txt", QUISPE))) == 1
    assert len(events_of(page("a.txt", unnamed), page("b.txt", ARCE))) == 2


def test_a_person_whose_state_a_page_leaves_out_has_it_from_another_page():
    first = PageOf("a.txt", date(2023, 3, 9)).tell(
        "Rojas came.", "visit", [person("Elena Rojas")], [BOL], on(2023, 3, 7)
    )
    second = PageOf("b.txt", date(2023, 3, 9)).tell("Rojas was there.", "visit", [ROJAS], [BOL], on(2023, 3, 7))
    (event,) = events_of(first, second)
    assert event.actors[0].states == ("PER",)


def reopening(location, day, sentence):
    page = PageOf(location, date(2021, 3, day))
    return page.tell(sentence, "open_border", [state("NOR", "Norway")], [state("SWE", "Sweden")], on(2021, 3, day - 1))


def test_one_crossing_and_all_of_them_are_opened_in_two_acts():
    one = "Norway reopened the Storskog-Vale border crossing to Sweden after two weeks."
    every = "Norway reopened all its border crossings to Sweden after two weeks."
    other = "Norway reopened the border crossing at Lillevik to Sweden after two weeks."
    assert len(events_of(reopening("a", 5, one), reopening("b", 6, one.replace("reopened", "opened")))) == 1
    assert len(events_of(reopening("a", 5, one), reopening("b", 6, every))) == 2
    assert len(events_of(reopening("a", 5, one), reopening("b", 6, other))) == 2
    assert len(events_of(reopening("a", 5, every), reopening("b", 6, every.replace("after", "for")))) == 1
