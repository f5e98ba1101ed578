"""The reader: words marked in their place, notes beside them, what was left out on demand."""

import re
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.records import Block, Found, Framing, Publication, SlotSpan
from dyadlog.serve.pages.reader import show_document
from dyadlog.store import open_view
from tests.builders import make_claim, make_reading
from tests.notebook.samples import read_samples
from tests.serve.made_up import HOSTILE, make_client, show_static, write_store
from tests.serve.test_event import is_balanced, words_of

TEXT = "Sign up now\nFrance and Japan signed a pact and held talks in Oslo.\nIt rained. A junta spokesman spoke."
FIRST, SECOND = "France and Japan signed a pact and held talks in Oslo.", "held talks in Oslo"


def make_page(**changes):
    """A page with furniture above, two claims of which one lies within the other, and a plain statement."""
    reading = make_reading(TEXT, "a.txt")
    start = TEXT.index("\nIt")
    blocks = (Block(0, 11, "boilerplate"), Block(12, start, "paragraph"), Block(start + 1, len(TEXT), "paragraph"))
    document = replace(reading.document, blocks=blocks, **changes)
    outer = make_claim(document, FIRST, kind="sign", spans=(SlotSpan("trigger", 29, 35),))
    inner = make_claim(document, SECOND, kind="talks", modality="planned", quad_class=1)
    term = TEXT.index("junta")
    said = make_claim(
        document,
        "A junta spokesman spoke.",
        event_type=None,
        kind="statement",
        quad_class=None,
        framings=(Framing("junta", "military government", "label", None, 0, term, term + 5),),
    )
    return replace(reading, document=document, claims=(outer, inner, said))


def write_page(path, reading):
    return write_store(path, [reading], events=[])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


def test_claims_are_marked_in_place_and_lead_to_their_notes(path):
    reading = make_page()
    outer, inner, _ = reading.claims
    page = make_client(write_page(path, reading)).get(f"/documents/{outer.document_id}").text
    assert is_balanced(page) and page.count("<h1") == 1
    for claim in (outer, inner):
        assert page.count(f'id="{claim.claim_id}"') == 1 and page.count(f'id="note-{claim.claim_id}"') == 1
        assert f'href="#note-{claim.claim_id}"' in page and f'href="#{claim.claim_id}"' in page
    assert re.search(
        rf'id="{outer.claim_id}" class="claim q1 m-asserted d0 n1".*id="{inner.claim_id}" class="[^"]*m-planned d1 n2"',
        page,
    )
    assert '<span class="act n1">signed</span>' in page


def test_plain_statements_and_furniture_are_shown_on_demand(path):
    reading = make_page()
    said = reading.claims[2]
    client = make_client(write_page(path, reading))
    here = f"/documents/{said.document_id}"
    page = client.get(here).text
    assert f'id="note-{said.claim_id}"' not in page and f'href="{here}?statements=show"' in page
    assert '<details class="left-out"><summary>Left out: page furniture</summary><p>Sign up now</p>' in page
    page = client.get(f"{here}?left-out=show&statements=show").text
    assert f'id="{said.claim_id}" class="claim q0' in page
    assert '<details class="left-out" open>' in page and f'href="{here}?left-out=show"' in page


def test_a_loaded_word_is_marked_with_the_neutral_one(path):
    reading = make_page()
    page = make_client(write_page(path, reading)).get(f"/documents/{reading.document.document_id}").text
    assert 'class="loaded" tabindex="0">junta<span class="tip"> (neutral: military government)</span>' in page


def test_files_have_only_the_words_that_claims_rest_on(path):
    reading = make_page()
    filed = show_static(show_document, write_page(path, reading), reading.document.document_id)
    words = words_of(filed)
    assert "signed a pact" in words and "A junta" in words
    assert "It rained" not in words and "Sign up" not in words and "[…]" in words
    assert "/review" not in filed and "?left-out" not in filed and is_balanced(filed)


def test_metadata_say_how_they_were_found(path):
    bounds = Publication(not_before=date(2024, 5, 1), not_after=date(2024, 5, 9), not_after_method="page_clock")
    reading = make_page(
        title=Found("Pact", "json-ld"), publication=bounds, url=Found("https://paper.example/1", "meta")
    )
    words = words_of(make_client(write_page(path, reading)).get(f"/documents/{reading.document.document_id}").text)
    assert "Not before 1 May 2024" in words and "Not after 9 May 2024 found by page clock" in words
    assert "Example Post as the user said" in words


def test_hostile_titles_and_addresses_come_out_as_words(path):
    reading = make_page(title=Found(HOSTILE, "meta"), url=Found("javascript:alert(1)", "meta"))
    client = make_client(write_page(path, reading))
    page = client.get(f"/documents/{reading.document.document_id}").text
    assert is_balanced(page) and "<script>alert" not in page and "\u202e" not in page
    assert 'href="javascript:' not in page


def test_a_page_without_claims_says_so(path):
    reading = replace(make_page(), claims=())
    words = words_of(make_client(write_page(path, reading)).get(f"/documents/{reading.document.document_id}").text)
    assert "Nothing on this page was coded" in words


def test_every_sample_page_opens_with_all_its_claims():
    client = make_client(read_samples())
    with open_view(read_samples()) as view:
        for document in view.documents():
            page = client.get(f"/documents/{document.document_id}").text
            assert is_balanced(page)
            for claim in view.claims_of_document(document.document_id):
                assert f'id="{claim.claim_id}"' in page
                assert (f'id="note-{claim.claim_id}"' in page) == (claim.event_type is not None)
    assert client.get("/documents/nothing").status_code == 404
