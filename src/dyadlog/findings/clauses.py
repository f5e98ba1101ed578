"""Clauses: two sides of one sentence, each cut to its own part of it.

A charge and its denial often stand in one sentence; the whole of it on both sides would show the reader nothing.
"""

import re
from collections.abc import Sequence

from dyadlog.findings.book import Told
from dyadlog.records import Document, Evidence, Side

BREAK = re.compile(r"[;:,–—()]+")
STRONG = ";"
FEWEST_WORDS = 3
"""Words a part needs to tell anything."""


def set_apart(sides: Sequence[Side], told: Sequence[Told]) -> list[Side] | None:
    """The sides with different words each; None where two of them cannot be told apart."""
    apart = list(sides)
    for number, (side, one) in enumerate(zip(sides, told, strict=True)):
        for next_number in range(number + 1, len(apart)):
            other, two = sides[next_number], told[next_number]
            if one.document is not two.document or not _overlap(side.evidence, other.evidence):
                continue
            parts = split_sentence(one, two)
            if parts is None:
                return None
            apart[number] = Side(side.claim_id, parts[0], side.value)
            apart[next_number] = Side(other.claim_id, parts[1], other.value)
    return apart


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def split_sentence(one: Told, other: Told) -> tuple[Evidence, Evidence] | None:
    """The parts of a sentence in which the triggers of two of its claims stand, in the order given."""
    first, second = sorted((one, other), key=trigger_of)
    start = min(first.claim.evidence.start, second.claim.evidence.start)
    end = max(first.claim.evidence.end, second.claim.evidence.end)
    text = first.document.text
    breaks = list(BREAK.finditer(text, trigger_of(first)[1], trigger_of(second)[0]))
    for found in sorted(breaks, key=lambda found: (STRONG not in found[0], -found.start())):
        parts = _trim(first.document, start, found.start()), _trim(first.document, found.end(), end)
        if all(len(part.quote.split()) >= FEWEST_WORDS for part in parts):
            return parts if first is one else (parts[1], parts[0])
    return None


def clause_of(told: Told) -> str:
    """The words from the trigger of a claim to the next break: what the act itself is about."""
    start = trigger_of(told)[0]
    found = BREAK.search(told.document.text, start, told.claim.evidence.end)
    return told.document.text[start : found.start() if found else told.claim.evidence.end]


def trigger_of(told: Told) -> tuple[int, int]:
    """Where the words stand that tell the act; the whole of the evidence where none are noted."""
    span = next((span for span in told.claim.spans if span.slot == "trigger"), None)
    return (span.start, span.end) if span else (told.claim.evidence.start, told.claim.evidence.start)


def _trim(document: Document, start: int, end: int) -> Evidence:
    quote = document.text[start:end]
    first = start + len(quote) - len(quote.lstrip())
    return Evidence(document.document_id, first, first + len(quote.strip()), quote.strip())
