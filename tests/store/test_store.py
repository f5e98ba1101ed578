from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dyadlog.errors import NotFound, StoreError, UserError
from dyadlog.records import (
    Comparison,
    Consolidation,
    Finding,
    InferenceReason,
    InferredDate,
    Interval,
    Issue,
    MergeReason,
    Reading,
    Scoped,
    Side,
)
from dyadlog.store import Filter, open_view, open_writer
from dyadlog.store.codec import decode, encode, pack_reading, unpack_reading
from tests.builders import FRANCE, make_event, make_page, make_reading

NOTHING = Consolidation((), (), (), (), ())


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.db"


def save(path, *readings, key="key"):
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, key)
        claims = {claim.claim_id: claim for reading in readings for claim in reading.claims}
        events = tuple(make_event(claim) for claim in claims.values())
        writer.save_consolidation(Consolidation(events, (), (), (), ()), Comparison(), "now")


def test_a_reading_comes_back_as_it_was_saved(path):
    reading = make_reading()
    save(path, reading)
    with open_view(path) as view:
        assert view.reading(reading.document.document_id) == reading
        assert view.claims() == list(reading.claims)
        assert view.documents() == [reading.document]


def test_inferred_dates_come_back_and_go_with_the_next_consolidation(path):
    reading = make_reading()
    save(path, reading)
    day = date(2024, 5, 2)
    reason = InferenceReason("not_before", day, "event-1", "claim-1", "claim-2", "doc-2", "told as done")
    inferred = InferredDate(reading.document.document_id, day, None, (reason,))
    with open_writer(path) as writer:
        writer.save_consolidation(Consolidation((), (), (), (), (), (inferred,)), Comparison(), "with")
        with open_view(path) as view:
            assert view.inferred_dates() == {inferred.document_id: inferred}
        writer.save_consolidation(NOTHING, Comparison(), "without")
    with open_view(path) as view:
        assert view.inferred_dates() == {}


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_any_text_survives_the_codec(text):
    reading = make_reading(text)
    assert unpack_reading(pack_reading(reading)) == reading
    assert decode(Reading, encode(reading)) == reading


def test_a_page_read_under_the_same_key_is_not_read_again(path):
    page = make_page("The French envoy visited Japan on Thursday.")
    with open_writer(path) as writer:
        assert not writer.note_appearance(page, "key")
        writer.save_reading(make_reading(), "key")
        assert writer.note_appearance(page, "key")
        assert not writer.note_appearance(page, "other key")


def test_new_bytes_at_a_location_replace_the_old_page(path):
    old, new = make_reading("France thanked Japan."), make_reading("France warned Japan.")
    save(path, old, new)
    with open_view(path) as view:
        assert [document.text for document in view.documents()] == ["France warned Japan."]


def test_pages_from_standard_input_do_not_replace_each_other(path):
    save(path, make_reading("France thanked Japan.", "-"), make_reading("France warned Japan.", "-"))
    with open_view(path) as view:
        assert len(view.documents()) == 2


def test_one_document_on_two_pages_is_kept_once_and_outlives_the_first(path):
    first, second = make_reading(location="a.txt"), make_reading(location="b.txt")
    other_page = make_page("other bytes, same article", "b.txt")
    second = Reading(other_page, second.document, second.sentences, claims=second.claims)
    save(path, first, second)
    with open_view(path) as view:
        document_id = view.documents()[0].document_id
        assert [a.location for a in view.appearances(document_id)] == ["a.txt", "b.txt"]
    with open_writer(path) as writer:
        assert writer.forget("a.txt") == ("a.txt",)
    with open_view(path) as view:
        assert len(view.documents()) == len(view.claims()) == 1
        assert [a.location for a in view.appearances(document_id)] == ["b.txt"]


def test_forgetting_takes_all_that_rests_on_the_page(path):
    reading = make_reading()
    save(path, reading)
    with open_writer(path) as writer:
        writer.forget(reading.document.document_id)
        writer.save_consolidation(NOTHING, Comparison(), "later")
    with open_view(path) as view:
        assert not view.documents() and not view.claims() and not view.events()
        assert not view.search("envoy") and not view.claims(Filter(("FRA",)))


def test_forgetting_an_unknown_page_says_so(path):
    with open_writer(path) as writer, pytest.raises(NotFound, match="nowhere"):
        writer.forget("nowhere.txt")


def test_filters_keep_what_takes_part_and_can_have_happened_then(path):
    save(path, make_reading())
    with open_view(path) as view:
        assert len(view.events(Filter(("FRA", "JPN")))) == 1
        assert not view.events(Filter(("FRA", "BRA")))
        assert len(view.events(Filter(since=date(2024, 5, 2), until=date(2024, 5, 2)))) == 1
        assert not view.events(Filter(since=date(2024, 5, 3)))
        assert not view.events(Filter(until=date(2024, 5, 1)))
        assert not view.events(Filter(event_type="ASSAULT")) and not view.claims(Filter(kind="strike"))
        assert not view.events(Filter(modality="planned")) and not view.events(Filter(outlet="Another"))
        assert len(view.events(Filter(outlet="Example Post"))) == 1


def test_an_undated_event_is_left_out_once_a_time_is_asked_for(path):
    save(path, make_reading(when=None))
    with open_view(path) as view:
        assert len(view.events()) == 1 and not view.events(Filter(since=date(1900, 1, 1)))


def test_an_open_interval_reaches_on(path):
    save(path, make_reading(when=Interval(date(2024, 1, 1), None, "range", "relative")))
    with open_view(path) as view:
        assert view.events(Filter(since=date(2030, 1, 1))) and not view.events(Filter(until=date(2023, 1, 1)))


def test_a_record_is_found_by_the_beginning_of_its_id_and_by_an_earlier_id(path):
    reading = make_reading()
    event = make_event(reading.claims[0], aliases=("event-earlier",), reasons=(MergeReason("a", "b", "same day"),))
    with open_writer(path) as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(Consolidation((event,), (), (), (), ()), Comparison(), "now")
    with open_view(path) as view:
        assert view.get(event.event_id[:12]) == event == view.get("event-earlier")
        with pytest.raises(NotFound):
            view.get("event-zzz")
        with pytest.raises(UserError, match="several"):
            save(path, reading, make_reading("France thanked Japan.", "b.txt"))
            view.get("claim-")


def test_a_finding_of_several_scopes_is_found_as_it_is_listed(path):
    reading = make_reading()
    side = Side(reading.claims[0].claim_id, reading.claims[0].evidence, None)
    finding = Finding("finding-2b2a9ea4c1", "denial", "act", ("FRA", "JPN"), None, None, (side,), None)
    later = replace(finding, note="as a later scope tells it")
    found = Comparison((Scoped("a", 2, later), Scoped("b", 1, finding)))
    with open_writer(path) as writer:
        writer.save_reading(reading, "key")
        writer.save_consolidation(NOTHING, found, "now")
    with open_view(path) as view:
        assert view.findings() == [finding]
        assert view.get("finding-2b2a9ea4") == view.get(finding.finding_id) == finding


def test_search_takes_fts_syntax_and_plain_words(path):
    save(path, make_reading())
    with open_view(path) as view:
        assert view.search("envoy AND visited") and view.search("énvoy") and view.search('french "envoy')
        assert not view.search("warship")


def test_an_issue_goes_when_its_page_is_read_well(path):
    reading = make_reading()
    with open_writer(path) as writer:
        writer.save_issue(Issue.of("page.txt", "read", "empty", "is empty"))
        writer.save_reading(reading, "key")
    with open_view(path) as view:
        assert not view.issues()


def test_a_newer_page_step_uses_the_cached_parse(path):
    with open_writer(path) as writer:
        writer.save_parse("one", "page-1", b"old")
        writer.save_parse("two", "page-1", b"new")
        assert writer.load_parse("one") is None and writer.load_parse("two") == b"new"


def test_a_file_that_is_no_store_is_refused(path):
    path.write_bytes(b"not a database at all, only some words" * 100)
    with pytest.raises(StoreError):
        open_writer(path)
    with pytest.raises(StoreError):
        open_view(path)


def test_a_database_of_another_program_is_left_alone(path):
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="not made by dyadlog"):
        open_writer(path)


def test_a_missing_store_says_how_to_make_one(path):
    with pytest.raises(NotFound, match="dyadlog read"):
        open_view(path)


def test_a_full_disk_is_named_and_what_was_stored_stays(path):
    save(path, make_reading())
    with open_writer(path) as writer:
        (pages,) = writer._db.execute("PRAGMA page_count").fetchone()
        writer._db.execute(f"PRAGMA max_page_count = {pages}")
        big = "France thanked Japan at length. " * 9000
        with pytest.raises(StoreError, match="full"):
            writer.save_reading(make_reading(big, "big.txt"), "key")
    with open_view(path) as view:
        assert len(view.documents()) == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
@given(st.permutations(["France thanked Japan.", "France warned Japan.", "Japan thanked France."]))
def test_the_view_does_not_depend_on_the_order_of_reading(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("order") / "record.db"
    readings = {text: make_reading(text, f"{text}.txt", actors=(FRANCE,)) for text in sorted(texts)}
    save(path, *(readings[text] for text in texts))
    with open_view(path) as view:
        assert [d.text for d in view.documents()] == sorted(texts)
        assert [c.evidence.quote for c in view.claims()] == sorted(texts)
