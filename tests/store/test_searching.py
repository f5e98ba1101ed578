from dataclasses import replace
from datetime import date

import pytest

from dyadlog.errors import UserError
from dyadlog.records import Found, Publication, content_id
from dyadlog.store import open_view, open_writer
from dyadlog.store import searching as searching_module
from tests.builders import FRANCE, JAPAN, make_reading

PAGES = (
    ("The envoy praised the new harbour.", "Example Post", date(2023, 12, 31), (FRANCE,), (JAPAN,)),
    ("Workers closed the harbour in Café Lane.", "Other, Times", date(2024, 1, 1), (FRANCE,), ()),
    ("A harbour is a harbour: the harbour opened.", "Other, Times", date(2025, 6, 1), (JAPAN,), (FRANCE,)),
    ("Nobody knows when the harbour was built.", None, None, (JAPAN,), ()),
)


@pytest.fixture(scope="module")
def view(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "record.db"
    with open_writer(path) as writer:
        for number, (text, outlet, day, actors, recipients) in enumerate(PAGES):
            reading = make_reading(text, f"{number}.txt", actors=actors, recipients=recipients)
            changes = {
                "outlet": Found(outlet, "given") if outlet else None,
                "publication": Publication(day, "day", "given") if day else Publication(),
            }
            writer.save_reading(replace_document(reading, changes), "key")
    with open_view(path) as view:
        yield view


def replace_document(reading, changes):
    return replace(reading, document=replace(reading.document, **changes))


def texts(hits):
    return [hit.quote for hit in hits]


def found(view, **wanted):
    return {next(n for n, page in enumerate(PAGES) if page[0] == hit.quote) for hit in view.search("harbour", **wanted)}


def test_hits_carry_their_words_and_where_the_words_found_stand(view):
    (hit,) = view.search("cafe lane")
    assert hit.quote == PAGES[1][0] and hit.document_id == content_id("doc", PAGES[1][0])
    assert [hit.quote[start:end] for start, end in hit.marks] == ["Café", "Lane"]
    assert view.document(hit.document_id).text[hit.start : hit.end] == hit.quote


def test_the_best_come_first_and_pages_of_hits_add_up(view):
    assert view.search("harbour")[0].quote == PAGES[2][0]
    whole = view.search("harbour")
    assert [view.search("harbour", 1, number)[0] for number in range(4)] == whole and not view.search("harbour", 1, 4)


def test_a_search_is_narrowed_by_outlet_time_and_states(view):
    assert found(view) == {0, 1, 2, 3}
    assert found(view, outlet="Other, Times") == {1, 2} and found(view, outlet="other") == set()
    assert found(view, since=date(2024, 1, 1)) == {1, 2} and found(view, until=date(2024, 1, 1)) == {0, 1}
    assert found(view, since=date(2024, 1, 2), until=date(2025, 5, 31)) == set()
    assert found(view, since=date(2030, 1, 1)) == set() == found(view, until=date(1900, 1, 1))
    assert found(view, states=("JPN", "FRA")) == {0, 2}
    assert found(view, states=("FRA", "JPN"), outlet="Example Post", until=date(2023, 12, 31)) == {0}


def test_outlets_and_years_are_counted_without_the_filter_on_themselves(view):
    counts = view.search_counts("harbour", outlet="Example Post", since=date(2023, 1, 1))
    assert (counts.total, counts.exact) == (1, True)
    assert counts.outlets == (("Other, Times", 2), ("Example Post", 1)) and counts.years == (("2023", 1),)


def test_pairs_of_the_pages_are_counted_without_the_filter_on_them(view):
    counts = view.search_counts("harbour", states=("FRA", "JPN"))
    assert counts.total == 2 and dict(counts.pairs)["FRA-JPN"] == 2
    assert dict(counts.pairs) == dict(view.search_counts("harbour").pairs)


def test_a_sentence_leads_to_its_claims_and_their_events(view):
    hits = view.search("harbour")
    claims = view.claims_of_sentences([hit.sentence_id for hit in hits])
    for hit in hits:
        told = [c.claim_id for c in view.claims_of_document(hit.document_id)]
        assert [claim_id for claim_id, _ in claims.get(hit.sentence_id, [])] == told


def test_what_is_no_question_is_told(view):
    assert view.reads_operators("harbour NOT closed") and not view.reads_operators("NEAR(")
    assert not view.reads_operators(" ")


def test_what_too_many_sentences_hold_is_given_newest_first_and_counted_up_to_a_bound(view, monkeypatch):
    monkeypatch.setattr(searching_module, "MOST", 2)
    assert texts(view.search("harbour"))[:2] == [PAGES[3][0], PAGES[2][0]]
    counts = view.search_counts("harbour")
    assert (counts.total, counts.exact) == (2, False) and counts.years == (("2025", 1),)


@pytest.mark.parametrize(
    "words", ["", "  ", "\0", '"', "AND", "harbour*", "NEAR(", "page : y2024", "{page} : y2024", "(" * 99]
)
def test_any_words_are_taken(view, words):
    assert isinstance(view.search(words), list) and view.search_counts(words).total <= 4


def test_our_own_words_cannot_be_searched_for(view):
    for words in ("y2024", "pFRAJPN", "page : y2024", "none) OR {page} : (y2024"):
        assert not view.search(words)


def test_what_is_not_text_is_refused(view):
    with pytest.raises(UserError):
        view.search("\ud800")
