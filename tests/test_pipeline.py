"""Reading into a store: what is read again, and what is not."""

from dataclasses import replace
from datetime import date

import pytest

from dyadlog.engine import InlineEngine
from dyadlog.pipeline import PageStep, read_pages
from dyadlog.records import Given, PageOutcome
from dyadlog.store import open_view, open_writer
from tests.builders import make_page, make_reading

TEXT = "The French envoy visited Japan on Thursday."


class QuickStep(PageStep):
    """Reads every page as one sentence, and notes what it read."""

    def __init__(self):
        super().__init__()
        self.read = []

    def __call__(self, task):
        self.read.append(task.page.location)
        return PageOutcome(replace(make_reading(TEXT, task.page.location), page=replace(task.page, content=b"")))


@pytest.fixture
def step():
    return QuickStep()


def page_at(location, **given):
    return make_page(TEXT, location, Given(**given))


PLAIN = page_at("b.txt")
LINKED = page_at("c.txt", url="https://example.org/c")
DATED = page_at("d.txt", url="https://example.org/d", published=date(2024, 5, 2))


def read_into(path, step, *pages):
    """The places read in one run."""
    step.read = []
    with open_writer(path) as writer:
        read_pages(pages, step, InlineEngine(), writer)
    return step.read


@pytest.mark.parametrize("order", [(LINKED, DATED, PLAIN), (DATED, PLAIN, LINKED), (PLAIN, LINKED, DATED)])
def test_the_same_bytes_at_several_places_are_read_where_most_is_known_and_never_again(tmp_path, step, order):
    path = tmp_path / "record.db"
    for page in order:
        read_into(path, step, page)
    assert read_into(path, step, *order) == read_into(path, step, *order) == []
    with open_view(path) as view:
        (document,) = view.documents()
        assert document.location == DATED.location
        assert [one.location for one in view.appearances(document.document_id)] == ["b.txt", "c.txt", "d.txt"]


def test_bytes_met_twice_in_one_run_are_settled_in_it(tmp_path, step):
    path = tmp_path / "record.db"
    read_into(path, step, DATED, LINKED)
    assert read_into(path, step, LINKED, DATED) == []


def test_a_page_is_read_again_where_it_still_stands_once_the_place_it_was_read_at_holds_another(tmp_path, step):
    path = tmp_path / "record.db"
    read_into(path, step, DATED, LINKED)
    read_into(path, step, make_page("Another page.", DATED.location))
    assert read_into(path, step, LINKED) == [LINKED.location]


def test_a_page_is_read_again_when_more_is_told_of_it(tmp_path, step):
    path = tmp_path / "record.db"
    read_into(path, step, LINKED)
    told = page_at(LINKED.location, url="https://example.org/c", outlet="Example Post")
    assert read_into(path, step, told) == [LINKED.location]
