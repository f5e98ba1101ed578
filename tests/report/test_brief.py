"""The brief as a whole."""

import io
from datetime import date

import pytest
from rich.console import Console

from dyadlog.errors import UserError
from dyadlog.knowledge import load_knowledge
from dyadlog.report.brief import build_brief
from dyadlog.report.render import render_file, render_text
from dyadlog.report.terminal import render_terminal
from tests.builders import FRANCE, FRENCH_ENVOY, JPN_MINISTER


def make_brief(view, codes=("FRA", "JPN"), since=None):
    return build_brief(view, codes, load_knowledge(), since)


def test_what_is_planned_is_not_counted_as_done(make_view):
    brief = make_brief(make_view(modality="planned"))
    assert dict(brief.counts)["happenings"] == 0 and dict(brief.counts)["planned or asked for"] == 1
    assert not brief.happened and brief.planned[0].text == "planned: France to visit Japan" and not brief.months


def test_one_is_counted_in_the_singular(make_view):
    assert dict(make_brief(make_view()).counts)["happening"] == 1


def test_conflict_stands_among_the_incidents(make_view):
    brief = make_brief(make_view(kind="accuse", event_type="ACCUSE", quad_class=3))
    assert not brief.happened and len(brief.incidents) == 1


def test_an_undated_event_stands_apart(make_view):
    brief = make_brief(make_view(when=None))
    assert not brief.happened and brief.undated[0].when == "undated"


def test_events_of_one_day_stand_in_the_order_of_the_pages(make_view):
    brief = make_brief(make_view(count=5))
    assert [brief.notes[line.notes[0] - 1].page for line in brief.happened] == [f"{n}.txt" for n in range(5)]


def test_since_leaves_out_what_was_reported_before(make_view):
    view = make_view()
    assert len(make_brief(view, since=date(2024, 5, 3)).happened) == 1
    assert not make_brief(view, since=date(2024, 5, 4)).happened


def test_people_of_the_first_state_stand_on_the_left(make_view):
    view = make_view(kind="meet", actors=(JPN_MINISTER,), recipients=(FRENCH_ENVOY,))
    assert make_brief(view).meetings[0].first.startswith("Luc Roy")
    assert make_brief(view, ("JPN", "FRA")).meetings[0].first.startswith("Aiko Mori")


def test_two_states_without_pages_get_one_line(make_view):
    console = Console(file=io.StringIO(), width=80)
    console.print(render_terminal(make_brief(make_view(), ("CHL", "FJI"))))
    assert "No page in this record tells of both states." in console.file.getvalue()


def test_a_brief_is_html_or_markdown(make_view, tmp_path):
    brief = make_brief(make_view())
    with pytest.raises(UserError, match=r"\.html or \.md"):
        render_text(brief, ".pdf")
    with pytest.raises(UserError, match="cannot write"):
        render_file(brief, tmp_path / "missing" / "brief.html")
    render_file(brief, tmp_path / "brief.HTML")
    assert (tmp_path / "brief.HTML").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_every_line_leads_to_a_note(make_view):
    brief = make_brief(make_view(count=3))
    text = render_text(brief, ".html")
    for note in brief.notes:
        assert f'href="#note-{note.number}"' in text and f'id="note-{note.number}"' in text
    assert "http" not in text.replace("http-equiv", "")
    assert FRANCE.name in text


def test_a_part_of_a_part_stands_beneath_the_whole(make_view):
    (line,) = make_brief(make_view(count=3, nested=True)).happened
    assert len(line.parts) == 2
