"""Voice: the pages that count as one source for a happening, and why."""

from dataclasses import dataclass
from typing import Literal

from dyadlog.records.evidence import Evidence

BondKind = Literal["copy", "same_outlet", "printed_alike", "relay", "shared_source", "quotation"]
"""``copy``: it prints the text of the other page; ``same_outlet``: the outlet told of it before; ``printed_alike``: a
sentence on the event stands alike on both; ``relay``: it retells the other page, which it names or quotes;
``shared_source``: all it says of the event it says on the word of the other page's outlet, or of the same third one;
``quotation``: both only quote the same words of the same speaker."""


@dataclass(frozen=True, slots=True)
class VoiceBond:
    """Why the page ``document_id`` adds no voice to ``other_id``.

    ``evidence`` and ``other_evidence`` are the telling words on either page, None where the whole page tells; ``share``
    is what the two have in common, 0 to 1, where it was asked for: of a copy the share of the shorter text's runs of
    five words that stand in the other, of sentences printed alike their similarity.
    """

    kind: BondKind
    document_id: str
    other_id: str
    evidence: Evidence | None = None
    other_evidence: Evidence | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source of an event: its pages, in the order of the record, the claims they make of the event,
    and the bonds by which they are one. ``first_hand`` is False where all of them only hand on what others said."""

    documents: tuple[str, ...]
    claims: tuple[str, ...]
    first_hand: bool
    bonds: tuple[VoiceBond, ...] = ()
