"""Common ground: what independent sources say was talked about between the same states.

Only sentences that report a meeting or a visit are compared. Any two pages about the same states share words such as
"regional" and "security"; calling that agreement would be noise, not corroboration.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import are_printed_alike, make_finding, printed_within, side_of, states_of
from dyadlog.records import Finding

NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different rounds of dealings."""
COMMON_STEMS = 3
"""Content words two sentences must share to speak of one matter."""
COMMON_WORDS_LIMIT = 200
"""A word in more sentences than this says little about any of them, and would make the work grow with the square."""
MATTERS_A_PAIR = 3
"""How many common matters of two pages are shown; the closest ones."""
MATTERS_A_PAGE = 9
"""How many common matters of one page with all others are shown."""

Row = tuple[float, Told, Told, frozenset[str]]


def find_common_ground(book: Book) -> Iterator[Finding]:
    """For every two pages that report dealings of the same states, the matters that both name, closest first."""
    reports = _reports_of_talks(book)
    spread = Counter(stem for one in reports for stem in one.stems)
    weight = {stem: math.log((1 + len(reports)) / count) for stem, count in spread.items()}
    by_pages: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for (number, next_number), shared in _shared_stems(reports, spread).items():
        one, other = reports[number], reports[next_number]
        if len(shared) >= COMMON_STEMS and not are_printed_alike(one.claim.evidence.quote, other.claim.evidence.quote):
            closeness = sum(sorted(weight[stem] for stem in shared))
            by_pages[one.origin, other.origin].append((closeness, one, other, frozenset(shared)))
    for one, other, stems in _choose(by_pages.values()):
        sides = [side_of(told, _show(book, told, stems)) for told in (one, other)]
        note = f"both speak of {sides[0].value}"
        yield make_finding("corroborated", "agenda", sides, states_of(one.claim, other.claim), note=note)


def _reports_of_talks(book: Book) -> list[Told]:
    """Claims of meetings and visits between at least two states, one for each sentence."""
    reports: dict[tuple[str, int], Told] = {}
    for one in book.told.values():
        if (
            one.claim.event_type == "CONSULT"
            and not one.denied
            and not one.in_headline
            and len(states_of(one.claim)) > 1
        ):
            reports.setdefault((one.document.document_id, one.claim.evidence.start), one)
    return list(reports.values())


def _shared_stems(reports: Sequence[Told], spread: Mapping[str, int]) -> dict[tuple[int, int], set[str]]:
    """Pairs of reports of different origins about the same states, with the content words they share."""
    postings: dict[tuple[frozenset[str], str], list[int]] = defaultdict(list)
    for number, one in enumerate(reports):
        for stem in one.stems:
            if spread[stem] <= COMMON_WORDS_LIMIT:
                postings[frozenset(states_of(one.claim)), stem].append(number)
    shared: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (_, stem), numbers in postings.items():
        for number, next_number in combinations(numbers, 2):
            one, other = reports[number], reports[next_number]
            if one.origin != other.origin and printed_within(NEAR, one.document, other.document):
                shared[number, next_number].add(stem)
    return shared


def _choose(by_pages: Iterable[Sequence[Row]]) -> Iterator[tuple[Told, Told, frozenset[str]]]:
    """The closest pairs of every two pages, as long as neither page has been shown too often."""
    shown: Counter[str] = Counter()
    closest = [row for rows in by_pages for row in sorted(rows, key=_closest_first)[:MATTERS_A_PAIR]]
    for _, one, other, stems in sorted(closest, key=_closest_first):
        if max(shown[one.origin], shown[other.origin]) < MATTERS_A_PAGE:
            shown.update((one.origin, other.origin))
            yield one, other, stems


def _closest_first(row: Row) -> tuple[float, int, int]:
    return -round(row[0], 6), row[1].order, row[2].order


def _show(book: Book, told: Told, stems: frozenset[str]) -> str:
    return ", ".join(book.knowledge.content_words.words_with(told.claim.evidence.quote, stems))
