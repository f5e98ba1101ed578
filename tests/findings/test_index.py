"""The index counts events and not reports, says no data where there is none, and leads to every event."""

import random
import re
from dataclasses import replace
from datetime import date

import pytest

from dyadlog.consolidate import consolidate
from dyadlog.errors import UserError
from dyadlog.findings.index import IndexPoint, Question, Slices, compute_all, compute_index
from dyadlog.findings.index.bootstrap import EXACT, make_band
from dyadlog.findings.index.changes import find_changes
from dyadlog.findings.index.spans import first_day, label_of, last_day, number_of, share_out
from dyadlog.knowledge import load_knowledge
from dyadlog.pipeline import PageStep
from dyadlog.records import Dyad, Given, Interval, Page, PageTask, Party
from tests.builders import FRANCE, JAPAN, make_claim, make_document, make_event, make_page

KNOWLEDGE = load_knowledge()
DYAD = ("FRA", "JPN")
PERU = Party("state:PER", "Peru", "state", ("PER",))
GROUP = Party("group:x", "Ridge Front", "armed_group", ())


def on(first, last=None, precision="day", method="explicit"):
    return Interval(first, last or first, precision, method)


def make_dyad(*events, days=(), outlets=None):
    """A dyad of events given by the fields in which they differ from a visit on 2 May 2024; a page each."""
    documents, claims, made = {}, {}, []
    for number, fields in enumerate(events):
        page = make_page(f"The French envoy visited Japan, page {number}.", f"{number}.txt")
        document = make_document(page, day=days[number] if number < len(days) else date(2024, 5, 3))
        claim = make_claim(document)
        documents[document.document_id], claims[claim.claim_id] = document, claim
        made.append(make_event(claim, **fields))
    event_of = {claim_id: event.event_id for event in made for claim_id in event.claims}
    return Dyad(DYAD, tuple(made), (), (), documents, claims, {}, {}, {}, event_of)


def index_of(*events, days=(), pages=None, **question):
    return compute_index(make_dyad(*events, days=days), KNOWLEDGE, Question(**question), pages)


def points(index):
    return [(point.label, point.status, point.periods) for point in index.points]


def test_an_event_adds_score_times_trust_times_modality():
    weights = KNOWLEDGE.index_tables.weights
    asserted, claimed = index_of({}).points[0], index_of({"modality": "claimed"}).points[0]
    assert asserted.cooperation == pytest.approx(1.9 * (1 - weights.confidence * 0.2), abs=1e-3)
    assert claimed.cooperation == pytest.approx(asserted.cooperation * weights.factors["claimed"], abs=2e-3)
    assert weights.factors["claimed"] < weights.factors["asserted"] and asserted.conflict == 0


def test_friendly_and_hostile_acts_are_not_set_off_against_each_other():
    (point,) = index_of({}, {"goldstein": -10.0, "quad_class": 4, "kind": "strike"}).points
    assert point.cooperation > 1 and point.conflict < -9 and point.quads == (1, 0, 0, 1)
    assert [part.events for part in point.slices.quads] == [1, 0, 0, 1]


def test_plovers_scores_and_plain_counts_can_be_chosen():
    event = {"mode": None, "kind": "meet"}
    assert index_of(event, scale="plover").contributions[0].score == 2.5
    assert index_of({"mode": "visit"}, scale="plover").contributions[0].score == 4
    assert index_of(event, scale="counts").contributions[0].score == 1
    with pytest.raises(UserError, match="there are: goldstein, plover, counts"):
        index_of({}, scale="thermometer")


def test_a_users_table_replaces_scores_and_weights(tmp_path):
    header = "scale,target,score,source\n"
    (tmp_path / "index_scores.csv").write_text(header + "goldstein,visit,5,mine\nharbour,quad_1,2,mine\n")
    (tmp_path / "index_weights.csv").write_text("weight,value,meaning,source\nconfidence,1,,mine\n")
    knowledge = load_knowledge((tmp_path,))
    assert compute_index(make_dyad({}), knowledge).points[0].cooperation == pytest.approx(5 * 0.8)
    assert compute_index(make_dyad({}), knowledge, Question(scale="harbour")).points[0].cooperation == pytest.approx(
        1.6
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"modality": "planned"}, "modality"),
        ({"modality": "requested"}, "modality"),
        ({"modality": "hypothetical"}, "modality"),
        ({"modality": "denied"}, "modality"),
        ({"negated": True}, "negated"),
        ({"when": None}, "undated"),
        ({"when": Interval(date(2024, 5, 2), None, "range", "explicit")}, "dates"),
        ({"when": on(date(2024, 1, 1), date(2024, 12, 31), "year")}, "dates"),
        ({"when": on(date(2024, 1, 1), date(2024, 6, 1), "range")}, "dates"),
        ({"goldstein": None}, "score"),
        ({"recipients": (JAPAN, PERU), "actors": (PERU,), "territory": ("FRA",)}, "others"),
    ],
)
def test_what_does_not_count_is_listed_with_its_reason(fields, code):
    index = index_of(fields)
    assert not index.contributions and [left.code for left in index.uncounted] == [code] and index.uncounted[0].reason


def test_an_undated_event_says_what_the_page_lacks():
    dyad = make_dyad({"when": None})
    claims = {key: replace(claim, when=None, when_reason="no anchor") for key, claim in dyad.claims.items()}
    (left,) = compute_index(replace(dyad, claims=claims), KNOWLEDGE).uncounted
    assert left.reason == "no date: no anchor"


def test_an_event_below_the_least_confidence_does_not_count():
    dyad = make_dyad({})
    claims = {key: replace(claim, confidence=0.01) for key, claim in dyad.claims.items()}
    index = compute_index(replace(dyad, claims=claims), KNOWLEDGE)
    assert [left.code for left in index.uncounted] == ["unsure"] and index.points[0].status == "zero"


def test_the_confidence_is_that_of_one_report_however_many_there_are():
    (few,) = index_of({"confidence": 0.8}).contributions
    (many,) = index_of({"confidence": 0.99, "origins": 10, "documents": 100}).contributions
    assert few.value == many.value


def test_a_part_counts_with_its_whole_and_alone_only_where_the_whole_does_not_count():
    dyad = make_dyad({}, {"kind": "meet"})
    whole, part = dyad.events
    part = replace(part, part_of=whole.event_id)
    index = compute_index(replace(dyad, events=(whole, part)), KNOWLEDGE)
    assert [c.event_id for c in index.contributions] == [whole.event_id]
    assert [(left.event_id, left.code) for left in index.uncounted] == [(part.event_id, "part")]
    undated = replace(whole, when=None)
    index = compute_index(replace(dyad, events=(undated, part)), KNOWLEDGE)
    assert [c.event_id for c in index.contributions] == [part.event_id]


def test_a_stay_over_the_turn_of_a_month_is_spread_by_its_days():
    index = index_of({"when": on(date(2024, 5, 31), date(2024, 6, 3), "range")})
    shares = {added.label: added.share for added in index.contributions}
    assert shares == {"2024-05": 0.25, "2024-06": 0.75}
    whole = sum(added.value for added in index.contributions)
    assert whole == pytest.approx(index_of({}).contributions[0].value)
    assert [len(point.events) for point in index.points] == [1, 1] and index.total.quads[0].events == 1


def test_what_is_known_to_the_month_is_not_spread_over_weeks():
    fields = {"when": on(date(2024, 5, 1), date(2024, 5, 31), "month")}
    assert index_of(fields).points[0].status == "value"
    assert index_of(fields, period="week").uncounted[0].reason == "known to the month only"


def test_no_data_zero_and_a_value_are_three_things():
    quiet = make_document(make_page("Nothing happened between France and Japan.", "quiet.txt"), day=date(2024, 9, 9))
    dyad = make_dyad({})
    index = compute_index(dyad, KNOWLEDGE, pages=[*dyad.documents.values(), quiet])
    assert points(index) == [("2024-05", "value", 1), ("2024-06", "no_data", 3), ("2024-09", "zero", 1)]
    nothing, zero = index.points[1:]
    assert nothing.cooperation is None and nothing.conflict is None and nothing.pages == 0
    assert zero.cooperation == 0 and zero.pages == 1 and zero.cooperation_band is None


def test_a_page_without_a_date_covers_no_month():
    unknown = make_document(make_page("France and Japan.", "undated.txt"), day=None)
    assert points(compute_index(make_dyad(), KNOWLEDGE, pages=[unknown])) == []


def test_since_and_until_keep_whole_periods():
    events = [{"when": on(date(2024, month, 2))} for month in (1, 3, 5)]
    index = index_of(*events, pages=(), since=date(2024, 2, 15), until=date(2024, 3, 1))
    assert points(index) == [("2024-03", "value", 1)] and len(index.contributions) == 1


@pytest.mark.parametrize(
    ("fields", "direction"),
    [
        ({}, "forward"),
        ({"actors": (JAPAN,), "recipients": (FRANCE,)}, "back"),
        ({"kind": "meet"}, "mutual"),
        ({"actors": (FRANCE, JAPAN), "recipients": (FRANCE, JAPAN), "kind": "accuse", "quad_class": 3}, "mutual"),
        ({"actors": (FRANCE, JAPAN), "recipients": (), "kind": "pledge"}, "mutual"),
        ({"recipients": (GROUP,), "territory": ("JPN",), "kind": "strike", "quad_class": 4}, "forward"),
        ({"recipients": (PERU,), "territory": ("JPN",), "kind": "strike", "quad_class": 4}, "forward"),
        ({"recipients": (PERU,), "territory": ("JPN",), "kind": "praise"}, None),
        ({"actors": (FRANCE, JAPAN), "recipients": (PERU,), "kind": "praise"}, None),
        ({"actors": (FRANCE, JAPAN), "recipients": (), "kind": "condemn", "quad_class": 3}, None),
        ({"actors": (PERU,), "recipients": (FRANCE, JAPAN), "kind": "mediate"}, None),
    ],
)
def test_directions_are_kept(fields, direction):
    index = index_of(fields)
    assert [added.direction for added in index.contributions] == ([direction] if direction else [])
    for part in index.total.directions:
        assert part.events == (part.name == direction)


def test_exchanging_the_two_states_exchanges_directions_and_nothing_else():
    events = ({}, {"kind": "strike", "goldstein": -10.0, "quad_class": 4}, {"kind": "meet"})
    there = make_dyad(*events)
    turned = tuple(replace(event, actors=event.recipients, recipients=event.actors) for event in there.events)
    one, other = compute_index(there, KNOWLEDGE), compute_index(replace(there, events=turned), KNOWLEDGE)
    assert one.points[0].cooperation_band == other.points[0].cooperation_band
    forward, back, mutual = one.total.directions
    assert [replace(part, name="") for part in other.total.directions] == [
        replace(part, name="") for part in (back, forward, mutual)
    ]


def test_contexts_overlap_and_quad_classes_add_up():
    index = index_of({"contexts": ("military", "diplomatic")}, {"contexts": ()})
    assert {part.name: part.events for part in index.total.contexts} == {"military": 1, "diplomatic": 1, "": 1}
    assert sum(part.cooperation for part in index.total.quads) == pytest.approx(index.points[0].cooperation)


def test_the_order_of_reading_plays_no_role():
    events = [{"when": on(date(2024, 5, 1 + n % 28)), "goldstein": float(n % 7 - 3)} for n in range(60)]
    dyad = make_dyad(*events)
    index = compute_index(dyad, KNOWLEDGE)
    shuffled = list(dyad.events)
    random.Random(1).shuffle(shuffled)
    assert compute_index(replace(dyad, events=tuple(shuffled)), KNOWLEDGE) == index


def test_intervals_hold_the_sum_and_narrow_with_more_events():
    one, many = make_band([2.0], 0.95), make_band([0.02] * 100, 0.95)
    assert one.low == 0 and one.high > 2 and 1.5 < many.low < 2 < many.high < 2.5
    assert make_band([], 0.95) is None and make_band([-2.0], 0.95).low == -one.high
    assert make_band([3.0, 1.0, 2.0], 0.95) == make_band([1.0, 2.0, 3.0], 0.95)


def test_beyond_the_events_that_are_drawn_the_interval_goes_on_smoothly():
    drawn, normal = make_band([1.0] * EXACT, 0.95), make_band([1.0] * (EXACT + 1), 0.95)
    assert drawn.low == pytest.approx(normal.low, abs=4) and drawn.high == pytest.approx(normal.high, abs=4)


def series(*sums):
    """Monthly points of cooperation; None is a month without data."""
    none = Slices((), (), ())
    days = [date(2020 + number // 12, number % 12 + 1, 1) for number in range(len(sums))]
    return [
        IndexPoint(DYAD, "month", day.isoformat()[:7], day, day, status, value, 0.0, None, None, (0,) * 4, none, 0, ())
        for day, value in zip(days, sums, strict=True)
        for status in ["no_data" if value is None else "value"]
    ]


def test_a_new_level_is_marked_where_it_begins():
    pytest.importorskip("ruptures")
    (change,) = find_changes(series(*[1.0, 1.2] * 10, *[9.0, 9.4] * 10), 12)
    assert change.label == "2021-09" and change.cooperation_before < 2 and change.cooperation_after > 8


def test_changes_are_marked_only_where_enough_periods_on_end_have_data():
    pytest.importorskip("ruptures")
    assert find_changes(series(*[1.0, 1.2] * 2, *[9.0, 9.4] * 3), 12) == ()
    assert find_changes(series(*[1.0, 1.2] * 5, None, *[9.0, 9.4] * 5), 12) == ()
    assert find_changes(series(*[2.0] * 20), 12) == ()


def test_without_the_library_none_are_looked_for(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "ruptures", None)
    assert find_changes(series(*[1.0, 1.2] * 10), 12) is None


@pytest.mark.parametrize("period", ["month", "week", "day"])
@pytest.mark.parametrize("day", [date(1, 1, 1), date(2024, 2, 29), date(2020, 12, 31), date(9999, 12, 31)])
def test_every_day_lies_in_its_period(period, day):
    number = number_of(day, period)
    assert first_day(number, period) <= day <= last_day(number, period)
    assert label_of(number, period)


def test_weeks_are_those_of_iso_8601():
    assert label_of(number_of(date(2021, 1, 3), "week"), "week") == "2020-W53"


def test_shares_of_a_spread_event_add_up():
    shares = share_out(on(date(2024, 1, 30), date(2024, 2, 12), "range"), "week", 31)
    assert sum(shares.values()) == pytest.approx(1) and len(shares) == 3


def test_the_index_of_all_dyads_has_only_periods_with_data():
    dyad = make_dyad({}, {"when": on(date(2025, 1, 1))})
    found = list(compute_all(dyad.events, dyad.claims, dyad.documents, {}))
    assert {point.states for point in found} == {DYAD} and {point.status for point in found} == {"value"}


STORY = """Accra, 14 March 2024 - {lead}

Foreign Minister Kofi Mensah of Ghana visited Estonia on Tuesday. He met his Estonian counterpart in Tallinn \
on Tuesday evening and the two ministers talked for an hour about wool, dairy quotas and the price of frozen lamb.

Estonia condemned the tariffs of Ghana on Wednesday. {end}
"""


def read_index(*texts, states=("GHA", "EST")):
    step = PageStep()
    given = [Given(outlet=f"Post {number}", published=date(2024, 3, 14)) for number in range(len(texts))]
    pages = [
        Page.from_bytes(f"{known.outlet}.txt", text.encode(), "text/plain", known)
        for text, known in zip(texts, given, strict=True)
    ]
    readings = [step(PageTask(page)).reading for page in pages]
    found = consolidate(readings, KNOWLEDGE)
    events = tuple(event for event in found.events if event.states() >= set(states))
    documents = {reading.document.document_id: reading.document for reading in readings}
    claims = {claim.claim_id: claim for reading in readings for claim in reading.claims}
    dyad = Dyad(states, events, (), (), documents, claims, {}, {}, dict(found.copies), {})
    return compute_index(dyad, KNOWLEDGE)


def test_pages_that_tell_the_same_again_do_not_move_the_index():
    first = STORY.format(lead="A visit in the autumn.", end="Exporters had asked for a word in time.")
    more = [STORY.format(lead=f"From our desk {n}: wool.", end=f"{n} ships waited off the coast.") for n in range(5)]
    again = """Tallinn, 14 March 2024 - Ghana's top diplomat was in town.

Kofi Mensah, the foreign minister of Ghana, visited Estonia on Tuesday, 12 March.

The government of Estonia condemned Ghana's tariffs on Wednesday, 13 March.
"""
    once, often = read_index(first), read_index(first, *more, again)
    (before,), (after,) = once.points, often.points
    assert before.cooperation > 1 and before.conflict < -1 and after.pages > before.pages
    assert after.cooperation == pytest.approx(before.cooperation, rel=0.05)
    assert after.conflict == pytest.approx(before.conflict, rel=0.05)


def test_exchanging_the_names_of_two_states_exchanges_the_index():
    words = (("Ghanaian", "Estonian"), ("Ghana", "Estonia"), ("Accra", "Tallinn"))
    both = dict(words) | {two: one for one, two in words}
    text = STORY.format(lead="A visit in the autumn.", end="Exporters had asked for a word in time.")
    turned = re.sub("Ghanaian|Ghana|Accra|Estonian|Estonia|Tallinn", lambda found: both[found[0]], text)
    there, back = read_index(text), read_index(turned, states=("EST", "GHA"))
    assert len(there.contributions) > 1
    assert [strip(point) for point in there.points] == [strip(point) for point in back.points]


def strip(point):
    """A point without what names its states and pages."""
    return replace(point, states=DYAD, events=())
