"""Mentions in few words and reports that contradict each other: what is brought together, and what is not."""

from datetime import date

import pytest

from dyadlog.records import Place, Quantity
from tests.consolidate.pages import PageOf, between, events_of, on, person, state

LAO, MMR = state("LAO", "Laos"), state("MMR", "Myanmar")
KYAW = person("Min Kyaw", "MMR", "president")
PHOU = person("Boun Phoumi", "LAO", "president")
BANVAI = Place("Ban Vai", ("LAO",))


def killed(text, number):
    start = text.index(str(number))
    return (
        Quantity(number, number, number, "person", "exactly", str(number), start, start + len(str(number)), "killed"),
    )


def clash_page():
    page = PageOf("a.txt", date(2021, 6, 4), "River Post")
    page.tell(
        "Soldiers of Laos and Myanmar exchanged fire near Vaimong on Thursday, killing seven.",
        "clash", [LAO, MMR], [], on(2021, 6, 3), places=(BANVAI,),
    )  # fmt: skip
    return page.tell("The fighting at Vaimong lasted an hour.")


def later_page(sentence, kind, *parties, when=None, day=date(2022, 1, 20)):
    page = PageOf("z.txt", day, "Hill Times")
    page.tell("Laos and Myanmar are to talk about trade.", "talks", [LAO, MMR], [], on(2022, 2), modality="planned")
    page.tell("Traders in Vaimong wait for the two states.")
    return page.tell(sentence, kind, *parties, when)


def test_a_mention_by_place_and_without_a_day_is_of_the_one_happening_there():
    mention = later_page("Nobody has forgotten the shooting at Vaimong.", "clash", [], [])
    (clash,) = [event for event in events_of(clash_page(), mention) if event.kind == "clash"]
    assert clash.documents == 2
    assert "the same names" in clash.reasons[0].reason


def test_a_mention_that_can_be_of_two_happenings_is_of_neither():
    second = PageOf("b.txt", date(2021, 9, 4), "River Post").tell(
        "Soldiers of Laos and Myanmar exchanged fire near Vaimong on Friday.", "clash", [LAO, MMR], [], on(2021, 9, 3)
    )
    second.tell("The fighting at Vaimong lasted a day.")
    mention = later_page("Nobody has forgotten the shooting at Vaimong.", "clash", [], [])
    assert len([event for event in events_of(clash_page(), second, mention) if event.kind == "clash"]) == 3


def test_uses_of_force_told_in_other_kinds_are_one_happening():
    other = PageOf("b.txt", date(2021, 6, 5), "Hill Times").tell(
        "Seven people were killed by soldiers of Myanmar near Vaimong on Thursday.",
        "kill",
        [MMR],
        [LAO],
        on(2021, 6, 3),
    )
    assert len(events_of(clash_page(), other.tell("Calm is back at Vaimong."))) == 1


def test_shelling_on_the_day_of_a_raid_elsewhere_is_another_happening():
    raid = PageOf("a.txt", date(2021, 6, 4)).tell(
        "Troops of Myanmar raided a Lao village on Thursday.", "raid", [MMR], [LAO], on(2021, 6, 3)
    )
    shelling = PageOf("b.txt", date(2021, 6, 4)).tell(
        "Guns of Myanmar shelled a Lao post on Thursday.", "shell", [MMR], [LAO], on(2021, 6, 3)
    )
    assert len(events_of(raid, shelling)) == 2


@pytest.mark.parametrize(("day", "merged"), [(5, True), (30, False)])
def test_sources_may_date_one_happening_a_few_days_apart_and_the_reason_says_so(day, merged):
    other = PageOf("b.txt", date(2021, 7, 2), "Hill Times").tell(
        "Soldiers of Laos and Myanmar exchanged fire near Vaimong, killing seven.",
        "clash", [LAO, MMR], [], on(2021, 6, day),
    )  # fmt: skip
    events = events_of(clash_page(), other.tell("Calm is back at Vaimong."))
    assert (len(events) == 1) == merged
    if merged:
        assert "though dated differently" in events[0].reasons[0].reason


def test_a_visit_that_is_put_off_is_the_one_that_was_planned():
    plan = PageOf("a.txt", date(2021, 3, 1), "River Post").tell(
        "Min Kyaw will visit Laos in April.", "visit", [KYAW], [LAO], on(2021, 4), modality="planned"
    )
    visit = PageOf("b.txt", date(2021, 5, 12), "Hill Times").tell(
        "Min Kyaw arrived in Laos on Tuesday.", "visit", [KYAW], [LAO], on(2021, 5, 11)
    )
    (event,) = events_of(plan, visit)
    assert "planned for another day" in event.reasons[0].reason


def test_what_is_still_planned_after_a_meeting_is_another_meeting():
    met = PageOf("a.txt", date(2021, 3, 2)).tell("Min Kyaw met Boun Phoumi.", "meet", [KYAW, PHOU], [], on(2021, 3, 1))
    plan = PageOf("b.txt", date(2021, 3, 20)).tell(
        "Min Kyaw will meet Boun Phoumi again.", "meet", [KYAW, PHOU], [], None, modality="planned"
    )
    assert len(events_of(met, plan)) == 2


def test_reports_without_a_day_of_one_week_are_compared_by_the_days_of_their_pages():
    first = PageOf("a.txt", date(2021, 3, 2)).tell("Laos recalls its envoy to Myanmar.", "recall", [LAO], [MMR])
    second = PageOf("b.txt", date(2021, 3, 4)).tell("Laos called its envoy home.", "recall", [LAO], [MMR])
    third = PageOf("c.txt", date(2022, 3, 4)).tell("Laos called home its envoy.", "recall", [LAO], [MMR])
    assert len(events_of(first, second)) == 1
    assert len(events_of(first, third)) == 2


def test_two_things_agreed_at_one_table_are_two():
    page = PageOf("a.txt", date(2021, 3, 2))
    page.tell(
        "They agreed to patrol the river.", "agree", [KYAW, PHOU], [], between(date(2021, 3, 1), date(2021, 3, 2))
    )
    page.tell("They decided on a railway commission.", "agree", [KYAW, PHOU], [], on(2021, 3, 1))
    assert len(events_of(page)) == 2
