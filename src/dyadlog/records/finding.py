"""Finding: something the comparison of claims shows."""

from dataclasses import dataclass

from dyadlog.records.evidence import Evidence
from dyadlog.records.vocabulary import FindingKind


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: a claim (None for a line of metadata), its words, and the value compared."""

    claim_id: str | None
    evidence: Evidence
    value: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Claims compared on one field. Nothing is decided for the reader."""

    finding_id: str
    kind: FindingKind
    field: str
    states: tuple[str, ...]
    event_id: str | None
    instrument_id: str | None
    sides: tuple[Side, ...]
    note: str | None


@dataclass(frozen=True, slots=True)
class Scoped:
    """A finding with what it was found in: an event, an instrument, a page, a window of time, the names of a state.

    Where two scopes give one finding, the one of the lower ``rank`` stands.
    """

    scope: str
    rank: int
    finding: Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing shows, and in which blocks of time each document has claims, as (block, pair, document): once for
    every two states of these claims, and once with an empty pair.

    ``scopes`` are all that were looked through, those without a finding too; None for the whole record.
    """

    findings: tuple[Scoped, ...] = ()
    presence: tuple[tuple[int, str, str], ...] = ()
    scopes: frozenset[str] | None = None
