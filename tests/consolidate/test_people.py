from datetime import date

from dyadlog.consolidate import consolidate
from dyadlog.consolidate.people import link_people
from tests.consolidate.pages import KNOWLEDGE, PageOf, person, state

TUN = state("TUN", "Tunisia")


def page_naming(location, *people):
    page = PageOf(location, date(2022, 5, int(location[1]) + 1))
    for who in people:
        page.tell(f"{who.office or 'Mr'} {who.name} thanked Tunisia.", "thank", [who], [TUN])
    return page


def linked(*pages):
    return link_people([page.read() for page in pages])


def test_two_spellings_of_one_name_are_one_person():
    first, second = person("Khaled Mansouri", "DZA"), person("Khalid al-Mansuri", "DZA")
    assert linked(page_naming("p1", first), page_naming("p2", second)) == {second.actor_id: first.actor_id}


def test_two_bearers_of_one_surname_stay_two_even_with_the_bare_surname_about():
    karim, samir, bare = person("Karim Haddad", "DZA"), person("Samir Haddad", "DZA"), person("Haddad", "DZA")
    assert linked(page_naming("p1", karim), page_naming("p2", samir), page_naming("p3", bare)) == {}


def test_a_bare_surname_is_the_one_bearer_that_there_is():
    karim, bare = person("Karim Haddad", "DZA"), person("Haddad", "DZA")
    assert linked(page_naming("p1", bare), page_naming("p2", karim)) == {bare.actor_id: karim.actor_id}


def test_people_of_different_states_stay_two():
    assert (
        linked(page_naming("p1", person("Karim Haddad", "DZA")), page_naming("p2", person("Karim Haddad", "LBN"))) == {}
    )


def test_the_state_may_be_missing_on_one_page():
    known, unknown = person("Karim Haddad", "DZA"), person("Karim Haddad")
    assert len(linked(page_naming("p1", known), page_naming("p2", unknown))) == 1


def test_an_actor_lists_its_spellings_and_offices_with_the_days_they_were_seen():
    first, second = (
        person("Khaled Mansouri", "DZA", "Interior Minister"),
        person("Khalid Mansuri", "DZA", "Interior Minister"),
    )
    pages = [
        page_naming("p1", first).seat(first, "Interior Minister"),
        page_naming("p2", second).seat(second, "Interior Minister"),
    ]
    outcome = consolidate([page.read() for page in pages], KNOWLEDGE)
    actor = next(actor for actor in outcome.actors if actor.kind == "person")
    (seat,) = actor.occupancies
    assert set(actor.names) == {"Khaled Mansouri", "Khalid Mansuri"} and actor.claims == 2
    assert (seat.first_seen, seat.last_seen, len(seat.evidence)) == (date(2022, 5, 2), date(2022, 5, 3), 2)
