import random
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dyadlog.records import (
    Comparison,
    Consolidation,
    Event,
    Extension,
    Finding,
    Instrument,
    Interval,
    Party,
    Scoped,
    Side,
    StatusReport,
)
from dyadlog.store import Filter, LineFilter, open_view, open_writer
from dyadlog.store.schema import MIGRATIONS
from tests.builders import FRANCE, JAPAN, make_event, make_reading

CHILE = Party("state:CHL", "Chile", "state", ("CHL",))
PARTIES = (FRANCE, JAPAN, CHILE)
PAIR = ("FRA", "JPN")
KINDS = {"visit": "CONSULT", "strike": "ASSAULT", "aid": "AID"}


def make_record(seed: int, size: int = 30) -> tuple[list, list[Event], list[Finding], list[Instrument]]:
    """Pages of one claim each, an event for every one or two of them, findings and instruments on some."""
    dice = random.Random(seed)
    readings, events, findings, instruments = [], [], [], []
    for number in range(size):
        actors = tuple(dice.sample(PARTIES, dice.randint(1, 2)))
        kind = dice.choice(sorted(KINDS))
        first = date(2020, 1, 1) + timedelta(days=dice.randrange(60))
        ends = dice.choice(((first, first), (first, first + timedelta(days=20)), (first, None), (None, first)))
        changes = {
            "actors": actors, "recipients": tuple(dice.sample(PARTIES, 1)), "kind": kind, "event_type": KINDS[kind],
            "contexts": tuple(dice.sample(("diplomatic", "military", "economic"), dice.randint(0, 2))),
            "quad_class": dice.randint(1, 4), "modality": dice.choice(("asserted", "claimed", "planned")),
            "confidence": dice.choice((0.4, 0.8)),
            "when": Interval(*ends, "range", "explicit") if dice.random() < 0.9 else None,
        }  # fmt: skip
        reading = make_reading(f"Report {number} on the harbour.", f"{number:03}.txt", **changes)
        readings.append(reading)
        claim = reading.claims[0]
        event = make_event(
            claim, outlets=tuple(dice.sample(("Example Post", "Other, Times", 'The "Wire"'), 2)),
            disputed=dice.random() < 0.2, part_of=events[-1].event_id if events and dice.random() < 0.2 else None,
        )  # fmt: skip
        events.append(event)
        states = tuple(sorted(event.states()))
        side = Side(claim.claim_id, claim.evidence, None)
        if dice.random() < 0.5:
            about = f"finding-{number:016}", dice.choice(("corroborated", "denial", "quantity")), "act", states
            findings.append(Finding(*about, event.event_id, None, (side,), None))
        if dice.random() < 0.3:
            history = (StatusReport("signed", None, claim.claim_id, claim.evidence),)
            name = f"instrument-{number:016}"
            instruments.append(Instrument(name, "agreement", f"Pact {number}", states, "signed", None, (), history))
    return readings, events, findings, instruments


def save(path, readings, events, findings=(), instruments=()):
    with open_writer(path) as writer:
        for reading in readings:
            writer.save_reading(reading, "key")
        scoped = tuple(Scoped(f"event:{finding.event_id}", 0, finding) for finding in findings)
        writer.save_consolidation(
            Consolidation(tuple(events), tuple(instruments), (), (), ()), Comparison(scoped), "now"
        )


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    made = make_record(7, 60)
    path = tmp_path_factory.mktemp("lines") / "record.db"
    save(path, *made)
    with open_view(path) as view:
        yield view, made


FILTERS = st.builds(
    LineFilter,
    since=st.none() | st.dates(date(2019, 12, 1), date(2020, 4, 1)),
    until=st.none() | st.dates(date(2019, 12, 1), date(2020, 4, 1)),
    types=st.lists(st.sampled_from(sorted(KINDS.values())), unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(sorted(KINDS)), unique=True).map(tuple),
    modalities=st.sampled_from(((), ("asserted",), ("asserted", "planned"))),
    outlets=st.sampled_from(((), ("Other, Times",), ('The "Wire"', "Example Post"), ("Nobody",))),
    contexts=st.sampled_from(((), ("military",), ("economic", "diplomatic"))),
    quads=st.sampled_from(((), (1,), (3, 4))),
    least_confidence=st.none() | st.just(0.5),
    reported_since=st.none() | st.sampled_from((date(2024, 5, 3), date(2024, 5, 4))),
    contested=st.booleans(),
    top_level=st.booleans(),
)


def is_wanted(event: Event, wanted: LineFilter, contested: set[str]) -> bool:
    start, end = (event.when.start, event.when.end) if event.when else (None, None)
    dated = event.when is not None
    return (
        (wanted.since is None or (dated and (end or date.max) >= wanted.since))
        and (wanted.until is None or (dated and (start or date.min) <= wanted.until))
        and (not wanted.types or event.event_type in wanted.types)
        and (not wanted.kinds or event.kind in wanted.kinds)
        and (not wanted.modalities or event.modality in wanted.modalities)
        and (not wanted.outlets or bool(set(event.outlets) & set(wanted.outlets)))
        and (not wanted.contexts or bool(set(event.contexts) & set(wanted.contexts)))
        and (not wanted.quads or event.quad_class in wanted.quads)
        and (wanted.least_confidence is None or event.confidence >= wanted.least_confidence)
        and (wanted.reported_since is None or date(2024, 5, 3) >= wanted.reported_since)
        and (not wanted.contested or event.disputed or event.event_id in contested)
        and (not wanted.top_level or event.part_of is None)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(wanted=FILTERS, pair=st.sampled_from((PAIR, ("JPN", "FRA"), ("CHL", "JPN"), ("CHL", "ISL"))))
def test_lines_are_the_events_of_both_states_that_are_asked_for(record, wanted, pair):
    view, (_, _, findings, _) = record
    contested = {finding.event_id for finding in findings if finding.kind != "corroborated"}
    expected = [e.event_id for e in view.events(Filter(pair)) if is_wanted(e, wanted, contested)]
    assert [line.event_id for line in view.lines(pair, wanted)] == expected
    assert view.count_lines(pair, wanted) == len(expected)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(wanted=FILTERS, known=st.booleans())
def test_each_facet_is_counted_without_the_filter_on_itself(record, wanted, known):
    view, (_, _, findings, _) = record
    contested = {finding.event_id for finding in findings if finding.kind != "corroborated"}
    census = view.census(PAIR, wanted, view.columns(PAIR) if known else None)
    facets = census.facets
    assert census.total == view.count_lines(PAIR, wanted)
    events = view.events(Filter(PAIR))
    of_kind = [e.kind for e in events if is_wanted(e, replace(wanted, kinds=()), contested)]
    of_outlet = [o for e in events if is_wanted(e, replace(wanted, outlets=()), contested) for o in e.outlets]
    timeless = [e for e in events if is_wanted(e, replace(wanted, since=None, until=None), contested) and e.when]
    assert dict(facets["kind"]) == {kind: of_kind.count(kind) for kind in of_kind}
    assert dict(facets["outlet"]) == {outlet: of_outlet.count(outlet) for outlet in of_outlet}
    assert sum(count for _, count in facets["year"]) == len(timeless)
    assert all(count > 0 for counts in facets.values() for _, count in counts)


def test_a_line_says_what_the_event_says(record):
    view, _ = record
    events = {event.event_id: event for event in view.events(Filter(PAIR))}
    for line in view.lines(PAIR):
        event = events[line.event_id]
        assert line.when == event.when and line.states == PAIR and line.happened == event.happened
        for name in ("event_type", "kind", "modality", "contexts", "outlets", "disputed", "part_of", "origins"):
            assert getattr(line, name) == getattr(event, name)
        assert set(line.doers) == {code for party in event.actors for code in party.states}
        assert set(line.targets) == {code for party in event.recipients for code in party.states}
        assert line.recipients == len(event.recipients) and line.reported == date(2024, 5, 3)


def test_pages_of_lines_add_up(record):
    view, _ = record
    whole = view.lines(PAIR)
    assert [line for start in range(0, len(whole), 7) for line in view.lines(PAIR, limit=7, offset=start)] == whole


def test_pairs_are_counted(record):
    view, _ = record
    pairs = view.pairs()
    assert {pair.states for pair in pairs} == {("CHL", "FRA"), ("CHL", "JPN"), PAIR}
    assert [pair.events for pair in pairs] == sorted((pair.events for pair in pairs), reverse=True)
    for pair in pairs:
        lines = view.lines(pair.states)
        assert pair.events == len(lines) and pair.documents == view.count_documents(Filter(pair.states))
        assert pair.first == min(line.first for line in lines if line.first)
        assert pair.last == max(line.last for line in lines if line.last)


def test_a_pair_is_found_by_name_and_its_years_are_those_of_its_events(record):
    view, _ = record
    for line in view.pairs():
        assert view.pair(line.states) == view.pair(line.states[::-1]) == line
        years = Counter((e.last or e.first).year for e in view.lines(line.states) if e.last or e.first)
        assert view.years([line.states]).get(line.states, {}) == years
    assert view.pair(("AAA", "BBB")) is None


def test_pairs_of_one_state_and_what_all_pairs_share(record):
    view, _ = record
    chile = [line for line in view.pairs() if "CHL" in line.states]
    assert view.pairs(state="CHL") == chile and view.count_pairs("CHL") == len(chile)
    assert view.pairs(1, 1, "CHL") == chile[1:2] and view.pairs(state="CH") == []
    assert view.count_pairs() == len(view.pairs())
    assert view.paired_states() == sorted({code for line in view.pairs() for code in line.states})
    assert view.newest_day() == max(line.reported for line in view.pairs() if line.reported)


def test_lines_are_told_to_have_changed_where_they_did(tmp_path):
    readings, events, findings, instruments = make_record(3)
    save(tmp_path / "record.db", readings, events, findings, instruments)
    with open_view(tmp_path / "record.db") as view:
        before = {line.states: view.lines_changed(line.states) for line in view.pairs()}
        (chosen,) = [event for event in events if event.states() == {"CHL", "FRA"}][:1]
        with open_writer(tmp_path / "record.db") as writer:
            part = Consolidation((replace(chosen, kind="strike"),), (), (), (), ())
            writer.save_extension(Extension(part, (chosen.event_id,)), lambda: Comparison((), (), frozenset()))
        changed = {pair for pair, word in before.items() if view.lines_changed(pair) != word}
    assert changed == {("CHL", "FRA")}


def test_a_file_of_before_gets_the_years_of_its_pairs(record):
    view, _ = record
    with sqlite3.connect(":memory:") as old:
        view._db.backup(old)
        told = old.execute("SELECT pair, years FROM pairs").fetchall()
        old.execute("ALTER TABLE pairs DROP COLUMN years")
        old.executescript(next(script for script in MIGRATIONS if "ADD COLUMN years" in script))
        assert old.execute("SELECT pair, years FROM pairs").fetchall() == told


def test_findings_and_instruments_are_found_by_what_they_are_about(record):
    view, (_, events, findings, instruments) = record
    assert view.findings_about([event.event_id for event in events]) == view.findings()
    one = findings[0]
    assert view.findings_about((one.event_id,)) == [one] and view.findings_about() == []
    counts = view.count_findings(PAIR)
    assert sum(counts.values()) == len(view.findings(PAIR)) and list(counts) == sorted(counts)
    for kind, count in counts.items():
        assert len(view.findings(PAIR, kind)) == count
    assert view.findings(PAIR, limit=2, offset=1) == view.findings(PAIR)[1:3]
    assert view.count_findings() == {k: [f.kind for f in findings].count(k) for k in {f.kind for f in findings}}
    assert len(view.instruments(PAIR)) == sum(set(PAIR) <= set(i.states) for i in instruments)
    assert view.instruments_named([instruments[0].instrument_id]) == [instruments[0]]


def test_what_is_asked_for_by_name_comes_in_that_order(record):
    view, (readings, events, _, _) = record
    names = [event.event_id for event in reversed(events)]
    assert [event.event_id for event in view.events_named([*names, "event-none"])] == names
    whole = next(event.part_of for event in events if event.part_of)
    assert {e.event_id for e in view.parts_of(whole)} == {e.event_id for e in events if e.part_of == whole}
    claims = [reading.claims[0].claim_id for reading in readings]
    assert view.events_of_claims(claims) == view.event_of_claim()
    ids = [reading.document.document_id for reading in reversed(readings)]
    assert [document.document_id for document in view.documents_named(ids)] == ids
    lines = view.document_lines([*ids, "doc-none"])
    assert lines.keys() == set(ids)
    for reading in readings:
        line, document = lines[reading.document.document_id], reading.document
        assert line.publication == document.publication and line.outlet == document.outlet.value
        assert (line.location, line.genre, line.title) == (document.location, document.genre, None)
        assert view.claims_of_document(document.document_id) == list(reading.claims)


def test_records_of_two_states_are_those_in_which_both_take_part(record):
    view, _ = record
    claims = [claim for claim in view.claims() if set(PAIR) <= claim.states()]
    assert view.claims(Filter(PAIR)) == claims and view.count_claims(Filter(PAIR)) == len(claims)
    documents = {claim.document_id for claim in claims}
    assert [d.document_id for d in view.documents(Filter(PAIR))] == [
        d.document_id for d in view.documents() if d.document_id in documents
    ]
    assert view.claims(Filter(("CHL",))) == [claim for claim in view.claims() if "CHL" in claim.states()]
    assert len(view.list_documents(Filter(("CHL",)))) == view.count_documents(Filter(("CHL",)))


def read_tables(path):
    with open_view(path) as view:
        pairs = view.pairs()
        return pairs, [view.lines(pair.states) for pair in pairs], [view.census(pair.states) for pair in pairs]


def test_an_extension_leaves_the_same_lines_as_the_whole(tmp_path):
    readings, events, findings, instruments = make_record(3)
    save(tmp_path / "whole.db", readings, events, findings, instruments)
    earlier = [replace(event, kind="strike", outlets=("Nobody",)) for event in events[:20]]
    save(tmp_path / "part.db", readings[:20], earlier, findings, instruments)
    with open_writer(tmp_path / "part.db") as writer:
        for reading in readings[20:]:
            writer.save_reading(reading, "key")
        part = Consolidation(tuple(events), (), (), (), ())
        dropped = tuple(event.event_id for event in earlier)
        writer.save_extension(Extension(part, dropped), lambda: Comparison((), (), frozenset()))
    assert read_tables(tmp_path / "part.db") == read_tables(tmp_path / "whole.db")


def test_what_is_gone_is_in_no_list(tmp_path):
    readings, events, findings, instruments = make_record(5)
    path = tmp_path / "record.db"
    save(path, readings, events, findings, instruments)
    with open_writer(path) as writer:
        for reading in readings:
            writer.forget(reading.page.location)
        writer.save_consolidation(Consolidation((), (), (), (), ()), Comparison(), "later")
        for table in ("pair_records", "pair_events", "event_outlets", "event_places", "pairs", "documents", "articles"):
            assert writer._db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


def test_the_generation_changes_with_pages_and_with_gatherings(tmp_path):
    readings, events, *_ = make_record(5, 3)
    path = tmp_path / "record.db"
    seen = []

    def look():
        with open_view(path) as view:
            seen.append(view.generation())

    with open_writer(path) as writer:
        look()
        writer.save_reading(readings[0], "key")
        look()
        writer.save_consolidation(Consolidation(tuple(events[:1]), (), (), (), ()), Comparison(), "now")
        look()
        writer.forget(readings[0].page.location)
        look()
    assert len(set(seen)) == 4
    with open_view(path) as view:
        assert view.generation() == seen[-1]


def test_a_snapshot_does_not_see_what_is_written_meanwhile(tmp_path):
    readings, events, *_ = make_record(5, 4)
    path = tmp_path / "record.db"
    save(path, readings[:2], events[:2])
    with open_view(path) as view, open_writer(path) as writer:
        with view.snapshot():
            before = len(view.documents())
            writer.save_reading(readings[2], "key")
            assert len(view.documents()) == before == 2
        assert len(view.documents()) == 3
