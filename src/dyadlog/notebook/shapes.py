"""What rows of the tables about two states are: who met whom, what is open and shut, incidents, outlets, readouts."""

from datetime import date
from typing import Annotated, Any, Final, NotRequired

from typing_extensions import TypedDict

from dyadlog.exchange.columns import COLUMNS
from dyadlog.exchange.shape_parts import (
    ActorId,
    AttributionRow,
    ClaimEvidenceRow,
    ClaimId,
    DocumentId,
    EventId,
    EvidenceRow,
    Kind,
    Negated,
    Outlet,
    Page,
    PartyRow,
    QuantityRow,
    SpanRow,
    States,
    told,
)
from dyadlog.exchange.shapes import SHAPES, ActorRow, FindingRow, IndexRow
from dyadlog.findings.own_accounts import Basis
from dyadlog.findings.readouts import Aspect
from dyadlog.findings.threads import StepRole, ThreadStatus
from dyadlog.knowledge.posts import Standing
from dyadlog.records.vocabulary import DateMethod, Modality, Precision
from dyadlog.records.voice import BondKind


class EventEvidenceRow(EvidenceRow):
    """The words of one event that counts."""

    event_id: EventId


class PairIndexRow(IndexRow):
    """Cooperation and conflict of two states in one period, or in a run of periods without data."""

    periods: Annotated[int, told("Periods that the row stands for: several only where there is no data.", 1)]
    change: Annotated[bool | None, told("Whether the level changes here; null where that was not looked for.")]
    evidence: Annotated[list[EventEvidenceRow], told("One quote an event.")]


class SuccessorRow(TypedDict):
    """Who came after."""

    actor_id: ActorId
    name: str
    first_seen: date | None


class HeldRow(TypedDict):
    """A person in an office, as the pages say it."""

    office: str
    post: Annotated[str, told("The office as knowledge knows it, or its words.")]
    rank: Annotated[int, told("1 head of state to 6; 7 for an office that no table has.")]
    standing: Standing
    body: str | None
    state: str
    date_start: date | None
    date_end: date | None
    first_seen: date | None
    last_seen: date | None
    succeeded_by: SuccessorRow | None
    evidence: list[EvidenceRow]


class TenureRow(HeldRow):
    """One person in one office, with the findings in which pages name others."""

    actor_id: ActorId
    name: str
    conflicts: list[FindingRow]


class SpellingRow(TypedDict):
    """One way of writing a name."""

    name: str
    count: int
    pages: list[Page]
    evidence: list[EvidenceRow]


class PersonRow(TypedDict):
    """Who it is, in short."""

    actor_id: ActorId
    name: str
    states: States


class MetEventRow(SpanRow):
    """An event at which two people met."""

    event_id: EventId
    kind: Kind
    modality: Modality
    disputed: bool
    evidence: list[ClaimEvidenceRow]


MeetingsRow = TypedDict(
    "MeetingsRow",
    {
        "with": PersonRow,
        "count": int,
        "first": date | None,
        "last": date | None,
        "meetings": NotRequired[int],
        "calls": NotRequired[int],
        "visits": NotRequired[int],
        "events": list[MetEventRow],
    },
)
"""How often two people dealt with each other, and how."""


class PortraitRow(ActorRow):
    """All of one person: offices, spellings, meetings."""

    occupancies: list[HeldRow]  # type: ignore[misc]  # those of the contract, with who followed
    spellings: list[SpellingRow]
    meetings: list[MeetingsRow]


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
