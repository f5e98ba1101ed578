"""What rows of the tables about two states are; those of people, sources and other data sets in modules of their
own."""

from datetime import date
from typing import Annotated, Any, Final

from typing_extensions import TypedDict

from dyadlog.exchange.columns import COLUMNS
from dyadlog.exchange.shape_parts import (
    AttributionRow,
    ClaimId,
    EventId,
    EvidenceRow,
    Kind,
    Negated,
    PartyRow,
    QuantityRow,
    SpanRow,
    States,
    told,
)
from dyadlog.exchange.shapes import SHAPES, IndexRow
from dyadlog.findings.threads import StepRole, ThreadStatus
from dyadlog.notebook.shapes_of_foreign import ComparisonRow
from dyadlog.notebook.shapes_of_people import HeldRow, PortraitRow, TenureRow
from dyadlog.notebook.shapes_of_sources import OutletRow, ReadoutRow
from dyadlog.records.vocabulary import DateMethod, Modality, Precision


class EventEvidenceRow(EvidenceRow):
    """The words of one event that counts."""

    event_id: EventId


class PairIndexRow(IndexRow):
    """Cooperation and conflict of two states in one period, or in a run of periods without data."""

    periods: Annotated[int, told("Periods that the row stands for: several only where there is no data.", 1)]
    change: Annotated[bool | None, told("Whether the level changes here; null where that was not looked for.")]
    evidence: Annotated[list[EventEvidenceRow], told("One quote an event.")]


class ReportRow(EvidenceRow, SpanRow):
    """One report of how a thing stands."""

    status: str
    modality: Modality
    negated: Negated
    lasting: bool
    contests: Annotated[bool, told("Whether it contradicts the status.")]
    by: list[str]
    speaker: str | None
    side: str | None
    claim_id: str | None


class OpeningRow(TypedDict):
    """A thing that is open or shut between two states, and since when."""

    thing: Annotated[str, told("border, crossing, airspace, flights, ambassador, ...", "border")]
    place: str | None
    states: States
    owned: Annotated[bool, told("Whether it is the first state's alone.")]
    status: Annotated[str, told("open, closed, suspended, in_force, ...", "open")]
    since: date | None
    since_method: DateMethod | None
    since_precision: Precision | None
    last_confirmed: date | None
    confirmed_by: list[str]
    contested: bool
    announced: list[ReportRow]
    history: list[ReportRow]


class StepEvidenceRow(EvidenceRow):
    """The words of a step."""

    claim_id: ClaimId


class StepRow(SpanRow):
    """One event of an incident."""

    event_id: EventId
    role: StepRole
    kind: Kind
    date: date | None
    actors: list[PartyRow]
    recipients: list[PartyRow]
    modality: Modality
    negated: Negated
    disputed: bool
    done: bool
    reason: str
    after: str | None
    evidence: list[StepEvidenceRow]


class VersionClaimRow(EvidenceRow):
    """One claim of a side's version."""

    claim_id: ClaimId
    event_id: str | None
    kind: Kind
    modality: Modality
    negated: Negated
    actors: list[PartyRow]
    recipients: list[PartyRow]
    attribution: list[AttributionRow]


class VersionRow(TypedDict):
    """What one side says; null where no side is told."""

    side: str | None
    claims: list[VersionClaimRow]


class CasualtyRow(QuantityRow, EvidenceRow):
    """Dead and wounded, on whose word."""

    issuer: str
    side: str | None
    date: date | None
    revises: str | None
    claim_id: ClaimId


class ThreadRow(TypedDict):
    """An incident with what answered, calmed and ended it."""

    thread_id: str
    states: States
    opened: date
    last: date
    status: ThreadStatus
    steps: list[StepRow]
    versions: list[VersionRow]
    casualties: list[CasualtyRow]


class PairRow(TypedDict):
    """Two states of the record."""

    states: States
    events: int
    documents: Annotated[int, told("Pages that tell of both.")]
    first: Annotated[date | None, told("The earliest day of an event.")]
    last: Annotated[date | None, told("The latest day of an event.")]
    reported: Annotated[date | None, told("The newest publication day of a page that tells of both.")]


PAIR_SHAPES: Final[dict[str, Any]] = {
    **{name: SHAPES[name] for name in ("claims", "events", "instruments", "findings", "actors", "documents", "issues")},
    "dyads": PairRow,
    "foreign": ComparisonRow,
    "index": PairIndexRow,
    "offices": TenureRow,
    "outlets": OutletRow,
    "people": PortraitRow,
    "readouts": ReadoutRow,
    "search": EvidenceRow,
    "status": OpeningRow,
    "threads": ThreadRow,
}
"""The shape of a row of each table that a record gives."""

_OWN: Final[dict[str, tuple[str, ...]]] = {
    "index": (*COLUMNS["index"], "periods", "change", "evidence"),
    "offices": ("actor_id", "name", *HeldRow.__annotations__, "conflicts"),
    "people": (*COLUMNS["actors"], "spellings", "meetings"),
    "readouts": (
        *("event_id", "kind", *SpanRow.__annotations__, "modality", "part_of", "states", "missing", "quoted", "note"),
        *("accounts", "points"),
    ),
}
PAIR_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    name: _OWN.get(name) or COLUMNS.get(name) or tuple(shape.__annotations__) for name, shape in PAIR_SHAPES.items()
}
"""The columns of each table, in order."""
