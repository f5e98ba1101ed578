"""What rows of other data sets beside the record are."""

from datetime import date
from typing import Annotated

from typing_extensions import TypedDict

from dyadlog.exchange.foreign import Standing
from dyadlog.exchange.shape_parts import told
from dyadlog.records import ForeignSource
from dyadlog.records.vocabulary import EventType, Modality


class ForeignEventRow(TypedDict):
    """One row of another data set, and why it is taken for an event of ours."""

    foreign_id: Annotated[str, told("Their id.", "1180431822")]
    date_start: date
    date_end: date
    code: Annotated[str, told("What happened, in their terms.", "042")]
    words: str | None
    event_type: Annotated[EventType | None, told("The same in PLOVER; null where it is no one type there.")]
    actors: list[str]
    actor_name: str | None
    recipients: list[str]
    recipient_name: str | None
    territory: list[str]
    place: str | None
    lat: float | None
    lon: float | None
    mentions: int | None
    sources: int | None
    articles: int | None
    deaths: Annotated[int | None, told("Theirs, and never added up.")]
    deaths_low: int | None
    deaths_high: int | None
    reference: Annotated[str | None, told("Their link or source.")]
    file: Annotated[str, told("The file that was taken in.")]
    line: int
    reasons: Annotated[list[str], told("Why it is taken for this event; empty where it is none of ours.")]


class ComparisonRow(TypedDict):
    """An event of ours with what another data set has of it, or an act of theirs that is none of ours."""

    source: Annotated[ForeignSource, told("The data set.")]
    side: Annotated[str, told("ours or theirs", "ours")]
    standing: Annotated[Standing, told("How it stands there, as docs/foreign.md has it.")]
    event_id: str | None
    event_type: EventType | None
    kind: str | None
    modality: Modality | None
    date_start: date | None
    date_end: date | None
    actors: list[str]
    recipients: list[str]
    territory: list[str]
    places: list[str]
    origins: int | None
    rows: Annotated[int, told("How many rows they have of it.", 3)]
    mentions: Annotated[int | None, told("The sum of their own counts.")]
    sources: Annotated[int | None, told("The most sources of any row.")]
    articles: int | None
    mention_places: Annotated[int | None, told("In how many sentences of pages, by the files of mentions.")]
    mention_outlets: list[str]
    same_days: Annotated[int, told("Their rows on these days that are of other acts.")]
    foreign: list[ForeignEventRow]
