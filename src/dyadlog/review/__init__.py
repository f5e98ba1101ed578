"""Review: what people decide about claims, events and findings, and how far they and the program agree.

What the web pages and the commands call: reads take a ``View``, writes the path of a store and the knowledge, and go
through the store's one writer. If another process writes, they wait, and raise ``StoreError`` where it takes too long.
"""

from dyadlog.review.blind import Compared, Match, compare_coding, keep_blind_coding
from dyadlog.review.deciding import (
    VERDICTS,
    Voice,
    decide,
    merge_events,
    rule_on_finding,
    split_event,
    undo,
    undo_last,
)
from dyadlog.review.interchange import Imported, export_decisions, import_decisions
from dyadlog.review.journal import log, orphans
from dyadlog.review.opinions import Opinion, SlotAgreement, agreement, disagreements, list_opinions
from dyadlog.review.rates import ErrorRates, Rate, error_rates
from dyadlog.review.sampling import STRATA, Drawn, draw_sample
from dyadlog.review.slots import Changes
from dyadlog.review.worklist import Waiting, queue

__all__ = [
    "STRATA",
    "VERDICTS",
    "Changes",
    "Compared",
    "Drawn",
    "ErrorRates",
    "Imported",
    "Match",
    "Opinion",
    "Rate",
    "SlotAgreement",
    "Voice",
    "Waiting",
    "agreement",
    "compare_coding",
    "decide",
    "disagreements",
    "draw_sample",
    "error_rates",
    "export_decisions",
    "import_decisions",
    "keep_blind_coding",
    "list_opinions",
    "log",
    "merge_events",
    "orphans",
    "queue",
    "rule_on_finding",
    "split_event",
    "undo",
    "undo_last",
]
