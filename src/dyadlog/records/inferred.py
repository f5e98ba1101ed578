"""Inferred dates: when a page without a date was published, told from other pages on the same events."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.vocabulary import InferredBound


@dataclass(frozen=True, slots=True)
class InferenceReason:
    """One bound of a page's date: the event it tells of, its claim, and the claim of a dated page that gives the day.

    ``bound`` says which end ``day`` bounds; ``document_id`` is the other page; ``words`` say in a neutral phrase why.
    """

    bound: InferredBound
    day: date
    event_id: str
    claim_id: str
    other_claim_id: str
    document_id: str
    words: str


@dataclass(frozen=True, slots=True)
class InferredDate:
    """When a document that does not say so was published, as far as other pages on the same events tell.

    Kept apart from ``Document.publication``, which holds only what the page itself gives. Either bound may be None,
    never both; ``not_before`` is never later than ``not_after``.
    """

    document_id: str
    not_before: date | None
    not_after: date | None
    reasons: tuple[InferenceReason, ...]
