"""Worklist: the claims of two states in the order in which a look at them is worth most.

The score of an event is its weight times the uncertainty of one report of it:

    weight      = quad class (4: 4, 3: 2, 2: 2, 1: 1) x 1.5 if told as done x 2 if disputed or contested by a finding
                  x 1.5 if from one origin x 1.25 with 3 pages or more, 1.5 with 10 or more
    uncertainty = 1 - report confidence, at least 0.02

Events come by score, equal ones newest first; the claims of an event come least certain first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Final

from dyadlog.records import Claim
from dyadlog.store import View
from dyadlog.store.reviewing import Stake, Weights

WEIGHTS: Final = Weights(
    quads=((4, 4.0), (3, 2.0), (2, 2.0), (1, 1.0)),
    happened=1.5,
    contested=2.0,
    one_origin=1.5,
    pages=((10, 1.5), (3, 1.25)),
    least_uncertainty=0.02,
)
QUAD_WORDS: Final = {4: "material conflict", 3: "verbal conflict", 2: "material cooperation", 1: "verbal cooperation"}
AT_ONCE: Final = 100
"""Events that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a reviewer: as it stands now, its event, why it is worth a look, and who decided on it
    already. ``score`` is ``weight`` times ``uncertainty`` of its event."""

    claim: Claim
    event_id: str
    score: float
    weight: float
    uncertainty: float
    reasons: tuple[str, ...]
    reviewers: tuple[str, ...]


def tell_why(stake: Stake) -> tuple[str, ...]:
    """Why an event is worth a look."""
    reasons = [QUAD_WORDS[stake.quad_class]]
    if stake.happened:
        reasons.append("told as done")
    if stake.disputed or stake.contested:
        reasons.append("denied by a source" if stake.disputed else "sources contradict each other")
    if stake.origins == 1:
        reasons.append("one origin")
    if stake.documents >= min(pages for pages, _ in WEIGHTS.pages):
        reasons.append(f"{stake.documents} pages tell of it")
    return tuple(reasons)


def queue(
    view: View, pair: tuple[str, str], author: str | None = None, limit: int = 20, offset: int = 0
) -> list[Waiting]:
    """The claims of two states that wait for a reviewer, those most worth a look first; without what ``author`` has
    decided on."""
    done = view.reviewed_by(author) if author else set()
    chosen = list(islice(_open_claims(view, pair, done), offset, offset + limit))
    reviewers = view.reviewers([claim.claim_id for _, claim in chosen])
    return [_describe(stake, claim, reviewers.get(claim.claim_id, ())) for stake, claim in chosen]


def _open_claims(view: View, pair: tuple[str, str], done: set[str]) -> Iterator[tuple[Stake, Claim]]:
    for start in count(0, AT_ONCE):
        stakes = view.stakes(pair, WEIGHTS, AT_ONCE, start)
        if not stakes:
            return
        ids = view.claims_of_events([stake.event_id for stake in stakes])
        for stake in stakes:
            own = view.claims_named([name for name in ids.get(stake.event_id, ()) if name not in done])
            for claim in sorted(own, key=lambda claim: (claim.confidence, claim.claim_id)):
                yield stake, claim


def _describe(stake: Stake, claim: Claim, reviewers: Sequence[str]) -> Waiting:
    words = (*tell_why(stake), f"confidence {claim.confidence:.2f}")
    score = stake.weight * stake.uncertainty
    return Waiting(claim, stake.event_id, score, stake.weight, stake.uncertainty, words, tuple(reviewers))
