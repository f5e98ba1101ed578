"""Revisions: an outlet or an issuer that gives another figure than before, and pages that give two."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.count_sides import make_tally
from dyadlog.findings.counts import DOCUMENTS, Count, agree, is_unit_conflict
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import Event, Finding, Instrument

UNKNOWN = "unknown"


def find_revisions(
    book: Book, group: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """An outlet that gives another figure on a later page, an issuer that does, or a page that says it is a new one."""
    shown: set[str] = set()
    for one, other in combinations(group, 2):
        if one.told.origin == other.told.origin or one.told.document is other.told.document:
            continue
        ordered = _put_in_order(book, one, other)
        if ordered is None:
            continue
        earlier, later = ordered
        outlet = later.told.outlet
        new = not agree(one, other) or _is_sharper(earlier, later)
        new = new and (not is_unit_conflict(one, other) or _says_so(book, later))
        if new and outlet not in shown and _is_new_word(book, earlier, later):
            shown.add(outlet)
            yield from make_tally("revision", [earlier, later], event, instrument)


def _is_new_word(book: Book, earlier: Count, later: Count) -> bool:
    """Whether the later figure is of the same outlet or issuer, or is said to be a new one."""
    return _are_of_one_outlet(earlier, later) or is_one_issuer(earlier.told, later.told) or _says_so(book, later)


def is_one_issuer(one: Told, other: Told) -> bool:
    """Whether two claims stand on the word of one and the same speaker, named or of one office of one side."""
    issuers, others = _issuers(one), _issuers(other)
    return bool(issuers & others)


def _issuers(told: Told) -> frozenset[tuple[str, str]]:
    links = told.claim.attribution[-1:]
    return frozenset((fold_name(link.speaker), link.side) for link in links if link.speaker and link.side)


def _says_so(book: Book, later: Count) -> bool:
    quote = later.told.claim.evidence.quote
    told = book.knowledge.threads.find("revision", quote) is not None
    return told or book.knowledge.count_words.stands_in("correction", quote)


def _put_in_order(book: Book, one: Count, other: Count) -> tuple[Count, Count] | None:
    """The earlier and the later one, by their days, what is known of those, or the word of correction in one."""
    first, second = _printed(one.told), _printed(other.told)
    if first[1] is not None and second[0] is not None and first[1] < second[0]:
        return one, other
    if second[1] is not None and first[0] is not None and second[1] < first[0]:
        return other, one
    if _says_so(book, one) != _says_so(book, other):
        return (other, one) if _says_so(book, one) else (one, other)
    return (one, other) if _are_of_one_outlet(one, other) else None


def _are_of_one_outlet(one: Count, other: Count) -> bool:
    return one.told.outlet == other.told.outlet and one.told.document.outlet is not None


def _printed(told: Told) -> tuple[date | None, date | None]:
    """The first and the last day on which a page can have been printed."""
    published = told.document.publication
    return (published.day, published.day) if published.day else (published.not_before, published.not_after)


def _is_sharper(earlier: Count, later: Count) -> bool:
    """Whether a later number lies above what an earlier bound said at least."""
    return earlier.figure.bound == "at_least" and later.low > earlier.low


def find_self_contradictions(
    group: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """A page that gives two figures on the word of the same, or a number of what there was none of."""
    for one, other in combinations(group, 2):
        if one.told.document is not other.told.document or agree(one, other):
            continue
        none = (one.high == 0) != (other.high == 0)
        if none or (speakers(one) == speakers(other) and _are_alike(one, other)):
            unit = is_unit_conflict(one, other)
            yield from make_tally("unit" if unit else "self_contradiction", [one, other], event, instrument)
            return


def _are_alike(one: Count, other: Count) -> bool:
    if DOCUMENTS in one.measures & other.measures:
        return bool(one.sort & other.sort)
    return bool(one.sort & other.sort or (not one.sort and not other.sort and one.topic & other.topic))


def speakers(count: Count) -> frozenset[str | None]:
    """On whose word a figure stands."""
    return frozenset(link.side or link.speaker for link in count.told.claim.attribution)
