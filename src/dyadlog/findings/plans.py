"""Plans: one thing to come that pages announce for different days or places."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations, pairwise

from dyadlog.findings.book import Book, Told
from dyadlog.findings.corroboration import LOOSE_METHODS, show_interval
from dyadlog.findings.figures import kind_for
from dyadlog.findings.notes import either, show_time
from dyadlog.findings.places import name_places
from dyadlog.findings.sides import (
    are_printed_alike,
    common_states,
    make_finding,
    printed_within,
    side_of,
)
from dyadlog.records import Event, Finding

NEAR = timedelta(days=14)
"""Pages printed further apart than this speak of different plans, or of one that has changed."""
COMMON_STEMS = 2
"""Content words that two announcements must share to be of one thing: "the first round"."""
LONG_WORD = 5
"""Letters of a word that describes; shorter ones before a noun are mostly articles and prepositions."""
MOST_PLANS = 80


def find_plans(book: Book) -> Iterator[Finding]:
    """For every two pages, a plan of one sort in like words that they put on different days."""
    by_family: dict[str, list[Told]] = defaultdict(list)
    event_of: dict[str, Event] = {claim_id: event for event in book.events for claim_id in event.claims}
    for one in book.told.values():
        family = book.knowledge.families.get(one.claim.kind)
        ahead = one.claim.modality == "planned" and not one.claim.negated and not family.spoken
        if ahead and _is_dated(one) and not (one.in_headline or one.is_print):
            by_family[family.name].append(one)
    for plans in by_family.values():
        for one, other in combinations(plans[:MOST_PLANS], 2):
            same = event_of.get(one.claim.claim_id) is event_of.get(other.claim.claim_id)
            if not same and _may_be_one(book, one, other) and not _is_told_by_both(plans, one, other):
                yield _make(book, one, other)


def _is_dated(told: Told) -> bool:
    when = told.claim.when
    return when is not None and when.method not in LOOSE_METHODS and when.start is not None and when.end is not None


def _may_be_one(book: Book, one: Told, other: Told) -> bool:
    """Whether two announcements of different days can be of one thing."""
    when, then = one.claim.when, other.claim.when
    if when is None or then is None or when.overlaps(then) or one.origin == other.origin:
        return False
    if not printed_within(NEAR, one.document, other.document):
        return False
    states, others = one.states, other.states
    shared = one.stems & other.stems
    alike = bool(states & others) and (len(shared) >= COMMON_STEMS or _share_phrase(book, one, other))
    nested = states <= others or others <= states
    return alike and nested and not are_printed_alike(one.claim.evidence.quote, other.claim.evidence.quote)


def _share_phrase(book: Book, one: Told, other: Told) -> bool:
    """Whether both call it by the same two words, a short description with its noun: "first round"."""
    shared = one.stems & other.stems
    phrases = []
    for told in (one, other):
        words = told.claim.evidence.quote.casefold().split()
        phrases.append({pair for pair in pairwise(words) if pair[0].isalpha() and len(pair[0]) >= LONG_WORD})
    return any(shared & {*book.knowledge.content_words.stems(noun)} for _, noun in phrases[0] & phrases[1])


def _is_told_by_both(plans: list[Told], one: Told, other: Told) -> bool:
    """Whether one of the two pages has a plan for the other's days as well: then there are two plans."""
    return any(
        plan.origin == page.origin
        and plan.claim.when is not None
        and there.claim.when is not None
        and plan.claim.when.overlaps(there.claim.when)
        for page, there in ((one, other), (other, one))
        for plan in plans
    )


def _make(book: Book, one: Told, other: Told) -> Finding:
    values, sides = [], []
    for told in (one, other):
        assert told.claim.when is not None
        places = [place.name for place in name_places(book, told)]
        values.append(", ".join([show_time(told.claim.when) or show_interval(told.claim.when), *places[:1]]))
        sides.append(side_of(told, show_interval(told.claim.when)))
    states = common_states(book, one, other)
    return make_finding(kind_for(one, other, "date"), "date", sides, states, note=f"planned for {either(values)}")
