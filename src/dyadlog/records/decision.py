"""Decision: what a person makes of a claim, slot by slot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Final, Literal, get_args

from dyadlog.records.actor import Party
from dyadlog.records.claim import Claim
from dyadlog.records.interval import Interval
from dyadlog.records.place import Place
from dyadlog.records.vocabulary import EventType, Modality

Slot = Literal["type", "actors", "recipients", "territory", "date", "place", "modality", "negated"]
"""The slots of a claim that a person can set; ``type`` is the kind with all that hangs on it."""
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)

FIELDS: Final[dict[Slot, tuple[str, ...]]] = {
    "type": ("event_type", "kind", "mode", "contexts", "quad_class", "goldstein", "cameo"),
    "actors": ("actors",),
    "recipients": ("recipients",),
    "territory": ("territory",),
    "date": ("when",),
    "place": ("places",),
    "modality": ("modality",),
    "negated": ("negated",),
}
NO_DATE: Final = "a reviewer found no date"


@dataclass(frozen=True, slots=True)
class Coding:
    """What a person says that a sentence asserts: the slots of a claim, without its words. Fields as in ``Claim``."""

    event_type: EventType | None
    kind: str
    mode: str | None
    contexts: tuple[str, ...]
    quad_class: int | None
    goldstein: float | None
    cameo: str | None
    when: Interval | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    territory: tuple[str, ...]
    places: tuple[Place, ...]
    modality: Modality
    negated: bool


def coding_of(claim: Claim) -> Coding:
    """The slots of a claim as they stand."""
    return Coding(**{field.name: getattr(claim, field.name) for field in fields(Coding)})


def slot_of(record: Claim | Coding, slot: Slot) -> tuple[object, ...]:
    """All that stands in a slot."""
    return tuple(getattr(record, name) for name in FIELDS[slot])


def set_slots(claim: Claim, coding: Coding, slots: Iterable[Slot]) -> Claim:
    """A claim with some slots as a person says; words, attribution, figures, confidence and rule stay as found."""
    changes = {name: getattr(coding, name) for slot in slots for name in FIELDS[slot]}
    decided = replace(claim, **changes)
    if decided.when is None:
        return replace(decided, when_reason=claim.when_reason or NO_DATE)
    return replace(decided, when_reason=None)
