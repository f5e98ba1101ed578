"""Figures: the quantities of a sentence, each given to the claim it belongs to by syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.quantities import find_quantities
from dyadlog.coding.tree import governs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records import Quantity


def attach_quantities(scene: Scene, drafts: list[Draft]) -> None:
    """Give each quantity to the lowest claim above it, else to the only claim of the sentence."""
    typed = [draft for draft in drafts if draft.is_typed] or drafts
    if not typed:
        return
    taken = [(time.start, time.end) for time in scene.times]
    for quantity in find_quantities(scene.sentence, scene.knowledge, taken):
        holder = _find_holder(scene, quantity, typed)
        if holder is not None:
            holder.quantities = (*holder.quantities, quantity)


def _find_holder(scene: Scene, quantity: Quantity, drafts: list[Draft]) -> Draft | None:
    token = find_token(scene, quantity)
    if token is None:
        return None
    above = [draft for draft in drafts if draft.trigger.i == token.i or governs(draft.trigger, token)]
    if above:
        return max(above, key=lambda draft: len(list(draft.trigger.ancestors)))
    return drafts[0] if len(drafts) == 1 else None


def find_token(scene: Scene, quantity: Quantity) -> Token | None:
    """The token that stands for a figure in the syntax."""
    inside = [
        token
        for token in scene.tokens
        if quantity.start <= scene.sentence.start + token.idx < quantity.end and not token.is_space
    ]
    return min(inside, key=lambda token: len(list(token.ancestors))) if inside else None
