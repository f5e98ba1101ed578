"""Agreements: the board, the table, one of them with its history, figures and findings."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dyadlog.report.drawings.ladder import Flag, Rung, draw_ladder
from dyadlog.serve.pages.agreements import IN_A_COLUMN, LENGTH, show_agreements
from dyadlog.serve.pages.cards import Placed, list_figures, place_report, show_length
from dyadlog.serve.pages.instrument import show_instrument
from tests.builders import FRANCE, make_event
from tests.notebook.samples import read_samples
from tests.serve.made_up import (
    FIRST,
    HERE,
    HOSTILE,
    PAIR,
    make_client,
    make_figure,
    make_finding,
    make_instrument,
    make_pages,
    make_told,
    report_of,
    show_static,
    write_store,
)


@pytest.fixture(scope="module")
def samples():
    with make_client(read_samples()) as client:
        yield client


@pytest.fixture
def make(tmp_path):
    """The application over a made-up store."""

    def make(instruments=(), findings=(), pages=None, **more):
        path = write_store(tmp_path / "record.db", pages or make_pages(), instruments, findings, **more)
        return make_client(path)

    return make


def stages_of(page):
    """The columns with their counts, and the names in each."""
    found = {}
    for section in page.split('<section class="stage')[1:]:
        head = re.search(r"<h3[^>]*>([^<]+) <span>(\d+)", section)
        names = re.findall(r'<p class="name"><a href="[^"]+">([^<]+)', section.split("</section>")[0])
        found[head[1]] = (int(head[2]), names)
    return found


def card_of(page, name):
    cards = page.split('<li class="instrument"')[1:]
    return next(re.sub(r"\s+", " ", re.sub("<[^>]+>", "", card.partition(">")[2])) for card in cards if name in card)


def test_each_instrument_stands_in_the_column_of_its_status(samples):
    stages = stages_of(samples.get("/ECU-PER/agreements").text)
    assert list(stages) == [
        "Proposed", "Announced", "Negotiating", "Signed", "Ratified", "In force", "Implemented",
        "Stalled", "Suspended", "Cancelled", "Expired", "Not known",
    ]  # fmt: skip
    assert stages["Announced"][0] == 3 and stages["Ratified"] == (0, [])
    assert "Power line between Machala and Tumbes" in stages["Proposed"][1]


def test_time_is_counted_to_the_newest_page_and_not_to_today(make):
    pages = make_pages(2)
    history = [report_of(pages[0], "announced")]
    ahead = make_instrument(1, history, name="ahead", deadline=FIRST + timedelta(days=7 + 12))
    behind = make_instrument(2, history, name="behind", deadline=FIRST - timedelta(days=700 - 7))
    page = make([ahead, behind], pages=pages).get(f"{HERE}/agreements").text
    assert "newest page, 10 May 2024" in page
    assert "12 days left" in card_of(page, "Ahead")
    assert "2 years past" in card_of(page, "Behind")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "0 days"), (1, "1 day"), (59, "59 days"), (61, "2 months"), (699, "23 months"), (731, "2 years")],
)
def test_lengths_of_time_are_told_as_people_do(days, words):
    assert show_length(days) == words


def test_marks_tell_why(make):
    pages = make_pages()
    quiet = make_instrument(1, [report_of(pages[0], "announced")], name="quiet", kind="pledge")
    fought = make_instrument(2, [report_of(pages[0], "signed")], name="fought")
    silence = make_finding(
        1, pages, "stale", "silence", instrument_id=quiet.instrument_id, note="not heard of since 1 May"
    )
    quarrel = make_finding(
        2, pages, "instrument", "signing", ("signed", "not signed"), instrument_id=fought.instrument_id
    )
    agreed = make_finding(3, pages, "corroborated", "act", ("sign", "sign"), instrument_id=quiet.instrument_id)
    client = make([quiet, fought], [silence, quarrel, agreed], pages)
    page = client.get(f"{HERE}/agreements").text
    assert "silent" in card_of(page, "Quiet") and "Not heard of since 1 May" in card_of(page, "Quiet")
    assert "contested" not in card_of(page, "Quiet")
    assert "contested" in card_of(page, "Fought") and "signed or not signed" in card_of(page, "Fought")
    assert stages_of(client.get(f"{HERE}/agreements?mark=contested").text)["Signed"] == (1, ["Fought"])
    assert "Quiet" not in client.get(f"{HERE}/agreements?mark=contested").text


def test_a_denied_signing_is_contested(make):
    pages = make_pages()
    event = make_event(pages[0].claims[0], claims=tuple(page.claims[0].claim_id for page in pages))
    pact = make_instrument(1, [report_of(pages[0], "signed")])
    denial = make_finding(
        1, pages, "denial", "act", ("asserted", "denied"), event_id=event.event_id, note="one denies it"
    )
    client = make([pact], [denial], pages, events=[event])
    assert "contested" in card_of(client.get(f"{HERE}/agreements").text, "Pact")
    assert "Said and denied" in client.get(f"/instruments/{pact.instrument_id}").text


def test_copies_are_no_sources_of_their_own(make):
    pages = make_pages(3)
    pact = make_instrument(1, [report_of(page, "signed") for page in (*pages, pages[0])])
    assert "3 sources" in card_of(make([pact], pages=pages).get(f"{HERE}/agreements").text, "Pact")


def test_who_promises_is_told_where_it_is_one_state(make):
    pages = [make_told(f"France promised grain, page {number}.", number, actors=(FRANCE,)) for number in range(2)]
    pledge = make_instrument(1, [report_of(pages[0], "announced")], kind="pledge")
    assert "pledge by France" in card_of(make([pledge], pages=pages).get(f"{HERE}/agreements").text, "Pact")


def test_what_was_signed_together_is_named(make):
    pages = make_pages(2)
    ids = ("instrument-1", "instrument-2", "instrument-3")
    event = make_event(pages[0].claims[0], claims=tuple(p.claims[0].claim_id for p in pages), instrument_ids=ids)
    bundle = make_instrument(
        1, [report_of(pages[0], "signed")], instrument_id=ids[0], kind="bundle", name="three pacts"
    )
    pact = make_instrument(2, [report_of(pages[1], "signed")], instrument_id=ids[1], name="grain pact")
    talk = make_instrument(3, [report_of(pages[1], "negotiating")], instrument_id=ids[2], name="fish pact")
    client = make([bundle, pact, talk], pages=pages, events=[event])
    assert "signed with grain pact" in card_of(client.get(f"{HERE}/agreements").text, "Three pacts")
    page = client.get(f"/instruments/{ids[1]}").text
    assert "the bundle, bundle, signed" in re.sub("<[^>]+>", "", page) and "fish pact" not in page


def test_a_long_column_leads_to_a_page_of_its_own(make):
    pages = make_pages()
    many = [make_instrument(number, [report_of(pages[0], "announced")]) for number in range(LENGTH + 3)]
    client = make(many, pages=pages)
    board = client.get(f"{HERE}/agreements").text
    assert stages_of(board)["Announced"] == (LENGTH + 3, stages_of(board)["Announced"][1])
    assert len(stages_of(board)["Announced"][1]) == IN_A_COLUMN
    assert f'href="{HERE}/agreements?status=announced"' in board
    alone = client.get(f"{HERE}/agreements?status=announced&page=2").text
    assert alone.count('<li class="instrument"') == 3


def test_the_table_has_the_same_rows_with_headings(samples):
    page = samples.get("/ECU-PER/agreements?view=table").text
    assert page.count('<th scope="row">') == 8 and page.count('<th scope="col"') == 8
    assert samples.get("/ECU-PER/agreements?view=table&form=pledge").text.count('<th scope="row">') == 1


def test_an_empty_board_says_what_would_fill_it(make):
    page = make().get(f"{HERE}/agreements").text
    assert "dyadlog read PAGES" in page and 'class="stage' not in page


def test_hostile_names_come_out_as_text(make):
    pages = make_pages(2, f"France and Japan signed {HOSTILE}")
    pact = make_instrument(1, [report_of(page, "signed") for page in pages], name=HOSTILE)
    client = make([pact], pages=pages)
    for address in (f"{HERE}/agreements", f"{HERE}/agreements?view=table", f"/instruments/{pact.instrument_id}"):
        page = client.get(address).text
        assert "<script>alert" not in page and "\u202e" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_history_tells_every_step_with_its_words(make):
    pages = make_pages(3)
    days = (date(2024, 4, 1), date(2024, 4, 20), date(2024, 5, 1))
    told = zip(pages, ("announced", "signed", "announced"), days, strict=True)
    pact = make_instrument(1, [report_of(*one) for one in told], status="signed")
    page = make([pact], pages=pages).get(f"/instruments/{pact.instrument_id}").text
    steps = re.findall(r'<li id="report-(\d)" class="(new|same)">', page)
    assert steps == [("1", "new"), ("2", "new"), ("3", "same")]
    assert "stays signed" in page
    assert page.count("in its place") == 3 and page.count("the event</a>") == 3
    assert re.search(r'class="now" aria-current="step"><b>Signed</b> <time datetime="2024-04-20">', page)
    assert [ET.fromstring(drawing).tag for drawing in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    assert 'href="#report-2"' in page


def test_what_never_moved_is_not_drawn(make):
    pages = make_pages(2)
    pact = make_instrument(1, [report_of(page, "signed", FIRST) for page in pages])
    page = make([pact], pages=pages).get(f"/instruments/{pact.instrument_id}").text
    assert "<svg" not in page and 'id="report-2"' in page


def test_a_report_without_a_day_moves_nothing(make):
    first, second = make_pages(2)
    undated = replace(
        first, document=replace(first.document, publication=replace(first.document.publication, day=None))
    )
    pact = make_instrument(1, [report_of(undated, "suspended"), report_of(second, "signed", FIRST)])
    page = make([pact], pages=[undated, second]).get(f"/instruments/{pact.instrument_id}").text
    assert "when is not known" in page
    assert re.findall(r'<li class="(?:now|done)"[^>]*><b>(\w+)', page) == ["Signed"]


def test_what_is_told_of_days_to_come_was_told_on_the_day_of_its_page():
    page = make_pages(1)[0]
    assert place_report(report_of(page, "announced", date(2030, 1, 1)), FIRST) == Placed(
        "3 May 2024", "2024-05-03", "2024-05-03"
    )
    assert place_report(report_of(page, "signed", date(1998, 1, 1)), FIRST).words == "1 Jan 1998"
    assert place_report(report_of(page, "signed"), None) == Placed("", "", "")


def test_figures_that_differ_stand_side_by_side(make):
    ten, twelve = make_figure("10 tonnes", 10), make_figure("twelve tonnes", 12)
    pages = [
        make_told(f"They promised grain, page {number}.", number, quantities=(figure,))
        for number, figure in enumerate((ten, twelve))
    ]
    pledge = make_instrument(
        1, [report_of(page, "announced") for page in pages], quantities=(ten, twelve), kind="pledge"
    )
    page = make([pledge], pages=pages).get(f"/instruments/{pledge.instrument_id}").text
    figures = page.split('id="figures"')[1].split("</section>")[0]
    assert re.findall(r'<p class="value">([^<]+)', figures) == ["10 tonnes", "twelve tonnes"]
    assert "Example Post" in figures and "Other Herald" in figures


def test_one_figure_in_several_words_is_told_once():
    pact = make_instrument(1, [report_of(make_pages(1)[0], "signed")], name="pact on 5 ships", quantities=(
        make_figure("eight memoranda of understanding", 8, "memorandum"),
        make_figure("Eight memoranda", 8, "memorandum"),
        make_figure("5 ships", 5, "ship"),
    ))  # fmt: skip
    assert list_figures(pact) == ("eight memoranda of understanding",)


def test_an_unknown_instrument_is_not_found(samples):
    assert samples.get("/instruments/instrument-none").status_code == 404
    claim = re.search(r"documents/[^#\"]+#(claim-\w+)", samples.get("/ECU-PER/ledger").text)[1]
    assert samples.get(f"/instruments/{claim}").status_code == 404


def test_files_hold_everything_without_forms_or_queries(tmp_path):
    pages = make_pages()
    many = [make_instrument(number, [report_of(pages[0], "announced")]) for number in range(IN_A_COLUMN + 4)]
    path = write_store(tmp_path / "record.db", pages, many)
    board = show_static(show_agreements, path, PAIR)
    one = show_static(show_instrument, path, many[0].instrument_id)
    assert board.count('<li class="instrument"') == board.count('<th scope="row">') == IN_A_COLUMN + 4
    for page in (board, one):
        assert "<form" not in page and "hx-" not in page
        assert not [href for href in re.findall(r'href="([^"]+)"', page) if "?" in href and "://" not in href]


def test_the_ladder_is_sound_and_says_in_words_what_it_shows():
    day = date(2024, 1, 1)
    rungs = [
        Rung(date(2023, 12, 1), date(2023, 12, 1), "mentioned", "", "1 Dec 2023: mentioned", "#report-0"),
        Rung(day, day, "announced", "announced", "1 Jan: announced, <b>A</b>", "#report-1"),
        Rung(day, date(2024, 3, 31), "signed", "signed", "early 2024: signed", "#report-2"),
        Rung(date(2024, 6, 1), date(2024, 6, 1), "announced", "signed", "1 Jun: announced", "javascript:alert(1)"),
    ]
    flags = [Flag(date(2030, 1, 1), "due 1 Jan 2030"), Flag(date(2024, 7, 1), "newest page")]
    drawing = str(
        draw_ladder(rungs, ["signed", "announced", "mentioned"], flags, name="ladder", title="t", note="n", width=344)
    )
    root = ET.fromstring(drawing)
    assert "style=" not in drawing and "javascript:" not in drawing and "&lt;b&gt;A" in drawing
    marks = root.findall(".//*[@class='rung']")
    assert len(marks) == 4
    assert len(root.findall(".//*[@class='full']")) == 2 and len(root.findall(".//*[@class='light']")) == 1
    assert {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")} >= {"signed", "due 1 Jan 2030"}
