"""Implausible figures: above what there can be of such a thing at all."""

from collections.abc import Iterator

from dyadlog.findings.book import Book
from dyadlog.findings.count_sides import name_field, sides_of, states_of_counts, told_by_each
from dyadlog.findings.counting import Counter
from dyadlog.findings.counts import NUMBER, PERCENT, Count, agree
from dyadlog.findings.sides import make_finding
from dyadlog.records import Finding

MOST_RIVALS = 3
"""Figures of the same thing shown beside one that cannot be."""
WHOLE = 100
"""Percent of all there is."""


def find_implausible(book: Book) -> Iterator[Finding]:
    """Figures above what there can be of such a thing at all, with what other pages give."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    counts = [c for c in Counter(book).read(book.told.values(), event_of) if not c.told.is_print]
    measures = book.knowledge.count_words
    telling = measures.measures("sums") | measures.measures("flows") | measures.measures("outcomes") | {"border length"}
    for count in counts:
        if _is_absurd(book, count):
            rivals = [
                other
                for other in counts
                if other.measures & count.measures & telling
                and other.family == count.family
                and other.figure.unit == count.figure.unit
                and other.told.claim.states() == count.told.claim.states()
                and not _is_absurd(book, other)
                and not agree(count, other)
            ]
            shown = [count, *told_by_each(rivals)[:MOST_RIVALS]]
            note = f"{count.original}: more than there can be"
            yield make_finding("implausible", name_field(count), sides_of(shown), states_of_counts(shown), note=note)


def _is_absurd(book: Book, count: Count) -> bool:
    low = count.low if count.low > 0 else count.high
    if count.family == PERCENT:
        after = count.told.document.text[count.figure.end : count.told.claim.evidence.end]
        return low > WHOLE and book.knowledge.count_words.share_of_all.match(after) is not None
    units = (count.figure.unit or "", count.family, *(("person", "object") if count.family == NUMBER else ()))
    bounds = [book.knowledge.conversions.most(measure, unit) for measure in count.measures for unit in units if unit]
    return any(bound is not None and low > bound for bound in bounds)
