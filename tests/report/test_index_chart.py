"""The drawn index: nothing outside the frame, no words of a page as markup, gaps that are no zeros."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from rich.console import Console

from dyadlog.errors import UserError
from dyadlog.findings.index import Question, compute_index
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Dyad, Interval
from dyadlog.report.index_chart import HEIGHT, MOST_COLUMNS, TOP, WIDTH, check_suffix, draw_index, write_index
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


MIXED = ((date(1947, 8, 2), {}), (date(2024, 1, 5), FIGHT), (date(2024, 1, 9), {}), (date(2024, 3, 1), {}))


def test_everything_lies_within_the_frame():
    drawing = draw_index(make_index(*MIXED))
    for column in drawing.columns:
        for box in (column.cooperation, column.conflict, column.cooperation_band, column.conflict_band):
            if box is not None:
                assert box.x >= 0 and box.x + box.width <= WIDTH and box.width > 0 and box.height > 0
                assert box.y >= TOP - 0.01 and box.y + box.height <= drawing.bottom + 0.01 < HEIGHT


def test_cooperation_stands_above_the_line_and_conflict_hangs_below_it():
    column = draw_index(make_index(*MIXED)).columns[2]
    zero = draw_index(make_index(*MIXED)).zero
    assert column.cooperation.y + column.cooperation.height == pytest.approx(zero)
    assert column.conflict.y == pytest.approx(zero)


def test_decades_without_data_take_little_room_and_say_so():
    drawing = draw_index(make_index(*MIXED))
    gap = drawing.columns[1]
    assert gap.status == "no_data" and "916 months" in gap.title and gap.width <= WIDTH / 2
    assert gap.cooperation is None and not gap.label


def test_only_the_newest_columns_are_drawn_where_there_are_too_many():
    rows = [(date.fromordinal(date(2024, 1, 1).toordinal() + number), {}) for number in range(MOST_COLUMNS + 5)]
    drawing = draw_index(make_index(*rows, period="day"))
    assert drawing.cut and len(drawing.columns) == MOST_COLUMNS and drawing.columns[-1].title.startswith("2024-05-04")


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
