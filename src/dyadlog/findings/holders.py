"""Holders: who holds which office, as pages say it."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, are_printed_alike, make_finding
from dyadlog.knowledge.posts import Post, read_posts
from dyadlog.knowledge.transliteration import fold_name, name_similarity
from dyadlog.records import Evidence, Finding, Occupancy, Side, Sighting

SAME_TERM = timedelta(days=30)
"""Sightings this close to each other are of one term of office: a change between them would be news by itself."""
HANDOVER = timedelta(days=7)
"""Days that pages may need to take up a change in office."""
ANY = ""
"""For a state: no page names another."""
NEIGHBOURS = 4
"""Sightings before and after one that it is compared with; more than one, as some may be prints of the same text."""
ONE_NAME = 0.8
"""Similarity from which two names are likely spellings of one."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One page's word that a person holds an office, and the days on which it sees them there, where it says."""

    person: str
    occupancy: Occupancy
    post: Post
    document_id: str
    origin: str
    first: date | None
    last: date | None
    quote: Evidence


def find_offices(book: Book, sightings: Iterable[Sighting]) -> Iterator[Finding]:
    """Offices that independent pages give one person alike, posts to which pages of one time give different holders,
    and people to whom pages of one time give offices that exclude each other."""
    seats = list(_read_seats(book, sightings))
    holding = [seat for seat in seats if seat.post.standing == "holds"]
    yield from _agreeing(book, holding)
    yield from _rival_holders(seats, holding)
    yield from _rival_offices(holding)


def _read_seats(book: Book, sightings: Iterable[Sighting]) -> Iterator[Seat]:
    """The offices that pages give people, each once a page and person."""
    seen: set[tuple[str, str, str, str]] = set()
    for sighting in sorted(sightings, key=lambda sighting: sighting.place):
        occupancy, quote = sighting.occupancy, sighting.quote
        person = book.canonical(occupancy.actor_id)
        for post in read_posts(occupancy.office, book.knowledge.offices) if quote is not None else ():
            name = (sighting.document_id, person, post.key, post.standing)
            if name in seen or quote is None:
                continue
            seen.add(name)
            days = (occupancy.first_seen, occupancy.last_seen) if post.is_held else (None, None)
            origin = book.origins.get(sighting.document_id, sighting.document_id)
            yield Seat(person, occupancy, post, sighting.document_id, origin, *days, quote)


def _agreeing(book: Book, holding: Sequence[Seat]) -> Iterator[Finding]:
    by_person: dict[tuple[str, str], list[Seat]] = defaultdict(list)
    for seat in holding:
        by_person[seat.person, seat.post.key].append(seat)
    for agreeing in by_person.values():
        shown = _one_of_each_origin(agreeing)
        if len(shown) > 1:
            note = f"sources give {book.names.get(shown[0].person, shown[0].occupancy.person)} the same office"
            yield make_finding("corroborated", "office", [_side(seat) for seat in shown], _states(shown), note=note)


def _one_of_each_origin(seats: Sequence[Seat]) -> list[Seat]:
    """The first word of every source, sentences that are printed alike once."""
    chosen: dict[str, Seat] = {}
    for seat in seats:
        if not any(are_printed_alike(seat.quote.quote, other.quote.quote) for other in chosen.values()):
            chosen.setdefault(seat.origin, seat)
    return list(chosen.values())[:MOST_SIDES]


def _side(seat: Seat) -> Side:
    return Side(None, seat.quote, seat.post.words)


def _states(seats: Sequence[Seat]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat.occupancy.state for seat in seats if seat.occupancy.state is not None))


def _rival_holders(seats: Sequence[Seat], holding: Sequence[Seat]) -> Iterator[Finding]:
    """Two people of different names in a post that one person holds, neither after the other."""
    by_post: dict[tuple[str, str], dict[str, list[Seat]]] = defaultdict(lambda: defaultdict(list))
    for seat in _of_clear_state(holding):
        if seat.post.seat is not None and seat.occupancy.state is not None:
            by_post[seat.post.seat, seat.occupancy.state][seat.person].append(seat)
    gone = {(seat.person, seat.post.key) for seat in seats if seat.post.standing in ("former", "future")}
    for holders in by_post.values():
        for mine, theirs in combinations(holders.values(), 2):
            if _are_one_name(mine, theirs):
                continue
            changed = any((seat.person, seat.post.key) in gone for seat in (mine[0], theirs[0]))
            if pair := _find_clash(mine, theirs, changed=changed):
                sides = [Side(None, seat.quote, seat.occupancy.person) for seat in pair]
                note = f"{pair[0].post.words}: {either(seat.occupancy.person for seat in pair)}"
                yield make_finding("office", "office holder", sides, _states(pair), note=note)


def _of_clear_state(holding: Sequence[Seat]) -> Iterator[Seat]:
    """Sightings without those that give one name the same post of two states: a doubt of ours about the state.

    The state that most pages name stands, where there is one.
    """
    pages: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for seat in holding:
        if seat.occupancy.state is not None:
            pages[seat.post.key][fold_name(seat.occupancy.person)][seat.occupancy.state] += 1
    clear = {(post, name): _settle(name, names) for post, names in pages.items() for name in names}
    for seat in holding:
        state = clear.get((seat.post.key, fold_name(seat.occupancy.person)))
        if state in (ANY, seat.occupancy.state):
            yield seat


def _settle(name: str, names: Mapping[str, Counter[str]]) -> str | None:
    """The state that most pages give to a name, ``ANY`` where they give only one, None where two are named alike."""
    counts: Counter[str] = Counter()
    for other, states in names.items():
        if other == name or name_similarity(name, other) >= ONE_NAME:
            counts.update(states)
    most = counts.most_common(2)
    if len(most) < 2:
        return ANY
    return most[0][0] if most[0][1] > most[1][1] else None


def _are_one_name(mine: Sequence[Seat], theirs: Sequence[Seat]) -> bool:
    names, others = ({seat.occupancy.person for seat in seats} for seats in (mine, theirs))
    return any(name_similarity(name, other) >= ONE_NAME for name in names for other in others)


def _rival_offices(holding: Sequence[Seat]) -> Iterator[Finding]:
    """One person in two offices that exclude each other, unless a page gives both at once or one came after the
    other."""
    by_person: dict[str, dict[str, list[Seat]]] = defaultdict(lambda: defaultdict(list))
    for seat in holding:
        by_person[seat.person][seat.post.key].append(seat)
    for posts in by_person.values():
        for mine, theirs in combinations(posts.values(), 2):
            together = {seat.document_id for seat in mine} & {seat.document_id for seat in theirs}
            if together or not mine[0].post.excludes(theirs[0].post) or not _of_one_state(mine, theirs):
                continue
            if pair := _find_clash(mine, theirs):
                note = either(seat.post.words for seat in pair)
                yield make_finding("office", "office", [_side(seat) for seat in pair], _states(pair), note=note)


def _of_one_state(mine: Sequence[Seat], theirs: Sequence[Seat]) -> bool:
    states, others = ({seat.occupancy.state for seat in seats} - {None} for seats in (mine, theirs))
    return not states or not others or bool(states & others)


def _find_clash(mine: Sequence[Seat], theirs: Sequence[Seat], *, changed: bool = False) -> tuple[Seat, Seat] | None:
    """The two sightings closest in time of what cannot be at one time; None where one followed the other."""
    if _follow(mine, theirs, changed=changed):
        return None
    stray = {id(seat) for seat in _find_stray(mine, theirs)}
    pairs = [
        (one, other)
        for one, other in _pair_neighbours(mine, theirs)
        if one.origin != other.origin and (_terms_meet(one, other) or id(one) in stray or id(other) in stray)
    ]
    return min(pairs, key=lambda pair: _days_between(*pair), default=None)


def _pair_neighbours(mine: Sequence[Seat], theirs: Sequence[Seat]) -> Iterator[tuple[Seat, Seat]]:
    """Every sighting with those of the other side next to it in time: all pairs of two long terms would be too many."""
    dated = sorted((seat for seat in theirs if seat.first is not None), key=lambda seat: seat.first or date.min)
    days = [seat.first or date.min for seat in dated]
    for one in mine:
        if one.first is not None:
            place = bisect_left(days, one.first)
            yield from ((one, other) for other in dated[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS])


def _find_stray(mine: Sequence[Seat], theirs: Sequence[Seat]) -> list[Seat]:
    """Sightings of a single day that break into or come after the term of another: "she, he on one page, she again".

    Who comes back to an office is seen there on more days than one.
    """
    dated = [(seat.first, side, seat) for side, seats in enumerate((mine, theirs)) for seat in seats if seat.first]
    runs: list[tuple[int, list[Seat]]] = []
    for _, side, seat in sorted(dated, key=lambda row: (row[0], row[1])):
        if not runs or runs[-1][0] != side:
            runs.append((side, []))
        runs[-1][1].append(seat)
    if len(runs) < 3:
        return []
    return [seat for _, seats in runs[1:] if len({seat.first for seat in seats}) == 1 for seat in seats]


def _follow(mine: Sequence[Seat], theirs: Sequence[Seat], *, changed: bool) -> bool:
    """Whether what is seen of one is all over before the other is first seen, and not just by chance.

    One sighting each within a term tells nothing of a change; several do, and so does a page that calls one of them
    former or yet to come.
    """
    spans = [
        [(s.first, s.last) for s in seats if s.first is not None and s.last is not None] for seats in (mine, theirs)
    ]
    if not spans[0] or not spans[1]:
        return False
    (earlier, later) = sorted(spans, key=lambda span: min(first for first, _ in span))
    gap = min(first for first, _ in later) - max(last for _, last in earlier)
    if gap <= timedelta():
        return False
    days = sorted(len(set(span)) for span in spans)
    return changed or gap > SAME_TERM or days[0] > 1 or (days[1] > 1 and gap > HANDOVER)


def _terms_meet(seat: Seat, other: Seat) -> bool:
    """Whether both can be meant of one time: by the dates told of the terms, and by the days they are seen."""
    terms = [(one.occupancy.date_start or date.min, one.occupancy.date_end or date.max) for one in (seat, other)]
    if terms[0][0] > terms[1][1] or terms[1][0] > terms[0][1]:
        return False
    return seat.first is not None and other.first is not None and _days_between(seat, other) <= SAME_TERM


def _days_between(seat: Seat, other: Seat) -> timedelta:
    if seat.first is None or other.first is None or seat.last is None or other.last is None:
        return timedelta.max
    return max(seat.first - other.last, other.first - seat.last, timedelta())
