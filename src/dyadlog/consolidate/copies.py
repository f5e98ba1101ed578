"""Copies: documents that print one text, so that origins are counted and not prints."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import blake2b

from rensa import RMinHash

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.runs import collect_shingles, shingle
from dyadlog.records import Document, read_sketch

CONTAINED = 0.7
"""A text is a copy when this share of the shorter text's shingles stands in the longer one: agency texts are cut at the
end and given another lead, while two reports of one event in their own words share below a tenth."""
PARTLY = 0.3
"""The share from which on all of the longer text is looked at: cleaning may have taken a paragraph of it for
something else."""
FEWEST = 30
"""Shingles that the shorter text needs: less is too little to tell."""
PERMUTATIONS = 192
BANDS = 96
"""Bands of two rows: of two texts with a quarter of their shingles in common, two pairs in a thousand are not compared;
with .02, one pair in 27 is."""


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Prints:
    """The sketches of some texts, and pairs of documents that print one text."""

    sketches: Mapping[str, bytes]
    pairs: tuple[Pair, ...]


class Text:
    """The runs of words of a document: of its article, and of all its text."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.article = collect_shingles(document)

    @cached_property
    def page(self) -> frozenset[str]:
        """Runs of all its text: of a plain-text page what cleaning left out as well. Seldom asked for."""
        return shingle(self.document.text)


def find_prints(documents: Sequence[Document]) -> Prints:
    """The pairs of documents that print one text."""
    texts = {document.document_id: Text(document) for document in documents}
    sketches = {name: sketch_of(text.article) for name, text in texts.items()}
    pairs = [pair for pair in _candidates(sketches) if are_prints(texts[pair[0]], texts[pair[1]])]
    return Prints(sketches, tuple(pairs))


def are_prints(one: Text, other: Text) -> bool:
    """Whether two texts are prints of one, whole or cut short."""
    smaller, larger = sorted((one, other), key=lambda text: (len(text.article), text.document.document_id))
    size, shared = len(smaller.article), len(smaller.article & larger.article)
    if size < FEWEST or shared < PARTLY * size:
        return False
    return shared >= CONTAINED * size or len(smaller.article & larger.page) >= CONTAINED * size


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


@dataclass(frozen=True, slots=True)
class Recopied:
    """What some pages that came or went change about copies: ``prints`` that new ones are part of; ``documents`` whose
    places among the copies are taken anew, and their ``copies`` now; of them ``restated`` those known before whose
    original is another."""

    prints: Prints
    documents: frozenset[str] = frozenset()
    copies: tuple[Pair, ...] = ()
    restated: frozenset[str] = frozenset()


def extend_copies(
    archive: Archive, documents: Sequence[Document], gone: Collection[str] = (), moved: Collection[str] = ()
) -> Recopied:
    """The prints that new pages are part of, and who copies whom among all they meet; without those that are gone, and
    looking again at those that have ``moved`` to another place or day."""
    texts = {document.document_id: Text(document) for document in documents}
    sketches = {name: sketch_of(text.article) for name, text in texts.items()}
    meeting = set(_candidates(sketches))
    meeting |= {(name, other) for name in sketches for other in archive.texts_meeting(sketches[name]) if other != name}
    meeting = {pair for pair in meeting if not set(gone) & set(pair)}
    missing = {other for _, other in meeting if other not in texts}
    texts |= {document.document_id: Text(document) for document in archive.documents_of(missing)}
    found = sorted({_ordered(pair) for pair in meeting if are_prints(texts[pair[0]], texts[pair[1]])})
    stood = archive.prints_around({name for pair in found for name in pair} | {*gone, *moved})
    prints = [pair for pair in {*map(_ordered, stood), *found} if not set(gone) & set(pair)]
    touched = {name for pair in (*stood, *found) for name in pair} - set(gone)
    ordered = sorted(archive.documents_of(touched), key=lambda document: document.location)
    now = dict(name_originals(prints, ordered))
    before = archive.copies_of(touched)
    restated = {name for name in touched if now.get(name) != before.get(name) and name not in sketches}
    return Recopied(
        Prints(sketches, tuple(found)), frozenset({*touched, *gone}), tuple(sorted(now.items())), frozenset(restated)
    )


def _ordered(pair: Pair) -> Pair:
    return min(pair), max(pair)


def sketch_of(shingles: frozenset[str]) -> bytes:
    """What a text is found by: a number of eight bytes for each band of its MinHash; empty for one without shingles."""
    if not shingles:
        return b""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(sorted(shingles))
    rows = array("I", sketch.digest()).tobytes()
    width = len(rows) // BANDS
    return b"".join(
        blake2b(rows[band * width : (band + 1) * width], digest_size=8, salt=bytes((band,))).digest()
        for band in range(BANDS)
    )


def _first_day(document: Document) -> date:
    published = document.publication
    return published.day or published.not_after or date.max


def _candidates(sketches: Mapping[str, bytes]) -> list[Pair]:
    """Pairs of documents whose sketches have a number in common, in the order of the record."""
    seen: dict[int, list[str]] = {}
    pairs: dict[Pair, None] = {}
    for name, sketch in sketches.items():
        for number in read_sketch(sketch):
            meeting = seen.setdefault(number, [])
            pairs.update(dict.fromkeys((other, name) for other in meeting))
            meeting.append(name)
    return list(pairs)
