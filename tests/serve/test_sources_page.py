"""The page of sources: outlets side by side."""

import re
from dataclasses import replace

import pytest

from dyadlog.records import Comparison, Consolidation, Found, Framing, Issue, Publication
from dyadlog.store import open_writer
from tests.builders import make_event, make_reading
from tests.notebook.samples import PAIR, read_samples
from tests.serve.showing import links_of, open_room, show_as_file, words_of

OUTLET = "Post \u202e</title><script>alert(1)</script>"


@pytest.fixture(scope="module")
def page():
    with open_room(read_samples()) as client:
        return client.get("/ECU-PER/sources").text


@pytest.fixture
def path(tmp_path):
    """A store in which two outlets tell of one visit, one of them hostile, undated and in loaded words."""
    one = make_reading("The French envoy visited Japan on Thursday.", "a.txt")
    text = "The so-called envoy <img src=x onerror=alert(2)> visited Japan."
    loaded = Framing("so-called", None, "doubt", None, 0, 4, 13)
    other = make_reading(text, "folder/b.txt", framings=(loaded,))
    document = replace(other.document, outlet=Found(OUTLET, "given"), publication=Publication())
    other = replace(other, document=document)
    claims = (one.claims[0].claim_id, other.claims[0].claim_id)
    event = replace(make_event(one.claims[0]), claims=claims, documents=2, outlets=("Example Post", OUTLET))
    with open_writer(tmp_path / "record.db") as writer:
        for reading in (one, other):
            writer.save_reading(reading, "key")
        writer.save_issue(Issue.of("c<b>.json", "read", "unsupported", "<i>not</i> read"))
        writer.save_consolidation(Consolidation((event,), (), (), (), ()), Comparison(), "now")
    return tmp_path / "record.db"


def row_of(page, outlet):
    return next(row for row in re.findall(r"(?s)<tr>.*?</tr>", page) if words_of(row).startswith(outlet))


def test_an_outlet_is_counted_by_what_it_tells_itself_and_has_from_others(page):
    told, own, copied = counts_of(page, "Andes Wire")
    assert told == own > 0 and copied == 0
    told, own, copied = counts_of(page, "Coast Tribune")
    assert told == own + copied and copied > own


def counts_of(page, outlet):
    """Events an outlet tells of, those it tells itself, and those it has from others."""
    cells = words_of(row_of(page, outlet)).removeprefix(outlet).split()[:3]
    return [0 if cell == "–" else int(cell) for cell in cells]


def test_who_prints_whose_text_is_measured(page):
    _, _, copied = counts_of(page, "Coast Tribune")
    part = page[page.index('id="copied"') :]
    assert re.search(rf"Coast Tribune prints the text of Andes Wire {copied} 1 \d+%", words_of(part))


def test_the_matrix_tells_own_words_from_copies_without_colour(page):
    matrix = page[page.index('class="matrix"') : page.index('id="words"')]
    assert "told on its own" in matrix and "prints the text of Andes Wire" in matrix and "not told" in matrix
    assert {"●", "◐", "·"} <= set(matrix)


def test_one_event_in_each_outlets_words(page):
    told = words_of(page[page.index('id="words"') : page.index('id="copied"')])
    assert "“signing”" in told and "“signed”" in told and "eight memoranda of understanding" in told


def test_what_an_outlet_leaves_out_is_told_by_two_others(page):
    part = page[page.index('id="each"') :]
    border = words_of(part[part.index(">Border Radio<") :])
    assert "What it leaves out Two or more others tell of it independently" in border


def test_every_link_inside_the_page_has_its_target(page):
    anchors = {link[1:] for link in links_of(page) if link.startswith("#")} - {"content"}
    assert anchors and anchors <= set(re.findall(r'id="([^"]+)"', page))


def test_pages_without_a_day_have_their_bounds(page):
    undated = words_of(page[page.index('id="undated"') :])
    assert re.search(r"(not before|not after|between) \d+ \w+ 2026", undated)


def test_hostile_outlets_and_words_stand_as_text(path):
    with open_room(path) as client:
        page = client.get("/FRA-JPN/sources").text
    assert "<script>alert" not in page and "<img src=x" not in page and "\u202e" not in page
    assert "<b>.json" not in page and "<i>not" not in page
    told = words_of(page)
    assert "“so-called” casts doubt" in told and "no bound" in told and "unsupported" in told


def test_a_pair_that_no_outlet_tells_of_is_told_what_would_bring_some(path):
    with open_room(path) as client:
        assert "No outlet read so far tells of events between Kenya and Oman" in words_of(
            client.get("/KEN-OMN/sources").text
        )


def test_files_have_no_queries_and_no_downloads():
    page = show_as_file(read_samples(), PAIR, "sources")
    assert "format=csv" not in page
    assert not [link for link in links_of(page) if ("?" in link and "://" not in link) or link.startswith("/")]
