"""Count sides: how figures stand on a finding: each page's, those that tell a new number first."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from dyadlog.findings.book import Told
from dyadlog.findings.clauses import set_apart
from dyadlog.findings.counts import DOCUMENTS, Count, agree
from dyadlog.findings.notes import either
from dyadlog.findings.sides import MOST_SIDES, make_finding, side_of, states_of
from dyadlog.records import Event, Finding, Instrument, Side
from dyadlog.records.vocabulary import FindingKind

BOTH_MAY_BE = "both may be right"


def make_tally(
    kind: FindingKind, counts: Sequence[Count], event: Event | None, instrument: Instrument | None
) -> Iterator[Finding]:
    """A finding on figures, unless two of them stand in the same words."""
    told: list[Told] = [count.told for count in counts]
    sides = set_apart(sides_of(counts), told)
    if sides is None:
        return
    note = either(side.value for side in sides)
    if note and all(agree(one, other) for one, other in combinations(counts, 2)):
        note = f"{note}; {BOTH_MAY_BE}"
    field = name_field(counts[0])
    if counts[0].aim:
        field = f"{field} target"
    yield make_finding(kind, field, sides, states_of_counts(counts), event=event, instrument=instrument, note=note)


def told_by_each(counts: Iterable[Count]) -> list[Count]:
    """Each page's figures, those that tell a new number first, until the sides are full; in the order of the record."""
    chosen: list[Count] = []
    seen: set[tuple[str, float, float, str | None]] = set()
    later: list[Count] = []
    for count in counts:
        key = (count.told.origin, count.low, count.high, count.figure.unit)
        if key in seen or any(_overlap(count, other) for other in (*chosen, *later)):
            continue
        seen.add(key)
        new = all((c.low, c.high, c.figure.unit) != key[1:] for c in chosen)
        (chosen if new else later).append(count)
    return sorted((chosen + later)[:MOST_SIDES], key=lambda count: count.place)


def _overlap(one: Count, other: Count) -> bool:
    words, others = one.told.claim.evidence, other.told.claim.evidence
    same = one.told.document is other.told.document and words.start < others.end and others.start < words.end
    return same and set_apart(sides_of([one, other]), [one.told, other.told]) is None


def sides_of(counts: Sequence[Count]) -> list[Side]:
    """The words of each figure's claim with the figure."""
    return [side_of(count.told, count.original) for count in counts]


def states_of_counts(counts: Sequence[Count]) -> tuple[str, ...]:
    """The states of some counts."""
    return states_of(*(count.told.claim for count in counts))


def name_field(count: Count) -> str:
    """The field of a figure: what it counts."""
    if DOCUMENTS in count.measures:
        return "number of documents"
    if count.measures:
        return min(count.measures)
    words = (count.figure.of or count.figure.unit or "").casefold().split()
    return words[-1] if words else "figure"
