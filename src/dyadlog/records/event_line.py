"""Lines: what lists, filters and counts ask of events, documents and pairs of states, without the whole records."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.document import Publication
from dyadlog.records.interval import Interval
from dyadlog.records.vocabulary import EVENT_MODALITIES, DateMethod, EventType, Genre, Modality, Precision


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it stands in the list of two states; fields as in ``Event``, where not told otherwise.

    ``first`` and ``last`` are the ends of its time, None where open; ``reported`` is the newest day on which a page
    that tells of it was published. ``doers`` and ``targets`` are the states of its actors and recipients,
    ``recipients`` counts these, those without a state too. ``report_confidence`` is how sure one report of it is: the
    mean over its origins, each with its surest claim.
    """

    states: tuple[str, str]
    event_id: str
    first: date | None
    last: date | None
    precision: Precision | None
    method: DateMethod | None
    event_type: EventType
    kind: str
    quad_class: int
    goldstein: float | None
    modality: Modality
    negated: bool
    disputed: bool
    confidence: float
    report_confidence: float
    origins: int
    documents: int
    reported: date | None
    part_of: str | None
    contexts: tuple[str, ...]
    outlets: tuple[str, ...]
    doers: tuple[str, ...]
    targets: tuple[str, ...]
    territory: tuple[str, ...]
    recipients: int

    @property
    def when(self) -> Interval | None:
        """When it happened."""
        if self.precision is None or self.method is None:
            return None
        return Interval(self.first, self.last, self.precision, self.method)

    @property
    def happened(self) -> bool:
        """Whether it stands as having happened."""
        return self.modality in EVENT_MODALITIES and not self.negated


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place where events of two states are said to be, by name: ``happened`` counts those that stand as having
    happened, ``other`` those planned, asked for, possible or denied, each by quad class from 1 to 4; ``last`` is the
    newest day of any, None where none is dated. Other fields as in ``Place``."""

    name: str
    countries: tuple[str, ...]
    lat: float | None
    lon: float | None
    happened: tuple[int, int, int, int]
    other: tuple[int, int, int, int]
    last: date | None


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two states with a record: how many events and pages, the first and last day of what is dated, and the newest day
    on which a page that tells of any was published. States in the order of their codes."""

    states: tuple[str, str]
    events: int
    documents: int
    first: date | None
    last: date | None
    reported: date | None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document without its text; fields as in ``Document``, values without the way they were found."""

    document_id: str
    page_id: str
    location: str
    outlet: str | None
    publication: Publication
    title: str | None
    url: str | None
    genre: Genre
    language: str
