"""What rows about people are: offices held, spellings, meetings."""

from datetime import date
from typing import Annotated, NotRequired

from typing_extensions import TypedDict

from dyadlog.exchange.shape_parts import (
    ActorId,
    ClaimEvidenceRow,
    EventId,
    EvidenceRow,
    Kind,
    Page,
    SpanRow,
    States,
    told,
)
from dyadlog.exchange.shapes import ActorRow, FindingRow
from dyadlog.knowledge.posts import Standing
from dyadlog.records.vocabulary import Modality


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
