"""Quoting: words of a page cut to what can be read at a glance."""

from typing import Final

from dyadlog.records.document import Document
from dyadlog.records.evidence import Evidence

LONGEST_QUOTE: Final = 480
"""Characters of a quote; longer sentences are cut around the words that matter."""


def cut_quote(document: Document, start: int, end: int, centre: int) -> Evidence:
    """At most ``LONGEST_QUOTE`` characters around ``centre``, whole words only."""
    text = document.text
    first = max(start, min(centre - LONGEST_QUOTE // 2, end - LONGEST_QUOTE))
    last = min(end, first + LONGEST_QUOTE)
    while first > start and first < last and not text[first - 1].isspace():
        first += 1
    while last < end and last > first and not text[last].isspace():
        last -= 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return Evidence(document.document_id, first, last, text[first:last])
