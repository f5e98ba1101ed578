"""Tables of the terminal."""

import io

from rich.console import Console

from dyadlog.exchange import Rows
from dyadlog.records.event import MergeReason
from dyadlog.report.rulings import make_reasons, reason_rows
from dyadlog.report.tables import make_table


def show(renderable, width):
    console = Console(file=io.StringIO(), width=width)
    console.print(renderable)
    return console.file.getvalue()


def test_no_line_is_wider_than_the_terminal(make_view):
    view = make_view(count=3)
    for name in ("events", "claims", "documents"):
        for width in (60, 80, 120):
            text = show(make_table(name, Rows(view).table(name), width), width)
            assert max(map(len, text.splitlines())) <= width


def test_an_id_is_shortened_to_a_beginning_that_show_takes(make_view):
    view = make_view()
    (event,) = view.events()
    text = show(make_table("events", Rows(view).table("events"), 120), 120)
    shown = text.split()[-1]
    assert len(shown) < len(event.event_id) and view.get(shown) == event


def test_columns_that_no_row_fills_are_left_out(make_view):
    text = show(make_table("documents", Rows(make_view()).table("documents"), 120), 120)
    assert "outlet" in text and "title" not in text


def test_a_narrow_table_spares_what_can_be_asked_for(make_view):
    view = make_view()
    assert "CONSULT" in show(make_table("events", Rows(view).table("events"), 120), 120)
    assert "CONSULT" not in show(make_table("events", Rows(view).table("events"), 80), 80)


def test_an_event_tells_why_its_claims_are_one(make_view):
    claim = make_view().events()[0].claims[0]
    view = make_view(reasons=(MergeReason(claim, claim, "on the same day"),))
    text = show(make_reasons(reason_rows(view, view.events()[0])), 100)
    assert claim[:14] in text and "on the same day" in text
