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
from dyadlog.findings.figures import figures_agree, kind_for, show_figure
from dyadlog.findings.notes import either
from dyadlog.findings.sides import are_printed_alike, make_finding, printed_within, side_of, states_of
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
    """A figure with what it counts; ``aim`` where it is what somebody wants to reach, ``deadline`` by when."""

    told: Told
    figure: Quantity
    measures: frozenset[str]
    aim: bool
    deadline: date | None


def find_amounts(book: Book) -> Iterator[Finding]:
    """For every two pages and every measure, the first figures that cannot both be right."""
    event_of = {claim_id: event.event_id for event in book.events for claim_id in event.claims}
    by_pair: dict[tuple[str, frozenset[str]], list[Amount]] = defaultdict(list)
    for amount in _collect(book):
        for pair in combinations(states_of(amount.told.claim), 2):
            for measure in sorted(amount.measures):
                by_pair[measure, frozenset(pair)].append(amount)
    seen: set[tuple[str, str, str]] = set()
    for (measure, _), amounts in by_pair.items():
        if len(amounts) > MOST_AMOUNTS:
            continue
        for one, other in combinations(sorted(amounts, key=_place_of), 2):
            key = (measure, one.told.origin, other.told.origin)
            event = event_of.get(one.told.claim.claim_id)
            if event is not None and event == event_of.get(other.told.claim.claim_id):
                continue  # compared there
            if key not in seen and _may_be_one(one, other) and not figures_agree(one.figure, other.figure):
                if _is_right_elsewhere(one, other, amounts):
                    continue
                seen.add(key)
                yield _make(measure, one, other)


def _make(measure: str, one: Amount, other: Amount) -> Finding:
    sides = [side_of(amount.told, show_figure(amount.figure)) for amount in (one, other)]
    money = [amount.figure.unit is not None and amount.figure.unit.isupper() for amount in (one, other)]
    unit = any(money) and one.figure.unit != other.figure.unit
    field = f"{measure} target" if one.aim else measure
    kind = kind_for(one.told, other.told, "unit" if unit else "quantity")
    note = either(side.value for side in sides)
    return make_finding(kind, field, sides, states_of(one.told.claim, other.told.claim), note=note)


def _place_of(amount: Amount) -> tuple[int, int]:
    return amount.told.order, amount.figure.start


def _collect(book: Book) -> list[Amount]:
    """Every figure with a measure, once a sentence."""
    around: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in book.told.values():
        around[one.document.document_id, one.claim.sentence].append(one)
    found: dict[tuple[str, int], Amount] = {}
    for one in book.told.values():
        for figure in one.claim.quantities:
            measures = _measures_of(book, one, figure)
            if measures and not (one.denied or one.is_print) and (figure.value is not None or figure.low is not None):
                aims = _aims_of(figure, around[one.document.document_id, one.claim.sentence])
                deadline = next(iter(aims.values()), None)
                key = (one.document.document_id, figure.start)
                found.setdefault(key, Amount(one, figure, measures, bool(aims), deadline))
    return list(found.values())


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
    return shared >= COMMON_STEMS


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
    return any(figures_agree(one.figure, a.figure) for a in theirs) or any(
        figures_agree(other.figure, a.figure) for a in mine
    )
