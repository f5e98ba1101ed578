"""Answers: the other side of an act that goes with another one of the same sentence.

"X asked Y for launches, but Y refused": Y refuses X. "X condemned Y and demanded an apology": X demands it of Y.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.dyad import is_dated_accord
from dyadlog.coding.parties import Cast, entities
from dyadlog.coding.tree import children, find_subject, governs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dyadlog.coding.draft import Draft

ANSWERS = frozenset({"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"})
"""Types of acts that answer another's act, or follow one's own towards the same side."""
ALONE = frozenset({"ccomp", "conj", "parataxis", "root"})
BESIDE = frozenset({"conj", "advcl", "parataxis"})
LEAST = 0.5
"""The confidence of its frame that a draft must have: vague words answer nobody."""
CONFIDENCE = 0.8


def answer(draft: Draft, siblings: Iterable[Draft]) -> bool:
    """Fill the missing recipient from an act in a clause beside it; True where that gives the draft two sides."""
    own = entities(draft.actors.parties)
    if draft.recipients or not own or draft.kind.event_type not in ANSWERS or draft.trigger.pos_ != "VERB":
        return False
    alone = draft.scene.cues.solitary | draft.scene.cues.domestic
    if draft.kind.kind in alone or draft.confidence < LEAST or is_dated_accord(draft):
        return False
    others = [other for other in siblings if other is not draft and other.trigger.pos_ == "VERB"]
    for other in sorted(others, key=lambda other: abs(other.trigger.i - draft.trigger.i)):
        found = _find_addressed(draft, other) if _is_told_apart(other) else Cast()
        if entities(found.parties) - own:
            draft.recipients = Cast(found.parties, found.tokens, True, found.owned, found.mentions)
            draft.missing = tuple(need for need in draft.missing if need != "recipient")
            draft.notes.append("answer")
            draft.confidence *= CONFIDENCE
            return draft.has_two_sides()
    return False


def _is_told_apart(other: Draft) -> bool:
    """Whether the sentence itself names who does the other act to whom."""
    doers, sufferers = entities(other.actors.parties), entities(other.recipients.parties)
    told = bool(other.actors.tokens) and bool(other.recipients.tokens)
    return other.is_typed and told and len(sufferers) == 1 and doers.isdisjoint(sufferers) and bool(doers)


def _find_addressed(draft: Draft, other: Draft) -> Cast:
    """Whom the draft's act is directed at: who did the other act to its actor, or to whom its actor did it."""
    own = entities(draft.actors.parties)
    if own == entities(other.recipients.parties) and _stands_alone(draft, other):
        return other.actors
    if own == entities(other.actors.parties) and _goes_on(draft, other):
        return other.recipients
    return Cast()


def _stands_alone(draft: Draft, other: Draft) -> bool:
    """Whether the draft's clause has a subject of its own and is no part of what the other act is about."""
    trigger = draft.trigger
    if trigger.dep_ not in ALONE or not children(trigger, "nsubj", "obl:agent"):
        return False
    return trigger.dep_ != "ccomp" or not governs(other.trigger, trigger)


def _goes_on(draft: Draft, other: Draft) -> bool:
    """Whether one clause goes on from the other with the same subject."""
    first, second = sorted((draft, other), key=lambda one: one.trigger.i)
    subject = find_subject(second.trigger)
    beside = second.trigger.head.i == first.trigger.i and second.trigger.dep_ in BESIDE
    return (
        beside and not children(second.trigger, "nsubj", "nsubj:pass") and subject is not None and not subject.passive
    )
