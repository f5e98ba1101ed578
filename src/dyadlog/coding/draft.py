"""Draft: a claim in the making."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.attribution import Chain
from dyadlog.coding.clauses import Reading
from dyadlog.coding.parties import Cast, entities

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.kinds import Kind
    from dyadlog.records import InstrumentMention, Interval, Modality, Place, Quantity, TimeMention

PROPOSED = "ranker"
"""The rule of a draft that the ranker proposed; a rule's draft that it changed bears ``linked`` or ``retyped``."""
LINKED_NOTE = "linked"
"""Noted where the ranker filled a side of a rule's draft."""


@dataclass(slots=True, eq=False)
class Draft:
    """What the syntax says of one act, before it becomes a claim. ``rule`` names the frame, ``notes`` the constructions
    that filled what the frame left open (``anaphora``, ``nominal``, ``passive``), ``signs`` what speaks for it."""

    scene: Scene
    trigger: Token
    kind: Kind
    rule: str
    confidence: float
    actors: Cast = field(default_factory=Cast)
    recipients: Cast = field(default_factory=Cast)
    territory: tuple[str, ...] = ()
    mode: str | None = None
    cameo: str | None = None
    places: tuple[Place, ...] = ()
    place_tokens: tuple[int, ...] = ()
    modality: Modality = "asserted"
    negated: bool = False
    reading: Reading = field(default_factory=Reading)
    chain: Chain = field(default_factory=Chain)
    when: Interval | None = None
    when_reason: str | None = None
    time: TimeMention | None = None
    quantities: tuple[Quantity, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()
    instrument_tokens: tuple[int, ...] = ()
    absorbed: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()
    parent: Draft | None = None
    notes: list[str] = field(default_factory=list)
    signs: tuple[float, ...] = ()

    @property
    def sides(self) -> frozenset[str]:
        """The states, organisations and groups that take part."""
        return entities(self.actors.parties) | entities(self.recipients.parties) | frozenset(self.territory)

    @property
    def people(self) -> frozenset[str]:
        """The persons who take part, by actor id."""
        parties = (*self.actors.parties, *self.recipients.parties)
        return frozenset(party.actor_id for party in parties if party.kind == "person")

    @property
    def is_proposed(self) -> bool:
        """Whether the ranker proposed it, not a frame."""
        return self.rule == PROPOSED

    @property
    def is_ranked(self) -> bool:
        """Whether the ranker proposed it or filled a side of it."""
        return self.is_proposed or LINKED_NOTE in self.notes

    @property
    def is_typed(self) -> bool:
        """Whether it is an act, not a plain statement."""
        return self.kind.event_type is not None

    @property
    def family(self) -> str:
        """The family of its kind: what other words call the same sort of happening."""
        return self.scene.knowledge.families.get(self.kind.kind).in_sentence

    def has_two_sides(self) -> bool:
        """Whether it is a dealing between different sides, each a state, organisation or armed group."""
        return self.has_actor() and len(self.sides) >= 2

    def has_actor(self) -> bool:
        """Whether someone on the acting side stands for a state, organisation or armed group."""
        return bool(entities(self.actors.parties))
