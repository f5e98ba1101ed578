"""Across: reports of one thing that stand as events of their own, compared with each other."""

from collections.abc import Iterator

from dyadlog.findings.book import Book
from dyadlog.findings.days import find_days
from dyadlog.findings.denials import find_denials
from dyadlog.findings.matters import lay_out
from dyadlog.findings.outcomes import find_outcomes
from dyadlog.findings.participants import find_participants
from dyadlog.findings.promises import find_promises
from dyadlog.findings.roles import find_roles
from dyadlog.findings.spots import find_spots
from dyadlog.records import Finding

FINDERS = (find_denials, find_outcomes, find_promises, find_days, find_roles, find_spots, find_participants)
"""Each looks at the claims of one time, as ``lay_out`` has them."""


def find_across(book: Book) -> Iterator[Finding]:
    """What differs between events of which pages plainly speak as one."""
    matters = lay_out(book)
    for finder in FINDERS:
        yield from finder(book, matters)
