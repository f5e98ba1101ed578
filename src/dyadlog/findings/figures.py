"""Figures: quantities of one thing compared; they are set beside each other and never summed or averaged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from dyadlog.findings.book import Book, Told
from dyadlog.records import Quantity
from dyadlog.records.vocabulary import FindingKind

Figure = tuple[Told, Quantity]
SIGNING = "signing"
DOCUMENTS = "documents"
BOTH_MAY_BE = "both may be right"
FIT = 1.25
"""How far above a number an "up to" may lie, or below it an "at least", and still plainly bear it out."""


def comparable_figures(book: Book, told: Iterable[Told]) -> dict[str, list[Figure]]:
    """Figures by what they measure, in a word."""
    figures: dict[str, list[Figure]] = defaultdict(list)
    for one in told:
        for figure in _figures_of(book, one):
            if figure.value is not None or figure.low is not None:
                figures[_measured(book, figure)].append((one, figure))
    return figures


def _figures_of(book: Book, told: Told) -> tuple[Quantity, ...]:
    """The figures of a claim; to a signing belongs the number of documents that its sentence gives elsewhere."""
    own = told.claim.quantities
    if book.knowledge.families.get(told.claim.kind).name != SIGNING or own:
        return own
    return tuple(figure for figure in told.sentence_figures if _measured(book, figure) == DOCUMENTS)


def _measured(book: Book, figure: Quantity) -> str:
    """What a figure measures: documents whatever a page calls them, else a known measure, else what is counted."""
    words = f"{figure.unit or ''} {figure.of or ''}".casefold().split()
    if any(book.knowledge.instrument_words.head(word) for word in words):
        return DOCUMENTS
    return book.knowledge.measures.find(" ".join(words)) or (words[-1] if words else "")


def figures_agree(figure: Quantity, other: Quantity) -> bool:
    """Whether two figures can be of the same: same unit where both have one, and ranges that meet."""
    return _units_meet(figure, other) and figure.may_equal(other)


def lie_apart(figure: Quantity, other: Quantity) -> bool:
    """Whether a bound and a number within it are so far apart that a reader will ask: four, or up to six."""
    for bound, exact in ((figure, other), (other, figure)):
        if exact.bound == "exactly" and exact.value and bound.bound in ("at_most", "at_least"):
            limit = bound.high if bound.bound == "at_most" else bound.low
            inside = limit is not None and (limit >= exact.value if bound.bound == "at_most" else limit <= exact.value)
            if limit and inside:
                return max(limit, exact.value) > FIT * min(limit, exact.value)
    return False


def bear_out(figure: Quantity, other: Quantity) -> bool:
    """Whether one of two figures plainly confirms the other."""
    return figures_agree(figure, other) and not lie_apart(figure, other)


def _units_meet(figure: Quantity, other: Quantity) -> bool:
    """Whether units can be the same; sums of money in two currencies cannot, a dozen pacts and treaties can."""
    money = [unit is not None and unit.isupper() for unit in (figure.unit, other.unit)]
    return figure.unit == other.unit or not any(money)


def show_figure(figure: Quantity) -> str:
    """The words of the page for a figure."""
    return " ".join(figure.original.split())


def conflicting_figures(book: Book, told: Sequence[Told]) -> bool:
    """Whether claims give figures of one thing that cannot all be right."""
    return any(_first_conflict(figures) is not None for figures in comparable_figures(book, told).values())


def _first_conflict(figures: Sequence[Figure], loosely: bool = False) -> tuple[Figure, Figure] | None:
    """The first two sentences of which no two figures can both be right; loosely, also those that lie far apart."""
    by_claim: dict[tuple[str, int], list[Figure]] = defaultdict(list)
    for one, figure in figures:
        by_claim[one.document.document_id, one.claim.sentence].append((one, figure))
    pairs = list(combinations(by_claim.values(), 2))
    for mine, theirs in pairs:
        if not any(figures_agree(figure, other) for _, figure in mine for _, other in theirs):
            return mine[0], theirs[0]
    for mine, theirs in pairs if loosely else ():
        if mine[0][0].origin != theirs[0][0].origin and not any(
            bear_out(figure, other) for _, figure in mine for _, other in theirs
        ):
            return mine[0], theirs[0]
    return None


def kind_for(one: Told, other: Told, conflict: FindingKind) -> FindingKind:
    """Of which kind a conflict is: within one page, between two reports of one outlet, or between outlets."""
    if one.document is other.document:
        return "self_contradiction"
    if one.document.outlet is not None and one.outlet == other.outlet:
        return "revision"
    return conflict
