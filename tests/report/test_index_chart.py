"""The drawn index: nothing outside the frame, no words of a page as markup, gaps that are no zeros."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from rich.console import Console

from dyadlog.errors import UserError
from dyadlog.findings.index import Question, compute_index
from dyadlog.findings.index.records import ChangePoint
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Dyad, Interval
from dyadlog.report.drawings import NARROW, WIDE, draw_index, read_stylesheet, tabulate_index
from dyadlog.report.drawings.columns import LEAST_COLUMN, lay_out_index
from dyadlog.report.drawings.index_strip import make_frame
from dyadlog.report.index_chart import check_suffix, write_index
from dyadlog.report.index_table import render_contributions, render_index, show_band, signed
from tests.builders import make_claim, make_document, make_event, make_page

KNOWLEDGE = load_knowledge()
NAMES = ("France", "Japan")
FIGHT = {"kind": "strike", "event_type": "ASSAULT", "quad_class": 4, "goldstein": -10.0}


def make_index(*rows, **question):
    """The index of events given by day and changed fields."""
    events, documents, claims = [], {}, {}
    for number, (day, fields) in enumerate(rows):
        document = make_document(make_page(f"Page {number} on France and Japan.", f"{number}.txt"), day=None)
        claim = make_claim(document, when=Interval(day, day, "day", "explicit"))
        documents[document.document_id], claims[claim.claim_id] = document, claim
        events.append(replace(make_event(claim), **fields))
    dyad = Dyad(("FRA", "JPN"), tuple(events), (), (), documents, claims, {}, {}, {}, {})
    return compute_index(dyad, KNOWLEDGE, Question(**question))


FRAME = make_frame(WIDE, compact=False, headed=False)
MIXED = ((date(1947, 8, 2), {}), (date(2024, 1, 5), FIGHT), (date(2024, 1, 9), {}), (date(2024, 3, 1), {}))


@pytest.mark.parametrize("compact", [True, False])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_everything_lies_within_the_frame(width, compact):
    frame = make_frame(width, compact=compact, headed=False)
    drawing = lay_out_index(make_index(*MIXED), frame)
    for column in drawing.columns:
        for box in (column.cooperation, column.conflict, column.cooperation_band, column.conflict_band):
            if box is not None:
                assert box.x >= 0 and box.x + box.width <= width and box.width > 0 and box.height > 0
                assert box.y >= frame.top - 0.01 and box.y + box.height <= drawing.bottom + 0.01 < frame.height


def test_cooperation_stands_above_the_line_and_conflict_hangs_below_it():
    drawing = lay_out_index(make_index(*MIXED), FRAME)
    column, zero = drawing.columns[2], drawing.zero
    assert column.cooperation.y + column.cooperation.height == pytest.approx(zero)
    assert column.conflict.y == pytest.approx(zero)


def test_decades_without_data_take_little_room_and_say_so():
    gap = lay_out_index(make_index(*MIXED), FRAME).columns[1]
    assert gap.point.status == "no_data" and "916 months" in gap.title and gap.width <= WIDE / 2
    assert gap.cooperation is None and not gap.label


def test_only_the_newest_columns_are_drawn_where_there_are_too_many():
    most = int((WIDE - FRAME.left - FRAME.right) // LEAST_COLUMN)
    rows = [(date.fromordinal(date(2024, 1, 1).toordinal() + number), {}) for number in range(most + 5)]
    drawing = lay_out_index(make_index(*rows, period="day"), FRAME)
    last = date.fromordinal(date(2024, 1, 1).toordinal() + most + 4)
    assert drawing.cut and len(drawing.columns) == most and drawing.columns[-1].title.startswith(last.isoformat())
    assert len(drawing.columns[0].label + drawing.columns[0].below) > 0


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("compact", [True, False])
def test_the_strip_leads_to_the_events_of_a_period(width, compact):
    index = make_index(*MIXED)
    svg = draw_index(index, NAMES, name="strip", link_to=lambda a, b: f"/e?{a}&{b}", width=width, compact=compact)
    root = ElementTree.fromstring(svg)
    anchors = [node.get("href") for node in root.iter() if node.tag.endswith("}a")]
    assert anchors == [f"/e?{point.start}&{point.end}" for point in index.points if point.status != "no_data"]
    assert root.get("role") == "group" and not any("style" in node.attrib for node in root.iter())
    assert svg == draw_index(
        index, NAMES, name="strip", link_to=lambda a, b: f"/e?{a}&{b}", width=width, compact=compact
    )


def test_where_another_level_begins_is_marked():
    index = make_index(*MIXED)
    point = index.points[2]
    index = replace(index, changes=(ChangePoint(point.label, point.start, 1.0, 3.0, -1.0, -2.0),))
    svg = draw_index(index, NAMES, name="strip")
    assert f"From {point.label} on another level: cooperation +1.0 → +3.0, conflict −1.0 → −2.0 a month" in svg
    assert "another level begins" in svg and "another level" not in draw_index(make_index(*MIXED), NAMES, name="strip")


def test_every_class_of_the_strip_has_a_rule():
    svg = draw_index(make_index(*MIXED), NAMES, name="strip")
    used = {name for names in re.findall(r'class="([^"]*)"', svg) for name in names.split()}
    assert used <= set(re.findall(r"\.([a-z][\w-]*)", read_stylesheet()))


def test_months_without_data_are_not_zero_in_the_table():
    rows = {row[0].text: [cell.text for cell in row[1:]] for row in tabulate_index(make_index(*MIXED), NAMES).rows}
    assert rows["916 months from 1947-09"][0] == "no data" and not any(rows["916 months from 1947-09"][1:])
    assert rows["2024-01"][0].startswith("−") and rows["2024-01"][-2] == "2"


@pytest.mark.parametrize("name", ["index.svg", "index.html"])
def test_words_of_a_page_are_never_markup(tmp_path, name):
    index = make_index(*MIXED)
    hostile = {"quote": "<script>alert(1)</script> & \x1b[31m", "outlet": "<b>Post</b>", "page": "x", "published": None}
    quotes = {added.event_id: hostile for added in index.contributions}
    write_index(index, ("<i>France</i>", "Japan"), KNOWLEDGE, quotes, tmp_path / name)
    text = (tmp_path / name).read_text("utf-8")
    assert "<script" not in text and "<b>" not in text and "<i>" not in text and "\x1b" not in text
    if name.endswith(".svg"):
        assert ElementTree.fromstring(text).tag.endswith("svg")
    else:
        assert "916 months from 1947-09" in text and "no data" in text


def test_nothing_to_draw_is_drawn_all_the_same(tmp_path):
    write_index(make_index(), NAMES, KNOWLEDGE, {}, tmp_path / "index.html")
    assert "No page" in (tmp_path / "index.html").read_text("utf-8")
    write_index(make_index(), NAMES, KNOWLEDGE, {}, tmp_path / "index.svg")


def test_other_suffixes_are_refused(tmp_path):
    with pytest.raises(UserError, match=r"\.svg or \.html"):
        check_suffix(tmp_path / "index.pdf")


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_fits_the_terminal(width):
    console = Console(width=width, record=True, file=None, quiet=False, force_terminal=False)
    with console.capture() as captured:
        console.print(render_index(make_index(*MIXED), NAMES, KNOWLEDGE, width))
        console.print(render_contributions(make_index(*MIXED), NAMES, {}))
    lines = captured.get().splitlines()
    assert all(len(line) <= width for line in lines) and not any("…" in line for line in lines)
    assert any("no data" in line and "916 months" in line for line in lines)
    assert any("▒│" in line for line in lines) and any("│█" in line for line in lines)


def test_figures_show_their_sign_and_nothing_for_unknown():
    assert [signed(value) for value in (1.25, -0.5, 0.0, -0.001, None)] == ["+1.2", "−0.5", "0", "0", ""]
    assert show_band(None) == ""
