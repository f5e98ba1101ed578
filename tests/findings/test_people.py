import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from dyadlog.consolidate import consolidate
from dyadlog.exchange import Rows
from dyadlog.findings import compare
from dyadlog.findings.people import count_encounters, draw_portraits, list_tenures
from dyadlog.findings.spellings import collect_spellings
from dyadlog.knowledge.encounters import load_encounters
from dyadlog.pipeline import PageStep
from dyadlog.records import Given, Page, PageTask
from dyadlog.report.people import PeopleRows, show_offices, show_people
from dyadlog.store import open_view, open_writer
from tests.consolidate.pages import KNOWLEDGE, PageOf, on, person, state

GRC, BGR = state("GRC", "Greece"), state("BGR", "Bulgaria")
NIKOU = person("Maria Nikou", "GRC", "foreign minister")
PETROV = person("Ivo Petrov", "BGR", "foreign minister")
DIMOV = person("Stefan Dimov", "BGR", "foreign minister")


def met(location, day, first=NIKOU, second=PETROV, kind="meet", when=None, **more):
    sentence = f"foreign minister {first.name} met foreign minister {second.name}, {location} reports."
    page = PageOf(location, day, location).tell(sentence, kind, [first], [second], when or on(*_parts(day)), **more)
    return page.seat(first, "foreign minister").seat(second, "foreign minister").read()


def _parts(day):
    return day.year, day.month, day.day


@pytest.fixture
def open_record(tmp_path):
    """A store of some readings, opened for reading."""
    views = []

    def open_record(*readings):
        consolidation = consolidate(readings, KNOWLEDGE)
        path = tmp_path / f"{len(views)}.db"
        with open_writer(path) as writer:
            for reading in readings:
                writer.save_reading(reading, "key")
            writer.save_consolidation(consolidation, compare(readings, consolidation, KNOWLEDGE), "now")
        views.append(open_view(path))
        return views[-1]

    yield open_record
    for view in views:
        view.close()


def tenures(view, *codes):
    codes = codes or ("GRC", "BGR")
    findings = [f for code in codes for f in view.findings((code,), "office")]
    return list_tenures(view.dyad(*codes), KNOWLEDGE, findings)


def encounters(view, *codes):
    return count_encounters(view.dyad(*(codes or ("GRC", "BGR"))), load_encounters(KNOWLEDGE))


def days(month, *numbers):
    return [date(2020, month, number) for number in numbers]


def test_events_are_counted_and_not_reports(open_record):
    view = open_record(
        met("a", date(2020, 2, 4)),
        met("b", date(2020, 2, 5), when=on(2020, 2, 4)),
        met("c", date(2020, 6, 9)),
    )
    (pair,) = encounters(view)
    assert [person.name for person in pair.people] == ["Maria Nikou", "Ivo Petrov"]
    assert (len(pair.events), pair.first, pair.last) == (2, date(2020, 2, 4), date(2020, 6, 9))
    assert pair.manners == (("meeting", 2),)


@pytest.mark.parametrize(
    "more", [{"modality": "planned"}, {"modality": "denied"}, {"modality": "requested"}, {"negated": True}]
)
def test_what_did_not_take_place_is_no_meeting(open_record, more):
    assert encounters(open_record(met("a", date(2020, 2, 4), **more))) == ()


def test_other_acts_between_two_people_are_no_meetings(open_record):
    assert encounters(open_record(met("a", date(2020, 2, 4), kind="thank"))) == ()


def test_calls_and_visits_are_told_from_meetings(open_record):
    view = open_record(met("a", date(2020, 2, 4), kind="call"), met("b", date(2020, 5, 4), kind="visit"))
    assert encounters(view)[0].manners == (("call", 1), ("visit", 1))


def test_a_meeting_that_is_part_of_a_visit_is_counted_with_it(open_record):
    page = PageOf("a", date(2020, 2, 5))
    page.tell("Maria Nikou visited Ivo Petrov.", "visit", [NIKOU], [BGR, PETROV], on(2020, 2, 4))
    page.tell("Maria Nikou met Ivo Petrov in Sofia.", "meet", [NIKOU], [PETROV], on(2020, 2, 4))
    view = open_record(page.read())
    assert {event.part_of is None for event in view.events()} == {True, False}
    (pair,) = encounters(view)
    assert [event.kind for event in pair.events] == ["visit"]


def test_an_undated_meeting_is_counted_without_a_day(open_record):
    page = PageOf("a").tell("Maria Nikou met Ivo Petrov.", "meet", [NIKOU], [PETROV])
    (pair,) = encounters(open_record(page.read()))
    assert (len(pair.events), pair.first, pair.last) == (1, None, None)


def test_an_office_has_its_holders_in_order_and_each_its_successor(open_record):
    view = open_record(
        *(met(f"a{day}", day) for day in days(2, 4, 12)), *(met(f"b{day}", day, second=DIMOV) for day in days(7, 3, 9))
    )
    greek, first, second = tenures(view)
    assert (greek.state, greek.successor) == ("GRC", None)
    assert (first.actor.name, first.occupancy.first_seen, first.occupancy.last_seen) == ("Ivo Petrov", *days(2, 4, 12))
    assert (first.successor.name, first.successor_seen) == ("Stefan Dimov", date(2020, 7, 3))
    assert (second.actor.name, second.successor, second.conflicts) == ("Stefan Dimov", None, ())


def test_who_comes_back_while_another_is_seen_is_nobodys_successor(open_record):
    view = open_record(
        met("a", date(2020, 2, 4)), met("b", date(2020, 2, 9), second=DIMOV), met("c", date(2020, 2, 12))
    )
    bulgarian = [tenure for tenure in tenures(view) if tenure.state == "BGR"]
    assert [tenure.successor for tenure in bulgarian] == [None, None] or bulgarian[1].successor is None
    (conflict,) = view.findings(("BGR",), "office")
    assert [tenure.conflicts for tenure in bulgarian] == [(conflict.finding_id,), (conflict.finding_id,)]


def test_a_former_holder_stands_without_days(open_record):
    page = PageOf("a", date(2020, 2, 4))
    page.tell("former foreign minister Ivo Petrov thanked Greece.", "thank", [PETROV], [GRC])
    page.seat(PETROV, "former foreign minister").tell("Bulgaria thanked Greece.", "thank", [BGR], [GRC], on(2020, 2, 4))
    (tenure,) = tenures(open_record(page.read()))
    assert (tenure.post.standing, tenure.occupancy.first_seen, tenure.successor) == ("former", None, None)


def test_offices_stand_by_state_then_rank(open_record):
    page = PageOf("a", date(2020, 2, 4))
    for office, who in (("foreign minister", PETROV), ("president", DIMOV)):
        page.tell(f"{office} {who.name} met foreign minister Maria Nikou.", "meet", [who], [NIKOU], on(2020, 2, 4))
        page.seat(who, office)
    page.seat(NIKOU, "foreign minister")
    view = open_record(page.read())
    shown = [(tenure.state, tenure.occupancy.office) for tenure in tenures(view, "BGR", "GRC")]
    assert shown == [("BGR", "president"), ("BGR", "foreign minister"), ("GRC", "foreign minister")]
    assert [tenure.state for tenure in tenures(view, "GRC", "BGR")] == ["GRC", "BGR", "BGR"]


def test_spellings_are_counted_with_their_pages(open_record):
    one, other = (person(name, "BGR", "foreign minister") for name in ("Khaled Mansouri", "Khalid al-Mansuri"))
    readings = [met(page, date(2020, 2, 4), second=who) for page, who in (("a", one), ("b", other), ("c", one))]
    view = open_record(*readings)
    dyad = view.dyad("GRC", "BGR")
    with_mentions = [_named(reading) for reading in readings]
    spelled = next(names for names in collect_spellings(dyad, with_mentions).values() if names[0].name == one.name)
    assert [(name.name, name.count, len(name.evidence)) for name in spelled] == [(one.name, 2, 2), (other.name, 1, 1)]
    assert all(evidence.quote == name.name for name in spelled for evidence in name.evidence)


def _named(reading):
    """The reading with the rule that a name in full has; pages made by hand have another."""
    from dataclasses import replace

    return replace(reading, mentions=tuple(replace(mention, rule="person") for mention in reading.mentions))


def test_rows_lead_to_the_words(open_record):
    readings = [met("a", date(2020, 2, 4)), met("b", date(2020, 2, 9), second=DIMOV)]
    view = open_record(*readings)
    dyad = view.dyad("GRC", "BGR")
    conflicts = view.findings(("BGR",), "office")
    held, pairs = tenures(view), encounters(view)
    portraits = draw_portraits(dyad, held, pairs, collect_spellings(dyad, map(_named, readings)))
    rows = PeopleRows(Rows(view), conflicts)
    offices = [json.loads(json.dumps(rows.tenure_row(tenure))) for tenure in held]
    people = {row["name"]: row for row in (json.loads(json.dumps(rows.portrait_row(one))) for one in portraits)}
    assert [row["name"] for row in offices if row["conflicts"]] == ["Ivo Petrov", "Stefan Dimov"]
    assert {side["value"] for side in offices[1]["conflicts"][0]["sides"]} == {"Ivo Petrov", "Stefan Dimov"}
    meetings = people["Maria Nikou"]["meetings"]
    assert [(row["with"]["name"], row["count"], row["first"]) for row in meetings] == [
        ("Ivo Petrov", 1, "2020-02-04"),
        ("Stefan Dimov", 1, "2020-02-09"),
    ]
    quotes = [
        *offices[0]["evidence"],
        *meetings[0]["events"][0]["evidence"],
        *people["Ivo Petrov"]["spellings"][0]["evidence"],
    ]
    texts = {document.document_id: document.text for document in view.documents()}
    assert quotes and all(texts[row["document_id"]][row["start"] : row["end"]] == row["quote"] for row in quotes)


def draw(renderable):
    console = Console(file=io.StringIO(), width=140)
    console.print(renderable)
    return console.file.getvalue()


def test_the_terminal_shows_offices_conflicts_and_meetings(open_record):
    view = open_record(met("a", date(2020, 2, 4)), met("b", date(2020, 2, 9), second=DIMOV))
    conflicts = view.findings(("BGR",), "office")
    shown = draw(show_offices(tenures(view), conflicts, Rows(view)))
    assert "Ivo Petrov (conflict)" in shown and "What pages disagree on" in shown
    assert "foreign minister: Ivo Petrov or Stefan Dimov" in shown
    dyad = view.dyad("GRC", "BGR")
    portraits = draw_portraits(dyad, tenures(view), encounters(view), {})
    people = draw(show_people(portraits, encounters(view)))
    assert "Maria Nikou  GRC, 2 claims" in people and "1 meeting" in people


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(5)))
def test_the_order_of_pages_does_not_matter(tmp_path_factory, order):
    readings = [
        *(met(f"a{day}", day) for day in days(2, 4, 12)),
        *(met(f"b{day}", day, second=DIMOV) for day in days(2, 9, 15, 21)),
    ]
    seen = []
    for numbers in (range(5), order):
        chosen = [readings[number] for number in numbers]
        consolidation = consolidate(chosen, KNOWLEDGE)
        path = tmp_path_factory.mktemp("order") / "record.db"
        with open_writer(path) as writer:
            for reading in chosen:
                writer.save_reading(reading, "key")
            writer.save_consolidation(consolidation, compare(chosen, consolidation, KNOWLEDGE), "now")
        with open_view(path) as view:
            seen.append((tenures(view), encounters(view)))
    assert seen[0] == seen[1]


PAGES = (
    "{Bcap}, 4 May 2021 - {Aadj} Foreign Minister Lena Haller met {Badj} President Jonas Verik in {Bcap} on Tuesday.",
    "{Acap}, 9 June 2021 - {Badj} President Jonas Verik telephoned {Aadj} Foreign Minister Lena Haller on Wednesday.",
    "{Acap}, 8 March 2022 - {Aadj} Foreign Minister Otto Brandl met {Badj} President Jonas Verik in {Acap} on Tuesday.",
    "{Acap}, 9 March 2022 - Former {Aadj} foreign minister Lena Haller thanked {B} on Wednesday.",
)
STATES = {"KEN": ("Kenya", "Kenyan", "Nairobi"), "CHL": ("Chile", "Chilean", "Santiago")}


def read_pages(first, second):
    words = {}
    for letter, code in (("A", first), ("B", second)):
        words |= dict(zip((letter, f"{letter}adj", f"{letter}cap"), STATES[code], strict=True))
    step = PageStep(())
    for number, template in enumerate(PAGES):
        text = template.format(**words) + "\n\nOfficials of both sides told reporters that fishing was discussed.\n"
        published = date(*[(2021, 5, 4), (2021, 6, 9), (2022, 3, 8), (2022, 3, 9)][number])
        page = Page.from_bytes(f"{number}.txt", text.encode(), "text/plain", Given(published=published))
        yield step(PageTask(page, None)).reading


@pytest.mark.parametrize("codes", [("KEN", "CHL"), ("CHL", "KEN")])
def test_pages_as_they_are_read_whichever_states_they_name(open_record, codes):
    first, second = codes
    view = open_record(*read_pages(*codes))
    shown = [
        (t.state, t.actor.name, t.post.standing, t.occupancy.first_seen, t.occupancy.last_seen)
        for t in tenures(view, *codes)
        if t.post.key in ("president", "foreign_minister")
    ]
    assert [row for row in shown if row[2] == "holds"] == [
        (first, "Lena Haller", "holds", date(2021, 5, 4), date(2021, 6, 9)),
        (first, "Otto Brandl", "holds", date(2022, 3, 8), date(2022, 3, 8)),
        (second, "Jonas Verik", "holds", date(2021, 5, 4), date(2022, 3, 8)),
    ]
    assert all(row[3:] == (None, None) for row in shown if row[2] == "former")
    met = [
        (*(person.name for person in pair.people), len(pair.events), pair.first, pair.last)
        for pair in encounters(view, *codes)
    ]
    assert met == [
        ("Lena Haller", "Jonas Verik", 2, date(2021, 5, 4), date(2021, 6, 9)),
        ("Otto Brandl", "Jonas Verik", 1, date(2022, 3, 8), date(2022, 3, 8)),
    ]
