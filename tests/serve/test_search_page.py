"""The page of the search, and the page on data for programs."""

import re

import pytest

from tests.notebook.samples import read_samples
from tests.serve.made_up import make_pages, write_store
from tests.serve.showing import links_of, open_room, words_of


@pytest.fixture(scope="module")
def room():
    with open_room(read_samples()) as client:
        yield client


def hits_of(page):
    listed = page[page.index('<ol class="hits"') : page.index("</ol>")]
    return re.findall(r'(?s)<li><p class="source">.*?<p class="more">.*?</p></li>', listed)


def test_words_are_marked_in_their_paragraph(room):
    hits = hits_of(room.get("/search?q=Lima+Ecuador").text)
    assert hits
    for hit in hits:
        sentence = hit[hit.index('class="found-sentence"') :]
        assert '<mark class="found">' in sentence and hit.count("<blockquote") == 1


def test_a_hit_leads_to_the_reader_at_its_words_and_to_its_events(room):
    page = room.get("/search?q=fishermen").text
    leads = [links_of(hit) for hit in hits_of(page)]
    assert all(lead[0].startswith("/documents/doc-") and "#" in lead[0] for lead in leads)
    events = [link for lead in leads for link in lead if link.startswith("/events/")]
    assert events and room.get(events[0]).status_code == 200


def test_a_search_is_narrowed_by_what_is_offered_beside_it(room):
    page = room.get("/search?q=border").text
    total = int(re.search(r"(\d+) sentences", words_of(page))[1])
    aside = page[page.index('class="facets"') :]
    for name in ("outlet", "since", "pair"):
        link = next(link for link in links_of(aside) if f"{name}=" in link).replace("&amp;", "&")
        narrowed = room.get(link).text
        assert 0 < int(re.search(r"(\d+) sentences?", words_of(narrowed))[1]) <= total
        assert 'class="chips"' in narrowed


def test_the_pages_of_a_long_list_hold_each_hit_once(room):
    first = room.get("/search?q=the").text
    assert len(hits_of(first)) == 20 and 'rel="next"' in first
    second = room.get("/search?q=the&page=2").text
    assert '<ol class="hits" start="21">' in second and not set(hits_of(first)) & set(hits_of(second))
    assert "There is no page 900" in room.get("/search?q=the&page=900").text


@pytest.mark.parametrize("q", ["NEAR(", '"border', "AND", "border)", "*"])
def test_bad_syntax_is_searched_word_by_word_and_said_so(room, q):
    answer = room.get("/search", params={"q": q})
    assert answer.status_code == 200 and "each word is searched as it stands" in words_of(answer.text)


def test_operators_are_understood(room):
    def count(q):
        found = re.search(r"([\d,]+) sentences?", words_of(room.get("/search", params={"q": q}).text))
        return int(found[1]) if found else 0

    both, either = count("Lima Ecuador"), count("Lima OR Ecuador")
    assert 0 < both < either and count("Lima NOT Ecuador") == count("Lima") - both
    assert count('"the border"') <= count("the border") and count("bord*") >= count("border")


def test_an_empty_question_teaches_how_to_ask(room):
    page = room.get("/search").text
    assert "How to ask" in page and "every word that begins so" in page
    assert "How to ask" in room.get("/search?q=zzzz").text


def test_it_searches_while_one_types_and_without_scripts(room):
    page = room.get("/search?q=border").text
    assert 'hx-trigger="input changed delay:300ms, search"' in page and 'hx-select="#found"' in page
    assert re.search(r'<form class="ask" action="/search"', page) and 'name="q" value="border"' in page


def test_what_cannot_be_asked_is_refused_in_words(room):
    assert room.get("/search", params={"q": "x" * 300}).status_code == 422
    assert room.get("/search?q=border&pair=ECU").status_code == 404
    assert room.get("/search?q=border&since=soon").status_code == 422


def test_hostile_words_stay_words(tmp_path):
    path = write_store(
        tmp_path / "record.db", make_pages(2, "<script>alert(1)</script> pact \u202eof France and Japan")
    )
    with open_room(path) as client:
        page = client.get("/search", params={"q": '"><script>alert(2)</script> pact'}).text
        assert "<script>alert" not in page
        page = client.get("/search?q=pact").text
    assert "&lt;script&gt;alert(1)" in page and "<script>alert" not in page and "\u202e" not in page


def test_the_page_on_data_has_every_address_of_the_interface(room):
    page = room.get("/api").text
    paths = room.get("/openapi.json").json()["paths"]
    assert len(paths) > 15
    for path in paths:
        assert f"<code>GET {path}</code>" in page


def test_its_examples_work_as_they_stand(room):
    page = room.get("/api").text
    examples = [link.replace("&amp;", "&") for link in links_of(page) if link.startswith("/api/v1/")]
    assert len(examples) > 10
    for example in examples:
        assert room.get(example).status_code == 200, example
