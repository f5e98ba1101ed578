"""Promises: pledges told by a verb ("pledged two billion", "agreed to share the water"), and aims for a pronoun.

"They praised the trade and want to bring it to four billion" is such an aim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.instruments import find_deadline
from dyadlog.coding.tree import children, find_case, is_infinitive
from dyadlog.records import InstrumentMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentKind

LONGEST = 30
"""Tokens up to which the words of a pledge are kept whole."""


def find_promises(scene: Scene) -> Iterator[tuple[Token, InstrumentMention]]:
    """The verbs that make a pledge or set an aim, with the words of it."""
    cues = scene.cues.instruments
    for verb in scene.tokens:
        if verb.pos_ != "VERB":
            continue
        lemma = verb.lemma_.lower()
        if lemma in cues.pledge_verbs or lemma == "agree":
            content = _find_content(scene, verb)
            if content is not None:
                yield verb, _mention(scene, content, "pledge")
        elif lemma in cues.aim_verbs and (goal := _find_goal(scene, verb)) is not None:
            yield verb, _mention(scene, (verb.i, goal.right_edge.i), "target")


def _mention(scene: Scene, edges: tuple[int, int], kind: InstrumentKind) -> InstrumentMention:
    first, last = edges
    doc = scene.sentence.doc
    while last > first and doc[last].is_punct:
        last -= 1
    start, end = scene.offsets(first, min(last, first + LONGEST))
    words = " ".join(scene.words(start, end).split())
    return InstrumentMention(words, kind, "announced", start, end, find_deadline(scene, doc[last]))


def _find_content(scene: Scene, verb: Token) -> tuple[int, int] | None:
    """The words of what is promised: an act that is more than talking, or a sum."""
    cues = scene.cues.instruments
    for act in children(verb, "xcomp", "ccomp"):
        if is_infinitive(act) and act.lemma_.lower() not in cues.pledge_talk and not children(act, "nsubj"):
            return act.left_edge.i, act.right_edge.i
    if verb.lemma_.lower() not in cues.pledge_verbs:
        return None
    for thing in children(verb, "obj"):
        if any(token.pos_ == "NUM" or token.like_num for token in thing.subtree):
            return thing.left_edge.i, thing.right_edge.i
    return None


def _find_goal(scene: Scene, verb: Token) -> Token | None:
    """The figure to which "it" is to be brought, where the sentence speaks of trade or the like."""
    things = [child for child in children(verb, "obj", "nsubj:pass") if child.pos_ == "PRON"]
    about = any(token.lemma_.lower() in scene.cues.instruments.aim_objects for token in scene.tokens)
    if not things or not about:
        return None
    goals = [child for child in children(verb, "obl") if find_case(child) == "to"]
    return next((goal for goal in goals if any(t.pos_ == "NUM" or t.like_num for t in goal.subtree)), None)
