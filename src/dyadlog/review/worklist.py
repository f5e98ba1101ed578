"""Worklist: the claims of two states in the order in which a look at them is worth most.

The score of an event is its weight times the uncertainty of one report of it:

    weight      = quad class (4: 4, 3: 2, 2: 2, 1: 1) x 1.5 if told as done x 2 if disputed or contested by a finding
                  x 1.5 if from one origin x 1.25 with 3 pages or more, 1.5 with 10 or more
    uncertainty = 1 - report confidence, at least 0.02

Events come by score, equal ones newest first; the claims of an event come least certain first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from dyadlog.records import EVENT_MODALITIES, Claim
from dyadlog.store import View
from dyadlog.store.reviewing import Stake

QUAD_WEIGHTS: Final = {4: 4.0, 3: 2.0, 2: 2.0, 1: 1.0}
QUAD_WORDS: Final = {4: "material conflict", 3: "verbal conflict", 2: "material cooperation", 1: "verbal cooperation"}
DONE: Final = 1.5
CONTESTED: Final = 2.0
ONE_ORIGIN: Final = 1.5
MANY_PAGES: Final = ((10, 1.5), (3, 1.25))
LEAST_UNCERTAINTY: Final = 0.02
AT_ONCE: Final = 40
"""Events whose claims are looked up at once."""


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


def weigh(stake: Stake) -> tuple[float, tuple[str, ...]]:
    """How much an event moves the record, and why."""
    weight, reasons = QUAD_WEIGHTS[stake.quad_class], [QUAD_WORDS[stake.quad_class]]
    if stake.modality in EVENT_MODALITIES and not stake.negated:
        weight *= DONE
        reasons.append("told as done")
    if stake.disputed or stake.contested:
        weight *= CONTESTED
        reasons.append("denied by a source" if stake.disputed else "sources contradict each other")
    if stake.origins == 1:
        weight *= ONE_ORIGIN
        reasons.append("one origin")
    for pages, factor in MANY_PAGES:
        if stake.documents >= pages:
            weight *= factor
            reasons.append(f"{stake.documents} pages tell of it")
            break
    return weight, tuple(reasons)


def doubt(stake: Stake) -> float:
    """How unsure one report of an event is, 0 to 1."""
    return max(1.0 - stake.report_confidence, LEAST_UNCERTAINTY)


def queue(
    view: View, pair: tuple[str, str], author: str | None = None, limit: int = 20, offset: int = 0
) -> list[Waiting]:
    """The claims of two states that wait for a reviewer, those most worth a look first; without what ``author`` has
    decided on."""
    done = view.reviewed_by(author) if author else set()
    ranked = sorted(view.stakes(pair), key=lambda stake: -weigh(stake)[0] * doubt(stake))
    chosen = list(islice(_open_claims(view, ranked, done), offset, offset + limit))
    reviewers = view.reviewers([claim.claim_id for _, claim in chosen])
    return [_describe(stake, claim, reviewers.get(claim.claim_id, ())) for stake, claim in chosen]


def _open_claims(view: View, ranked: Sequence[Stake], done: set[str]) -> Iterator[tuple[Stake, Claim]]:
    for start in range(0, len(ranked), AT_ONCE):
        stakes = ranked[start : start + AT_ONCE]
        ids = view.claims_of_events([stake.event_id for stake in stakes])
        open_ids = {event_id: [name for name in names if name not in done] for event_id, names in ids.items()}
        claims = {c.claim_id: c for c in view.claims_named([name for names in open_ids.values() for name in names])}
        for stake in stakes:
            own = [claims[name] for name in open_ids.get(stake.event_id, ()) if name in claims]
            for claim in sorted(own, key=lambda claim: (claim.confidence, claim.claim_id)):
                yield stake, claim


def _describe(stake: Stake, claim: Claim, reviewers: Sequence[str]) -> Waiting:
    weight, reasons = weigh(stake)
    uncertainty = doubt(stake)
    words = (*reasons, f"confidence {claim.confidence:.2f}")
    return Waiting(claim, stake.event_id, weight * uncertainty, weight, uncertainty, words, tuple(reviewers))
