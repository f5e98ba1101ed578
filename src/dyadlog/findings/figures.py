"""Figures: quantities of one thing compared; they are set beside each other and never summed or averaged."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dyadlog.findings.book import Book, Told
from dyadlog.findings.sides import make_finding, one_of_each, side_of, states_of
from dyadlog.records import Event, Finding, Instrument, Quantity
from dyadlog.records.vocabulary import FindingKind

Figure = tuple[Told, Quantity]


def find_figure_conflicts(book: Book) -> Iterator[Finding]:
    """Figures of one event or one instrument that cannot all be right, units that differ, and kinds of document."""
    for event in book.events:
        yield from _compare(book, book.told_of(event), event, None)
    for instrument in book.instruments:
        claims = dict.fromkeys(report.claim_id for report in instrument.history)
        told = [book.told[claim_id] for claim_id in claims if claim_id in book.told]
        yield from _compare(book, told, None, instrument)
        yield from _compare_sorts(book, told, instrument)


def comparable_figures(told: Iterable[Told]) -> dict[str, list[Figure]]:
    """Figures by what they measure: its unit, and for money and people what is counted."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for one in told:
        for figure in one.claim.quantities:
            if figure.value is not None or figure.low is not None:
                figures[_measured(figure)].append((one, figure))
    return figures


def _measured(figure: Quantity) -> str:
    """What a figure measures, in a word: documents are counted together whatever a page calls them."""
    of = (figure.of or "").casefold()
    unit = (figure.unit or "").casefold()
    return of or unit


def figures_agree(figure: Quantity, other: Quantity) -> bool:
    """Whether two figures can be of the same: same unit, and ranges that meet."""
    return figure.unit == other.unit and _ranges_meet(figure, other)


def _ranges_meet(figure: Quantity, other: Quantity) -> bool:
    low, high = _range(figure)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def _range(figure: Quantity) -> tuple[float, float]:
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    return low, high


def show_figure(figure: Quantity) -> str:
    """The words of the page for a figure."""
    return " ".join(figure.original.split())


def _compare(book: Book, told: Sequence[Told], event: Event | None, instrument: Instrument | None) -> Iterator[Finding]:
    for name, figures in comparable_figures(told).items():
        pair = _first_conflict(figures)
        if pair is None:
            continue
        (one, figure), (other, there) = pair
        conflict: FindingKind = "quantity" if figure.unit == there.unit else "unit"
        sides = [side_of(one, show_figure(figure)), side_of(other, show_figure(there))]
        yield make_finding(
            kind_for(one, other, conflict),
            f"{conflict}: {name}" if name else conflict,
            sides,
            states_of(one.claim, other.claim),
            event=event,
            instrument=instrument,
        )


def _first_conflict(figures: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The first two figures that cannot both be right; figures in one sentence are of two things."""
    for number, (one, figure) in enumerate(figures):
        for other, there in figures[number + 1 :]:
            if one.document is other.document and one.claim.sentence == other.claim.sentence:
                continue
            if not figures_agree(figure, there):
                return (one, figure), (other, there)
    return None


def kind_for(one: Told, other: Told, conflict: FindingKind) -> FindingKind:
    """Of which kind a conflict is: within one page, between two reports of one outlet, or between outlets."""
    if one.document is other.document:
        return "self_contradiction"
    if one.document.outlet is not None and one.outlet == other.outlet:
        return "revision"
    return conflict


def _compare_sorts(book: Book, told: Sequence[Told], instrument: Instrument) -> Iterator[Finding]:
    """One instrument that pages call by different sorts of document: agreements here, memoranda there."""
    sorts: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        for mention in one.claim.instruments:
            words = [book.knowledge.instrument_words.head(_bare(word)) for word in mention.name.split()]
            heads = [head for head in words if head is not None]
            if heads and any(report.claim_id == one.claim.claim_id for report in instrument.history):
                sorts[heads[0]].append(one)
    if len(sorts) > 1 and len({one.origin for shared in sorts.values() for one in shared}) > 1:
        value = {one.order: sort for sort, shared in sorts.items() for one in shared}
        sides = [
            side_of(one, value[one.order]) for one in one_of_each(one for shared in sorts.values() for one in shared)
        ]
        yield make_finding("instrument", "kind of document", sides, instrument.states, instrument=instrument)


def _bare(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())
