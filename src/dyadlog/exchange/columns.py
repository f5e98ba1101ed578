"""The columns of the export contract, in order. Other programs rely on these names (docs/export.md)."""

from typing import Final

_ACT: Final = (
    "event_type",
    "kind",
    "mode",
    "contexts",
    "quad_class",
    "goldstein",
    "cameo",
    "date_start",
    "date_end",
    "date_precision",
    "date_method",
    "actors",
    "recipients",
    "territory",
    "places",
    "modality",
    "negated",
    "confidence",
    "language",
)
"""What claims and events share."""

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "claims": (
        *("claim_id", "event_id", "instrument_ids"),
        *_ACT,
        *("quantities", "attribution", "rule", "evidence"),
    ),
    "events": (
        *("event_id", "instrument_ids"),
        *_ACT,
        *("attribution", "disputed", "part_of", "origins", "outlets", "documents", "claims", "evidence"),
    ),
    "instruments": (
        *("instrument_id", "kind", "name", "states", "status", "deadline", "last_heard", "quantities", "history"),
    ),
    "findings": ("finding_id", "kind", "field", "states", "event_id", "instrument_id", "sides", "note", "ruling"),
    "actors": ("actor_id", "kind", "name", "names", "states", "occupancies", "claims"),
    "documents": (
        *("document_id", "page", "url", "appearances", "title", "byline", "outlet"),
        *("published", "published_precision", "published_method", "published_not_before", "published_not_after"),
        *("inferred_not_before", "inferred_not_after", "inferred_from"),
        *("language", "genre", "sha256", "text", "blocks"),
    ),
    "issues": ("issue_id", "page_id", "page", "stage", "code", "message"),
    "index": (
        *("states", "month", "cooperation", "conflict"),
        *("quad_1", "quad_2", "quad_3", "quad_4", "events", "formula"),
        *("scale", "period", "date_start", "date_end", "status"),
        *("cooperation_low", "cooperation_high", "conflict_low", "conflict_high", "pages", "directions", "contexts"),
    ),
}
NAMES: Final = tuple(COLUMNS)
