"""Comparing: which finder looks at what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from dyadlog.findings.across import find_across
from dyadlog.findings.belligerents import find_belligerents
from dyadlog.findings.book import Book, open_book
from dyadlog.findings.common_ground import find_common_ground
from dyadlog.findings.corroboration import find_corroborations
from dyadlog.findings.countercharges import find_countercharges
from dyadlog.findings.differences import find_differences, find_twins
from dyadlog.findings.documents import find_documents
from dyadlog.findings.doers import find_doers
from dyadlog.findings.headlines import find_headlines
from dyadlog.findings.holders import find_offices
from dyadlog.findings.implausible import find_implausible
from dyadlog.findings.loaded_words import find_loaded_words, find_loaded_words_near
from dyadlog.findings.periods import Stretch, cut_windows, name_scope, places_of
from dyadlog.findings.places import find_places
from dyadlog.findings.plans import find_plans
from dyadlog.findings.progress import find_progress
from dyadlog.findings.same_acts import find_same_acts
from dyadlog.findings.stances import find_stances
from dyadlog.findings.tallies import find_event_tallies, find_tallies
from dyadlog.findings.turns import find_turns, find_updates
from dyadlog.findings.wording import find_framed_force, find_state_framings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Comparison, Consolidation, Finding, Reading, Scoped, Sighting, read_sightings

EVENTS, PAGES, WINDOWS, STATES = 0, 1, 10**6, 10**9
"""Ranks of scopes; that of a window grows with its block."""

OF_EVENTS = (
    find_event_tallies,
    find_documents,
    find_differences,
    find_doers,
    find_places,
    find_updates,
    find_loaded_words,
    find_corroborations,
)
"""What compares the claims of one event, or of one instrument."""
OF_PAGES = (find_countercharges, find_headlines)
"""What compares the claims of one page."""
OF_PERIODS = (
    find_across,
    find_tallies,
    find_implausible,
    find_twins,
    find_plans,
    find_belligerents,
    find_turns,
    find_framed_force,
    find_loaded_words_near,
    find_same_acts,
    find_stances,
    find_common_ground,
)
"""What compares the claims of one time, whatever events they belong to."""


def find(readings: Sequence[Reading], consolidation: Consolidation, knowledge: Knowledge) -> tuple[Finding, ...]:
    """Compare the claims of all pages: agreements, conflicts, framings and updates, each with the words of its sides.

    By what is compared: events and instruments, pages, times, names of states; within each in the order of the record.
    """
    findings: dict[str, Finding] = {}
    for scoped in compare(readings, consolidation, knowledge).findings:
        findings.setdefault(scoped.finding.finding_id, scoped.finding)
    return tuple(findings.values())


def compare(readings: Sequence[Reading], consolidation: Consolidation, knowledge: Knowledge) -> Comparison:
    """The same with the scope of each finding, in order of their ranks."""
    book = open_book(readings, consolidation, knowledge)
    days = (r.document.publication.day for r in book.readings if r.document is not None)
    newest = max((day for day in days if day is not None), default=None)
    sightings = chain.from_iterable(read_sightings(reading) for reading in book.readings)
    found = chain(
        find_of_events(book, newest),
        find_of_pages(book),
        find_of_periods(book),
        find_of_posts(book, sightings),
        find_of_states(book),
    )
    return Comparison(tuple(found), tuple(list_presence(book.readings)))


def list_presence(readings: Iterable[Reading]) -> Iterator[tuple[int, str, str]]:
    """In which blocks of time each page has claims, for every two states of these and, as "", for any."""
    for reading in readings:
        if reading.document is not None:
            for block, pair in sorted(places_of(reading.document, reading.claims)):
                yield block, pair, reading.document.document_id


def find_of_events(book: Book, newest: date | None) -> Iterator[Scoped]:
    """What the claims of each event and each instrument show; ``newest`` is the day up to which pages were read."""
    for finding in chain(*(finder(book) for finder in OF_EVENTS), find_progress(book, newest)):
        yield Scoped(f"event:{finding.event_id or finding.instrument_id}", EVENTS, finding)


def find_of_pages(book: Book) -> Iterator[Scoped]:
    """What the claims of each page show."""
    for finding in chain.from_iterable(finder(book) for finder in OF_PAGES):
        yield Scoped(f"page:{finding.sides[0].evidence.document_id}", PAGES, finding)


def find_of_periods(book: Book, wanted: Collection[Stretch] | None = None) -> Iterator[Scoped]:
    """What the claims of one time show; only of the windows wanted, where some are named."""
    for window in cut_windows(book, wanted):
        for finding in chain.from_iterable(finder(window.book) for finder in OF_PERIODS):
            if window.holds(finding):
                yield Scoped(name_scope(window.stretch), WINDOWS + window.block, finding)


def find_of_posts(book: Book, sightings: Iterable[Sighting]) -> Iterator[Scoped]:
    """Who holds which office of each state."""
    for finding in find_offices(book, sightings):
        if finding.states:
            yield Scoped(f"posts:{finding.states[0]}", STATES, finding)


def find_of_states(book: Book) -> Iterator[Scoped]:
    """How pages call each state."""
    for finding in find_state_framings(book):
        yield Scoped(f"state:{finding.states[0]}", STATES, finding)
