from dataclasses import replace
from datetime import date
from itertools import chain

from dyadlog.consolidate import consolidate
from dyadlog.consolidate.namings import collect_namings, gather_namings
from dyadlog.consolidate.people import link_people
from dyadlog.records import Party
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

TUN = state("TUN", "Tunisia")


def page_naming(location, *people):
    page = PageOf(location, date(2022, 5, int(location[1]) + 1))
    for who in people:
        page.tell(f"{who.office or 'Mr'} {who.name} thanked Tunisia.", "thank", [who], [TUN])
    return page


def linked(*pages):
    namings = chain.from_iterable(collect_namings(page.read(), KNOWLEDGE) for page in pages)
    return link_people(gather_namings(namings))


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


def test_titles_of_one_office_are_one_occupancy_even_where_a_page_leaves_out_the_state():
    name = "Leila Karray"
    pages = []
    for number, (office, code) in enumerate([("foreign minister", "TUN"), ("minister of foreign affairs", None)]):
        who = person(name, "TUN", office)
        page = PageOf(f"p{number}", date(2022, 5, number + 1)).tell(f"{office} {name} spoke.", "statement", [who])
        page.seat(who, office)
        page.occupancies = [replace(held, state=code) for held in page.occupancies]
        pages.append(page.read())
    (actor,) = [actor for actor in consolidate(pages, KNOWLEDGE).actors if actor.kind == "person"]
    (held,) = actor.occupancies
    assert (held.state, held.first_seen, held.last_seen) == ("TUN", date(2022, 5, 1), date(2022, 5, 2))


def test_a_parliament_under_its_own_name_and_the_general_word_is_one_actor():
    own = Party("body:ISR:knesset", "Knesset", "body", ("ISR",))
    general = Party("body:ISR:parliament", "parliament", "body", ("ISR",))
    page = PageOf("p1", date(2022, 5, 2))
    page.tell("The Knesset thanked Tunisia.", "thank", [own], [TUN])
    page.tell("The parliament in Jerusalem thanked Tunisia.", "thank", [general], [TUN])
    (actor,) = [actor for actor in consolidate([page.read()], KNOWLEDGE).actors if actor.kind == "body"]
    assert actor.actor_id == general.actor_id and set(actor.names) == {"Knesset", "parliament"}
    assert actor.aliases == (own.actor_id,) and actor.claims == 2


def test_several_agencies_of_one_state_stay_apart():
    agencies = [Party(f"body:USA:{name}", name.upper(), "body", ("USA",)) for name in ("cia", "nsa")]
    page = PageOf("p1", date(2022, 5, 2))
    for agency in agencies:
        page.tell(f"The {agency.name} thanked Tunisia.", "thank", [agency], [TUN])
    assert len([actor for actor in consolidate([page.read()], KNOWLEDGE).actors if actor.kind == "body"]) == 2


def seated(location, day, sentence, who, office, **claim):
    """A page that gives somebody an office in a sentence of its own."""
    page = PageOf(location, day).tell(sentence, "thank", [who], [TUN], **claim)
    return page.seat(who, office).read()


def seats_of(*readings):
    (actor,) = [actor for actor in consolidate(readings, KNOWLEDGE).actors if actor.kind == "person"]
    return {held.office: (held.first_seen, held.last_seen) for held in actor.occupancies}


KARIM = person("Karim Haddad", "DZA")


def test_a_former_holder_is_not_seen_in_office():
    held = seated("p1", date(2022, 5, 1), "Interior Minister Karim Haddad thanked Tunisia.", KARIM, "Interior Minister")
    gone = seated(
        "p2",
        date(2023, 5, 1),
        "Former Interior Minister Karim Haddad thanked Tunisia.",
        KARIM,
        "Former Interior Minister",
    )
    assert seats_of(held, gone) == {
        "Interior Minister": (date(2022, 5, 1), date(2022, 5, 1)),
        "Former Interior Minister": (None, None),
    }


def test_an_acting_holder_stands_apart():
    acting = seated(
        "p1",
        date(2022, 5, 1),
        "Acting Interior Minister Karim Haddad thanked Tunisia.",
        KARIM,
        "Acting Interior Minister",
    )
    full = seated("p2", date(2022, 6, 1), "Interior Minister Karim Haddad thanked Tunisia.", KARIM, "Interior Minister")
    assert set(seats_of(acting, full)) == {"Acting Interior Minister", "Interior Minister"}


def test_what_a_page_tells_of_long_ago_is_seen_then_and_not_as_it_is_printed():
    sentence = "Interior Minister Karim Haddad thanked Tunisia in 1995."
    day = seated("p1", date(2022, 5, 1), sentence, KARIM, "Interior Minister", when=on(1995, 3, 4))
    assert seats_of(day) == {"Interior Minister": (date(1995, 3, 4), date(1995, 3, 4))}
    year = seated("p1", date(2022, 5, 1), sentence, KARIM, "Interior Minister", when=on(1995))
    assert seats_of(year) == {"Interior Minister": (None, None)}


def test_what_a_page_tells_of_the_last_weeks_is_seen_as_it_is_printed():
    sentence = "Interior Minister Karim Haddad thanked Tunisia last month."
    month = seated("p1", date(2022, 5, 1), sentence, KARIM, "Interior Minister", when=on(2022, 4))
    assert seats_of(month) == {"Interior Minister": (date(2022, 5, 1), date(2022, 5, 1))}


def test_a_bound_of_the_publication_date_is_no_sighting():
    reading = seated("p1", None, "Interior Minister Karim Haddad thanked Tunisia.", KARIM, "Interior Minister")
    publication = replace(reading.document.publication, not_after=date(2022, 5, 9))
    bounded = replace(reading, document=replace(reading.document, publication=publication))
    assert seats_of(bounded) == {"Interior Minister": (None, None)}


def test_an_office_whose_state_no_page_names_is_of_the_state_its_holder_acts_for():
    reading = seated(
        "p1", date(2022, 5, 1), "Interior Minister Karim Haddad thanked Tunisia.", KARIM, "Interior Minister"
    )
    bare = replace(reading, occupancies=tuple(replace(held, state=None) for held in reading.occupancies))
    (actor,) = [actor for actor in consolidate([bare], KNOWLEDGE).actors if actor.kind == "person"]
    assert [held.state for held in actor.occupancies] == ["DZA"]


def test_an_office_that_pages_give_to_two_states_is_that_of_most():
    readings = []
    for number, code in enumerate(["DZA", "TUN", "DZA", None]):
        sentence = f"Interior Minister Karim Haddad thanked Tunisia, page {number} says."
        reading = seated(f"p{number}", date(2022, 5, number + 1), sentence, KARIM, "Interior Minister")
        readings.append(replace(reading, occupancies=tuple(replace(o, state=code) for o in reading.occupancies)))
    (actor,) = [actor for actor in consolidate(readings, KNOWLEDGE).actors if actor.kind == "person"]
    (held,) = actor.occupancies
    assert (held.state, held.first_seen, held.last_seen) == ("DZA", date(2022, 5, 1), date(2022, 5, 4))


def test_an_office_is_worded_as_most_pages_word_it():
    words = ["Minister of the Interior", "Interior Minister", "Interior Minister"]
    readings = [
        seated(f"p{number}", date(2022, 5, 1), f"{office} Karim Haddad thanked Tunisia, {number}.", KARIM, office)
        for number, office in enumerate(words)
    ]
    assert list(seats_of(*readings)) == ["Interior Minister"]


def test_initials_of_courtesy_are_left_out_of_a_name():
    first, second = person("H.E. Karim Haddad", "DZA"), person("Karim Haddad", "DZA")
    pages = [page_naming(f"p{number}", who) for number, who in enumerate([first, first, second])]
    (actor,) = [a for a in consolidate([page.read() for page in pages], KNOWLEDGE).actors if a.kind == "person"]
    assert actor.name == "Karim Haddad"
