"""Holders: who holds which office, as pages say it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.findings.book import Book
from dyadlog.findings.sides import MOST_SIDES, cut_quote, make_finding
from dyadlog.knowledge.transliteration import fold_name
from dyadlog.records import Document, Evidence, Finding, Occupancy, Reading, Side

SAME_TERM = timedelta(days=30)
"""Pages this close to each other tell of one term of office: a change between them would be news by itself."""
HIGHEST_RANKS = 3
"""Ranks of offices that one person at a time holds: heads of state and government, ministers, speakers, chiefs."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One page's word that a person holds an office; ``post`` is the office as knowledge knows it."""

    person: str
    occupancy: Occupancy
    document: Document
    origin: str
    post: str
    single: bool
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
            yield make_finding("corroborated", "office", [_side(seat) for seat in shown], _states(shown))
    for holders in by_post.values():
        # one name in one post for two states is a doubt of ours about the name and no quarrel between pages
        clear = [seat for seat in holders if len(states_held[fold_name(seat.occupancy.person), seat.post]) == 1]
        if pair := _first_rivals(clear):
            sides = [Side(None, seat.quote, seat.occupancy.person) for seat in pair]
            yield make_finding("office", f"holder: {pair[0].occupancy.office}", sides, _states(pair))
    yield from _differing_titles(seats)


def _seats(book: Book, reading: Reading) -> Iterator[Seat]:
    """The offices that a page gives people, each once a person, with the sentence that says so."""
    document = reading.document
    seen: set[tuple[str, str]] = set()
    for occupancy in reading.occupancies:
        if document is None or not occupancy.evidence:
            continue
        person = book.canonical(occupancy.actor_id)
        post, single = _post_of(book, occupancy)
        if (person, post) not in seen:
            seen.add((person, post))
            quote = _sentence_around(reading, document, occupancy.evidence[0])
            yield Seat(person, occupancy, document, book.origin_of(document), post, single, quote)


def _post_of(book: Book, occupancy: Occupancy) -> tuple[str, bool]:
    """The post that an office's words name, and whether one person at a time holds it."""
    matches = book.knowledge.offices.match_titles(occupancy.office.split())
    if len(matches) != 1 or matches[0].effects:
        return occupancy.office.casefold(), False
    office = matches[0].office
    single = office.rank <= HIGHEST_RANKS and office.body is not None and len(office.titles[0].split()) > 1
    return office.office_id, single or office.rank == 1


def _sentence_around(reading: Reading, document: Document, evidence: Evidence) -> Evidence:
    for sentence in reading.sentences:
        if sentence.start <= evidence.start and evidence.end <= sentence.end:
            return cut_quote(document, sentence.start, sentence.end, evidence.start)
    return evidence


def _one_of_each_origin(seats: Sequence[Seat]) -> list[Seat]:
    chosen: dict[str, Seat] = {}
    for seat in seats:
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
            if seat.person == other.person or seat.origin == other.origin:
                continue
            if seat.day is not None and other.day is not None and abs(seat.day - other.day) <= SAME_TERM:
                return seat, other
    return None


def _differing_titles(seats: Sequence[Seat]) -> Iterator[Finding]:
    """One person to whom different pages give different offices; one may hold both."""
    by_person: dict[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        by_person[seat.person].append(seat)
    for held in by_person.values():
        posts = {seat.origin: {s.post for s in held if s.origin == seat.origin} for seat in held}
        shown = _one_of_each_origin(held)
        apart = [seat for seat in shown if not any(posts[seat.origin] & posts[o] for o in posts if o != seat.origin)]
        if len(apart) > 1:
            note = "pages give different offices; both may be held"
            yield make_finding(
                "office", "office of a person", [_side(seat) for seat in apart], _states(apart), note=note
            )
