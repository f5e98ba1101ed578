"""The ontology: PLOVER's event types with modes, contexts and quad classes, CAMEO codes and Goldstein scores.

Read from ``tables/plover.json``, which is pinned: it states its own source and version. A user's own folder cannot add
to it, because the export promises PLOVER and nothing else; fine distinctions of one's own are kinds (``kinds.csv``).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast, get_args

from dyadlog.errors import KnowledgeError
from dyadlog.records.vocabulary import EventType

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILE = "plover.json"


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One PLOVER event type. ``modes`` maps each mode to its PLOVER score, None where the manual prints none."""

    event_type: EventType
    description: str
    quad_class: int
    plover_score: float
    requires_recipient: bool
    modes: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code with its name and Goldstein score (-10 worst to +10 best for the relation)."""

    code: str
    name: str
    goldstein: float


@dataclass(frozen=True, slots=True)
class PloverCode:
    """What a CAMEO code becomes in PLOVER. Modes and contexts that the manual no longer has are left out."""

    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]


class Ontology:
    """PLOVER and CAMEO, by name and by code."""

    def __init__(
        self,
        *,
        types: Mapping[EventType, TypeEntry],
        contexts: frozenset[str],
        quad_names: Mapping[int, str],
        cameo: Mapping[str, CameoCode],
        from_cameo: Mapping[str, PloverCode],
        source: str,
    ) -> None:
        self.types = types
        self.contexts = contexts
        self.quad_names = quad_names
        self.cameo = cameo
        self.from_cameo = from_cameo
        self.source = source

    def quad_class(self, event_type: EventType) -> int:
        """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
        return self.types[event_type].quad_class

    def has_mode(self, event_type: EventType, mode: str) -> bool:
        """Whether the manual lists ``mode`` under ``event_type``."""
        return mode in self.types[event_type].modes

    def goldstein(self, cameo: str) -> float | None:
        """The Goldstein score of a CAMEO code; None for a code that CAMEO does not have."""
        code = self.cameo.get(cameo)
        return None if code is None else code.goldstein


def load_ontology(knowledge: "Knowledge") -> Ontology:
    """The ontology as pinned in ``plover.json``."""
    path = knowledge.folders[0] / FILE
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        types = {
            cast("EventType", name): TypeEntry(
                cast("EventType", name),
                entry["description"],
                entry["quad"],
                entry["plover_score"],
                entry["requires_recipient"],
                entry["modes"],
            )
            for name, entry in table["event_types"].items()
        }
        contexts = frozenset(table["contexts"])
        cameo = {
            code: CameoCode(code, entry["name"], entry["goldstein"]) for code, entry in table["cameo_goldstein"].items()
        }
        from_cameo = {
            code: PloverCode(
                entry["event"],
                entry["mode"] if entry["mode"] in types[entry["event"]].modes else None,
                tuple(context for context in entry["context"] if context in contexts),
            )
            for code, entry in table["cameo_to_plover"].items()
        }
        quad_names = {int(number): name for number, name in table["quad"].items()}
        source = table["source"]
    except (KeyError, ValueError, TypeError) as error:
        raise KnowledgeError(str(path), None, f"is not the PLOVER table: {error!r}") from error
    if set(types) != set(get_args(EventType)):
        raise KnowledgeError(str(path), None, "its event types are not those of the record")
    return Ontology(
        types=types,
        contexts=contexts,
        quad_names=quad_names,
        cameo=cameo,
        from_cameo=from_cameo,
        source=source,
    )
