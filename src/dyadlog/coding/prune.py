"""Pruning: one claim for one happening, however many words of the sentence speak of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.parties import entities
from dyadlog.coding.timing import is_named_by_year
from dyadlog.coding.tree import children, find_case, governs

if TYPE_CHECKING:
    from dyadlog.coding.draft import Draft

INTENT = "declare_intent"
INTENTS = frozenset({"AGREE", "COOPERATE", "REQUEST"})


def prune(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that only repeat another of the same sentence."""
    dropped: set[int] = set()
    for draft in drafts:
        for other in drafts:
            if other is draft or id(other) in dropped or id(draft) in dropped:
                continue
            # what a frame found is never taken for a repetition of what the ranker proposed or completed
            if (draft.is_ranked or not other.is_ranked) and repeats(draft, other):
                dropped.add(id(draft))
                merge_into(other, draft)
    return [draft for draft in drafts if id(draft) not in dropped and not is_loose(draft)]


def repeats(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` only says again, or more vaguely, what ``other`` says."""
    if not (draft.is_typed and other.is_typed) or draft.negated != other.negated:
        return False
    if is_named_by_year(draft.scene, draft.trigger) or is_named_by_year(other.scene, other.trigger):
        return False  # an agreement of another day than what is done with it
    if not _same_sides(draft, other) or draft.people - other.people:
        return False
    if governs(draft.trigger, other.trigger) and draft.kind.kind == INTENT and _is_concrete(other):
        return True
    if governs(other.trigger, draft.trigger):
        if other.kind.kind == INTENT and _is_concrete(draft):
            return False
        if draft.family == other.family or draft.kind.kind == other.kind.kind:
            return True
        if draft.kind.kind in draft.scene.cues.vague and (
            other.kind.event_type in INTENTS or draft.trigger.pos_ == "NOUN"
        ):
            return True
        return other.family == "visit" and draft.kind.kind in ("talks", "confer")
    if governs(draft.trigger, other.trigger):
        return draft.kind.kind == "confer" and other.family == "meeting"
    conjoined = draft.trigger.head.i == other.trigger.i and draft.trigger.dep_ == "conj"
    if not conjoined or draft.family != other.family or draft.modality != other.modality:
        return False
    objects = children(draft.trigger, "obj")
    return not objects or bool({t.lemma_ for t in objects} & {t.lemma_ for t in children(other.trigger, "obj")})


def _is_concrete(draft: Draft) -> bool:
    """Whether the aim itself names the other side ("interest in working with X"): then the aim is what is told."""
    concrete = draft.kind.event_type not in ("AGREE", None) and draft.modality == "planned"
    return concrete and bool(draft.recipients.tokens) and draft.trigger.pos_ == "VERB"


def is_loose(draft: Draft) -> bool:
    """Whether a noun for cooperation at large is only what something else is about ("discussed cooperation between").

    As the subject of its sentence it is told of itself.
    """
    loose = draft.kind.kind == "work_together" and draft.trigger.pos_ == "NOUN"
    topic = draft.trigger.dep_ not in ("nsubj", "nsubj:pass", "root") or bool(find_case(draft.trigger))
    return loose and topic and draft.time is None


def _same_sides(draft: Draft, other: Draft) -> bool:
    """Whether the first deals between no other sides than the second, and in the same direction."""
    doers, others = entities(draft.actors.parties), entities(other.actors.parties)
    if not draft.kind.mutual and not other.kind.mutual and doers and others and doers.isdisjoint(others):
        return draft.family == "visit" and draft.kind.kind != other.kind.kind  # hosting is a visit told by the host
    if draft.sides <= other.sides:
        return True
    return draft.family == "meeting" and other.family in ("meeting", "visit") and not draft.has_two_sides()


def merge_into(kept: Draft, dropped: Draft) -> None:
    """What the dropped words said besides."""
    kept.absorbed = (*kept.absorbed, dropped.trigger.i, *dropped.absorbed)
    kept.instrument_tokens = (*kept.instrument_tokens, *dropped.instrument_tokens)
    for place, token in zip(dropped.places, dropped.place_tokens, strict=False):
        if place not in kept.places:
            kept.places = (*kept.places, place)
            kept.place_tokens = (*kept.place_tokens, token)
