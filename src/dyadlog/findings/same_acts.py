"""Same acts: what two pages tell in ways so unlike that it stands as two happenings, and yet agree on.

One page says "released", the other "handed over"; one says that both did it, the other tells it of each in turn. The
same number of the same people, or the same words, of the same states at the same time are too much for chance.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.corroboration import LOOSE_METHODS
from dyadlog.findings.figures import show_figure
from dyadlog.findings.sides import (
    are_printed_alike,
    common_states,
    make_finding,
    printed_within,
    side_of,
    states_of,
)
from dyadlog.records import Finding, Quantity

NEAR = timedelta(days=60)
"""Pages printed further apart than this look back on different times."""
MONTH_DAYS = 31
"""Days within which two acts of the same states in like words are likely one."""
FEWEST = 2
"""One of something is no figure to know it by."""
TELLING = 10
"""A count from which the same number is hardly the same by chance."""
COMMON_STEMS = 2
COMMON_WORDS = 3
"""Content words that two acts without a figure must share."""
MOST_ROWS = 60
"""Sentences with one figure for one pair of states that are compared; beyond that it is a round number."""


def find_same_acts(book: Book) -> Iterator[Finding]:
    """For every two pages, the acts told of the same states with the same figure, or in like words."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    shown: set[tuple[object, ...]] = set()
    for one, figure, other, there in _pairs_with_figures(book):
        key = (frozenset((one.origin, other.origin)), figure.low)
        if key not in shown and not _in_one_event(event_of, one, other):
            shown.add(key)
            sides = [side_of(one, show_figure(figure)), side_of(other, show_figure(there))]
            note = f"both tell of {show_figure(min((figure, there), key=lambda f: len(f.original)))}"
            yield make_finding("corroborated", "act", sides, common_states(book, one, other), note=note)
    for one, other in _pairs_in_like_words(book):
        pages = (one.document.document_id, one.claim.sentence, other.document.document_id, other.claim.sentence)
        if pages not in shown and not _in_one_event(event_of, one, other):
            shown.add(pages)
            sides = [side_of(told, told.claim.kind) for told in (one, other)]
            note = " and ".join(f"“{told.claim.kind.replace('_', ' ')}”" for told in (one, other))
            states = states_of(one.claim, other.claim)
            yield make_finding("corroborated", "act", sides, states, note=f"one act in like words, told as {note}")


def _in_one_event(event_of: dict[str, str], one: Told, other: Told) -> bool:
    event = event_of.get(one.claim.claim_id)
    return event is not None and event == event_of.get(other.claim.claim_id)


def _pairs_with_figures(book: Book) -> Iterator[tuple[Told, Quantity, Told, Quantity]]:
    rows: dict[tuple[frozenset[str], float], list[tuple[Told, Quantity]]] = defaultdict(list)
    for one in book.told.values():
        if not one.happened or one.in_headline or one.is_print:
            continue
        for figure in one.claim.quantities:
            if figure.low is not None and figure.low >= FEWEST and figure.unit and not figure.unit.isupper():
                for pair in combinations(sorted(one.states), 2):
                    rows[frozenset(pair), figure.low].append((one, figure))
    pairs = [
        (one, figure, other, there)
        for group in rows.values()
        if len(group) <= MOST_ROWS
        for (one, figure), (other, there) in combinations(group, 2)
        if _may_be_one(book, one, figure, other, there)
    ]
    yield from sorted(pairs, key=lambda pair: (pair[0].order, pair[1].start, pair[2].order, pair[3].start))


def _may_be_one(book: Book, one: Told, figure: Quantity, other: Told, there: Quantity) -> bool:
    """Whether the same number counts the same in two sentences: like nouns, and acts or times that fit."""
    if not _apart(one, other) or figure.unit != there.unit:
        return False
    heads = [book.knowledge.content_words.stems(show_figure(found))[-1:] for found in (figure, there)]
    if heads[0] != heads[1] or not heads[0]:
        return False
    families = book.knowledge.families
    alike = (
        one.claim.event_type is not None
        and families.get(one.claim.kind).name == families.get(other.claim.kind).name
        and not families.get(one.claim.kind).spoken
    )
    if one.claim.when is None or other.claim.when is None:
        return alike
    if not one.claim.when.overlaps(other.claim.when):
        return False
    return alike or (
        _is_dated(one)
        and _is_dated(other)
        and figure.low is not None
        and (figure.low >= TELLING or len(one.stems & other.stems) >= COMMON_STEMS)
    )


def _apart(one: Told, other: Told) -> bool:
    """Whether two claims are of independent pages of about one time, in words of their own."""
    return (
        one.origin != other.origin
        and printed_within(NEAR, one.document, other.document)
        and not are_printed_alike(one.claim.evidence.quote, other.claim.evidence.quote)
    )


def _is_dated(told: Told) -> bool:
    """Whether a page gives the act a time of its own, of a month at the most."""
    when = told.claim.when
    if when is None or when.method in LOOSE_METHODS:
        return False
    days = when.days()
    return days is not None and days <= MONTH_DAYS


def _pairs_in_like_words(book: Book) -> Iterator[tuple[Told, Told]]:
    """Acts of one quad class by the same states in one month, told by two pages in words they share."""
    rows: dict[tuple[int, frozenset[str]], list[Told]] = defaultdict(list)
    for one in book.told.values():
        family = book.knowledge.families.get(one.claim.kind)
        states = one.claim.states()
        told_itself = one.happened and not (one.in_headline or one.is_print or family.spoken)
        if told_itself and len(states) > 1 and one.claim.quad_class is not None and _is_dated(one):
            rows[one.claim.quad_class, frozenset(states)].append(one)
    for group in rows.values():
        for one, other in combinations(group[:MOST_ROWS], 2):
            when, then = one.claim.when, other.claim.when
            alike = len(one.stems & other.stems) >= COMMON_WORDS and _doers_meet(book, one, other)
            if alike and when is not None and then is not None and when.overlaps(then) and _apart(one, other):
                yield one, other


def _doers_meet(book: Book, one: Told, other: Told) -> bool:
    """Whether the same side does it, or both do it together in one of the reports."""
    if any(book.knowledge.kinds.get(told.claim.kind).mutual for told in (one, other)):
        return True
    doers = [{code for party in told.claim.actors for code in party.states} for told in (one, other)]
    return bool(doers[0] & doers[1])
