"""Copies: documents that print one text, so that origins are counted and not prints."""

from collections.abc import Sequence
from datetime import date

from rensa import RMinHash, RMinHashLSH

from dyadlog.records import Document, Reading

SHINGLE = 5
"""Words in a shingle: five running words are seldom the same by chance."""
CONTAINED = 0.7
"""A text is a copy when this share of the shorter text's shingles stands in the longer one: agency texts are cut at the
end and given another lead, while two reports of one event in their own words share below a tenth."""
FEWEST = 30
"""Shingles that the shorter text needs: less is too little to tell."""
PERMUTATIONS = 128
BANDS = 64
"""Bands of two rows: candidates from a similarity of about .15 on, so that a short cut of a long text is found."""


def find_copies(readings: Sequence[Reading]) -> tuple[tuple[str, str], ...]:
    """(copy, original) pairs of document ids; the original is the earliest known print, else the first in place."""
    documents = [reading.document for reading in readings if reading.document is not None]
    shingles = [_shingles(document) for document in documents]
    roots = list(range(len(documents)))
    for first, second in _candidates(shingles):
        smaller = min(len(shingles[first]), len(shingles[second]))
        if smaller >= FEWEST and len(shingles[first] & shingles[second]) >= CONTAINED * smaller:
            a, b = _root(roots, first), _root(roots, second)
            roots[max(a, b)] = min(a, b)
    groups: dict[int, list[int]] = {}
    for number in range(len(documents)):
        groups.setdefault(_root(roots, number), []).append(number)
    pairs: list[tuple[str, str]] = []
    for group in groups.values():
        original = min(group, key=lambda number: (_first_day(documents[number]), number))
        pairs += [(documents[n].document_id, documents[original].document_id) for n in group if n != original]
    return tuple(pairs)


def _root(roots: list[int], number: int) -> int:
    while roots[number] != number:
        roots[number] = roots[roots[number]]
        number = roots[number]
    return number


def _first_day(document: Document) -> date:
    published = document.publication
    return published.day or published.not_after or date.max


def _shingles(document: Document) -> frozenset[str]:
    """Runs of words of the article's paragraphs, headline left out: outlets write their own."""
    runs: set[str] = set()
    words: list[str] = []
    for block in document.blocks:
        if block.kind == "paragraph":
            words += "".join(c if c.isalnum() else " " for c in document.text_of(block).casefold()).split()
    runs.update(" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
    return frozenset(runs)


def _candidates(shingles: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Pairs of documents whose sketches meet in a band."""
    index = RMinHashLSH(threshold=0.2, num_perm=PERMUTATIONS, num_bands=BANDS)
    pairs: set[tuple[int, int]] = set()
    for number, runs in enumerate(shingles):
        if not runs:
            continue
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(sorted(runs))
        pairs.update((other, number) for other in index.query(sketch))
        index.insert(number, sketch)
    return sorted(pairs)
