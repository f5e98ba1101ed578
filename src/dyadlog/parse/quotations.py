"""Quotations: the words between quotation marks, over the sentences of a block and across blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dyadlog.records import Quotation

Span = tuple[int, int]

PAIRS = {"“": "”", "«": "»", "„": "“"}
SINGLE_REACH = 400
"""Characters within which a single quotation mark must close, since most are apostrophes."""
SINGLE_OPEN = re.compile(r"(?<![^\W_])[‘'](?=[^\W_])(?!\d\ds\b)")
SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?![^\W_])")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation in a block: the words' span; ``closed`` where its closing mark was found."""

    start: int
    end: int
    closed: bool


def find_quotations(text: str) -> tuple[Quoted, ...]:
    """The quotations of one block, by position; one that is never closed runs to the block's end."""
    found = [*find_double(text), *find_straight(text)]
    found += [quoted for quoted in find_single(text) if quoted.end > quoted.start]
    return tuple(sorted(found, key=lambda quoted: (quoted.start, -quoted.end)))


def find_double(text: str) -> Iterator[Quoted]:
    """Pairs of marks that tell left from right; they may nest."""
    closing = set(PAIRS.values()) - set(PAIRS)
    open_at: list[tuple[int, str]] = []
    for offset, char in enumerate(text):
        if open_at and char == open_at[-1][1]:
            start = open_at.pop()[0]
            yield Quoted(start, offset, True)
        elif char in PAIRS:
            if open_at and char == text[open_at[-1][0] - 1]:
                yield Quoted(open_at.pop()[0], offset, False)
            open_at.append((offset + 1, PAIRS[char]))
        elif char in closing and open_at:
            open_at.pop()
    for start, _ in open_at:
        yield Quoted(start, len(text), False)


def find_straight(text: str) -> Iterator[Quoted]:
    """Pairs of straight double marks: each opens when none is open."""
    start: int | None = None
    for offset, char in enumerate(text):
        if char != '"':
            continue
        before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
        if start is None:
            if after.strip() and not (before.isalnum() and not after.isalnum()):
                start = offset + 1
        elif before.isspace() and after.isalnum():
            yield Quoted(start, offset, False)
            start = offset + 1
        else:
            yield Quoted(start, offset, True)
            start = None
    if start is not None:
        yield Quoted(start, len(text), False)


def find_single(text: str) -> Iterator[Quoted]:
    """Pairs of single marks, apostrophes passed over; without a closing mark in reach there is no quotation."""
    offset = 0
    while opening := SINGLE_OPEN.search(text, offset):
        start = opening.end()
        closing = choose_single_close(text, start)
        if closing is None:
            offset = start
        else:
            yield Quoted(start, closing, True)
            offset = closing + 1


def choose_single_close(text: str, start: int) -> int | None:
    """Where a single quotation that begins at ``start`` closes.

    A mark after "s" may be a possessive ("the states' talks"): it closes only where no better one follows before the
    next opening mark.
    """
    following = SINGLE_OPEN.search(text, start)
    end = min(start + SINGLE_REACH, following.start() if following else len(text), len(text))
    doubtful: int | None = None
    for match in SINGLE_CLOSE.finditer(text, start, min(end + 1, len(text))):
        if text[match.start() - 1] != "s":
            return match.start()
        if doubtful is None:
            doubtful = match.start()
    return doubtful


def place_quotations(quoted: Sequence[Quoted], offset: int, sentence: Span, goes_on: bool) -> tuple[Quotation, ...]:
    """The parts of a block's quotations that lie in one sentence, in offsets of the document.

    ``offset`` is where the block starts, ``sentence`` the sentence's span in the block. A quotation without a closing
    mark ends with its sentence, unless it ``goes_on`` in the next block, which then opens with a mark again.
    """
    parts = []
    for quotation in quoted:
        start, end = max(quotation.start, sentence[0]), min(quotation.end, sentence[1])
        if not quotation.closed and not goes_on and quotation.start < sentence[0]:
            continue
        if start < end:
            open_ended = not quotation.closed or quotation.end > sentence[1]
            parts.append(Quotation(offset + start, offset + end, open_ended))
    return tuple(parts)
