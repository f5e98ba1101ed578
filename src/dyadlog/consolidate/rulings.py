"""Rulings: which claims people took for one happening, and which for two."""

from collections.abc import Callable, Sequence
from itertools import product

from dyadlog.consolidate.clustering import Ties
from dyadlog.records import Anchor, Ruling

Find = Callable[[Anchor], str | None]


def tie(rulings: Sequence[Ruling], find: Find) -> Ties:
    """The rulings as pairs of claims; of two that contradict each other the later one stands.

    ``find`` gives the claim that an anchor is attached to now, None where its words are no claim any more.
    """
    together: dict[frozenset[str], str] = {}
    apart: set[frozenset[str]] = set()
    for ruling in rulings:
        if ruling.kind not in ("merge", "split"):
            continue
        left, right = ([c for a in anchors if (c := find(a))] for anchors in (ruling.anchors, ruling.others))
        pairs = {frozenset(pair) for pair in product(left, right) if pair[0] != pair[1]}
        if ruling.kind == "merge":
            apart -= pairs
            every = (*left, *right) if left and right else ()
            star = {frozenset((every[0], other)) for other in every[1:] if other != every[0]}
            together |= dict.fromkeys(star, f"merged by {ruling.author}, {ruling.at[:10]}")
        else:
            apart |= pairs
            together = {pair: reason for pair, reason in together.items() if pair not in pairs}
    tied = sorted((*sorted(pair), reason) for pair, reason in together.items())
    return Ties(
        together=tuple((first, second, reason) for first, second, reason in tied),
        apart=frozenset(apart),
        split=frozenset(claim for pair in apart for claim in pair),
    )
