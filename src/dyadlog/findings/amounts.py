"""Amounts: figures of one measure that pages give outside of any event they share.

"Trade reached 700 million" is no happening, and a toll may stand in a sentence that nobody could date. Such figures are
set side by side where they count the same for the same two states at times that can be the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.findings.figures import BOTH_MAY_BE, bear_out, figures_agree, kind_for, lie_apart, show_figure
from dyadlog.findings.notes import either
from dyadlog.findings.sides import are_printed_alike, make_finding, printed_within, side_of, states_around, states_of
from dyadlog.records import Finding, Interval, Quantity

NEAR = timedelta(days=60)
"""Pages printed further apart than this may give the figures of two different times."""
OUTCOMES = frozenset(("killed", "wounded", "arrested", "released", "deported", "evacuated"))
"""Measures that say what became of those counted: the dead are not to be set against the wounded."""
MONEY_MEASURES = frozenset(("trade", "exports", "imports", "investment", "aid", "loan"))
COMMON_STEMS = 2
"""Content words that two sentences must share for a bare count to be of the same."""
MANY = 100
LAG = timedelta(days=7)
"""How far apart reports of one matter may be where their dates are those of the pages."""
MOST_AMOUNTS = 80
"""Figures of one measure for one pair of states that are compared; beyond that they are a series and no dispute."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure with what it counts; ``aim`` where it is what somebody wants to reach, ``deadline`` by when.

    ``counted`` are the states whose people it counts.
    """

    told: Told
    figure: Quantity
    measures: frozenset[str]
    aim: bool
    deadline: date | None
    counted: frozenset[str]


Row = tuple[str, Amount, Amount, list[Amount]]


def find_amounts(book: Book) -> Iterator[Finding]:
    """For every two pages and every measure, the first figures that cannot both be right, or that lie far apart."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    by_pair: dict[tuple[str, frozenset[str]], list[Amount]] = defaultdict(list)
    for amount in _collect(book):
        for pair in combinations(_states_of(book, amount), 2):
            for measure in sorted(amount.measures):
                by_pair[measure, frozenset(pair)].append(amount)
    seen: set[tuple[str, frozenset[str]]] = set()
    for measure, one, other, amounts in _in_order(by_pair):
        key = (measure, frozenset((one.told.origin, other.told.origin)))
        event = event_of.get(one.told.claim.claim_id)
        if event is not None and event == event_of.get(other.told.claim.claim_id):
            continue  # compared there
        if key in seen or not _may_be_one(one, other):
            continue
        loose = measure in OUTCOMES and lie_apart(one.figure, other.figure)
        if (loose or not figures_agree(one.figure, other.figure)) and not _is_right_elsewhere(one, other, amounts):
            seen.add(key)
            yield _make(measure, one, other, loose)


def _in_order(by_pair: Mapping[tuple[str, frozenset[str]], list[Amount]]) -> list[Row]:
    """The pairs to compare, in the order of the record and not of the states they are of."""
    rows = [
        (measure, one, other, amounts)
        for (measure, _), amounts in by_pair.items()
        if len(amounts) <= MOST_AMOUNTS
        for one, other in combinations(sorted(amounts, key=_place_of), 2)
    ]
    return sorted(rows, key=lambda row: (row[0], _place_of(row[1]), _place_of(row[2])))


def _states_of(book: Book, amount: Amount) -> Sequence[str]:
    """The states between which a figure stands: of the dead and the freed, also those that the sentence names."""
    named = states_of(amount.told.claim)
    if not amount.measures & OUTCOMES:
        return named
    return tuple(dict.fromkeys((*named, *sorted(states_around(book, amount.told)))))


def _make(measure: str, one: Amount, other: Amount, loose: bool) -> Finding:
    sides = [side_of(amount.told, show_figure(amount.figure)) for amount in (one, other)]
    money = [amount.figure.unit is not None and amount.figure.unit.isupper() for amount in (one, other)]
    unit = any(money) and one.figure.unit != other.figure.unit
    field = f"{measure} target" if one.aim else measure
    kind = kind_for(one.told, other.told, "unit" if unit else "quantity")
    note = either(side.value for side in sides)
    if loose:
        note = f"{note}; {BOTH_MAY_BE}"
    return make_finding(kind, field, sides, states_of(one.told.claim, other.told.claim), note=note)


def _place_of(amount: Amount) -> tuple[bool, int, int]:
    return amount.told.in_headline, amount.told.order, amount.figure.start


def _collect(book: Book) -> list[Amount]:
    """Every figure with a measure, once a sentence."""
    around: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in book.told.values():
        around[one.document.document_id, one.claim.sentence].append(one)
    counted = _collect_counted(book)
    found: dict[tuple[str, int], Amount] = {}
    for one in book.told.values():
        for figure in one.claim.quantities:
            measures = _measures_of(book, one, figure)
            if measures and not (one.denied or one.is_print) and (figure.value is not None or figure.low is not None):
                aims = _aims_of(figure, around[one.document.document_id, one.claim.sentence])
                deadline = next(iter(aims.values()), None)
                key = (one.document.document_id, figure.start)
                whose = frozenset(
                    code
                    for start, end, codes in counted[one.document.document_id]
                    if figure.start <= start and end <= figure.end
                    for code in codes
                )
                found.setdefault(key, Amount(one, figure, measures, bool(aims), deadline, whose))
    return list(found.values())


def _collect_counted(book: Book) -> dict[str, list[tuple[int, int, frozenset[str]]]]:
    """Where on each page the people of which states are named."""
    named: dict[str, list[tuple[int, int, frozenset[str]]]] = defaultdict(list)
    for reading in book.readings:
        for mention in reading.mentions:
            codes = frozenset(code for party in mention.parties for code in party.states)
            if reading.document is not None and codes:
                named[reading.document.document_id].append((mention.start, mention.end, codes))
    return named


def _aims_of(figure: Quantity, told: Sequence[Told]) -> Mapping[int, date | None]:
    """The deadlines of the targets in whose words a figure stands, by the place of the target."""
    return {
        item.start: item.deadline
        for one in told
        for item in one.claim.instruments
        if item.kind == "target" and item.start <= figure.start and figure.end <= item.end
    }


def _measures_of(book: Book, told: Told, figure: Quantity) -> frozenset[str]:
    """What a figure counts, by its own words; of a sum of money that says nothing, by the words before it."""
    measures = book.knowledge.measures
    own = {found for words in (figure.of, figure.unit, figure.original) if words and (found := measures.find(words))}
    if own or figure.unit is None or not figure.unit.isupper():
        return frozenset(own)
    start = told.claim.evidence.start
    before = measures.find("".join(c if c.isalpha() else " " for c in told.document.text[start : figure.start]))
    return frozenset((before,)) if before in MONEY_MEASURES else frozenset()


def _may_be_one(one: Amount, other: Amount) -> bool:
    """Whether two figures can be meant to be of the same thing."""
    first, second = one.told, other.told
    if (
        first.origin == second.origin
        or one.aim != other.aim
        or not printed_within(NEAR, first.document, second.document)
    ):
        return False
    if are_printed_alike(first.claim.evidence.quote, second.claim.evidence.quote):
        return False
    if one.aim:
        return one.deadline is None or other.deadline is None or one.deadline == other.deadline
    if one.measures & OUTCOMES and other.measures & OUTCOMES and not one.measures & other.measures & OUTCOMES:
        return False
    shared = len(first.stems & second.stems)
    if not (one.measures | other.measures) & (OUTCOMES | MONEY_MEASURES) and _are_many(one, other):
        shared += 1
    when, then = first.claim.when, second.claim.when
    if when is not None and then is not None and not _meet(when, then):
        return False
    if one.measures & other.measures & MONEY_MEASURES:
        return when is not None and then is not None and "trade" in one.measures & other.measures
    if one.measures & other.measures & OUTCOMES and _count_the_same(one, other):
        shared += 1
    return shared >= COMMON_STEMS


def _count_the_same(one: Amount, other: Amount) -> bool:
    """Whether both count the people of one state, of days that are known and next to each other."""
    when, then = one.told.claim.when, other.told.claim.when
    if when is None or then is None or when.start is None or then.start is None or one.counted != other.counted:
        return False
    return bool(one.counted) and abs(when.start - then.start) <= timedelta(days=1)


def _are_many(one: Amount, other: Amount) -> bool:
    """Whether both count so many that two pages hardly mean two different lots of one size by chance."""
    counts = [amount.figure.low or amount.figure.value or 0 for amount in (one, other)]
    return min(counts) >= MANY and max(counts) <= 2 * min(counts)


def _meet(when: Interval, then: Interval) -> bool:
    """Whether two dates can be of one matter: the same days, or days of two reports that only follow from the page."""
    if when.overlaps(then):
        return True
    loose = any(interval.method in ("published", "narrative") for interval in (when, then))
    starts = [interval.start or interval.end for interval in (when, then)]
    return loose and starts[0] is not None and starts[1] is not None and abs(starts[0] - starts[1]) <= LAG


def _is_right_elsewhere(one: Amount, other: Amount, amounts: Sequence[Amount]) -> bool:
    """Whether one of the two pages gives the other's figure as well: then it tells of two things."""
    pages = (one.told.document.document_id, other.told.document.document_id)
    mine = [a for a in amounts if a.told.document.document_id == pages[0] and a.aim == one.aim]
    theirs = [a for a in amounts if a.told.document.document_id == pages[1] and a.aim == one.aim]
    return any(bear_out(one.figure, a.figure) for a in theirs) or any(bear_out(other.figure, a.figure) for a in mine)
