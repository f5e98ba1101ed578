"""Clustering: bonds to groups of claims, strongest bonds first, never over an obstacle.

Reports that agree in every slot are folded first: one of them, the leader, stands for all when the rest are compared,
so that a happening that a hundred pages tell alike costs a hundred comparisons and not ten thousand.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dyadlog.consolidate.blocking import candidate_pairs
from dyadlog.consolidate.scoring import Bond, needed_points, obstacle, weigh
from dyadlog.consolidate.views import View


@dataclass(frozen=True, slots=True)
class Cluster:
    """The claims of one happening, in the order of the record, and the bonds that tied them."""

    views: tuple[View, ...]
    bonds: tuple[Bond, ...]


@dataclass(slots=True)
class _Group:
    """A cluster in the making: ``leaders`` are compared, ``views`` are all; ``planned`` and ``done`` the pages that
    tell of the act as to come and as done."""

    views: list[View]
    leaders: list[View]
    bonds: list[Bond] = field(default_factory=list)
    planned: set[str] = field(default_factory=set)
    done: set[str] = field(default_factory=set)

    def note(self, views: Iterable[View]) -> None:
        """Keep on which pages the act is planned and on which done."""
        for view in views:
            if view.modality == "planned":
                self.planned.add(view.document_id)
            elif view.happened:
                self.done.add(view.document_id)


def cluster_views(views: Sequence[View]) -> list[Cluster]:
    """Group views into happenings.

    Two groups join over their strongest bond, and only where no claim of one rules out a claim of the other. Equal
    bonds go in the order of the record, so the outcome depends neither on ids nor on the order of reading.
    """
    folded, folds = _fold(views)
    leaders = [view for view in views if view.order not in folded]
    by_order = {view.order: view for view in views}
    groups = {view.order: _Group([view], [view]) for view in leaders}
    for bond in folds:
        groups[bond.first].views.append(by_order[bond.second])
        groups[bond.first].bonds.append(bond)
    for group in groups.values():
        group.note(group.views)
    group_of = {view.order: view.order for view in leaders}
    for bond in sorted(find_bonds(leaders), key=lambda bond: (-round(bond.points, 6), bond.first, bond.second)):
        keep, give = sorted((group_of[bond.first], group_of[bond.second]))
        if keep == give or _rule_out(groups[keep], groups[give]):
            continue
        _join(groups[keep], groups.pop(give), bond, group_of, keep)
    return [
        Cluster(tuple(sorted(group.views, key=lambda view: view.order)), tuple(group.bonds))
        for group in sorted(groups.values(), key=lambda group: min(view.order for view in group.views))
    ]


def find_bonds(views: Sequence[View]) -> list[Bond]:
    """The bonds that are strong enough to take two views for one happening."""
    by_order = {view.order: view for view in views}
    bonds: list[Bond] = []
    for first, second in candidate_pairs(views):
        one, other = by_order[first], by_order[second]
        if obstacle(one, other) is None:
            bond = weigh(one, other)
            if bond.points >= needed_points(one):
                bonds.append(bond)
    return bonds


def _fold(views: Sequence[View]) -> tuple[set[int], list[Bond]]:
    """Views that agree with an earlier one in every slot, as bonds from the leader to each that it stands for."""
    leaders: dict[object, list[View]] = defaultdict(list)
    folded: set[int] = set()
    bonds: list[Bond] = []
    for view in views:
        if view.merge == "none":
            continue
        alike = leaders[_slots(view)]
        bond = next((bond for leader in alike if (bond := weigh(leader, view)).points >= needed_points(view)), None)
        if bond is None:
            alike.append(view)
        else:
            folded.add(view.order)
            bonds.append(bond)
    return folded, bonds


def _slots(view: View) -> tuple[object, ...]:
    """Everything about a view that decides what it can be one with, its page and its words aside."""
    loose = view.method == "narrative"
    told = (view.kind, view.mode, view.modality, view.negated, loose, view.span, view.instruments)
    return (*told, view.doer, view.target)


def _rule_out(one: _Group, other: _Group) -> bool:
    """Whether a claim of one group cannot be of the happening that the other is of."""
    if one.planned & other.done or one.done & other.planned:
        return True
    return any(obstacle(first, second) for first in one.leaders for second in other.leaders)


def _join(one: _Group, other: _Group, bond: Bond, group_of: dict[int, int], keep: int) -> None:
    one.views += other.views
    one.leaders += other.leaders
    one.bonds += [*other.bonds, bond]
    one.planned |= other.planned
    one.done |= other.done
    for view in other.leaders:
        group_of[view.order] = keep
