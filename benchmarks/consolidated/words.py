"""Where words of a key stand in the text of a document, whatever the line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dyadlog.records import Document

Span = tuple[int, int]


def find_all(text: str, words: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Every place between two offsets where the words stand; runs of white space are alike."""
    end = len(text) if end is None else end
    left = r"(?<!\w)" if words[:1].isalnum() else ""
    right = r"(?!\w)" if words[-1:].isalnum() else ""
    pattern = re.compile(left + r"\s+".join(map(re.escape, words.split())) + right)
    found = [match.span() for match in pattern.finditer(text, start, end)]
    if found or not words.strip():
        return found
    loose = re.compile(r"\W+".join(map(re.escape, re.findall(r"\w+", words))))
    return [match.span() for match in loose.finditer(text, start, end)]


def find_words(document: Document, words: str, start: int = 0, end: int | None = None) -> Span | None:
    """The first place where the words stand in the article, else anywhere in the text."""
    found = find_all(document.text, words, start, end)
    blocks = document.article_blocks()
    inside = (span for span in found if any(block.start <= span[0] < block.end for block in blocks))
    return next(inside, found[0] if found else None)


def overlap(one: Span, other: Span) -> int:
    """How many characters two stretches share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def touches(spans: Sequence[Span], other: Span) -> bool:
    """Whether one of the stretches shares a character with another one."""
    return any(overlap(span, other) for span in spans)
