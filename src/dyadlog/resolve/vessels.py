"""Vessels: proper names of ships, which are neither people nor places ("the frigate X", later "the X")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dyadlog.resolve.scene import NAME_PARTS, Scene, is_capitalised

if TYPE_CHECKING:
    from dyadlog.knowledge.names import NameMatch
    from dyadlog.knowledge.reference import ReferenceWords

LONGEST = 4
"""Words of a ship's name."""
BOUND = NAME_PARTS | {"appos", "nmod", "dep", "nummod"}


def mark_vessels(scenes: Sequence[Scene], matches: Sequence[Sequence[NameMatch]], words: ReferenceWords) -> None:
    """Keep the tokens of ships' names from meaning anybody: after the noun, and wherever a name of several words that
    holds no state's stands again on the page."""
    names: set[tuple[str, ...]] = set()
    for scene, found in zip(scenes, matches, strict=True):
        known = {position for match in found for position in range(match.first, match.last + 1)}
        for token in scene.tokens:
            last = name_end(scene, token.i, words)
            run = range(token.i + 1, last + 1)
            if not run or (len(run) == 1 and run[0] in known):
                continue
            scene.reserved.update(run)
            if len(run) > 1 and not known & set(run):
                names.add(tuple(scene.tokens[position].text for position in run))
    for scene in scenes:
        texts = scene.texts
        for name in names:
            for first in range(len(texts) - len(name) + 1):
                if tuple(texts[first : first + len(name)]) == name:
                    scene.reserved.update(range(first, first + len(name)))


def name_end(scene: Scene, noun: int, words: ReferenceWords) -> int:
    """The last token of the name right after a noun for a ship; the noun itself where no name follows."""
    doc = scene.doc
    if not (doc[noun].text.islower() and doc[noun].tag_ == "NN" and words.holds("vessel", doc[noun].lemma_)):
        return noun
    last = noun
    while last + 1 < len(doc) and last - noun < LONGEST and doc[last + 1].pos_ == "PROPN":
        if not is_capitalised(doc[last + 1]):
            break
        last += 1
    run = doc[noun + 1 : last + 1]
    inside = {token.i for token in run}
    roots = [token for token in run if token.head.i not in inside]
    bound = all(root.dep_ in BOUND and root.head.i == noun for root in roots)
    names = bound or any(doc[noun].head.i == token.i and doc[noun].dep_ in NAME_PARTS for token in run)
    return last if names else noun
