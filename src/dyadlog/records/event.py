"""Event: a happening, consolidated from claims."""

from dataclasses import dataclass

from dyadlog.records.actor import Party
from dyadlog.records.claim import Attribution
from dyadlog.records.interval import Interval
from dyadlog.records.place import Place
from dyadlog.records.vocabulary import EVENT_MODALITIES, EventType, Modality


@dataclass(frozen=True, slots=True)
class MergeReason:
    """Why two claims were taken for one happening."""

    claim_id: str
    other_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """A happening. Its id comes from its smallest claim id; ids it had before stand in ``aliases``."""

    event_id: str
    event_type: EventType
    kind: str
    mode: str | None
    contexts: tuple[str, ...]
    quad_class: int
    goldstein: float | None
    cameo: str | None
    when: Interval | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    territory: tuple[str, ...]
    places: tuple[Place, ...]
    modality: Modality
    negated: bool
    disputed: bool
    attribution: tuple[Attribution, ...]
    confidence: float
    language: str
    instrument_ids: tuple[str, ...]
    part_of: str | None
    origins: int
    outlets: tuple[str, ...]
    documents: int
    claims: tuple[str, ...]
    reasons: tuple[MergeReason, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def happened(self) -> bool:
        """Whether it stands as having happened."""
        return self.modality in EVENT_MODALITIES and not self.negated

    def states(self) -> frozenset[str]:
        """Every state that takes part: of actors and recipients, and the territory."""
        parties = (code for party in (*self.actors, *self.recipients) for code in party.states)
        return frozenset((*parties, *self.territory))
