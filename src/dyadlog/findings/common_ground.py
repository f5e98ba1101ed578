"""Common ground: sentences of independent pages, about the same two states, that speak of the same matters."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from dyadlog.findings.book import NAMED_PARTIES, Book
from dyadlog.findings.sides import are_printed_alike, cut_quote, make_finding, printed_within
from dyadlog.records import Document, Evidence, Finding, Reading, Side

NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different rounds of dealings."""
COMMON_STEMS = 3
"""Content words two sentences must share to speak of one matter."""
COMMON_WORDS_LIMIT = 200
"""A word in more sentences than this says little about any of them, and would make the work grow with the square."""
MATTERS_A_PAIR = 6
"""How many common matters of two pages are shown; the closest ones."""
USES = 2
"""In how many of them one sentence may stand."""

Dyad = frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an article with what it is about; ``dyad`` are the two states that its page is mostly about."""

    order: tuple[int, int]
    document: Document
    origin: str
    dyad: tuple[str, ...]
    quote: Evidence
    stems: frozenset[str]


def find_common_ground(book: Book) -> Iterator[Finding]:
    """For every two pages about the same two states, the matters that both speak of, closest first."""
    lines = [line for number, reading in enumerate(book.readings) for line in _read_lines(book, number, reading)]
    spread = Counter(stem for line in lines for stem in line.stems)
    weight = {stem: math.log((1 + len(lines)) / count) for stem, count in spread.items()}
    by_pages: dict[tuple[str, str], list[tuple[float, Line, Line, frozenset[str]]]] = defaultdict(list)
    for (one, other), shared in _shared_stems(lines, spread).items():
        first, second = lines[one], lines[other]
        if len(shared) >= COMMON_STEMS and not are_printed_alike(first.quote.quote, second.quote.quote):
            closeness = sum(sorted(weight[stem] for stem in shared))
            by_pages[first.origin, second.origin].append((closeness, first, second, frozenset(shared)))
    for rows in by_pages.values():
        for first, second, stems in _choose(rows):
            sides = [Side(None, line.quote, _show(book, line, stems)) for line in (first, second)]
            yield make_finding("corroborated", "agenda", sides, first.dyad)


def _read_lines(book: Book, number: int, reading: Reading) -> Iterator[Line]:
    """The sentences of a page's paragraphs, where the page is about two states."""
    document = reading.document
    counts = Counter(code for m in reading.mentions for party in m.parties for code in party.states)
    dyad = tuple(code for code, _ in counts.most_common(2))
    if document is None or len(dyad) < 2:
        return
    names: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.kind in NAMED_PARTIES:
            names[mention.sentence].append((mention.start, mention.end))
    for sentence in reading.sentences:
        if document.blocks[sentence.block].kind == "paragraph":
            quote = cut_quote(document, sentence.start, sentence.end, sentence.start)
            spans = [(start - quote.start, end - quote.start) for start, end in names[sentence.index]]
            stems = frozenset(book.knowledge.content_words.stems(quote.quote, spans))
            yield Line((number, sentence.index), document, book.origin_of(document), dyad, quote, stems)


def _shared_stems(lines: Sequence[Line], spread: Mapping[str, int]) -> dict[tuple[int, int], set[str]]:
    """Pairs of sentences of different origins about the same two states, with the content words they share."""
    postings: dict[tuple[Dyad, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for stem in line.stems:
            if spread[stem] <= COMMON_WORDS_LIMIT:
                postings[frozenset(line.dyad), stem].append(number)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (_, stem), numbers in postings.items():
        for one, other in combinations(numbers, 2):
            first, second = lines[one], lines[other]
            if first.origin != second.origin and printed_within(NEAR, first.document, second.document):
                shared[one, other].add(stem)
    return shared


def _choose(
    rows: Sequence[tuple[float, Line, Line, frozenset[str]]],
) -> Iterator[tuple[Line, Line, frozenset[str]]]:
    """The closest pairs of two pages, no sentence more often than allowed."""
    uses: Counter[tuple[int, int]] = Counter()
    shown = 0
    for _, first, second, stems in sorted(rows, key=lambda row: (-round(row[0], 6), row[1].order, row[2].order)):
        if shown < MATTERS_A_PAIR and max(uses[first.order], uses[second.order]) < USES:
            uses.update((first.order, second.order))
            shown += 1
            yield first, second, stems


def _show(book: Book, line: Line, stems: frozenset[str]) -> str:
    return ", ".join(book.knowledge.content_words.words_with(line.quote.quote, stems))
