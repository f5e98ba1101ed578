"""Holders: who holds which office, as pages say it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from dyadlog.findings.book import Book
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, are_printed_alike, make_finding
from dyadlog.findings.terms import Seat, closest_to, find_clash
from dyadlog.knowledge.posts import read_posts
from dyadlog.knowledge.transliteration import fold_name, name_similarity
from dyadlog.records import Finding, Side, Sighting

ANY = ""
"""For a state: no page names another."""
ONE_NAME = 0.8
"""Similarity from which two names are likely spellings of one."""


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
            if pair := find_clash(mine, theirs, changed=changed):
                shown = closest_to(pair, mine, theirs)
                sides = [Side(None, seat.quote, seat.occupancy.person) for seat in shown]
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
            if pair := find_clash(mine, theirs):
                shown = closest_to(pair, mine, theirs)
                note = either(seat.post.words for seat in pair)
                yield make_finding("office", "office", [_side(seat) for seat in shown], _states(pair), note=note)


def _of_one_state(mine: Sequence[Seat], theirs: Sequence[Seat]) -> bool:
    states, others = ({seat.occupancy.state for seat in seats} - {None} for seats in (mine, theirs))
    return not states or not others or bool(states & others)
