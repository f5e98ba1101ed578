"""Rows: what review tells, as JSON, for commands and web pages alike."""

from typing import Any

from pydantic import TypeAdapter

from dyadlog.exchange import Rows
from dyadlog.records import StandingRuling
from dyadlog.report.rulings import ruling_row
from dyadlog.review.blind import COMPARED, Compared
from dyadlog.review.opinions import Opinion, SlotAgreement, disagreements, list_opinions, tell_slot
from dyadlog.review.rates import ErrorRates, Rate
from dyadlog.review.sampling import Drawn
from dyadlog.review.worklist import Waiting
from dyadlog.store import View

Row = dict[str, Any]
_records: TypeAdapter[Any] = TypeAdapter(Opinion | SlotAgreement | Drawn)


def waiting_row(rows: Rows, waiting: Waiting) -> Row:
    """A claim that waits, as a row of claims with why it waits."""
    return {
        "claim_id": waiting.claim.claim_id,
        "event_id": waiting.event_id,
        "score": round(waiting.score, 3),
        "weight": round(waiting.weight, 3),
        "uncertainty": round(waiting.uncertainty, 3),
        "reasons": list(waiting.reasons),
        "reviewers": list(waiting.reviewers),
        "claim": rows.claim_row(waiting.claim),
    }


def review_row(view: View, rows: Rows, claim_id: str) -> Row | None:
    """What people decided about a claim: the claim as found, each decision, who says what of each slot; None where
    nobody has decided anything."""
    found, rulings = view.found_claim(claim_id), view.rulings_on(claim_id)
    if found is None or not rulings:
        return None
    opinions = list_opinions(rulings)
    return {
        "claim_id": found.claim_id,
        "stands": bool(view.claims_named([found.claim_id])),
        "found": rows.claim_row(found),
        "decisions": [ruling_row(StandingRuling(ruling, (found.claim_id,))) for ruling in rulings],
        "opinions": [_records.dump_python(opinion, mode="json") for opinion in opinions],
        "disagreements": disagreements(opinions),
    }


def agreement_row(one: SlotAgreement) -> Row:
    """How far reviewers agree on a slot."""
    alpha = None if one.alpha is None else round(one.alpha, 3)
    return {"slot": one.slot, "claims": one.claims, "agreed": one.agreed, "alpha": alpha}


def drawn_row(drawn: Drawn) -> Row:
    """A sentence of a blind sample."""
    row: Row = _records.dump_python(drawn, mode="json")
    return row


def compared_row(compared: Compared) -> Row:
    """A blind coding beside what the program found."""
    return {
        "number": compared.ruling.number,
        "sentence_id": compared.sentence_id,
        "author": compared.ruling.author,
        "drawn_by": compared.by,
        "stratum": compared.stratum,
        "acts": [
            {
                **{
                    name: {slot: tell_slot(coding, slot) for slot in COMPARED} if coding else None
                    for name, coding in (("coded", match.coded), ("found", match.found))
                },
                "right": list(match.right),
            }
            for match in compared.matches
        ],
    }


def errors_row(rates: ErrorRates) -> Row:
    """Error rates of a group, each with its interval."""
    return {
        "by": rates.by,
        "group": rates.group,
        "sentences": rates.sentences,
        "precision": _rate_row(rates.precision),
        "recall": _rate_row(rates.recall),
        "slots": {slot: _rate_row(rate) for slot, rate in rates.slots},
    }


def _rate_row(rate: Rate) -> Row:
    return {"value": rate.value, "low": rate.low, "high": rate.high, "acts": rate.acts}
