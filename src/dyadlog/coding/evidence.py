"""Evidence: the sentence, or where that is long the clause of it that holds the act and its parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.tree import find_clause_head, is_root
from dyadlog.records import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene

LONGEST_WORDS = 60
LONGEST_QUOTE = 480
MARGIN = 12


def cut_evidence(scene: Scene, trigger: Token, positions: Iterable[int]) -> Evidence:
    """The shortest readable stretch of the sentence that holds the trigger and the tokens at ``positions``."""
    doc = scene.sentence.doc
    wanted = {trigger.i, *positions}
    first, last = 0, len(doc) - 1
    if len(doc) > LONGEST_WORDS or len(doc.text) > LONGEST_QUOTE:
        first, last = _cut_clause(scene, trigger, wanted)
    start, end = _trim(scene, first, last)
    return Evidence(scene.document.document_id, start, end, scene.words(start, end))


def _cut_clause(scene: Scene, trigger: Token, wanted: set[int]) -> tuple[int, int]:
    """The smallest clause around the trigger that holds all that is wanted, else a stretch around them."""
    clause = find_clause_head(trigger)
    while True:
        first, last = clause.left_edge.i, clause.right_edge.i
        whole = all(first <= position <= last for position in wanted)
        if _length(scene, first, last) > LONGEST_QUOTE:
            break
        if whole:
            return first, last
        if is_root(clause):
            break
        clause = find_clause_head(clause.head)
    near = sorted(wanted, key=lambda position: abs(position - trigger.i))
    first = last = trigger.i
    for position in near:
        if _length(scene, min(first, position), max(last, position)) <= LONGEST_QUOTE:
            first, last = min(first, position), max(last, position)
    return _widen(scene, first, last)


def _widen(scene: Scene, first: int, last: int) -> tuple[int, int]:
    """Take in neighbouring words while the quote stays short, up to a comma or the end."""
    doc = scene.sentence.doc
    for _ in range(MARGIN):
        if last + 1 < len(doc) and not doc[last].is_punct and _length(scene, first, last + 1) <= LONGEST_QUOTE:
            last += 1
        if first > 0 and not doc[first - 1].is_punct and _length(scene, first - 1, last) <= LONGEST_QUOTE:
            first -= 1
    return first, last


def _length(scene: Scene, first: int, last: int) -> int:
    start, end = scene.offsets(first, last)
    return end - start


def _trim(scene: Scene, first: int, last: int) -> tuple[int, int]:
    doc = scene.sentence.doc
    while first < last and (doc[first].is_space or (doc[first].is_punct and doc[first].text in ",;:–—-")):
        first += 1
    while last > first and (doc[last].is_space or doc[last].text in (",", ";", ":")):
        last -= 1
    return scene.offsets(first, last)
