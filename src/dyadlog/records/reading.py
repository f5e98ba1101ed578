"""What the page step, and the step across pages, hand on."""

from dataclasses import dataclass

from dyadlog.records.actor import Actor, Occupancy
from dyadlog.records.claim import Claim, Framing
from dyadlog.records.document import Document
from dyadlog.records.event import Event
from dyadlog.records.inferred import InferredDate
from dyadlog.records.instrument import Instrument
from dyadlog.records.issue import Issue
from dyadlog.records.mention import Mention, TimeMention
from dyadlog.records.page import Page
from dyadlog.records.shelf import Naming, Shelved


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """A sentence without its syntax: what is stored for search and for showing evidence in its place."""

    sentence_id: str
    index: int
    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the page step found in one page: a pure function of its bytes, what the user said, and the knowledge.

    ``document`` is None where no text could be had; ``issues`` then say why.
    """

    page: Page
    document: Document | None
    sentences: tuple[SentenceSpan, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    occupancies: tuple[Occupancy, ...] = ()
    framings: tuple[Framing, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Workings:
    """What a store keeps of comparing some pages, so that one more page costs one more page: how they name actors,
    (document, sketch) of their texts, (document, other) pairs that print one text, and the items of each shelf."""

    namings: tuple[Naming, ...] = ()
    sketches: tuple[tuple[str, bytes], ...] = ()
    prints: tuple[tuple[str, str], ...] = ()
    shelves: tuple[tuple[str, tuple[Shelved, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What the claims of all documents come to: events, instruments, people; the identity mapping as
    (page-level actor id, canonical actor id) pairs, documents that copy one another as (copy, original) pairs, and the
    dates inferred for pages that give none. ``workings`` are not part of the record."""

    events: tuple[Event, ...]
    instruments: tuple[Instrument, ...]
    actors: tuple[Actor, ...]
    identities: tuple[tuple[str, str], ...]
    copies: tuple[tuple[str, str], ...]
    inferred_dates: tuple[InferredDate, ...] = ()
    workings: Workings = Workings()


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """What pages said that are gone or say something else now: whom they named, by page-level ids, and who held which
    office."""

    named: frozenset[str] = frozenset()
    occupancies: tuple[Occupancy, ...] = ()


@dataclass(frozen=True, slots=True)
class Extension:
    """What some more pages change: records that are new or other than before, and the ids of those that they replace.

    ``part`` is what has changed. ``unchanged_in_kind`` are ids of events that only gained claims: their time, parties
    and modality are as before. ``relinked`` are page-level ids of actors, and ``recopied`` documents, whose places in
    ``part.identities`` and ``part.copies`` are taken anew; ``restated`` are those of the latter, known before, whose
    original is another now. ``merged_components`` are (shelf, old, new). ``retold`` are documents brought in before
    that say something else now, or are ``gone``; ``before`` is what they said; ``dropped_actors`` and
    ``dropped_items`` (shelf, item) are what may have rested on them alone.
    """

    part: Consolidation
    dropped_events: tuple[str, ...] = ()
    dropped_instruments: tuple[str, ...] = ()
    unchanged_in_kind: frozenset[str] = frozenset()
    relinked: tuple[str, ...] = ()
    recopied: tuple[str, ...] = ()
    restated: frozenset[str] = frozenset()
    merged_components: tuple[tuple[str, str, str], ...] = ()
    retold: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    before: ToldBefore = ToldBefore()
    dropped_actors: tuple[str, ...] = ()
    dropped_items: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageTask:
    """One page to be read, with its parse from an earlier run where the cache has it."""

    page: Page
    parse_blob: bytes | None = None


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What the page step made of a task; ``parse_blob`` is set where a new parse is worth caching."""

    reading: Reading
    parse_blob: bytes | None = None
