"""Agreement, blind samples and error rates."""

import pytest

from dyadlog.errors import NotFound, UserError
from dyadlog.review import (
    Changes,
    Voice,
    agreement,
    compare_coding,
    decide,
    draw_sample,
    error_rates,
    keep_blind_coding,
    undo_last,
)
from dyadlog.review.alpha import alpha
from dyadlog.review.rates import rate_of, wilson
from dyadlog.store import open_view
from tests.consolidate.pages import KNOWLEDGE
from tests.review.conftest import claim_of, fill, tell_record

ANA, BEN = Voice("Ana"), Voice("Ben")


def test_alpha_of_the_textbook_example():
    """Krippendorff 2011, section B: nominal data of two observers on twelve units."""
    first, second = "aabbdcccedda", "babbbccceddd"
    assert alpha(list(zip(first, second, strict=True))) == pytest.approx(0.692, abs=0.001)
    assert alpha([("x", "x"), ("x", "x")]) == 1.0 and alpha([("x",), ("y",)]) == 1.0


def test_alpha_takes_units_of_any_number_of_coders():
    """Values of three coders of one unit and two of another, worked out by hand."""
    assert alpha([("x", "x", "y"), ("y", "y")]) == pytest.approx(1 - (2 * 2 / 2) / (2 * 2 * 3 / 4))


def test_wilson_is_never_sure_of_a_few():
    low, high = wilson(1.0, 10)
    assert [round(low, 4), round(high, 4)] == [0.7225, 1.0]
    assert [round(one, 4) for one in wilson(0.5, 100)] == [0.4038, 0.5962]
    assert rate_of([]).value is None and rate_of([(True, 3.0), (False, 1.0)]).value == 0.75


def test_agreement_counts_what_two_decided_on(db):
    for kind in ("condemn", "meet", "sign"):
        decide(db, KNOWLEDGE, claim_of(db, kind), "accept", ANA)
    ids = [claim_of(db, kind) for kind in ("condemn", "meet", "sign")]
    decide(db, KNOWLEDGE, ids[0], "correct", BEN, Changes(kind="accuse"))
    decide(db, KNOWLEDGE, ids[1], "accept", BEN)
    decide(db, KNOWLEDGE, ids[2], "reject", BEN)
    with open_view(db) as view:
        found = {one.slot: one for one in agreement(view)}
        of_pair = {one.slot: one.claims for one in agreement(view, ("PER", "TCD"))}
    assert (found["claim"].claims, found["claim"].agreed) == (3, 2)
    assert (found["type"].claims, found["type"].agreed, found["date"].agreed) == (2, 1, 2)
    assert found["date"].alpha == 1.0 and found["type"].alpha < 1
    assert of_pair["claim"] == 1


def test_a_sample_is_the_same_whatever_was_decided_and_in_whatever_order_pages_came(db, readings, tmp_path):
    other = tmp_path / "other.db"
    fill(other, readings[::-1])
    decide(other, KNOWLEDGE, claim_of(other, "shell"), "reject", ANA)
    with open_view(db) as view, open_view(other) as backwards:
        drawn = draw_sample(view, "seed", 1)
        assert drawn == draw_sample(backwards, "seed", 1)
        assert [one.quote for one in drawn].count("Nothing else was said.") == 1
        assert len({tuple(one.sentence_id for one in draw_sample(view, seed, 1)) for seed in "abcdef"}) > 1
        every = draw_sample(view, "seed", 99, "outlet")
        assert len(every) == len({one.sentence_id for one in every}) == 8
        assert all("shell" not in repr(one) and "ASSAULT" not in repr(one) for one in drawn)


def sentences(db):
    with open_view(db) as view:
        return {one.quote: one.sentence_id for one in draw_sample(view, "seed", 99)}


def test_a_blind_coding_is_compared_with_what_was_found(db):
    before, ids = tell_record(db), sentences(db)
    act = Changes(kind="accuse", actors=("Peru",), recipients=("Chad",), date="2025-04")
    kept = keep_blind_coding(db, KNOWLEDGE, ids["Peru condemned Chad over the ban."], [act], ANA)
    with open_view(db) as view:
        (match,) = compare_coding(view, kept).matches
    assert (match.coded.kind, match.found.kind) == ("accuse", "condemn")
    assert set(match.right) == {"actors", "recipients", "date", "modality", "negated"}
    assert tell_record(db) == before
    with pytest.raises(UserError, match="has coded this sentence"):
        keep_blind_coding(db, KNOWLEDGE, ids["Peru condemned Chad over the ban."], [], ANA)
    with pytest.raises(NotFound):
        keep_blind_coding(db, KNOWLEDGE, "sentence-none", [], ANA)
    with pytest.raises(UserError, match="needs its kind"):
        keep_blind_coding(db, KNOWLEDGE, ids["Nothing else was said."], [Changes(actors=("Peru",))], ANA)


def test_error_rates_show_what_was_missed_and_what_was_made_up(db):
    ids = sentences(db)
    accuse = Changes(kind="accuse", actors=("Peru",), recipients=("Chad",))
    keep_blind_coding(db, KNOWLEDGE, ids["Peru condemned Chad over the ban."], [accuse], ANA)
    keep_blind_coding(db, KNOWLEDGE, ids["Fiji's Vera Tovo came to Peru on Tuesday."], [], ANA)
    protest = Changes(kind="protest", actors=("Fiji",), recipients=("Peru",))
    keep_blind_coding(db, KNOWLEDGE, ids["Nothing else was said."], [protest], ANA)
    with open_view(db) as view:
        rates = {(one.by, one.group): one for one in error_rates(view)}
    every = rates["all", "all"]
    assert (every.sentences, every.precision.acts, every.recall.acts) == (3, 2, 2)
    assert rates["type", "ACCUSE"].precision.value == 1.0 and rates["type", "ACCUSE"].precision.low < 0.5
    assert dict(rates["type", "ACCUSE"].slots)["type"].value == 0.0
    assert rates["type", "CONSULT"].precision.value == 0.0 and rates["type", "PROTEST"].recall.value == 0.0
    assert rates["genre", "official"].recall.value == 0.0 and rates["outlet", "Hill News"].recall.value is None
    # three sentences of the store are a CONSULT, and one of them was coded: its act counts for three
    assert every.precision.value == pytest.approx(1 / 4) and every.recall.value == pytest.approx(1 / 2)


def test_a_blind_coding_can_be_taken_back_and_done_again(db):
    sentence_id = sentences(db)["Nothing else was said."]
    keep_blind_coding(db, KNOWLEDGE, sentence_id, [], ANA)
    undo_last(db, KNOWLEDGE, "Ana")
    keep_blind_coding(db, KNOWLEDGE, sentence_id, [], ANA)
    with open_view(db) as view:
        assert len(view.rulings(("blind",))) == 1
