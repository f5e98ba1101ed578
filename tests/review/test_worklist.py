"""The list of what waits: what matters most and is least certain first."""

from dyadlog.review import Voice, decide, queue
from dyadlog.store import open_view
from tests.consolidate.pages import KNOWLEDGE
from tests.review.conftest import claim_of

PAIR = ("FJI", "PER")


def test_denied_force_comes_before_a_visit_that_two_pages_tell_of(db):
    with open_view(db) as view:
        waiting = queue(view, PAIR)
    kinds = [one.claim.kind for one in waiting]
    assert kinds[:2] == ["shell", "shell"] and kinds.index("sign") < kinds.index("visit") and len(kinds) == 6
    assert [one.score for one in waiting] == sorted((one.score for one in waiting), reverse=True)
    assert {"material conflict", "denied by a source"} <= set(waiting[0].reasons)


def test_the_score_is_weight_times_uncertainty(db):
    with open_view(db) as view:
        signed = next(one for one in queue(view, PAIR) if one.claim.kind == "sign")
    assert "one origin" in signed.reasons and "told as done" in signed.reasons
    assert signed.weight == 1.5 * 1.5 * {1: 1, 2: 2}[signed.claim.quad_class]
    assert signed.score == signed.weight * signed.uncertainty


def test_what_somebody_decided_on_waits_for_others_only(db):
    claim_id = claim_of(db, "sign")
    decide(db, KNOWLEDGE, claim_id, "accept", Voice("Ana"))
    with open_view(db) as view:
        assert claim_id not in [one.claim.claim_id for one in queue(view, PAIR, "Ana")]
        (waiting,) = [one for one in queue(view, PAIR, "Ben") if one.claim.claim_id == claim_id]
    assert waiting.reviewers == ("Ana",)


def test_pages_of_the_list_follow_each_other(db):
    with open_view(db) as view:
        ids = [one.claim.claim_id for one in queue(view, PAIR, limit=99)]
        parts = [one.claim.claim_id for start in range(0, 6, 2) for one in queue(view, PAIR, None, 2, start)]
    assert parts == ids
