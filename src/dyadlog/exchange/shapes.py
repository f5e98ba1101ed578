"""What the values of the export contract are: the one place that the JSON API and tables for notebooks take them from.

A row on the wire has its days as ``YYYY-MM-DD``; ``date`` says here that they are days.
"""

from datetime import date
from typing import Annotated, Any, Final

from typing_extensions import TypedDict

from dyadlog.exchange.shape_parts import (
    ActorId,
    ActRow,
    ClaimEvidenceRow,
    ClaimId,
    DocumentId,
    End,
    EventId,
    EvidenceRow,
    InstrumentId,
    InstrumentIds,
    Language,
    Outlet,
    Page,
    Quad,
    QuantityRow,
    Quote,
    Start,
    States,
    told,
)
from dyadlog.findings.index.records import Status
from dyadlog.records.vocabulary import (
    BlockKind,
    EventType,
    FindingKind,
    Genre,
    InferredBound,
    InstrumentKind,
    InstrumentStatus,
    PartyKind,
    Precision,
)


class ClaimRow(ActRow):
    """What one sentence asserts."""

    claim_id: ClaimId
    event_id: Annotated[str | None, told("The event that it tells of.")]
    instrument_ids: InstrumentIds
    event_type: Annotated[EventType | None, told("PLOVER type; null for a plain statement.", "CONSULT")]
    quad_class: Quad | None
    quantities: list[QuantityRow]
    rule: Annotated[str, told("The entry of the lexicon, and how it was found.")]
    evidence: Annotated[list[EvidenceRow], told("One piece: the sentence, or a clause of it.")]


class EventRow(ActRow):
    """A happening, brought together from claims."""

    event_id: EventId
    instrument_ids: InstrumentIds
    event_type: Annotated[EventType, told("PLOVER type.", "CONSULT")]
    quad_class: Quad
    disputed: Annotated[bool, told("Whether any source denies it.")]
    part_of: Annotated[str | None, told("The event that it is a part of.")]
    origins: Annotated[int, told("Independent origins; copies do not count.", 2)]
    outlets: list[str]
    documents: Annotated[int, told("Documents that tell of it.", 3)]
    claims: Annotated[list[str], told("Ids of its claims.")]
    evidence: Annotated[list[ClaimEvidenceRow], told("One piece a claim.")]


class StatusRow(TypedDict):
    """One claim's word on how far an instrument has come."""

    status: InstrumentStatus
    date_start: date | None
    date_end: date | None
    claim_id: ClaimId
    page: Page
    quote: Quote


class InstrumentRow(TypedDict):
    """An agreement, pledge, target, mechanism or project."""

    instrument_id: InstrumentId
    kind: InstrumentKind
    name: str
    states: States
    status: Annotated[InstrumentStatus, told("The latest that its history supports.")]
    deadline: date | None
    last_heard: Annotated[date | None, told("Day of the latest report.")]
    quantities: list[QuantityRow]
    history: list[StatusRow]


class SideRow(TypedDict):
    """One side of a finding."""

    claim_id: str | None
    document_id: DocumentId
    page: Page
    outlet: Outlet
    start: Start
    end: End
    quote: Quote
    value: str | None


class VerdictRow(TypedDict):
    """What a person ruled on a finding."""

    verdict: str | None
    author: str
    at: Annotated[str, told("ISO 8601, UTC.", "2026-01-31T12:00:00+00:00")]
    note: str | None


class FindingRow(TypedDict):
    """What the comparison of claims shows; nothing is decided for the reader."""

    finding_id: Annotated[str, told("Hash of what it compares.", "finding-0d2f8c6a1b3e4f50")]
    kind: FindingKind
    field: str
    states: States
    event_id: str | None
    instrument_id: str | None
    sides: list[SideRow]
    note: str | None
    ruling: VerdictRow | None


class OccupancyRow(TypedDict):
    """A person in an office; days only where a page gives them."""

    office: str
    body: str | None
    state: str | None
    date_start: date | None
    date_end: date | None
    first_seen: date | None
    last_seen: date | None
    evidence: list[EvidenceRow]


class ActorRow(TypedDict):
    """One identity across pages and spellings."""

    actor_id: ActorId
    kind: PartyKind
    name: str
    names: Annotated[list[str], told("All spellings met, the most frequent first.")]
    states: States
    occupancies: list[OccupancyRow]
    claims: Annotated[int, told("Claims that name it.")]


class AppearanceRow(TypedDict):
    """Where a page was met."""

    page: str
    page_id: str
    url: str | None


class ReasonRow(TypedDict):
    """Why a page without a date cannot be older, or younger."""

    bound: InferredBound
    day: date
    event_id: EventId
    claim_id: ClaimId
    other_claim_id: ClaimId
    words: str
    evidence: list[EvidenceRow]


class BlockRow(TypedDict):
    """A stretch of the text of one kind; lines are 1-based, and null for HTML."""

    start: int
    end: int
    line_start: int | None
    line_end: int | None
    kind: BlockKind


class DocumentRow(TypedDict):
    """The article in a page."""

    document_id: DocumentId
    page: str
    url: str | None
    appearances: list[AppearanceRow]
    title: str | None
    byline: str | None
    outlet: Outlet
    published: date | None
    published_precision: Precision | None
    published_method: str | None
    published_not_before: date | None
    published_not_after: date | None
    inferred_not_before: date | None
    inferred_not_after: date | None
    inferred_from: list[ReasonRow]
    language: Language
    genre: Genre
    sha256: Annotated[str, told("Of the bytes of the page.")]
    text: Annotated[str | None, told("The stored text; over HTTP null unless asked for.")]
    blocks: list[BlockRow]


class IssueRow(TypedDict):
    """What could not be read, and why."""

    issue_id: str
    page_id: str | None
    page: str
    stage: str
    code: str
    message: str


DirectionRow = TypedDict(
    "DirectionRow",
    {"from": str | None, "to": str | None, "cooperation": float, "conflict": float, "events": int},
)
"""What goes one way; ``from`` and ``to`` are null for what two states do with each other."""


class ContextRow(TypedDict):
    """The part of the index that falls to one context; null where events have none."""

    context: str | None
    cooperation: float
    conflict: float
    events: int


class IndexRow(TypedDict):
    """Cooperation and conflict of two states in one period; null without data, which is not zero."""

    states: States
    month: Annotated[str | None, told("Null but for months.", "2024-05")]
    cooperation: Annotated[float | None, told("Zero or more.")]
    conflict: Annotated[float | None, told("Zero or less.")]
    quad_1: int
    quad_2: int
    quad_3: int
    quad_4: int
    events: Annotated[list[str], told("Ids of the events that count.")]
    formula: str
    scale: str
    period: Annotated[str, told("Label of the period.", "2024-05")]
    date_start: date
    date_end: date
    status: Status
    cooperation_low: float | None
    cooperation_high: float | None
    conflict_low: float | None
    conflict_high: float | None
    pages: Annotated[int, told("Pages of the period that tell of both states.")]
    directions: list[DirectionRow]
    contexts: list[ContextRow]


SHAPES: Final[dict[str, Any]] = {
    "claims": ClaimRow,
    "events": EventRow,
    "instruments": InstrumentRow,
    "findings": FindingRow,
    "actors": ActorRow,
    "documents": DocumentRow,
    "issues": IssueRow,
    "index": IndexRow,
}
"""The shape of a row of each table of the contract; ``COLUMNS`` has the order."""
