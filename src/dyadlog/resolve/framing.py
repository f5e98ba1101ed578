"""Framing: loaded words, with the neutral ones they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dyadlog.records import Framing
from dyadlog.resolve.scene import Scene

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


def find_framings(scenes: Sequence[Scene], knowledge: Knowledge) -> Iterator[Framing]:
    """The loaded words of a document, in order."""
    for scene in scenes:
        for match in knowledge.loaded_terms.match([token.text for token in scene.doc]):
            start = scene.sentence.start + scene.doc[match.first].idx
            end = scene.sentence.start + scene.doc[match.last].idx + len(scene.doc[match.last].text)
            term = match.term
            yield Framing(
                scene.text_of(match.first, match.last), term.neutral, term.kind, term.state, scene.index, start, end
            )
