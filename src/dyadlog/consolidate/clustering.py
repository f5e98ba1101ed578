"""Clustering: bonds to groups of claims, strongest bonds first, never over an obstacle."""

from collections.abc import Sequence
from dataclasses import dataclass

from dyadlog.consolidate.blocking import candidate_pairs
from dyadlog.consolidate.scoring import Bond, needed_points, obstacle, weigh
from dyadlog.consolidate.views import View


@dataclass(frozen=True, slots=True)
class Cluster:
    """The claims of one happening, in the order of the record, and the bonds that tied them."""

    views: tuple[View, ...]
    bonds: tuple[Bond, ...]


def cluster_views(views: Sequence[View]) -> list[Cluster]:
    """Group views into happenings.

    Two groups join over their strongest bond, and only where no claim of one rules out a claim of the other. Equal
    bonds go in the order of the record, so the outcome depends neither on ids nor on the order of reading.
    """
    bonds = [
        bond
        for first, second in candidate_pairs(views)
        if obstacle(views[first], views[second]) is None
        and (bond := weigh(views[first], views[second])).points >= needed_points(views[first])
    ]
    groups = {view.order: [view.order] for view in views}
    member_of = list(range(len(views)))
    tied: dict[int, list[Bond]] = {view.order: [] for view in views}
    for bond in sorted(bonds, key=lambda bond: (-round(bond.points, 6), bond.first, bond.second)):
        keep, give = sorted((member_of[bond.first], member_of[bond.second]))
        if keep == give or any(obstacle(views[a], views[b]) for a in groups[keep] for b in groups[give]):
            continue
        for order in groups[give]:
            member_of[order] = keep
        groups[keep] += groups.pop(give)
        tied[keep] += [*tied.pop(give), bond]
    return [
        Cluster(tuple(views[order] for order in sorted(group)), tuple(tied[number]))
        for number, group in sorted(groups.items())
    ]
