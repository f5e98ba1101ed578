"""The nouns of dyadlog: frozen, slotted records that cross room boundaries.

This room imports nothing of ours. Offsets count Unicode code points of ``Document.text``; every record that quotes
satisfies ``document.text[start:end] == quote``.
"""

from dyadlog.records.actor import Actor, Occupancy, Party
from dyadlog.records.claim import Attribution, Claim, Framing, InstrumentMention, Quantity, SlotSpan
from dyadlog.records.decision import SLOTS, Coding, Slot, coding_of, slot_of
from dyadlog.records.document import Block, Document, Found, Publication
from dyadlog.records.dyad import Dyad
from dyadlog.records.event import Event, MergeReason
from dyadlog.records.event_line import DocumentLine, EventLine, PairLine, PlaceLine
from dyadlog.records.evidence import Evidence
from dyadlog.records.finding import Comparison, Finding, Scoped, Side
from dyadlog.records.foreign import ForeignEvent, ForeignFile, ForeignMention, ForeignSource, MentionCount
from dyadlog.records.identity import content_id
from dyadlog.records.inferred import InferenceReason, InferredDate
from dyadlog.records.instrument import Instrument, StatusReport
from dyadlog.records.interval import Interval
from dyadlog.records.issue import Issue
from dyadlog.records.mention import Mention, Resolution, TimeMention
from dyadlog.records.page import Given, Page
from dyadlog.records.place import Place
from dyadlog.records.quoting import LONGEST_QUOTE, cut_quote
from dyadlog.records.reading import (
    Consolidation,
    Extension,
    PageOutcome,
    PageTask,
    Reading,
    SentenceSpan,
    ToldBefore,
    Workings,
)
from dyadlog.records.ruling import Anchor, Ruling, StandingRuling
from dyadlog.records.sentence import Parse, Quotation, Sentence
from dyadlog.records.shelf import ACTORS, SIGHTINGS, TEXTS, Naming, ShelfKey, Shelved, read_sketch
from dyadlog.records.sighting import Sighting, find_sighting, read_sightings
from dyadlog.records.vocabulary import (
    EVENT_MODALITIES,
    OPEN_MODALITIES,
    Bound,
    EventType,
    Genre,
    Modality,
    Precision,
)
from dyadlog.records.voice import BondKind, Voice, VoiceBond

__all__ = [
    "ACTORS",
    "EVENT_MODALITIES",
    "LONGEST_QUOTE",
    "OPEN_MODALITIES",
    "SIGHTINGS",
    "SLOTS",
    "TEXTS",
    "Actor",
    "Anchor",
    "Attribution",
    "Block",
    "BondKind",
    "Bound",
    "Claim",
    "Coding",
    "Comparison",
    "Consolidation",
    "Document",
    "DocumentLine",
    "Dyad",
    "Event",
    "EventLine",
    "EventType",
    "Evidence",
    "Extension",
    "Finding",
    "ForeignEvent",
    "ForeignFile",
    "ForeignMention",
    "ForeignSource",
    "Found",
    "Framing",
    "Genre",
    "Given",
    "InferenceReason",
    "InferredDate",
    "Instrument",
    "InstrumentMention",
    "Interval",
    "Issue",
    "Mention",
    "MentionCount",
    "MergeReason",
    "Modality",
    "Naming",
    "Occupancy",
    "Page",
    "PageOutcome",
    "PageTask",
    "PairLine",
    "Parse",
    "Party",
    "Place",
    "PlaceLine",
    "Precision",
    "Publication",
    "Quantity",
    "Quotation",
    "Reading",
    "Resolution",
    "Ruling",
    "Scoped",
    "Sentence",
    "SentenceSpan",
    "ShelfKey",
    "Shelved",
    "Side",
    "Sighting",
    "Slot",
    "SlotSpan",
    "StandingRuling",
    "StatusReport",
    "TimeMention",
    "ToldBefore",
    "Voice",
    "VoiceBond",
    "Workings",
    "coding_of",
    "content_id",
    "cut_quote",
    "find_sighting",
    "read_sightings",
    "read_sketch",
    "slot_of",
]
