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
