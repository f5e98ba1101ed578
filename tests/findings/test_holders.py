from datetime import date

import pytest

from dyadlog.consolidate import consolidate
from dyadlog.findings.book import open_book
from dyadlog.findings.holders import find_offices
from dyadlog.records import read_sightings
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

GRC = state("GRC", "Greece")
PETROV = person("Ivo Petrov", "BGR")
DIMOV = person("Stefan Dimov", "BGR")


def seated(who, day, office="foreign minister", outlet=None, when=None):
    """A page of a day that gives somebody an office."""
    location = f"{who.name} {office} {day} {outlet or ''}"
    page = PageOf(location, day, outlet or location)
    page.tell(f"{office} {who.name} thanked Greece, {day} {outlet or ''}.", "thank", [who], [GRC], when)
    return page.seat(who, office).read()


def offices(*readings):
    return [(f.field, {side.value for side in f.sides}) for f in compare(*readings)]


def compare(*readings):
    book = open_book(readings, consolidate(readings, KNOWLEDGE), KNOWLEDGE)
    sightings = [one for reading in book.readings for one in read_sightings(reading)]
    return [finding for finding in find_offices(book, sightings) if finding.kind == "office"]


RIVALS = [("office holder", {"Ivo Petrov", "Stefan Dimov"})]


def june(day, month=6):
    return date(2021, month, day)


def test_two_holders_of_one_office_at_one_time_conflict():
    assert offices(seated(PETROV, june(3)), seated(DIMOV, june(4))) == RIVALS


@pytest.mark.parametrize(
    ("office", "other"),
    [
        ("acting foreign minister", "foreign minister"),
        ("former foreign minister", "foreign minister"),
        ("foreign minister", "defence minister"),
        ("deputy foreign minister", "deputy foreign minister"),
        ("minister", "minister"),
        ("ambassador", "ambassador"),
        ("ambassador to Greece", "ambassador to Peru"),
    ],
)
def test_offices_that_two_people_can_hold_do_not(office, other):
    assert offices(seated(PETROV, june(3), office), seated(DIMOV, june(4), other)) == []


def test_two_ambassadors_to_one_country_conflict():
    found = offices(seated(PETROV, june(3), "ambassador to Greece"), seated(DIMOV, june(4), "ambassador to Greece"))
    assert found == RIVALS


def test_a_successor_is_no_rival_where_several_pages_show_the_change():
    terms = [seated(PETROV, june(day)) for day in (1, 8)] + [seated(DIMOV, june(day)) for day in (10, 20)]
    assert offices(*terms) == []


def test_a_successor_is_no_rival_where_the_other_is_called_former():
    former = seated(PETROV, june(20), "former foreign minister")
    assert offices(seated(PETROV, june(3)), seated(DIMOV, june(4)), former) == []


def test_pages_far_apart_tell_of_two_terms():
    assert offices(seated(PETROV, june(1)), seated(DIMOV, june(9, 8))) == []


def test_a_holder_who_is_back_after_another_was_seen_is_a_rival():
    terms = [seated(PETROV, june(1)), seated(DIMOV, june(8)), seated(PETROV, june(12))]
    assert offices(*terms) == RIVALS


def test_a_page_that_names_the_old_holder_long_after_is_at_odds_with_the_others():
    terms = [seated(PETROV, june(day, 1)) for day in (1, 8)] + [seated(DIMOV, june(1, month)) for month in (4, 5)]
    assert offices(*terms) == []
    assert offices(*terms, seated(PETROV, june(1, 9))) == RIVALS


def test_a_page_that_names_another_in_the_middle_of_a_term_is_at_odds_with_the_others():
    assert offices(seated(PETROV, june(1, 1)), seated(DIMOV, june(1, 4)), seated(PETROV, june(1, 9))) == RIVALS


def test_a_name_that_most_pages_give_to_another_state_is_no_rival():
    foreign = person("Stefan Dimow", "MDA")
    pages = [seated(person("Stefan Dimov", "MDA"), june(day, 5)) for day in (1, 2)]
    assert offices(seated(PETROV, june(3)), seated(DIMOV, june(4)), *pages) == []
    assert (
        offices(seated(PETROV, june(3)), seated(DIMOV, june(4)), seated(DIMOV, june(6)), seated(foreign, june(9)))
        == RIVALS
    )


def test_who_comes_back_for_another_term_is_no_rival():
    first = [seated(PETROV, june(day, 1)) for day in (1, 8)]
    between = [seated(DIMOV, june(1, month)) for month in (4, 5)]
    again = [seated(PETROV, june(1, month)) for month in (9, 10)]
    assert offices(*first, *between, *again) == []


def test_the_sightings_closest_to_each_other_stand_on_the_sides():
    readings = [seated(PETROV, june(1)), seated(PETROV, june(20)), seated(DIMOV, june(10)), seated(DIMOV, june(19))]
    (finding,) = compare(*readings)
    assert {side.evidence.quote[-13:-2] for side in finding.sides} == {" 2021-06-20", " 2021-06-19"}


def test_a_holder_of_long_ago_is_no_rival_of_the_present_one():
    past = seated(PETROV, june(3), when=on(1998, 3, 2))
    assert offices(past, seated(DIMOV, june(4))) == []


def test_one_person_in_two_offices_that_exclude_each_other():
    found = offices(seated(PETROV, june(3), "foreign minister"), seated(PETROV, june(4), "defence minister"))
    assert found == [("office", {"foreign minister", "defence minister"})]


def test_a_chief_on_one_page_and_the_deputy_on_another():
    found = offices(seated(PETROV, june(3), "foreign minister"), seated(PETROV, june(4), "deputy foreign minister"))
    assert found == [("office", {"foreign minister", "deputy foreign minister"})]


@pytest.mark.parametrize("other", ["prime minister", "deputy prime minister", "adviser", "minister of foreign affairs"])
def test_offices_that_one_person_can_hold_do_not_conflict(other):
    assert offices(seated(PETROV, june(3), "foreign minister"), seated(PETROV, june(4), other)) == []


def test_two_offices_that_a_page_gives_together_are_held_together():
    both = seated(PETROV, june(2), "foreign minister and defence minister")
    assert offices(both, seated(PETROV, june(3)), seated(PETROV, june(4), "defence minister")) == []


def test_a_minister_who_moves_to_another_ministry_is_no_contradiction():
    terms = [seated(PETROV, june(day), "defence minister") for day in (1, 3)]
    assert offices(*terms, *(seated(PETROV, june(day), "foreign minister") for day in (5, 9))) == []


def test_the_order_of_pages_does_not_matter():
    readings = [seated(PETROV, june(1)), seated(DIMOV, june(8)), seated(PETROV, june(12), "defence minister")]
    assert sorted(map(str, offices(*readings))) == sorted(map(str, offices(*reversed(readings))))
