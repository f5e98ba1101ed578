"""Contexts: what an act is about, in PLOVER's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.kinds import Kind

MOST = 4


def find_contexts(scene: Scene, trigger: Token, kind: Kind) -> tuple[str, ...]:
    """The contexts of the kind, then those of the topic words that hang on the trigger, in text order."""
    topics = scene.cues.topics
    found = list(kind.contexts)
    for token in sorted(trigger.subtree, key=lambda t: t.i):
        if token.i == trigger.i:
            continue
        context = topics.get(token.lemma_.lower())
        if context is not None and context not in found and len(found) < MOST:
            found.append(context)
    return tuple(found)
