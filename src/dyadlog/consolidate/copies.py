"""Copies: documents that print one text, so that origins are counted and not prints."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rensa import RMinHash

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.clustering import connect
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
    group_of = connect(places, prints)
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(group_of[document.document_id], []).append(document)
    found: list[Pair] = []
    for group in groups.values():
        original = min(group, key=lambda document: (_first_day(document), places[document.document_id]))
        found += [(document.document_id, original.document_id) for document in group if document is not original]
    return tuple(found)


def extend_copies(archive: Archive, documents: Sequence[Document]) -> tuple[Prints, tuple[Pair, ...], set[str]]:
    """The prints that new pages are part of; all copies; and the old pages whose original changed."""
    known = archive.sketches()
    shingles = {document.document_id: collect_shingles(document) for document in documents}
    sketches = {name: sketch_of(runs) for name, runs in shingles.items()}
    every = {name: sketch for name, sketch in known.items() if name not in sketches} | sketches
    meeting = {(name, other) for name in sketches for other in meeting_sketches(sketches[name], every) if other != name}
    missing = {other for _, other in meeting if other not in shingles}
    shingles |= {document.document_id: collect_shingles(document) for document in archive.documents_of(missing)}
    pairs = {tuple(sorted(pair)) for pair in meeting if are_prints(shingles[pair[0]], shingles[pair[1]])}
    before = archive.copies()
    found = sorted((first, second) for first, second in pairs)
    if not found:
        return Prints(sketches, ()), tuple(sorted(before.items())), set()
    prints = [*archive.prints(), *found]
    group_of = connect({name for pair in prints for name in pair}, prints)
    groups = {group_of[name] for name in sketches if name in group_of}
    touched = {name for name, group in group_of.items() if group in groups}
    ordered = sorted(archive.documents_of(touched), key=lambda document: document.location)
    now = {name: original for name, original in before.items() if name not in touched}
    now |= dict(name_originals([pair for pair in prints if pair[0] in touched], ordered))
    restated = {name for name in touched if now.get(name) != before.get(name) and name not in sketches}
    return Prints(sketches, tuple(found)), tuple(sorted(now.items())), restated


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
