"""Copies: documents that print one text, so that origins are counted and not prints."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rensa import RMinHash

from dyadlog.consolidate.runs import collect_shingles
from dyadlog.records import Document

CONTAINED = 0.7
"""A text is a copy when this share of the shorter text's shingles stands in the longer one: agency texts are cut at the
end and given another lead, while two reports of one event in their own words share below a tenth."""
FEWEST = 30
"""Shingles that the shorter text needs: less is too little to tell."""
PERMUTATIONS = 128
BANDS = 64
"""Bands of two rows: candidates from a similarity of about .15 on, so that a short cut of a long text is found."""


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Prints:
    """The sketches of some texts, and pairs of documents that print one text."""

    sketches: Mapping[str, bytes]
    pairs: tuple[Pair, ...]


def find_prints(documents: Sequence[Document]) -> Prints:
    """The pairs of documents that print one text."""
    shingles = {document.document_id: collect_shingles(document) for document in documents}
    sketches = {name: sketch_of(runs) for name, runs in shingles.items()}
    pairs = [pair for pair in _candidates(sketches) if are_prints(shingles[pair[0]], shingles[pair[1]])]
    return Prints(sketches, tuple(pairs))


def are_prints(shingles: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two texts are prints of one, whole or cut short."""
    smaller = min(len(shingles), len(others))
    return smaller >= FEWEST and len(shingles & others) >= CONTAINED * smaller


def name_originals(prints: Iterable[Pair], documents: Sequence[Document]) -> tuple[Pair, ...]:
    """(copy, original) for all documents that are prints of one text; ``documents`` in the order of the record.

    The original is the earliest known print, else the first in place.
    """
    places = {document.document_id: number for number, document in enumerate(documents)}
    root = {name: name for name in places}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    for pair in prints:
        first, second = sorted((find(pair[0]), find(pair[1])), key=places.__getitem__)
        root[second] = first
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(find(document.document_id), []).append(document)
    found: list[Pair] = []
    for group in groups.values():
        original = min(group, key=lambda document: (_first_day(document), places[document.document_id]))
        found += [(document.document_id, original.document_id) for document in group if document is not original]
    return tuple(found)


def sketch_of(shingles: frozenset[str]) -> bytes:
    """The MinHash of a text, four bytes a number; empty for a text without shingles."""
    if not shingles:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(sorted(shingles))
    return array("I", sketch.digest()).tobytes()


def meeting_sketches(sketch: bytes, others: Mapping[str, bytes]) -> list[str]:
    """The documents whose sketches meet a sketch in a band."""
    bands = set(_bands(sketch))
    return [name for name, other in others.items() if not bands.isdisjoint(_bands(other))]


def _bands(sketch: bytes) -> list[tuple[int, bytes]]:
    width = len(sketch) // BANDS
    return [(number, sketch[start : start + width]) for number, start in enumerate(range(0, len(sketch), width or 1))]


def _first_day(document: Document) -> date:
    published = document.publication
    return published.day or published.not_after or date.max


def _candidates(sketches: Mapping[str, bytes]) -> list[Pair]:
    """Pairs of documents whose sketches meet in a band, in the order of the record."""
    seen: dict[tuple[int, bytes], list[str]] = {}
    pairs: dict[Pair, None] = {}
    for name, sketch in sketches.items():
        for band in _bands(sketch):
            meeting = seen.setdefault(band, [])
            pairs.update(dict.fromkeys((other, name) for other in meeting))
            meeting.append(name)
    return list(pairs)
