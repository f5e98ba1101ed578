"""Findings: what comparing the claims shows. Nothing is decided for the reader."""

from collections.abc import Iterator, Sequence
from itertools import chain

from dyadlog.findings.amounts import find_amounts
from dyadlog.findings.belligerents import find_belligerents
from dyadlog.findings.book import Book, open_book
from dyadlog.findings.common_ground import find_common_ground
from dyadlog.findings.corroboration import find_corroborations
from dyadlog.findings.countercharges import find_countercharges
from dyadlog.findings.denials import find_denials
from dyadlog.findings.differences import find_differences, find_twins
from dyadlog.findings.figures import find_figure_conflicts
from dyadlog.findings.holders import find_offices
from dyadlog.findings.periods import cut_windows
from dyadlog.findings.places import find_places
from dyadlog.findings.plans import find_plans
from dyadlog.findings.progress import find_progress
from dyadlog.findings.same_acts import find_same_acts
from dyadlog.findings.stances import find_stances
from dyadlog.findings.turns import find_headlines, find_turns, find_updates
from dyadlog.findings.wording import find_event_framings, find_framed_force, find_state_framings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Consolidation, Finding, Reading

__all__ = ["VERSION", "find"]

VERSION = "2"
"""Bumped when the findings of the same claims can change, so that a store compares them anew."""


OF_EVENTS = (
    find_figure_conflicts,
    find_differences,
    find_places,
    find_updates,
    find_event_framings,
    find_corroborations,
)
"""What compares the claims of one event, or of one instrument."""
OF_PAGES = (find_countercharges, find_headlines)
"""What compares the claims of one page."""
OF_PERIODS = (
    find_amounts,
    find_denials,
    find_twins,
    find_plans,
    find_belligerents,
    find_turns,
    find_framed_force,
    find_offices,
    find_same_acts,
    find_stances,
    find_common_ground,
)
"""What compares the claims of one time, whatever events they belong to."""


def find(readings: Sequence[Reading], consolidation: Consolidation, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Compare the claims of all pages: agreements, conflicts, framings and updates, each with the words of its sides.

    By what is compared: events and instruments, pages, times, names of states; within each in the order of the record.
    """
    book = open_book(readings, consolidation, knowledge)
    found = chain(
        find_of_events(book), find_of_pages(book), find_progress(book), find_of_periods(book), find_state_framings(book)
    )
    findings: dict[str, Finding] = {}
    for finding in found:
        findings.setdefault(finding.finding_id, finding)
    return tuple(findings.values())


def find_of_events(book: Book) -> Iterator[Finding]:
    """What the claims of each event, and of each instrument, show."""
    return chain.from_iterable(finder(book) for finder in OF_EVENTS)


def find_of_pages(book: Book) -> Iterator[Finding]:
    """What the claims of each page show."""
    return chain.from_iterable(finder(book) for finder in OF_PAGES)


def find_of_periods(book: Book, wanted: frozenset[int] | None = None) -> Iterator[Finding]:
    """What the claims of one time show; only of the windows that begin with a wanted block, where some are named."""
    for window in cut_windows(book, wanted):
        for finder in OF_PERIODS:
            yield from (finding for finding in finder(window.book) if window.holds(finding))
