"""The page of incidents: threads with both sides' versions, and what is open and what is shut."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.findings.openings import Opening
from dyadlog.records import Interval
from dyadlog.report.drawings.standings import Run, StandingBar, draw_standings, read_runs
from tests.notebook.samples import PAIR, read_samples
from tests.serve.made_up import make_pages, write_store
from tests.serve.showing import links_of, open_room, show_as_file, words_of


@pytest.fixture(scope="module")
def page():
    with open_room(read_samples()) as client:
        return client.get("/ECU-PER/incidents").text


def first_thread(page):
    return page[page.index('<article class="thread"') : page.index("</article>")]


def test_a_thread_tells_its_steps_in_order_each_with_the_reason(page):
    told = words_of(first_thread(page))
    assert re.match(r"3–11 Mar 2026 calming 3 Mar 2026 incident Ecuador and Peru clashed claimed disputed", told)
    assert "4 Mar 2026 reaction Peru complained officially to Ecuador Named as the cause: “over the shooting”" in told
    assert told.index("incident") < told.index("reaction") < told.index("9–10 Mar 2026 calming")


def test_each_step_leads_to_its_event_and_to_its_words(page):
    steps = re.findall(r'(?s)<li class="step.*?</li>', first_thread(page))
    assert len(steps) > 5
    for step in steps:
        leads = links_of(step)
        assert leads[0].startswith("/events/event-") and leads[1].startswith("/documents/doc-") and "#" in leads[1]


def test_what_is_only_planned_is_no_done_step(page):
    planned = [li for li in re.findall(r'(?s)<li class="(step.*?)</li>', page) if "Planned:" in li]
    assert planned and all("undone" in li.split('"')[0] for li in planned)


def test_both_sides_versions_face_each_other(page):
    versions = first_thread(page).split('<div class="versions">')[1]
    first, second = re.split(r"<h4>", versions)[1:3]
    assert first.startswith("Ecuador says") and second.startswith("Peru says")
    assert "vessels stay out of its waters" in first and "would protect its fishermen" in second


def test_figures_stand_by_issuer_and_a_revised_one_says_so(page):
    told = words_of(page[page.index('class="tolls"') : page.index('<div class="versions">')])
    assert "navy for Peru three fishermen wounded 10 Mar 2026 five fishermen wounded revised 11 Mar 2026" in told


def test_things_are_listed_with_their_reports_and_drawn_over_time(page):
    part = page[page.index('id="openings"') :]
    names = re.findall(r'<h3 id="thing-\d+-name">(.*?)</h3>', part)
    assert names and part.count('<ol class="reports">') >= len(names)
    assert {link for link in links_of(part) if link.startswith("#thing-")} <= {f"#thing-{n}" for n in range(1, 99)}


def test_threads_are_chosen_by_status(page):
    with open_room(read_samples()) as client:
        assert "No incident fits" in client.get("/ECU-PER/incidents?status=open").text
        assert 'class="thread"' in client.get("/ECU-PER/incidents?status=calming&year=2026").text
        assert client.get("/ECU-PER/incidents?status=boiling").status_code == 422


def test_a_pair_without_incidents_says_why(tmp_path):
    path = write_store(tmp_path / "record.db", make_pages())
    with open_room(path) as client:
        told = words_of(client.get("/FRA-JPN/incidents").text)
    assert "tells of an incident between France and Japan" in told and "No page read so far says how a border" in told


def test_hostile_words_stay_words(tmp_path):
    hostile = "France shelled Japan <script>alert(1)</script> \u202eon Monday."
    readings = make_pages(2, hostile)
    claims = [r.claims[0] for r in readings]
    struck = [
        replace(c, kind="strike", event_type="ASSAULT", quad_class=4, when=day(n)) for n, c in enumerate(claims, 2)
    ]
    readings = [replace(r, claims=(c,)) for r, c in zip(readings, struck, strict=True)]
    path = write_store(tmp_path / "record.db", readings)
    with open_room(path) as client:
        page = client.get("/FRA-JPN/incidents").text
    assert "alert(1)" in page and "<script>alert" not in page and "\u202e" not in page


def day(number):
    return Interval(date(2024, 5, number), date(2024, 5, number), "day", "explicit")


def test_files_have_all_but_forms_and_queries():
    page = show_as_file(read_samples(), PAIR, "incidents")
    assert 'class="thread"' in page and "hx-" not in page and 'class="groups"' not in page
    assert not [link for link in links_of(page) if link.startswith("/")]


class Told:
    """A report as runs read it."""

    def __init__(self, status, first, last=None, lasting=False, holds=True):
        self.status, self.lasting, self.holds = status, lasting, holds
        self.when = Interval(date(2024, *first), date(2024, *(last or first)), "day", "explicit")
        self.moment = self.when.end


def runs_of(*reports):
    opening = Opening("border", None, ("FRA", "JPN"), False, "", None, None, None, None, (), reports, (), ())
    return read_runs(opening, {"closed": "alarm", "open": "fine"})


def test_a_status_lasts_until_a_page_tells_of_the_next_move():
    shut, opened = runs_of(Told("closed", (1, 5)), Told("closed", (2, 1), lasting=True), Told("open", (3, 1)))
    assert (shut.first, shut.last, shut.until) == (date(2024, 1, 5), date(2024, 2, 1), date(2024, 3, 1))
    assert (opened.first, opened.until, opened.tone) == (date(2024, 3, 1), None, "fine")


def test_how_long_a_status_lasted_is_not_known_where_the_next_one_is_only_said_to_last():
    shut, _ = runs_of(Told("closed", (1, 5)), Told("open", (3, 1), lasting=True))
    assert shut.until is None


def test_what_is_announced_or_denied_is_no_run():
    assert [run.status for run in runs_of(Told("open", (1, 1)), Told("closed", (2, 1), holds=False))] == ["open"]


@pytest.mark.parametrize("width", [960.0, 344.0])
def test_bars_tell_open_from_shut_by_their_shape(width):
    runs = (Run("closed", date(2024, 1, 5), date(2024, 2, 1), date(2024, 3, 1), "alarm"),)
    runs += (Run("open", date(2024, 3, 1), date(2024, 6, 1), None, "fine"),)
    drawn = draw_standings(
        [StandingBar("border <b>", "#thing-1", True, runs)], name="bars", title="Open and shut", width=width
    )
    assert drawn.count("standing-full") == 2 and "border &lt;b&gt;" in drawn and "style=" not in drawn
