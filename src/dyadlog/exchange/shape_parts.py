"""What rows of the export contract are made of: the values that many tables share (see ``shapes``)."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import TypedDict

from dyadlog.records.vocabulary import (
    Bound,
    Capacity,
    DateMethod,
    Modality,
    PartyKind,
    Precision,
)


def told(text: str, example: Any = None) -> Any:
    """What a column means, for readers of the API's description."""
    return Field(description=text, examples=None if example is None else [example])


Quad = Annotated[
    Literal[1, 2, 3, 4],
    told("1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.", 1),
]
State = Annotated[str, told("ISO 3166-1 alpha-3, or the usual code of users.", "FRA")]
States = Annotated[list[str], told("Codes of states, ISO 3166-1 alpha-3.", ["FRA", "JPN"])]
ActorId = Annotated[str, told("The identity across pages and spellings.", "state:FRA")]
DocumentId = Annotated[str, told("Hash of the document's text.", "doc-0d2f8c6a1b3e4f50")]
ClaimId = Annotated[str, told("Hash of document, span and slots.", "claim-0d2f8c6a1b3e4f50")]
EventId = Annotated[str, told("From the smallest id of its claims.", "event-0d2f8c6a1b3e4f50")]
InstrumentId = Annotated[str, told("Hash of its first mention.", "instrument-0d2f8c6a1b3e4f50")]
InstrumentIds = Annotated[list[str], told("Instruments that it speaks of.")]
Page = Annotated[str | None, told("Path or URL, as given.", "pages/wire-0310.txt")]
Outlet = Annotated[str | None, told("Who published it.", "Example Post")]
Start = Annotated[int, told("First code point of the quote in the document's text.")]
End = Annotated[int, told("The code point after the quote.")]
Quote = Annotated[str, told("The words of the page, as they stand there.", "The envoy visited Japan on Thursday.")]
Confidence = Annotated[float, told("0 to 1.", 0.8)]
Language = Annotated[str, told("ISO 639-1.", "en")]
Kind = Annotated[str, told("The fine kind of act, as docs/kinds.md has it.", "visit")]
Negated = Annotated[bool, told("Whether it says that the act did not happen.")]


class PartyRow(TypedDict):
    """Who acts, or is acted upon, in one claim."""

    actor_id: ActorId
    name: str | None
    kind: PartyKind
    states: States
    office: Annotated[str | None, told("The office as the page words it.", "foreign minister")]


class PlaceRow(TypedDict):
    """Where a thing happened; several countries where that is contested or shared."""

    name: str
    countries: States
    lat: Annotated[float | None, told("Degrees, WGS 84.")]
    lon: Annotated[float | None, told("Degrees, WGS 84.")]


class AttributionRow(TypedDict):
    """One link of the chain of who says so."""

    speaker: str | None
    capacity: Capacity
    side: Annotated[str | None, told("The state that the speaker speaks for.", "FRA")]
    words: Annotated[str, told("The reporting words.", "said")]


class QuantityRow(TypedDict):
    """A figure, with what it counts and how exactly."""

    value: float | None
    low: float | None
    high: float | None
    unit: Annotated[str | None, told("ISO 4217 for money, else a singular noun.", "person")]
    bound: Bound
    of: Annotated[str | None, told("What it measures.", "bilateral trade")]
    original: Annotated[str, told("The words of the page.")]


class EvidenceRow(TypedDict):
    """A quote and where it stands: ``text[start:end]`` of the document, in code points."""

    document_id: DocumentId
    page: Page
    outlet: Outlet
    published: date | None
    start: Start
    end: End
    quote: Quote


class ClaimEvidenceRow(EvidenceRow):
    """A quote of one claim of an event."""

    claim_id: ClaimId
    modality: Modality
    attribution: list[AttributionRow]


class SpanRow(TypedDict):
    """When: a closed interval of days in the outlet's local calendar; one end may be open."""

    date_start: Annotated[date | None, told("First day.", "2024-05-02")]
    date_end: Annotated[date | None, told("Last day.", "2024-05-02")]
    date_precision: Precision | None
    date_method: DateMethod | None


class ActRow(SpanRow):
    """What claims and events share."""

    kind: Kind
    mode: Annotated[str | None, told("PLOVER mode.")]
    contexts: Annotated[list[str], told("PLOVER contexts.", ["diplomatic"])]
    goldstein: Annotated[float | None, told("Goldstein score, -10 to 10.")]
    cameo: Annotated[str | None, told("CAMEO code.", "042")]
    actors: list[PartyRow]
    recipients: list[PartyRow]
    territory: Annotated[list[str], told("States on whose land it was.")]
    places: list[PlaceRow]
    modality: Modality
    negated: Negated
    confidence: Confidence
    language: Language
    attribution: list[AttributionRow]
