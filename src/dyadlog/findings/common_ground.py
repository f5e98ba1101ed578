"""Common ground: sources that tell of the same speaker's stance, or of the same matters between the same states."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import make_finding, many_origins, one_of_each, side_of, states_of
from dyadlog.records import Event, Finding

NEAR = timedelta(days=60)
"""Pages printed further apart than this speak of different rounds of dealings."""
COMMON_STEMS = 3
"""Content words two sentences must share to speak of one matter."""
COMMON_WORDS_LIMIT = 200
"""A word in more sentences than this says little about any of them, and would make the work grow with the square."""
MATTERS_A_PAIR = 4
"""How many common matters of two pages are shown; the closest ones."""


def find_common_ground(book: Book) -> Iterator[Finding]:
    """Stances and matters that independent sources report alike, beyond what one event holds."""
    yield from _stances(book)
    yield from _matters(book)


def _stances(book: Book) -> Iterator[Finding]:
    """The same person speaking to the same state in the same way, told by independent sources of about one time."""
    spoken: dict[tuple[str, str, frozenset[str]], list[Told]] = defaultdict(list)
    for event in book.events:
        family = book.knowledge.families.get(event.kind)
        if not family.spoken:
            continue
        for one in book.told_of(event):
            targets = frozenset(code for party in one.claim.recipients for code in party.states)
            for party in one.claim.actors:
                if party.is_named_person and targets and not one.denied:
                    spoken[family.name, book.canonical(party.actor_id), targets].append(one)
    events = {claim_id: event for event in book.events for claim_id in event.claims}
    for told in spoken.values():
        near = [one for one in told if any(one.origin != other.origin and _printed_near(one, other) for other in told)]
        in_events = {events[one.claim.claim_id].event_id for one in near}
        if many_origins(near) and len(in_events) > 1:
            sides = [side_of(one, one.claim.kind) for one in one_of_each(near)]
            yield make_finding("corroborated", "stance", sides, states_of(*(one.claim for one in near)))


def _printed_near(one: Told, other: Told) -> bool:
    """Whether two pages are of about one time; a page without a date may be of any."""
    days = [told.document.publication.day or told.document.publication.not_after for told in (one, other)]
    first, second = days
    return first is None or second is None or _gap(first, second) <= NEAR


def _gap(first: date, second: date) -> timedelta:
    return abs(first - second)


def _matters(book: Book) -> Iterator[Finding]:
    """Sentences of independent pages, about the same states, that share several content words."""
    events = {claim_id: event for event in book.events for claim_id in event.claims}
    by_pair: dict[tuple[str, str], list[tuple[int, Told, Told, frozenset[str]]]] = defaultdict(list)
    for (one, other), stems in _common_stems(book).items():
        first, second = book.told[one], book.told[other]
        if len(stems) < COMMON_STEMS or not _printed_near(first, second) or _one_event(events, first, second):
            continue
        by_pair[first.origin, second.origin].append((len(stems), first, second, frozenset(stems)))
    for rows in by_pair.values():
        used: set[int] = set()
        shown = 0
        for _, first, second, common in sorted(rows, key=lambda row: (-row[0], row[1].order, row[2].order)):
            sentences = {first.order, second.order}
            if used & sentences or shown == MATTERS_A_PAIR:
                continue
            used |= sentences
            shown += 1
            sides = [side_of(one, _show_words(book, one, common)) for one in (first, second)]
            yield make_finding("corroborated", "agenda", sides, states_of(first.claim, second.claim))


def _one_event(events: dict[str, Event], first: Told, second: Told) -> bool:
    mine, theirs = events.get(first.claim.claim_id), events.get(second.claim.claim_id)
    return mine is not None and theirs is not None and mine.event_id == theirs.event_id


def _common_stems(book: Book) -> dict[tuple[str, str], set[str]]:
    """Pairs of claims of different origins that name the same states, with the content words they share."""
    postings: dict[tuple[frozenset[str], str], list[Told]] = defaultdict(list)
    sentences: set[tuple[str, int, frozenset[str]]] = set()
    for one in book.told.values():
        states = one.claim.states()
        words = (one.document.document_id, one.claim.evidence.start, states)
        if len(states) > 1 and not one.in_headline and words not in sentences:
            sentences.add(words)
            for stem in one.stems:
                postings[states, stem].append(one)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, stem), told in postings.items():
        if len(told) <= COMMON_WORDS_LIMIT:
            for first, second in combinations(told, 2):
                if first.origin != second.origin:
                    shared[first.claim.claim_id, second.claim.claim_id].add(stem)
    return shared


def _show_words(book: Book, told: Told, stems: frozenset[str]) -> str:
    words: Sequence[str] = book.knowledge.content_words.words_with(told.claim.evidence.quote, stems)
    return ", ".join(Counter(words))
