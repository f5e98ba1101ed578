"""Frame: how one word says that an act took place, and where its parties stand in the syntax.

Roles are names of ``tables/roles.csv``. ``poss``, ``compound`` and ``amod`` stand on the trigger of a noun frame and on
the object of a verb frame ("condemned Norway's decision": poss). A preposition is an oblique or nominal modifier of the
trigger, or else of its object ("held talks with Norway": with).
"""

from dataclasses import dataclass
from typing import Literal

from dyadlog.records.vocabulary import Modality

TriggerPos = Literal["VERB", "NOUN", "ADJ"]

ObjectType = Literal["party", "state", "place", "person", "group", "text", "nothing"]
Complement = Literal["inf", "that", "ing", "none"]


@dataclass(frozen=True, slots=True)
class ClassTest:
    """A condition on a word's class: one of ``allowed`` (any if empty), none of ``barred``."""

    allowed: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.allowed or self.barred)

    def holds_for(self, found: frozenset[str]) -> bool:
        """Whether the classes ``found`` of a word (a capital is a ``party``, a ``state`` and a ``place``) pass."""
        return not found.intersection(self.barred) and (not self.allowed or bool(found.intersection(self.allowed)))


@dataclass(frozen=True, slots=True)
class Frame:
    """One trigger with the conditions under which it means ``kind``, and its roles.

    A block of a lexicon file with several triggers becomes several frames that share ``frame_id``. Lemmas are lower
    case. Empty tuples and None mean: no condition. ``actor``, ``recipient``, ``territory`` and ``instrument`` list
    roles in the order in which they are tried. ``needs`` are the roles that must resolve to a party. ``object`` is the
    direct object of an active verb, the subject of a passive one. ``modifier`` is an adjective or compound on the
    trigger of a noun frame, on the object of a verb frame. ``predicate`` is what the object is called or made
    ("called Chad a friend") and the head of a clausal complement ("threatened to sever ties": sever). ``constraints``
    counts the conditions: the more, the more specific the frame.
    """

    frame_id: str
    kind: str
    pos: TriggerPos
    lemma: str
    particle: str | None
    example: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    territory: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    subject: frozenset[str] = frozenset()
    not_subject: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    modifier: frozenset[str] = frozenset()
    not_modifier: frozenset[str] = frozenset()
    predicate: frozenset[str] = frozenset()
    preposition_object: frozenset[tuple[str, str]] = frozenset()
    not_preposition_object: frozenset[tuple[str, str]] = frozenset()
    subject_type: ClassTest = ClassTest()
    object_type: ClassTest = ClassTest()
    complement: ClassTest = ClassTest()
    mode: str | None = None
    cameo: str | None = None
    modality: Modality | None = None
    confidence: float = 0.8
    source: str | None = None
    constraints: int = 0
