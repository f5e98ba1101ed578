"""Matters: claims of one time laid out for comparing across events, with what they have in common.

Reports of one happening that differ in what they say of it (another day, another doer, done against planned) often
stand as events of their own. What two of them share besides the states and the sort of act says whether they plainly
speak of one thing: words, figures, people, a day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.clauses import trigger_of
from dyadlog.findings.corroboration import LOOSE_METHODS
from dyadlog.records import Document, Interval, Party, Quantity

NARROW = 3
"""Days up to which a time is as good as a day."""
MONTH_DAYS = 31
FEWEST = 2
"""One of something is no figure to know it by."""
FORCE = "ASSAULT"
"""The event type of force."""
HARM = ("kill", "wound", "destroy", "massacre")
"""What a fight did to either side; both may have suffered it."""
MEETING = "CONSULT"
"""The event type of dealings in which all take part, whoever is named first."""
UNNAMED = ("people", "body", "organisation", "armed_group", "company")
"""Parties whose words tell which of a kind is meant."""
COMMON_WORD = 40
"""Claims of one sort and two states that share a word; from here on it says little about any of them."""
MOST_WORDS = 4
"""Points that common words can add up to."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A claim with what it can be known by.

    ``sort`` is the event type of its act; ``states`` those that it, its sentence or else its page names; ``doers`` and
    ``targets`` the states on its sides; ``words`` its content words but for those of its act and of its figures,
    ``verbs`` those of its act. ``event`` is the id of its event, of a claim without one its own. ``marks`` are under
    what it is found, as numbers: each pair of its states with each thing it can be known by.
    """

    told: Told
    event: str
    sort: str
    family: str
    spoken: bool
    states: frozenset[str]
    doers: frozenset[str]
    targets: frozenset[str]
    words: frozenset[str]
    verbs: frozenset[str]
    people: frozenset[str]
    figures: frozenset[tuple[float, str]]
    marks: tuple[int, ...] = ()

    @property
    def when(self) -> Interval | None:
        """The time that the claim states or that follows from where it stands."""
        return self.told.claim.when

    @property
    def stated(self) -> Interval | None:
        """The time that the page states for the act itself."""
        when = self.when
        return when if when is not None and when.method not in LOOSE_METHODS else None

    @property
    def time(self) -> Interval | None:
        """The time of the act, stated or plain from where it stands; not the day of printing."""
        when = self.when
        return when if when is not None and when.method != "published" else None

    @property
    def day(self) -> Interval | None:
        """The stated time where it is as narrow as a day or a stay."""
        stated = self.stated
        return stated if stated is not None and (stated.days() or NARROW + 1) <= NARROW else None

    @property
    def page(self) -> str:
        """The page it stands on."""
        return self.told.document.document_id

    @property
    def directed(self) -> bool:
        """Whether it tells who did it to whom."""
        return bool(self.doers and self.targets) and self.doers != self.targets


def lay_out(book: Book) -> list[Matter]:
    """The claims that tell an act, in the order of the record; no headlines and no copies."""
    events = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    pages = _states_of_pages(book)
    matters = [
        _lay_out(book, one, events.get(one.claim.claim_id, one.claim.claim_id), pages)
        for one in book.told.values()
        if one.claim.event_type is not None and not (one.in_headline or one.is_print)
    ]
    numbers: dict[tuple[object, ...], int] = {}
    return [
        replace(matter, marks=tuple(numbers.setdefault(mark, len(numbers)) for mark in _iterate_marks(matter)))
        for matter in matters
    ]


def _iterate_marks(matter: Matter) -> Iterator[tuple[object, ...]]:
    known: list[object] = [*matter.words, *matter.people, *matter.figures, ("family", matter.family)]
    if matter.day is not None:
        known.append(matter.day.start)
    for pair in combinations(sorted(matter.states), 2):
        for mark in known:
            yield (matter.sort, pair, mark)


def _lay_out(book: Book, one: Told, event: str, pages: dict[str, frozenset[str]]) -> Matter:
    claim, family = one.claim, book.knowledge.families.get(one.claim.kind)
    assert claim.event_type is not None
    start, end = trigger_of(one)
    verbs = frozenset(book.knowledge.content_words.stems(one.document.text[start:end]))
    counted = " ".join(f"{figure.original} {figure.unit or ''}" for figure in one.sentence_figures)
    units = frozenset(book.knowledge.content_words.stems(counted))
    return Matter(
        told=one,
        event=event,
        sort=claim.event_type,
        family=family.name,
        spoken=family.spoken,
        states=one.states if len(one.states) > 1 else one.states | pages[one.document.document_id],
        doers=codes_of(claim.actors),
        targets=codes_of(claim.recipients),
        words=(one.stems | _called(book, (*claim.actors, *claim.recipients))) - verbs - units,
        verbs=verbs,
        people=book.people_of(claim),
        figures=frozenset(_known_by(claim.quantities)),
    )


def _called(book: Book, parties: Iterable[Party]) -> frozenset[str]:
    """The words that a page has for people without a name, groups and firms: "soldiers", "the airline"."""
    names = " ".join(party.name for party in parties if party.kind in UNNAMED)
    found = frozenset(book.knowledge.content_words.stems(names))
    return found - {word for code in codes_of(parties) for word in _words_of_state(book, code)}


def _words_of_state(book: Book, code: str) -> tuple[str, ...]:
    state = book.knowledge.states.get(code)
    return book.knowledge.content_words.stems(state.name) if state else ()


def codes_of(parties: Iterable[Party]) -> frozenset[str]:
    """The states of some parties."""
    return frozenset(code for party in parties for code in party.states)


def _known_by(figures: Iterable[Quantity]) -> Iterator[tuple[float, str]]:
    for figure in figures:
        value = figure.low if figure.low is not None else figure.value
        if value is not None and value >= FEWEST:
            yield value, figure.unit or ""


def _states_of_pages(book: Book) -> dict[str, frozenset[str]]:
    """The two states that each page speaks of most; none where others are named as often."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in book.told.values():
        for code in one.states:
            counts[one.document.document_id][code] += 1
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for page, named in counts.items():
        ranks = sorted(named.values(), reverse=True)
        least = ranks[1] if len(ranks) > 1 and (len(ranks) == 2 or ranks[2] < ranks[1]) else None
        if least is not None:
            found[page] = frozenset(code for code, count in named.items() if count >= least)
    return found


def pair_up(ones: Sequence[Matter], others: Sequence[Matter]) -> Iterator[tuple[Matter, Matter]]:
    """Pairs of one sort of act and two states with something in common, each once; words that many share aside."""
    shelf: dict[int, list[Matter]] = defaultdict(list)
    for matter in others:
        for mark in matter.marks:
            shelf[mark].append(matter)
    telling = {mark: found for mark, found in shelf.items() if len(found) <= COMMON_WORD}
    for matter in ones:
        found = {other.told.order: other for mark in matter.marks for other in telling.get(mark, ())}
        found.pop(matter.told.order, None)
        yield from ((matter, found[order]) for order in sorted(found))


def points(one: Matter, other: Matter) -> int:
    """How much two claims have in common besides their states and the sort of act."""
    found = min(len(one.words & other.words), MOST_WORDS)
    found += 1 if one.family == other.family else 0
    found += 1 if same_direction(one, other) else 0
    found += 2 if one.people & other.people else 0
    found += 2 if one.figures & other.figures else 0
    return found + _of_time(one, other)


def _of_time(one: Matter, other: Matter) -> int:
    if one.time is None or other.time is None or not one.time.overlaps(other.time):
        return 0
    if one.day is not None and other.day is not None:
        return 2
    return 1 if max(one.time.days() or MONTH_DAYS + 1, other.time.days() or MONTH_DAYS + 1) <= MONTH_DAYS else 0


def same_sides(one: Matter, other: Matter) -> bool:
    """Whether the doers can be the same, and those it is done to; who is not named may be anybody."""
    if one.sort == MEETING:
        sides = (one.doers | one.targets, other.doers | other.targets)
        return len(sides[0] & sides[1]) >= min(2, *map(len, sides))
    doers = not one.doers or not other.doers or bool(one.doers & other.doers)
    targets = not one.targets or not other.targets or bool(one.targets & other.targets)
    return doers and targets


def same_direction(one: Matter, other: Matter) -> bool:
    """Whether both tell that the same side did it to the same side."""
    if len(one.doers) > 1 and one.doers == other.doers and one.targets == other.targets:
        return True  # both do it together
    return one.directed and other.directed and bool(one.doers & other.doers) and bool(one.targets & other.targets)


def tells_of_both(one: Told, denied: Told) -> bool:
    """Whether a report says that both fought, where only what one side did to the other is denied."""
    doers, targets = codes_of(denied.claim.actors), codes_of(denied.claim.recipients)
    if denied.claim.event_type != FORCE or not doers or not targets or doers == targets:
        return False
    return codes_of(one.claim.actors) >= doers | targets


def turned(one: Matter, other: Matter) -> bool:
    """Whether the roles are the other way round."""
    return one.directed and other.directed and (one.doers, one.targets) == (other.targets, other.doers)


def direction_of(matter: Matter) -> tuple[object, ...]:
    """Which side did which sort of thing to which, or did not."""
    return matter.family, matter.doers, matter.targets, matter.told.happened


def count_events(matters: Iterable[Matter]) -> dict[tuple[object, ...], set[str]]:
    """The events in which each side did each sort of thing: what stands alone is what others speak of as well."""
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for matter in matters:
        found[direction_of(matter)].add(matter.event)
    return found


def apart_by(one: Interval, other: Interval) -> timedelta | None:
    """The time between two intervals; nothing where they overlap, None where one is open towards the other."""
    if one.overlaps(other):
        return timedelta(0)
    first, second = sorted((one, other), key=lambda when: (when.start or date.min, when.end or date.max))
    return second.start - first.end if second.start is not None and first.end is not None else None


def printed(document: Document) -> date | None:
    """The day a page was printed, or until which it was."""
    return document.publication.day or document.publication.not_after
