"""What an event of ours is in PLOVER and CAMEO as other programs code them, which have no modality.

Planned cooperation is AGREE, planned conflict THREATEN, what is asked for REQUEST; what is denied, negated or only
possible is not coded there.
"""

from dataclasses import dataclass
from typing import Final, Literal

from dyadlog.knowledge import Knowledge
from dyadlog.records import Event, EventType

PLANNED_MEETING: Final = "036"
PLANNED_COOPERATION: Final = "030"
PLANNED_CONFLICT: Final = "130"
ASKED: Final = "020"
"""CAMEO codes for what has not happened yet."""
COOPERATION: Final = (1, 2)
THREATS: Final = {"ASSAULT": "violence", "COERCE": "restrict", "SANCTION": "relations"}
"""The mode of THREATEN for what is threatened."""

WhyNot = Literal["denied", "negated", "hypothetical"]


@dataclass(frozen=True, slots=True)
class Act:
    """An event as PLOVER and CAMEO have it. ``mode`` is None where the type alone fits."""

    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    quad_class: int
    cameo: str | None


def code_act(event: Event, knowledge: Knowledge) -> Act | WhyNot:
    """What other programs would code, or why they would not."""
    if event.modality in ("denied", "hypothetical"):
        return "denied" if event.modality == "denied" else "hypothetical"
    if event.negated:
        return "negated"
    if event.modality == "planned":
        return _code_plan(event, knowledge)
    if event.modality == "requested":
        return _make_act("REQUEST", None, event.contexts, ASKED, knowledge)
    return Act(event.event_type, event.mode, event.contexts, event.quad_class, event.cameo)


def _code_plan(event: Event, knowledge: Knowledge) -> Act:
    if event.event_type in ("AGREE", "THREATEN"):
        return Act(event.event_type, event.mode, event.contexts, event.quad_class, event.cameo)
    if event.quad_class in COOPERATION:
        cameo = PLANNED_MEETING if event.event_type == "CONSULT" else PLANNED_COOPERATION
        return _make_act("AGREE", None, event.contexts, cameo, knowledge)
    return _make_act("THREATEN", THREATS.get(event.event_type), event.contexts, PLANNED_CONFLICT, knowledge)


def _make_act(
    event_type: EventType, mode: str | None, contexts: tuple[str, ...], cameo: str, knowledge: Knowledge
) -> Act:
    return Act(event_type, mode, contexts, knowledge.ontology.quad_class(event_type), cameo)
