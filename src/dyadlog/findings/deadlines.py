"""Deadlines: one instrument for which pages of one time give days that cannot both be meant."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.matters import printed
from dyadlog.findings.notes import either, show_day
from dyadlog.findings.sides import MOST_SIDES, make_finding, one_of_each, side_of
from dyadlog.records import Finding, Instrument

ROUGHLY = timedelta(days=31)
"""Days of a month: "by September" and "by 1 September" go together."""
NEAR = timedelta(days=60)
"""Pages printed further apart than this tell of a day that has been moved."""


def find_deadlines(book: Book) -> Iterator[Finding]:
    """For every instrument, the pages that give one of the deadlines in question."""
    for instrument in book.instruments:
        due = _read_deadlines(book, instrument)
        pairs = [pair for pair in combinations(sorted(due), 2) if _differ(due, *pair)]
        days = sorted({day for pair in pairs for day in pair})
        rows = [(one, day) for day in days for one in one_of_each(due[day], MOST_SIDES // max(len(days), 1))]
        if rows:
            sides = [side_of(one, day.isoformat()) for one, day in sorted(rows, key=lambda row: row[0].order)]
            note = f"due by {either(map(show_day, days))}"
            yield make_finding("date", "deadline", sides, instrument.states, instrument=instrument, note=note)


def _read_deadlines(book: Book, instrument: Instrument) -> dict[date, list[Told]]:
    due: dict[date, list[Told]] = defaultdict(list)
    for claim_id in dict.fromkeys(report.claim_id for report in instrument.history):
        one = book.told.get(claim_id)
        if one is not None and not (one.denied or one.is_print or one.in_headline):
            named = {i.deadline for i in one.claim.instruments if i.kind == instrument.kind and i.deadline is not None}
            for day in sorted(named):
                due[day].append(one)
    return due


def _differ(due: dict[date, list[Told]], first: date, second: date) -> bool:
    """Whether two pages of one time give the one day and the other."""
    pairs = ((one, other) for one in due[first] for other in due[second] if one.origin != other.origin)
    days = ((printed(one.document), printed(other.document)) for one, other in pairs)
    near = any(said is not None and told is not None and abs(said - told) <= NEAR for said, told in days)
    return near and second - first > ROUGHLY
