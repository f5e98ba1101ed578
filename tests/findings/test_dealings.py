"""Who deals with whom."""

from dataclasses import replace

from dyadlog.findings.dealings import find_ties
from dyadlog.records import Party
from tests.builders import FRANCE, FRENCH_ENVOY, JAPAN, JPN_MINISTER, make_event, make_reading

CHINA = Party("state:CHN", "China", "state", ("CHN",))


def event(number=1, **changes):
    return replace(make_event(make_reading().claims[0]), event_id=f"event-{number}", **changes)


def ties_of(*events):
    return {tie.parties: tie for tie in find_ties(events, lambda name: name)}


def test_actors_are_tied_to_recipients():
    ties = ties_of(event(actors=(FRENCH_ENVOY, FRANCE), recipients=(JAPAN,)))
    assert set(ties) == {("person:luc roy", "state:JPN"), ("state:FRA", "state:JPN")}


def test_an_act_without_recipient_ties_its_actors():
    assert set(ties_of(event(actors=(FRENCH_ENVOY, JPN_MINISTER), recipients=()))) == {
        ("person:aiko mori", "person:luc roy")
    }


def test_parties_of_one_state_are_not_tied():
    assert not ties_of(event(actors=(FRENCH_ENVOY,), recipients=(FRANCE,)))
    assert not ties_of(event(actors=(FRANCE,), recipients=(FRANCE,)))


def test_what_did_not_take_place_ties_nobody():
    assert not ties_of(event(modality="planned"), event(2, modality="denied"), event(3, negated=True))
    assert len(ties_of(event(modality="claimed"))) == 1


def test_both_ways_are_one_tie_counted_by_cooperation_and_conflict():
    back = event(2, actors=(JAPAN,), recipients=(FRANCE,), quad_class=3)
    (tie,) = ties_of(event(quad_class=2), back, event(3, quad_class=4)).values()
    assert (tie.cooperation, tie.conflict) == (1, 2)
    assert [one.event_id for one in tie.events] == ["event-1", "event-2", "event-3"]


def test_an_act_of_several_on_each_other_is_counted_once():
    both = (FRANCE, JAPAN)
    (tie,) = ties_of(event(actors=both, recipients=both)).values()
    assert len(tie.events) == 1


def test_a_part_is_counted_with_its_whole():
    (tie,) = ties_of(event(1), event(2, part_of="event-1"), event(3, part_of="event-9")).values()
    assert [one.event_id for one in tie.events] == ["event-1", "event-3"]


def test_spellings_of_one_person_are_one_party():
    other = replace(FRENCH_ENVOY, actor_id="person:l roy")
    events = (event(1, actors=(FRENCH_ENVOY,)), event(2, actors=(other,)))
    ties = find_ties(events, lambda name: "person:luc roy" if name == "person:l roy" else name)
    assert [(tie.parties, len(tie.events)) for tie in ties] == [(("person:luc roy", "state:JPN"), 2)]


def test_most_events_come_first():
    events = (event(1, recipients=(CHINA,)), event(2), event(3))
    ties = find_ties(events, lambda name: name)
    assert [tie.parties for tie in ties] == [("state:FRA", "state:JPN"), ("state:CHN", "state:FRA")]
