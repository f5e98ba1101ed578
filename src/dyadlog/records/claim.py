"""Claim: what one sentence asserts."""

import math
from dataclasses import dataclass
from datetime import date

from dyadlog.records.actor import Party
from dyadlog.records.evidence import Evidence
from dyadlog.records.interval import Interval
from dyadlog.records.place import Place
from dyadlog.records.vocabulary import (
    EVENT_MODALITIES,
    Bound,
    Capacity,
    EventType,
    InstrumentKind,
    InstrumentStatus,
    Modality,
)

ROUNDED = 0.1
"""How far "about" a figure may be off it."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of who says so, outermost (nearest to the outlet) first.

    ``speaker`` as the page words it; ``side`` the ISO code of the state the speaker speaks for; ``words`` the reporting
    words ("said", "according to").
    """

    speaker: str | None
    capacity: Capacity
    side: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: ``low`` to ``high`` (equal to ``value`` when exact), ``unit`` (ISO 4217 code for money, else a
    singular noun such as ``person``, ``day``, ``agreement``), ``of`` what it measures ("killed", "bilateral trade"),
    ``original`` the words on the page, which stand at ``start:end``."""

    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    bound: Bound
    of: str | None
    original: str
    start: int
    end: int

    def may_equal(self, other: "Quantity") -> bool:
        """Whether the two figures, each as wide as its words leave it, can be the same number; units aside."""
        (low, high), (other_low, other_high) = self.reach(), other.reach()
        return low <= other_high and other_low <= high

    def reach(self) -> tuple[float, float]:
        """The least and the most the figure can be; a rounded one is taken to be right within a tenth."""
        if self.low is None and self.high is None and self.value is not None:
            margin = abs(self.value) * ROUNDED if self.bound == "about" else 0.0
            return self.value - margin, self.value + margin
        return -math.inf if self.low is None else self.low, math.inf if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class SlotSpan:
    """Where the words of one slot of a claim stand: ``trigger``, ``actor``, ``recipient``, ``time``, ``place``,
    ``attribution``, ``modality``, ``negation``, ``instrument``."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Framing:
    """A loaded word in place of a neutral one; kept inside quotes only, never in the tool's own voice. ``neutral`` is
    None for a word that only casts doubt ("so-called")."""

    term: str
    neutral: str | None
    kind: str
    state: str | None
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An agreement, pledge, target, mechanism or project that a claim speaks of."""

    name: str
    kind: InstrumentKind
    status: InstrumentStatus
    start: int
    end: int
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence asserts. Actors are as the page names them; ``event_type`` is None for a plain statement.

    ``evidence`` is the sentence or the clause of it. ``when`` None means unknown, with ``when_reason``. ``rule`` names
    the lexicon entry and construction that made it. ``parent`` is the claim id of the speech act whose content it is.
    """

    claim_id: str
    document_id: str
    sentence: int
    evidence: Evidence
    event_type: EventType | None
    kind: str
    mode: str | None
    contexts: tuple[str, ...]
    quad_class: int | None
    goldstein: float | None
    cameo: str | None
    when: Interval | None
    when_reason: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    territory: tuple[str, ...]
    places: tuple[Place, ...]
    modality: Modality
    negated: bool
    attribution: tuple[Attribution, ...]
    quantities: tuple[Quantity, ...]
    instruments: tuple[InstrumentMention, ...]
    framings: tuple[Framing, ...]
    spans: tuple[SlotSpan, ...]
    confidence: float
    rule: str
    language: str
    parent: str | None = None

    @property
    def happened(self) -> bool:
        """Whether it presents the act as done."""
        return self.modality in EVENT_MODALITIES and not self.negated

    def states(self) -> frozenset[str]:
        """Every state that takes part: of actors and recipients, and the territory."""
        parties = (code for party in (*self.actors, *self.recipients) for code in party.states)
        return frozenset((*parties, *self.territory))
