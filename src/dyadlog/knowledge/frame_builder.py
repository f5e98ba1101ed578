"""From a block of a lexicon file to frames, with every value checked."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge.frame import ClassTest, Complement, Frame, ObjectType, TriggerPos
from dyadlog.knowledge.kinds import Kind, Kinds
from dyadlog.records.vocabulary import Modality

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.ontology import Ontology

Block = dict[str, str]
"""The keys of one ``[[frame]]`` with their values, all as text."""

TRIGGERS: Mapping[str, TriggerPos] = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
ROLE_KEYS = ("actor", "recipient", "territory", "instrument")
LEMMA_KEYS = ("subject", "not_subject", "object", "not_object", "modifier", "not_modifier", "predicate")
PREPOSITION_KEYS = ("preposition_object", "not_preposition_object")
CLASS_KEYS: Mapping[str, tuple[str, ...]] = {
    "subject_type": get_args(ObjectType),
    "object_type": get_args(ObjectType),
    "complement": get_args(Complement),
}
KEYS = frozenset(
    (
        *("kind", "needs", "mode", "cameo", "modality", "confidence", "example", "source"),
        *(*TRIGGERS, *ROLE_KEYS, *LEMMA_KEYS, *PREPOSITION_KEYS, *CLASS_KEYS),
    )
)
ID_KEYS = (
    "subject",
    "subject_type",
    "object",
    "object_type",
    "modifier",
    "predicate",
    "preposition_object",
    "complement",
    "modality",
)


@dataclass(frozen=True, slots=True)
class FrameBuilder:
    """Builds frames that name only known kinds, codes and roles. ``roles`` maps each role to its sort."""

    kinds: Kinds
    ontology: "Ontology"
    roles: Mapping[str, str]

    def build(self, block: Block) -> tuple[Frame, ...]:
        """The frames of one block, one for each alternative trigger. ValueError says what is wrong with the block."""
        given = [key for key in TRIGGERS if key in block]
        if len(given) != 1:
            raise ValueError("a frame has exactly one of verb, noun, adjective")
        if block.get("kind", "") not in self.kinds:
            raise ValueError(f"kinds.csv has no kind {block.get('kind')!r}")
        kind = self.kinds.get(block["kind"])
        if not block.get("example"):
            raise ValueError("a frame has an example sentence")
        mode, cameo, modality = self._codes(block, kind)
        shared = {
            **{key: self._roles(block[key]) for key in ROLE_KEYS if key in block},
            **{key: frozenset(read_lemmas(block[key])) for key in LEMMA_KEYS if key in block},
            **{key: frozenset(self._pairs(block[key])) for key in PREPOSITION_KEYS if key in block},
            **{key: _read_classes(block[key], known) for key, known in CLASS_KEYS.items() if key in block},
            "needs": _read_needs(block, kind),
            "confidence": _read_confidence(block),
        }
        name = frame_id(block)
        conditions = sum(key in block for key in (*LEMMA_KEYS, *PREPOSITION_KEYS, *CLASS_KEYS))
        frames = []
        for trigger in read_lemmas(block[given[0]]):
            lemma, _, particle = trigger.partition(" ")
            frames.append(
                Frame(
                    frame_id=name,
                    kind=kind.kind,
                    pos=TRIGGERS[given[0]],
                    lemma=lemma,
                    particle=particle or None,
                    example=block["example"],
                    mode=mode,
                    cameo=cameo,
                    modality=modality,
                    source=block.get("source"),
                    constraints=conditions + bool(particle),
                    **shared,  # type: ignore[arg-type]  # each key is a field of its own type, as built above
                )
            )
        return tuple(frames)

    def _codes(self, block: Block, kind: Kind) -> tuple[str | None, str | None, Modality | None]:
        mode, cameo, modality = block.get("mode"), block.get("cameo"), block.get("modality")
        if mode is not None and (kind.event_type is None or not self.ontology.has_mode(kind.event_type, mode)):
            raise ValueError(f"{kind.event_type} has no mode {mode!r}")
        if cameo is not None and cameo not in self.ontology.cameo:
            raise ValueError(f"CAMEO has no code {cameo!r}")
        if modality is not None and modality not in get_args(Modality):
            raise ValueError(f"{modality!r} is no modality")
        return mode, cameo, cast("Modality | None", modality)

    def _roles(self, value: str) -> tuple[str, ...]:
        roles = tuple(value.split("|"))
        if unknown := [role for role in roles if role not in self.roles]:
            raise ValueError(f"roles.csv has no role {unknown[0]!r}")
        return roles

    def _pairs(self, value: str) -> list[tuple[str, str]]:
        pairs = []
        preposition = ""
        for part in read_lemmas(value):
            first, colon, lemma = part.rpartition(":")
            # "with:criticism|resistance" is short for "with:criticism|with:resistance"
            preposition = first if colon else preposition
            if self.roles.get(preposition) != "preposition" or not lemma:
                raise ValueError(f"{part!r} is not preposition:lemma")
            pairs.append((preposition, lemma))
        return pairs


def load_roles(knowledge: "Knowledge") -> dict[str, str]:
    """Each role of ``roles.csv`` with its sort: ``syntax`` or ``preposition``."""
    roles: dict[str, str] = {}
    for path in knowledge.files("roles.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            for number, row in enumerate(csv.reader(stream), 1):
                if number == 1:
                    continue
                if len(row) != 3 or row[1] not in ("syntax", "preposition"):
                    raise KnowledgeError(str(path), number, "a row is role,sort,gloss; sort is syntax or preposition")
                roles[row[0]] = row[1]
    return roles


def frame_id(block: Block) -> str:
    """Stable: the kind, the first trigger and the first value of each condition that tells like blocks apart."""
    trigger_key = next(key for key in TRIGGERS if key in block)
    conditions = (f"{key}={block[key].split('|')[0]}" for key in ID_KEYS if key in block)
    return "/".join((block["kind"], f"{trigger_key}:{block[trigger_key].split('|')[0]}", *conditions)).replace(" ", "_")


def read_lemmas(value: str) -> list[str]:
    """The alternatives of a value, each a lemma in lower case; ValueError where one is not."""
    lemmas = value.split("|")
    for lemma in lemmas:
        if not lemma or lemma != " ".join(lemma.lower().split()):
            raise ValueError(f"{lemma!r} is not a lemma in lower case")
    return lemmas


def _read_classes(value: str, known: tuple[str, ...]) -> ClassTest:
    parts = value.split("|")
    if unknown := [part for part in parts if part.removeprefix("!") not in known]:
        raise ValueError(f"{unknown[0]!r} is none of {', '.join(known)}")
    return ClassTest(
        tuple(part for part in parts if part[0] != "!"), tuple(part[1:] for part in parts if part[0] == "!")
    )


def _read_needs(block: Block, kind: Kind) -> tuple[str, ...]:
    if "needs" not in block:
        default = ("actor", "recipient") if kind.recipient_required else ("actor",)
        return tuple(need for need in default if need in block)
    needs = tuple(block["needs"].split())
    if unknown := [need for need in needs if need not in block or need not in ROLE_KEYS]:
        raise ValueError(f"needs {unknown[0]!r}, which the frame does not have")
    return needs


def _read_confidence(block: Block) -> float:
    confidence = float(block.get("confidence", "0.8"))
    if not 0 < confidence <= 1:
        raise ValueError(f"confidence lies above 0 and up to 1, not {confidence}")
    return confidence
