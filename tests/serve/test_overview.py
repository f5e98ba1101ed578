"""Overview, events and index of two states: what stands where, what filters narrow, hostile words, files."""

import csv
import io
import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from dyadlog.records import Interval
from dyadlog.serve.asked import Asked
from dyadlog.serve.desk import Desk
from dyadlog.serve.links import Links
from dyadlog.serve.pages.charts import link_periods, name_period
from dyadlog.serve.pages.dyad import show_dyad
from dyadlog.serve.pages.events import show_events
from dyadlog.serve.pages.index import show_index
from dyadlog.store import open_view, open_writer
from tests.builders import make_event
from tests.notebook.samples import PAIR as SAMPLES
from tests.notebook.samples import read_samples
from tests.serve.made_up import (
    FIRST,
    HERE,
    HOSTILE,
    PAIR,
    make_client,
    make_finding,
    make_instrument,
    make_pages,
    make_told,
    report_of,
    show_static,
    write_store,
)
from tests.serve.showing import links_of, words_of

SECTIONS = ["New since 25 Feb 2026", "Due", "Contested", "Over time", "Who meets whom"]


@pytest.fixture
def known(sample_room):
    """How many events the sample pages tell of."""
    return sample_room.get("/api/v1/dyads/ECU-PER/events").json()["total"]


def headings_of(page, level):
    return [words_of(one) for one in re.findall(rf"(?s)<h{level}(?: [^>]*)?>(.*?)</h{level}>", page)]


def charts_of(page):
    return [ElementTree.fromstring(one) for one in re.findall(r"(?s)<svg .*?</svg>", page)]


def make_dated(number, **changes):
    day = FIRST + timedelta(days=7 * number)
    reading = make_told(f"France and Japan held talks, page {number}.", number)
    return reading, make_event(reading.claims[0], when=Interval(day, day, "day", "explicit"), **changes)


@pytest.fixture
def make(tmp_path):
    def make(*dated, **more):
        readings = [reading for reading, _ in dated]
        events = [event for _, event in dated]
        return make_client(write_store(tmp_path / "record.db", readings, events=events, **more))

    return make


def test_the_overview_goes_from_what_is_new_to_the_whole_course(sample_room, known):
    page = sample_room.get("/ECU-PER").text
    assert headings_of(page, 1) == ["Ecuador and Peru"]
    assert [heading.split(" events")[0] for heading in headings_of(page, 2)] == SECTIONS
    assert f"{known} events" in words_of(page) and "7 pages" in words_of(page)


def test_everything_leads_somewhere(sample_room):
    page = sample_room.get("/ECU-PER").text
    addresses = {address.partition("#")[0] for address in links_of(page) if address.startswith("/ECU-PER")}
    assert len(addresses) > 25
    for address in addresses:
        assert sample_room.get(address.replace("&amp;", "&")).status_code == 200, address


def test_new_is_what_was_reported_since_the_day_asked_for(sample_room, known):
    page = words_of(sample_room.get("/ECU-PER?new=2026-03-11").text)
    listed = words_of(sample_room.get("/ECU-PER/events?new=2026-03-11").text)
    count = re.search(r"(\d+) events with these filters", listed)
    assert count and f"New since 11 Mar 2026 All {count[1]}" in page
    assert f"{known} events" in page.partition("Over time")[2].partition("Latest events")[0]
    nothing = words_of(sample_room.get("/ECU-PER?new=2030").text)
    assert "No page published since then tells of the two. The newest one is of 11 Mar 2026." in nothing


def test_filters_narrow_the_course_and_keep_the_day_of_what_is_new(sample_room, known):
    page = sample_room.get("/ECU-PER?type=CONSULT&new=2026-03-10").text
    assert "New since 10 Mar 2026" in page and 'name="new" value="2026-03-10"' in page
    count = re.search(r"(\d+) events with these filters", words_of(page))
    assert count and int(count[1]) < known
    listed = words_of(sample_room.get("/ECU-PER/events?type=CONSULT").text)
    assert f"{count[1]} events with these filters" in listed
    assert '<a href="/ECU-PER?new=2026-03-10#course" aria-label="Remove the filter: CONSULT">' in page


def test_told_again_says_when_it_was_told_first(make):
    old, event = make_dated(0)
    again = make_told("France and Japan held talks, told again.", 8)
    event = replace(event, claims=(old.claims[0].claim_id, again.claims[0].claim_id))
    with make((old, event), (again, make_event(again.claims[0]))) as client:
        assert "first told 3 May 2024" in words_of(client.get(HERE).text)


def test_deadlines_stand_nearest_first_and_what_is_overdue_says_so(make):
    pages = [make_dated(number) for number in range(3)]
    told = [reading for reading, _ in pages]
    far, near, past = (
        make_instrument(number, [report_of(told[number], "announced", FIRST)], name=name, deadline=deadline)
        for number, (name, deadline) in enumerate(
            [("far", date(2031, 1, 1)), ("near", date(2024, 9, 1)), ("past", date(2024, 1, 1))]
        )
    )
    stale = make_finding(1, told[2:], "stale", "deadline", ("announced",), instrument_id=past.instrument_id)
    with make(*pages, instruments=[far, near, past], findings=[stale]) as client:
        due = words_of(client.get(HERE).text).partition(" Due ")[2].partition("Open and shut")[0]
    assert due.index("Near") < due.index("Far") < due.index("Past") < due.index("overdue")


def test_the_weightiest_contradiction_stands_with_both_sides(make):
    pages = [make_dated(number) for number in range(4)]
    told = [reading for reading, _ in pages]
    few = make_finding(1, told[:2], field="seats")
    many = make_finding(2, told, field="wounded", values=("three", "five", "five", "five"))
    with make(*pages, findings=[few, many]) as client:
        page = client.get(HERE).text
    assert headings_of(page.partition('id="contested"')[2], 3)[:2] == [
        "Figures differ: wounded",
        "Figures differ: seats",
    ]
    assert f'href="{HERE}/ledger#finding-' in page and "three" in page and "and 2 others" in page


def test_charts_have_their_data_behind_them(sample_room, known):
    page = sample_room.get("/ECU-PER").text
    assert [chart.get("id") for chart in charts_of(page)][:4] == [
        "index-wide", "index-narrow", "timeline-wide", "timeline-narrow",
    ]  # fmt: skip
    assert page.count("<summary>The data behind this chart</summary>") == 2
    table = re.search(r'(?s)aria-label="Events of Ecuador and Peru in four lanes">.*?</table>', page)[0]
    assert table.count("<tr>") == 1 + known
    marks = re.findall(r'href="(/events/[^"]+)"', re.search(r'(?s)<svg [^>]*id="timeline-wide".*?</svg>', page)[0])
    assert set(marks) < set(re.findall(r'href="(/events/[^"]+)"', table))


def test_columns_lead_to_their_events_with_the_filters_kept():
    link_to = link_periods(Links(), PAIR, Asked(modality=("asserted",)))
    assert (
        link_to(date(2024, 5, 1), date(2024, 5, 31)) == f"{HERE}/events?since=2024-05&until=2024-05&modality=asserted"
    )
    assert name_period(date(2024, 1, 1), date(2024, 12, 31)) == ("2024", "2024")
    assert name_period(date(2024, 5, 2), date(2024, 5, 31)) == ("2024-05-02", "2024-05-31")
    assert link_periods(Links(depth=1), PAIR, Asked())(FIRST, FIRST) == "../FRA-JPN/events.html"


def test_what_takes_long_is_asked_for_once_and_not_waited_for(sample_room, monkeypatch):
    started = []
    monkeypatch.setattr("dyadlog.serve.desk.SMALL", 0)
    monkeypatch.setattr(Desk, "_start", lambda self, key, *told: started.append(key))
    with make_client(read_samples()) as client:
        page = client.get("/ECU-PER").text
        index = client.get("/ECU-PER/index").text
    assert len(started) == len(set(started)) == 6
    assert page.count('hx-trigger="load') == 1 and page.count("is being worked out") == 5
    assert "The index of this relation is being worked out" in index
    assert "New since 25 Feb 2026" in page and "Latest events" in page


def test_a_relation_without_pages_teaches_and_names_its_neighbours(sample_room):
    answer = sample_room.get("/ECU-KEN")
    assert answer.status_code == 200 and "dyadlog read PAGES" in answer.text
    assert {"/ECU-PER", "/KEN-TZA"} <= set(links_of(answer.text))
    assert "There is nothing" not in answer.text and sample_room.get("/ECU-KEN/index").status_code == 200


def test_pages_without_days_make_nothing_new(make):
    reading, event = make_dated(0)
    bare = replace(reading.document, publication=replace(reading.document.publication, day=None))
    with make((replace(reading, document=bare), event)) as client:
        page = words_of(client.get(HERE).text)
    assert "nothing can be called new" in page and "None None" not in page


def test_events_stand_under_their_years_with_parts_under_their_whole(make):
    visit = make_dated(0)
    talks, part = make_dated(1)
    other = make_dated(60)
    with make(visit, (talks, replace(part, part_of=visit[1].event_id)), other) as client:
        page = client.get(f"{HERE}/events").text
    assert headings_of(page, 2) == ["2025 1 event", "2024 2 events"]
    below = re.search(r'(?s)<ul class="lines below">.*?</ul>', page)[0]
    assert part.event_id in below and visit[1].event_id not in below
    assert page.count('<ul class="lines">') == 2


def test_events_are_counted_by_type_and_say_only_once_that_they_are_planned(sample_room):
    page = sample_room.get("/ECU-PER/events?modality=planned").text
    counts = re.findall(r"<li><a [^>]*>([a-z]+) <b>(\d+)</b></a></li>", page)
    assert len(counts) > 2 and "Planned: " in page
    assert '<span class="badge note">planned</span>' not in page


@pytest.mark.parametrize(
    "query",
    [
        "kind=visit&page=1",
        "lane=verbal-cooperation",
        "place=Quito",
        "certainty=sure",
        "contested=yes",
        "new=2026-03-10",
    ],
)
def test_the_download_is_narrowed_as_the_page(sample_room, query):
    page = sample_room.get(f"/ECU-PER/events?{query}").text
    address = re.search(r'href="(/api/v1/dyads/ECU-PER/events[^"]*format=csv)"', page)[1].replace("&amp;", "&")
    whole = sample_room.get("/api/v1/dyads/ECU-PER/events").json()["total"]
    told = sample_room.get(address.replace("format=csv", "format=json")).json()["total"]
    rows = list(csv.reader(io.StringIO(sample_room.get(address).text)))
    assert 0 < told == len(rows) - 1 < whole and f"{told} event" in words_of(page)


def test_a_choice_that_shows_nothing_stays_in_the_form(sample_room):
    page = sample_room.get("/ECU-PER/events?outlet=Nobody").text
    assert 'name="outlet" value="Nobody" checked' in page and "No event fits these filters" in page
    assert "no page 99 of them" in words_of(sample_room.get("/ECU-PER/events?page=99").text)


@pytest.mark.parametrize("period", ["month", "week", "day"])
@pytest.mark.parametrize("scale", ["goldstein", "plover", "counts"])
def test_the_index_page_shows_period_and_scale(sample_room, period, scale):
    page = sample_room.get(f"/ECU-PER/index?period={period}&scale={scale}&type=CONSULT").text
    assert f"by {period}, scores: {scale}" in words_of(page).replace("Index ", "")
    switch = re.search(r'(?s)aria-label="Scale".*?</nav>', page)[0]
    assert f'aria-current="true">{scale}</a>' in switch
    assert f'<input type="hidden" name="period" value="{period}">' in page
    assert "&amp;format=csv" in page


def test_the_index_page_adds_up_and_says_what_does_not_count(sample_room, known):
    page = sample_room.get("/ECU-PER/index").text
    added = re.findall(r'<td class="number adds[^"]*">([−+][\d.]+)</td>', page)
    total = re.search(r'<th scope="row">mutual</th>', page)
    assert added and total
    rest = sample_room.get("/ECU-PER/index?list=uncounted").text
    assert rest.count('<td class="why">') == known - len(added) and "planned, not told as done" in rest.lower()


def test_words_of_the_address_that_are_none_are_named(sample_room):
    for query in ("?scale=guess", "?period=hour", "?list=x", "?since=soon", "?type=NOPE"):
        answer = sample_room.get(f"/ECU-PER/index{query}")
        assert answer.status_code == 422 and "Something we did not foresee" not in answer.text


@pytest.mark.parametrize("section", ["", "/events", "/index", "/index?list=uncounted"])
def test_hostile_words_stand_as_text(make, section):
    reading = make_told(f"France told Japan: {HOSTILE}", 1)
    event = make_event(reading.claims[0], outlets=(HOSTILE, "javascript:alert(2)"))
    party = replace(event.actors[0], name=HOSTILE, kind="person", actor_id="person:hostile")
    event = replace(event, actors=(party, *event.actors[1:]))
    pact = make_instrument(1, [report_of(reading, "announced", FIRST)], name=HOSTILE)
    with make((reading, event), instruments=[pact]) as client:
        page = client.get(HERE + section).text
    assert "<script>alert" not in page and "\u202e" not in page and "</details> (" not in page
    assert not re.search(r'href="\s*javascript:', page) and " style=" not in page
    for chart in charts_of(page):
        assert not [node for node in chart.iter() if node.tag.endswith("script")]


@pytest.mark.parametrize("show", [show_dyad, show_events, show_index])
def test_files_have_no_queries_and_no_forms(show):
    page = show_static(show, read_samples(), SAMPLES)
    main = page.partition("<main")[2]
    assert "<form" not in main and "hx-" not in main and "api/v1" not in main
    assert not [address for address in links_of(main) if "?" in address or address.startswith("/")]


def test_an_empty_store_has_a_page_for_every_pair(tmp_path):
    with open_writer(tmp_path / "record.db"):
        pass
    with make_client(tmp_path / "record.db") as client:
        for section in ("", "/events", "/index"):
            answer = client.get(HERE + section)
            assert answer.status_code == 200 and "dyadlog read PAGES" in answer.text
    with open_view(tmp_path / "record.db") as view:
        assert view.pair(PAIR) is None


def test_many_pages_of_events_are_paged_through(tmp_path):
    path = write_store(tmp_path / "record.db", make_pages(60))
    with make_client(path) as client:
        first, second = (client.get(f"{HERE}/events?page={number}").text for number in (1, 2))
    assert first.count('<p class="what">') == 50 and second.count('<p class="what">') == 10
    assert "page=2" in first and "Page 2 of 2" in words_of(second)
