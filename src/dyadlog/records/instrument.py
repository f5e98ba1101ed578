"""Instrument: an agreement, pledge, target, mechanism or project, with its status history."""

from dataclasses import dataclass
from datetime import date

from dyadlog.records.claim import Quantity
from dyadlog.records.evidence import Evidence
from dyadlog.records.interval import Interval
from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus


@dataclass(frozen=True, slots=True)
class StatusReport:
    """One claim's word on how far an instrument has come."""

    status: InstrumentStatus
    when: Interval | None
    claim_id: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument between states; ``status`` is the latest that its history supports, ``last_heard`` the day of the
    latest report of it, None where no page has a date."""

    instrument_id: str
    kind: InstrumentKind
    name: str
    states: tuple[str, ...]
    status: InstrumentStatus
    deadline: date | None
    quantities: tuple[Quantity, ...]
    history: tuple[StatusReport, ...]
    aliases: tuple[str, ...] = ()
    last_heard: date | None = None
