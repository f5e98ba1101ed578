"""Dyad: the two states a page is about, where it plainly is about two.

"Japan withdrew the export curbs" leaves out against whom; on a page about Japan and one other state, after sentences
that name that other one, it is plain. A side read in this way is noted in the rule (``dyad``) and lowers confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.parties import Cast, entities, make_state_party
from dyadlog.coding.tree import find_case

if TYPE_CHECKING:
    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene

LEAST_SHARE = 0.6
"""Of all that names states on the page, what must name these two."""
LEAST_SECOND = 0.15
NEAR = 2
"""Sentences back within which the other state must be named."""
CONFIDENCE = 0.7


@dataclass(slots=True)
class Dyad:
    """The two states of a page, and the sentences that name each."""

    states: frozenset[str] = frozenset()
    named: dict[int, frozenset[str]] = field(default_factory=dict)

    def complete(self, draft: Draft) -> bool:
        """Fill the missing side where the page leaves no doubt who it is."""
        if not self.states or draft.kind.kind in draft.scene.cues.domestic or not draft.is_typed:
            return False
        if draft.has_two_sides() and not draft.missing:
            return False
        others = self._find_others(draft)
        if others is None:
            return False
        added = Cast(tuple(make_state_party(draft.scene, code) for code in others), (), derived=True)
        if entities(draft.actors.parties):
            draft.recipients = draft.recipients + added
        else:
            draft.actors = draft.actors + added
        draft.missing = ()
        draft.notes.append("dyad")
        draft.confidence *= CONFIDENCE
        return draft.has_two_sides()

    def _find_others(self, draft: Draft) -> tuple[str, ...] | None:
        """The state that is left out, in the order of the page; None where that is not plain."""
        index = draft.scene.sentence.index
        own = frozenset(code for code in draft.sides if len(code) == 3)
        here = self.named.get(index, frozenset())
        if len(own) != 1 or len(draft.sides) != 1 or not own <= self.states or here - self.states:
            return None
        other = self.states - own
        near = frozenset[str]().union(*(self.named.get(at, frozenset()) for at in range(index - NEAR, index + 1)))
        if not other <= near:
            return None
        if draft.trigger.pos_ not in ("VERB", "AUX") and not _is_definite_act(draft):
            return None
        return tuple(other)


def _is_definite_act(draft: Draft) -> bool:
    return find_case(draft.trigger) not in ("of", "for") and bool(draft.actors.tokens)


def find_dyad(scenes: Iterable[Scene]) -> Dyad:
    """The two states that a page is about; an empty dyad where there are not just two."""
    counts: Counter[str] = Counter()
    named: dict[int, frozenset[str]] = {}
    for scene in scenes:
        codes = [code for m in scene.mentions for code in {c for p in m.parties for c in p.states}]
        counts.update(codes)
        named[scene.sentence.index] = frozenset(codes)
    ranked = counts.most_common(3)
    total = sum(counts.values())
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] == ranked[1][1]):
        return Dyad(named=named)
    first, second = ranked[0][1], ranked[1][1]
    if (first + second) < LEAST_SHARE * total or second < LEAST_SECOND * total:
        return Dyad(named=named)
    return Dyad(frozenset((ranked[0][0], ranked[1][0])), named)
