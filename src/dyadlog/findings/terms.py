"""Terms: whether two people can have been in one office, or one person in two, at one time."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dyadlog.findings.sides import MOST_SIDES, are_printed_alike
from dyadlog.knowledge.posts import Post
from dyadlog.records import Evidence, Occupancy

SAME_TERM = timedelta(days=30)
"""Sightings this close to each other are of one term of office: a change between them would be news by itself."""
HANDOVER = timedelta(days=7)
"""Days that pages may need to take up a change in office."""
NEIGHBOURS = 4
"""Sightings before and after one that it is compared with; more than one, as some may be prints of the same text."""


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


def find_clash(mine: Sequence[Seat], theirs: Sequence[Seat], *, changed: bool = False) -> tuple[Seat, Seat] | None:
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


def closest_to(pair: tuple[Seat, Seat], mine: Sequence[Seat], theirs: Sequence[Seat]) -> list[Seat]:
    """The two sightings that clash, and of either side the next ones in time, each source once; those without a day
    last."""
    shown: list[Seat] = list(pair)
    for kept, seats in ((pair[1], mine), (pair[0], theirs)):
        queue = sorted(seats, key=lambda seat: (_days_between(kept, seat), seat.quote.document_id, seat.quote.start))
        chosen = [seat for seat in pair if seat in seats]
        for seat in queue:
            new = seat.origin not in {other.origin for other in chosen}
            if new and len(chosen) < MOST_SIDES // 2 and not _printed_again(seat, chosen):
                chosen.append(seat)
        shown += [seat for seat in chosen if seat not in shown]
    return shown


def _printed_again(seat: Seat, others: Sequence[Seat]) -> bool:
    return any(are_printed_alike(seat.quote.quote, other.quote.quote) for other in others)


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
