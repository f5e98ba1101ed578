"""What rows about who says it are: outlets side by side, each side's own account."""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from dyadlog.exchange.shape_parts import (
    DocumentId,
    EventId,
    EvidenceRow,
    Kind,
    Negated,
    Outlet,
    QuantityRow,
    SpanRow,
    States,
    told,
)
from dyadlog.findings.own_accounts import Basis
from dyadlog.findings.readouts import Aspect
from dyadlog.records.vocabulary import Modality
from dyadlog.records.voice import BondKind


class SourceRow(TypedDict):
    """A page and its outlet."""

    document_id: DocumentId
    page: str
    outlet: Outlet
    published: date | None


class BondRow(TypedDict):
    """Why a page is not independent of another."""

    kind: BondKind
    document_id: DocumentId
    other_id: DocumentId
    share: float | None
    evidence: list[EvidenceRow]


class FramingRow(TypedDict):
    """A loaded word, and the neutral one."""

    term: str
    neutral: str | None


class WordingRow(TypedDict):
    """How an outlet words an event."""

    words: str | None
    modality: Modality
    negated: Negated
    framings: list[FramingRow]
    quantities: list[QuantityRow]
    evidence: list[EvidenceRow]


class OutletReportRow(TypedDict):
    """What an outlet tells of one event."""

    event_id: EventId
    kind: Kind
    published: date | None
    repeats: BondRow | None
    wordings: list[WordingRow]


class OutletRow(TypedDict):
    """One outlet with all that it reports of two states."""

    outlet: str
    documents: list[SourceRow]
    events: int
    independent: Annotated[list[str], told("Events that it tells of on its own.")]
    first: Annotated[list[str], told("Events that it told of before the others.")]
    only: Annotated[list[str], told("Events that nobody else tells of.")]
    reports: list[OutletReportRow]


class AccountRow(TypedDict):
    """One side's own account of an encounter, on one page."""

    state: str | None
    joint: bool
    basis: Basis
    source: str
    document_id: DocumentId
    page: str
    outlet: Outlet
    evidence: list[EvidenceRow]


class SaidRow(TypedDict):
    """Words on a point."""

    words: str
    evidence: list[EvidenceRow]


class PointSideRow(TypedDict):
    """What one side says on a point."""

    state: str | None
    joint: bool
    said: list[SaidRow]


class PointRow(TypedDict):
    """One point of an encounter; ``only`` is the state that alone mentions it."""

    aspect: Aspect
    name: str
    only: str | None
    sides: list[PointSideRow]


class ReadoutRow(SpanRow):
    """A meeting, visit or call with each side's own account."""

    event_id: EventId
    kind: Kind
    modality: Modality
    part_of: str | None
    states: States
    missing: Annotated[list[str], told("States without an account.")]
    quoted: Annotated[list[str], told("States whose account stands only in pages of others.")]
    note: str
    accounts: list[AccountRow]
    points: list[PointRow]
