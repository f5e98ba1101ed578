"""The benchmarks of intake: what they make is what the program makes."""

import random

import pytest

from benchmarks.bigstore import make_store
from benchmarks.intake_rows import Row, show
from benchmarks.intake_warc import OTHERS, make_page, make_warc, measure_prefilter
from dyadlog import gathering
from dyadlog.gathering import rebuild
from dyadlog.knowledge import load_knowledge
from dyadlog.store import open_view, open_writer
from tests.builders import make_reading


@pytest.fixture(scope="module")
def made_store(tmp_path_factory):
    path = tmp_path_factory.mktemp("made") / "made.db"
    make_store(path, documents=20, events=60, seed=1, workings=True)
    return path


def test_one_more_page_is_added_to_a_made_store_without_bringing_all_together(made_store, monkeypatch):
    monkeypatch.setattr(gathering, "consolidate", None)
    reading = make_reading()
    with open_writer(made_store) as writer:
        writer.save_reading(reading, "key")
        rebuild(load_knowledge(), writer)
        assert not writer.standing().new
    with open_view(made_store) as view:
        assert reading.claims[0].claim_id in {claim for event in view.events() for claim in event.claims}


def test_only_pages_that_name_both_states_come_through_the_filter(tmp_path):
    path = tmp_path / "made.warc.gz"
    make_warc(path, 40, size=2000)
    found = measure_prefilter(path)
    assert (found.records, found.kept) == (81, 2)


def test_a_page_that_tells_of_acts_has_them_in_its_article_and_links_around_it():
    page = make_page(random.Random(3), 1, 20_000, telling=12).decode()
    article = page[page.index("<article>") : page.index("</article>")]
    assert article.count("officials said") == page.count("officials said") == 12
    assert sum(name in article for name in OTHERS) > 2 and len(article) < len(page) / 2


def test_rows_say_whether_a_figure_is_as_asked():
    lines = show([Row("speed", ">= 2", "3", True), Row("copies", "0", "1", False), Row("pages", "", "7")]).splitlines()
    assert [line.rsplit("  ", 1)[-1].strip() for line in lines] == ["as asked", "NOT as asked", "7"]
