"""What a notebook shows of a table."""

from html.parser import HTMLParser

import pytest

import dyadlog
from dyadlog.knowledge import load_knowledge
from dyadlog.notebook import Record
from dyadlog.notebook.showing import show_html, show_text
from tests.notebook.samples import PAIR, read_samples
from tests.report.conftest import hostile_view  # noqa: F401  a fixture

STEERING = "\x1b\x07\x9b\u202e\u202c\u200e\u2066"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []
        self.attributes = []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        self.attributes += attributes


def test_words_of_pages_are_text_in_html_and_cannot_steer(hostile_view):  # noqa: F811
    record = Record(hostile_view, load_knowledge())
    for name in ("events", "claims", "documents", "instruments"):
        table = getattr(record, name)("FRA", "JPN")
        parser = Tags()
        parser.feed(table._repr_html_())
        assert set(parser.seen) == {"table", "caption", "thead", "tbody", "tr", "th", "td"} and not parser.attributes
        assert not set(STEERING) & set(table._repr_html_() + repr(table))
    assert "&lt;img src=x" in record.documents()._repr_html_()


def test_a_long_table_shows_its_first_rows_and_how_many_there_are():
    with dyadlog.open(read_samples()) as record:
        table = record.claims(*PAIR)
        assert len(table) > 20
        lines = repr(table).splitlines()
        assert lines[0] == f"claims: {len(table)} rows, the first 20" and len(lines) == 22
        assert table._repr_html_().count("<tr>") == 21
        assert max(map(len, lines)) < 140


@pytest.mark.parametrize(("count", "title"), [(0, "events: 0 rows"), (1, "events: 1 row")])
def test_a_short_table_says_how_long_it_is(count, title):
    rows = [{"kind": "visit", "actors": [{"name": "France"}], "claims": []}] * count
    text = show_text("events", ("kind", "actors", "claims"), rows, count)
    assert text.splitlines()[0] == title and ("France" in text) == bool(count)
    assert f"<caption>{title}</caption>" in show_html("events", ("kind", "actors", "claims"), rows, count)
