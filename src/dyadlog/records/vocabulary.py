"""The closed vocabularies of the record and of the export contract (docs/records.md)."""

from typing import Final, Literal

EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
"""The 16 PLOVER event types (PLOVER manual 2024, CC BY-SA 4.0)."""

Modality = Literal["asserted", "claimed", "planned", "requested", "hypothetical", "denied"]
"""How a sentence presents an act; the last four win over ``claimed``."""

EVENT_MODALITIES: Final = ("asserted", "claimed")
"""The modalities under which an event stands as having happened."""

OPEN_MODALITIES: Final = ("planned", "requested", "hypothetical")
"""The modalities of what may still happen, or never does."""

Genre = Literal["news", "live_blog", "digest", "official", "opinion", "relay", "content_farm", "unknown"]
"""What a page is: ``live_blog`` has entries written over hours or days, ``digest`` several articles on one page,
``relay`` is a note that retells someone else's text, ``official`` an account of one's own acts."""

BlockKind = Literal["headline", "subhead", "paragraph", "byline", "date", "caption", "bio", "related", "boilerplate"]
ARTICLE_BLOCKS: Final = ("headline", "subhead", "paragraph")
"""The kinds of block that are parsed and coded."""

PLACE_NAMES: Final = frozenset(("LOC", "GPE"))
"""Labels of the named spans of a sentence that are places; those with a government are ``GPE``."""

Precision = Literal["day", "month", "season", "year", "range"]

DateMethod = Literal[
    "explicit",  # a full date in the text
    "relative",  # a time word resolved against the publication date
    "bounded",  # a time word resolved against bounds of the publication date
    "narrative",  # carried over from an earlier sentence of the same thread of telling
    "published",  # no time word; the report presents the act as current at its publication date
    "named_period",  # a named period or event with known dates
    "inferred",  # from other pages
]

Bound = Literal["exactly", "at_least", "at_most", "about", "between"]

InferredBound = Literal["not_before", "not_after"]

PartyKind = Literal["state", "body", "organisation", "armed_group", "person", "company", "people", "place", "unknown"]
"""``body`` is a part of a state (ministry, parliament, army, court); ``people`` citizens or a public."""

MentionKind = Literal[
    "state",
    "body",
    "organisation",
    "armed_group",
    "person",
    "company",
    "people",
    "place",
    "group",
    "unknown",
]
"""As ``PartyKind``; ``group`` points back at several parties ("both sides", "the two countries")."""

Capacity = Literal["government", "military", "party", "personal", "analyst", "media", "unnamed", "unknown"]

InstrumentKind = Literal["agreement", "memorandum", "treaty", "pledge", "target", "mechanism", "project", "bundle"]
InstrumentStatus = Literal[
    "proposed",
    "announced",
    "negotiating",
    "signed",
    "ratified",
    "in_force",
    "implemented",
    "stalled",
    "suspended",
    "cancelled",
    "expired",
    "unknown",
]
FindingKind = Literal[
    "corroborated",
    "quantity",
    "unit",
    "date",
    "place",
    "participant",
    "role",
    "office",
    "denial",
    "framing",
    "instrument",
    "headline_body",
    "update",
    "revision",
    "self_contradiction",
    "stale",
    "implausible",
]
