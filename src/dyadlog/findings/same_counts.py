"""Same counts: whether two figures are of one thing, whether or not they agree.

They are where they measure alike, in units that can be converted, of the same people or goods, both as done or both as
foreseen, at times that can be one. Two claims of one event need no more; others must share words, a day or those who
are counted.
"""

import re
from datetime import timedelta
from functools import lru_cache

from dyadlog.findings.book import Book, Told
from dyadlog.findings.counts import DAYS, MONEY, NUMBER, PERCENT, Count
from dyadlog.findings.sides import are_printed_alike, printed_within
from dyadlog.records import Interval

LOOSE_METHODS = ("published", "narrative")
"""Dates that a page does not state but that follow from where a sentence stands."""
NEAR = timedelta(days=60)
"""Pages printed further apart than this may give the figures of two different times."""
DAYS_APART = timedelta(days=2)
"""How far the days of one incident may lie apart in two reports of it."""
LAG = timedelta(days=7)
"""The same where the days only follow from where a sentence stands."""
SHORT = 7
"""Days of what is told as one happening, of which the days may be in dispute as well."""
ALIKE_PERIODS = 0.6
"""Share of days that two periods must have in common for totals of them to be compared."""
COMMON_STEMS = 2
"""Content words that two sentences of different events must share."""
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def count_the_same(book: Book, one: Count, other: Count) -> bool:
    """Whether two figures are of one thing."""
    standing = book.knowledge.count_words.measures("standing") & one.measures & other.measures
    if one.family != other.family or one.aim != other.aim or (one.ahead != other.ahead and not standing):
        return False
    if one.part != other.part and (one.low, one.high) != (other.low, other.high):
        return False
    if _sentence(one) == _sentence(other):
        return False
    if not _measure_alike(book, one, other) or not _of_the_same(one, other):
        return False
    if one.deadline and other.deadline and one.deadline.year != other.deadline.year and (one.aim or other.aim):
        return False
    if one.ahead and other.ahead and _of_other_years(one, other):
        return False
    return _of_one_time(book, one, other) and (bool(one.events & other.events) or _are_tied(book, one, other))


def _sentence(count: Count) -> tuple[str, int]:
    return count.told.document.document_id, count.told.claim.sentence


def _of_other_years(one: Count, other: Count) -> bool:
    """Whether two aims are for different years, as far as their sentences name any."""
    first, second = (_years_in(count.told.claim.evidence.quote) for count in (one, other))
    return bool(first and second) and not first & second


@lru_cache(maxsize=4096)
def _years_in(quote: str) -> frozenset[str]:
    return frozenset(YEAR.findall(quote))


def _measure_alike(book: Book, one: Count, other: Count) -> bool:
    """Whether both figures measure one thing by their words."""
    words = book.knowledge.count_words
    if one.outcome or other.outcome:
        return one.outcome == other.outcome
    named, there = one.measures - {"value"}, other.measures - {"value"}
    if named & there:
        return True
    if one.family == MONEY and (named ^ there) & words.measures("standing"):
        return bool(one.topic & other.topic) and not (named and there)
    together = bool(one.events & other.events)
    if one.family == DAYS:
        return together and _lasts(book, one) and _lasts(book, other)
    if together and one.family not in (NUMBER, PERCENT) and not (named | there) & words.measures("streams"):
        return True
    if named and there:
        return False
    if one.family == MONEY and (named | there) & words.measures("flows"):
        return False
    if one.topic & other.topic or (one.family == MONEY and not (named or there)):
        return True
    if one.family == MONEY and one.told.claim.kind == other.told.claim.kind:
        return one.told.claim.kind in words.words("promise")
    crossed = one.topic & other.told.stems and other.topic & one.told.stems
    return together and one.family == PERCENT and bool(crossed)


def _lasts(book: Book, count: Count) -> bool:
    """Whether a figure tells how long something took."""
    before = count.told.document.text[count.told.claim.evidence.start : count.figure.start]
    return book.knowledge.count_words.stands_before("lasting", before) or "-" in count.figure.original


def _of_the_same(one: Count, other: Count) -> bool:
    """Whether the people or things counted can be the same: of one state, of one sort."""
    if one.events & other.events and (one.pointing or other.pointing):
        return one.low == other.low and one.high == other.high
    if one.whose != other.whose and ((one.whose and other.whose) or (one.outcome and not one.sort & other.sort)):
        return False
    named = (one.measures & other.measures) - {one.outcome}
    return bool(named) or not (one.sort and other.sort) or bool(one.sort & other.sort)


def _of_one_time(book: Book, one: Count, other: Count) -> bool:
    """Whether the times of two figures can be one: the same days, or for totals nearly the same stretch."""
    when, then = one.when, other.when
    if when is None or then is None or None in (when.start, when.end, then.start, then.end):
        return True
    assert when.start and when.end and then.start and then.end
    gap = _gap(when, then)
    loose = any(i.method in LOOSE_METHODS for i in (when, then))
    if one.outcome:
        return gap <= (LAG if loose else DAYS_APART)
    if loose:
        return gap <= NEAR
    if (when.days() or 0) <= SHORT and (then.days() or 0) <= SHORT:
        return gap <= (LAG if one.events & other.events else DAYS_APART)
    shared = (min(when.end, then.end) - max(when.start, then.start)).days + 1
    whole = (max(when.end, then.end) - min(when.start, then.start)).days + 1
    flows = one.measures & book.knowledge.count_words.measures("flows")
    return shared / whole >= ALIKE_PERIODS or bool(one.events & other.events and shared > 0 and not flows)


def _gap(when: Interval, then: Interval) -> timedelta:
    """Days between two times; none where they meet."""
    assert when.start and when.end and then.start and then.end
    return max(when.start - then.end, then.start - when.end, timedelta())


def _are_tied(book: Book, one: Count, other: Count) -> bool:
    """Whether two claims of different events speak of one matter."""
    first, second = one.told, other.told
    words = book.knowledge.count_words
    together = first.document is second.document
    if not together and not first.states & second.states:
        return False
    dated = one.when is not None and other.when is not None and _are_dated(one, other)
    if not dated and not printed_within(NEAR, first.document, second.document):
        return False
    if are_printed_alike(first.claim.evidence.quote, second.claim.evidence.quote):
        return False
    if one.measures & other.measures & words.measures("flows"):
        return dated or (one.ahead and other.ahead and _of_same_states(book, first, second))
    if one.measures & other.measures & words.measures("standing") and _of_same_states(book, first, second):
        return one.family != MONEY or bool(first.stems & second.stems - _cost_words(book))
    return _shared_words(book, one, other, dated=dated) >= COMMON_STEMS


def _shared_words(book: Book, one: Count, other: Count, *, dated: bool) -> int:
    """How much two sentences have in common: words, and beyond them a day and those who are counted."""
    first, second = one.told, other.told
    if one.outcome:
        if one.sort and other.sort and not one.sort & other.sort:
            return 0
        words = book.knowledge.count_words.words("outcome words")
        outcomes = {stem for word in words for stem in book.knowledge.content_words.stems(word)}
        shared = len((first.stems & second.stems) - outcomes - one.sort)
        return shared + bool(dated) + bool(one.whose and one.whose == other.whose)
    if not one.topic & other.topic and one.family != MONEY and not one.measures & other.measures:
        return 0
    days = [c.when for c in (one, other) if c.when is not None and c.when.start and c.when.end]
    close = dated and len(days) > 1 and _gap(days[0], days[1]) <= DAYS_APART
    together = first.document is second.document
    shared = len(first.stems & second.stems) or (len(one.topic & other.topic) if together else 0)
    return shared + (close or together) + (close and _of_same_states(book, first, second))


def _cost_words(book: Book) -> frozenset[str]:
    return frozenset(s for word in ("cost", "costs", "price") for s in book.knowledge.content_words.stems(word))


def _of_same_states(book: Book, one: Told, other: Told) -> bool:
    first, second = one.states, other.states
    return len(first) > 1 and first == second


def _are_dated(one: Count, other: Count) -> bool:
    return not any(c.when is not None and c.when.method == "published" for c in (one, other))
