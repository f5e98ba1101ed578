"""Holders: who holds which office, as pages say it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, are_printed_alike, cut_quote, make_finding
from dyadlog.knowledge.transliteration import fold_name, name_similarity
from dyadlog.records import Document, Evidence, Finding, Occupancy, Reading, Side

SAME_TERM = timedelta(days=30)
"""Pages this close to each other tell of one term of office: a change between them would be news by itself."""
LEADING_RANKS = 2
LEADING = ("executive", "monarchy")
"""Branches whose first offices nobody holds two of."""
ONE_NAME = 0.8
"""Similarity from which two names are likely spellings of one."""
HIGHEST_RANKS = 3
"""Ranks of offices that one person at a time holds: heads of state and government, ministers, speakers, chiefs."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One page's word that a person holds an office.

    ``post`` is the office as knowledge knows it, ``single`` whether one person holds it at a time, ``highest`` whether
    it leads the state.
    """

    person: str
    occupancy: Occupancy
    document: Document
    origin: str
    post: str
    single: bool
    highest: bool
    quote: Evidence

    @property
    def day(self) -> date | None:
        """The day the page was printed, as far as known."""
        return self.document.publication.day or self.document.publication.not_after


def find_offices(book: Book) -> Iterator[Finding]:
    """Offices that independent pages give one person alike, and posts to which pages give different holders."""
    seats = [seat for reading in book.readings for seat in _seats(book, reading)]
    by_person: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    by_post: dict[tuple[str, str | None], list[Seat]] = defaultdict(list)
    for seat in seats:
        by_person[seat.person, seat.post].append(seat)
        if seat.single and seat.occupancy.state is not None:
            by_post[seat.post, seat.occupancy.state].append(seat)
    states_held: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for seat in seats:
        states_held[fold_name(seat.occupancy.person), seat.post].add(seat.occupancy.state)
    for agreeing in by_person.values():
        shown = _one_of_each_origin(agreeing)
        if len(shown) > 1:
            note = f"sources give {book.names.get(shown[0].person, shown[0].occupancy.person)} the same office"
            yield make_finding("corroborated", "office", [_side(seat) for seat in shown], _states(shown), note=note)
    for holders in by_post.values():
        # one name in one post for two states is a doubt of ours about the name and no quarrel between pages
        clear = [seat for seat in holders if len(states_held[fold_name(seat.occupancy.person), seat.post]) == 1]
        if pair := _first_rivals(clear):
            sides = [Side(None, seat.quote, seat.occupancy.person) for seat in pair]
            note = f"{pair[0].occupancy.office}: {either(seat.occupancy.person for seat in pair)}"
            yield make_finding("office", "office holder", sides, _states(pair), note=note)
    yield from _differing_titles(seats)


def _seats(book: Book, reading: Reading) -> Iterator[Seat]:
    """The offices that a page gives people, each once a person, with the sentence that says so."""
    document = reading.document
    seen: set[tuple[str, str]] = set()
    for occupancy in reading.occupancies:
        if document is None or not occupancy.evidence:
            continue
        person = book.canonical(occupancy.actor_id)
        post, single, highest = _post_of(book, occupancy)
        if (person, post) not in seen:
            seen.add((person, post))
            quote = _sentence_around(reading, document, occupancy.evidence[0])
            yield Seat(person, occupancy, document, book.origin_of(document), post, single, highest, quote)


def _post_of(book: Book, occupancy: Occupancy) -> tuple[str, bool, bool]:
    """The post that an office's words name, whether one person at a time holds it, and whether it leads the state."""
    matches = book.knowledge.offices.match_titles(occupancy.office.split())
    if len(matches) != 1 or matches[0].effects:
        return occupancy.office.casefold(), False, False
    office = matches[0].office
    single = office.rank <= HIGHEST_RANKS and office.body is not None and len(office.titles[0].split()) > 1
    leads = office.rank <= LEADING_RANKS and office.branch in LEADING
    return office.office_id, single or office.rank == 1, leads


def _sentence_around(reading: Reading, document: Document, evidence: Evidence) -> Evidence:
    for sentence in reading.sentences:
        if sentence.start <= evidence.start and evidence.end <= sentence.end:
            return cut_quote(document, sentence.start, sentence.end, evidence.start)
    return evidence


def _one_of_each_origin(seats: Sequence[Seat]) -> list[Seat]:
    """The first word of every source, sentences that are printed alike once."""
    chosen: dict[str, Seat] = {}
    for seat in seats:
        if not any(are_printed_alike(seat.quote.quote, other.quote.quote) for other in chosen.values()):
            chosen.setdefault(seat.origin, seat)
    return list(chosen.values())[:MOST_SIDES]


def _side(seat: Seat) -> Side:
    return Side(None, seat.quote, seat.occupancy.office)


def _states(seats: Sequence[Seat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat.occupancy.state for seat in seats if seat.occupancy.state is not None))


def _first_rivals(holders: Sequence[Seat]) -> tuple[Seat, Seat] | None:
    """The first two people to whom different pages of about one time give a post that one person holds."""
    for number, seat in enumerate(holders):
        for other in holders[number + 1 :]:
            if seat.person == other.person or seat.origin == other.origin or not _terms_meet(seat, other):
                continue
            if name_similarity(seat.occupancy.person, other.occupancy.person) < ONE_NAME:
                return seat, other
    return None


def _terms_meet(seat: Seat, other: Seat) -> bool:
    """Whether both can be meant of one time: by the dates told of the terms, else by the days of the pages."""
    terms = [(one.occupancy.date_start or date.min, one.occupancy.date_end or date.max) for one in (seat, other)]
    if terms[0][0] > terms[1][1] or terms[1][0] > terms[0][1]:
        return False
    return seat.day is not None and other.day is not None and abs(seat.day - other.day) <= SAME_TERM


def _differing_titles(seats: Sequence[Seat]) -> Iterator[Finding]:
    """One person to whom pages of one time give different offices that nobody holds together."""
    by_person: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        by_person[seat.person].append(seat)
    for held in by_person.values():
        top = [seat for seat in held if seat.highest]
        pairs = (
            (one, other)
            for one, other in combinations(top, 2)
            if one.post != other.post and one.origin != other.origin and _terms_meet(one, other)
        )
        if pair := next(pairs, None):
            note = either(seat.occupancy.office for seat in pair)
            yield make_finding("office", "office", [_side(seat) for seat in pair], _states(pair), note=note)
