"""Runs: words that stand in the same order in two texts, with their places."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from dyadlog.records import Document

WORD = re.compile(r"\w+")
SHINGLE = 5
"""Words in a shingle: five running words are seldom the same by chance."""

QUOTED = re.compile(r"[“\"]([^“”\"]{12,600})[”\"]")
QUOTED_AT_LENGTH = 12
"""Running words in common that show which page another one retells."""
SHORTEST_NAME = 4
"""Letters of an outlet's name that can be looked for on another page."""

Span = tuple[int, int]


def blank_article(document: Document) -> str:
    """The paragraphs of a page, everything before and between them blanked out, so that offsets hold."""
    parts, last = [], 0
    for block in document.blocks:
        if block.kind == "paragraph":
            parts += [" " * (block.start - last), document.text[block.start : block.end]]
            last = block.end
    return "".join(parts)


@lru_cache(maxsize=1024)
def split_words(text: str) -> tuple[tuple[str, Span], ...]:
    """The words of a text, case folded, with their places."""
    return tuple((found.group().casefold(), found.span()) for found in WORD.finditer(text))


def collect_shingles(document: Document) -> frozenset[str]:
    """Runs of five words of the article's paragraphs, headline left out: outlets write their own."""
    return shingle(blank_article(document))


def shingle(text: str) -> frozenset[str]:
    """Runs of five words of a text."""
    words = "".join(c if c.isalnum() else " " for c in text.casefold()).split()
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


@lru_cache(maxsize=8192)
def find_longest_run(text: str, other: str) -> tuple[Span, Span, int]:
    """The longest run of words that stands in both texts: its place in either, and how many words it has."""
    mine, theirs = split_words(text), split_words(other)
    matcher = SequenceMatcher(None, [word for word, _ in mine], [word for word, _ in theirs], autojunk=False)
    match = matcher.find_longest_match()
    if not match.size:
        return (0, 0), (0, 0), 0
    last = match.a + match.size - 1, match.b + match.size - 1
    return (
        (mine[match.a][1][0], mine[last[0]][1][1]),
        (theirs[match.b][1][0], theirs[last[1]][1][1]),
        match.size,
    )


@lru_cache(maxsize=8192)
def _hash_runs(text: str, length: int) -> frozenset[int]:
    words = [word for word, _ in split_words(text)]
    return frozenset(hash(tuple(words[i : i + length])) for i in range(len(words) - length + 1))


def share_run(text: str, other: str, length: int) -> bool:
    """Whether two texts have a run of so many words in common; a quick look before the longest one is sought."""
    return not _hash_runs(text, length).isdisjoint(_hash_runs(other, length))


@lru_cache(maxsize=8192)
def find_quotes(text: str) -> frozenset[str]:
    """The words in quotation marks, case folded, without the signs at their ends."""
    return frozenset(words.casefold().strip(" ,.") for words in QUOTED.findall(text))


def quotes_at_length(text: str, other: str | None = None) -> bool:
    """Whether a text has twelve running words in quotation marks, and ones that the other has as its own."""
    if other is None:
        return any(len(quote.split()) >= QUOTED_AT_LENGTH for quote in find_quotes(text))
    return not _cut_runs(text)[0].isdisjoint(_cut_runs(other)[1])


@lru_cache(maxsize=512)
def _cut_runs(text: str) -> tuple[frozenset[int], frozenset[int]]:
    """The runs of twelve words of a text within quotation marks, and those without, as hashes."""
    marks = [found.span(1) for found in QUOTED.finditer(text)]
    words = split_words(text)
    inside, outside = set(), set()
    for first in range(len(words) - QUOTED_AT_LENGTH + 1):
        run = words[first : first + QUOTED_AT_LENGTH]
        start, end = run[0][1][0], run[-1][1][1]
        key = hash(tuple(word for word, _ in run))
        if any(low <= start and end <= high for low, high in marks):
            inside.add(key)
        elif not any(start < high and low < end for low, high in marks):
            outside.add(key)
    return frozenset(inside), frozenset(outside)


def search_name(text: str, name: str, start: int = 0, end: int | None = None) -> Span | None:
    """Where a text holds a name; one of several words in any case, a single word as it is written."""
    words = name.split()
    if len(name) < SHORTEST_NAME or not words:
        return None
    pattern = re.compile(
        r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)", re.IGNORECASE if len(words) > 1 else 0
    )
    found = pattern.search(text, start, len(text) if end is None else end)
    return found.span() if found else None
