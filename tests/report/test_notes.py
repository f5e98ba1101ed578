"""Footnotes."""

from dataclasses import replace

import pytest

from dyadlog.records import Found
from dyadlog.report.notes import Notebook, make_link
from tests.builders import make_document, make_page

DOCUMENT = make_document(make_page("The French envoy - a judge - visited Japan."))


def row(start=0, end=5):
    return {
        "document_id": DOCUMENT.document_id,
        "start": start,
        "end": end,
        "outlet": None,
        "published": None,
        "page": "page.txt",
        "quote": DOCUMENT.text[start:end],
    }


def test_the_same_words_keep_their_number():
    notebook = Notebook({DOCUMENT.document_id: DOCUMENT})
    assert notebook.cite([row(), row(4, 9), row()]) == (1, 2)
    assert notebook.cite([row(4, 9)]) == (2,)
    assert [note.number for note in notebook.notes] == [1, 2]


def test_a_line_cites_no_more_than_a_reader_can_use():
    notebook = Notebook({DOCUMENT.document_id: DOCUMENT})
    assert len(notebook.cite([row(0, n) for n in range(1, 20)])) == 6


def test_a_page_on_the_web_opens_at_the_words():
    document = replace(DOCUMENT, url=Found("https://post.example/a?b=1#top", "given"))
    assert make_link(document, "envoy - a judge") == "https://post.example/a?b=1#:~:text=envoy%20%2D%20a%20judge"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x.example"])
def test_only_web_addresses_become_links(url):
    assert make_link(replace(DOCUMENT, url=Found(url, "json-ld")), "envoy") is None


def test_an_address_cannot_break_out_of_its_link():
    document = replace(DOCUMENT, url=Found('https://x.example/a> <b>"c"\x1b\n`d`|\ud800', "json-ld"))
    link = make_link(document, 'say ")> \ud800')
    assert not set(link) & set('<>"` |\n\x1b') and link.isascii()
