"""Matching: which frame of the lexicon a word triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.conditions import fits
from dyadlog.coding.fill import Match, fill
from dyadlog.coding.parties import entities
from dyadlog.coding.tree import children

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.frame import Frame

TRIGGER_POS = {"VERB": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "AUX": "VERB"}
STATEMENT = "statement"
NOTHING = ("nothing",)


def match_frames(scene: Scene, trigger: Token) -> Match | None:
    """The best frame that fits the trigger: one whose needs are met, with two sides, an act, the most specific."""
    best: Match | None = None
    best_rank: tuple[float, ...] = ()
    for frame in find_frames(scene, trigger):
        if not fits(scene, trigger, frame):
            continue
        match = fill(scene, trigger, frame)
        rank = _rank(match)
        if best is None or rank > best_rank:
            best, best_rank = match, rank
    return best


def _rank(match: Match) -> tuple[float, ...]:
    """Order among the frames that fit. The first of equals in the lexicon stays."""
    frame = match.frame
    two_sides = len(entities((*match.actors.parties, *match.recipients.parties)) | set(match.territory)) > 1
    return (-len(match.missing), frame.kind != STATEMENT, two_sides, _specificity(frame), frame.confidence)


def _specificity(frame: Frame) -> float:
    """A word that must be there says more than a class of words, and that more than a word that must not."""
    words = (frame.subject, frame.object, frame.modifier, frame.preposition_object, frame.predicate, frame.particle)
    classes = (frame.subject_type, frame.object_type.allowed != NOTHING and frame.object_type, frame.complement)
    barred = (frame.not_subject, frame.not_object, frame.not_modifier, frame.not_preposition_object)
    return 2.0 * sum(map(bool, words)) + sum(map(bool, classes)) + 0.25 * sum(map(bool, barred))


def find_frames(scene: Scene, trigger: Token) -> list[Frame]:
    """The frames a word may trigger. A predicate noun also stands for the copula it has ("is in talks")."""
    pos = TRIGGER_POS.get(trigger.pos_)
    if pos is None:
        return []
    lexicon = scene.knowledge.lexicon
    frames = list(lexicon.frames_for(trigger.lemma_.lower(), pos))
    copula = next(iter(children(trigger, "cop")), None)
    if copula is not None:
        frames.extend(lexicon.frames_for("be", "VERB"))
    return frames
