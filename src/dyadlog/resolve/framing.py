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
        doc, offset = scene.doc, scene.sentence.start
        for match in knowledge.loaded_terms.match([token.text for token in doc]):
            start, end = doc[match.first].idx, doc[match.last].idx + len(doc[match.last].text)
            term = match.term
            words = doc.text[start:end]
            yield Framing(words, term.neutral, term.kind, term.state, scene.index, offset + start, offset + end)
