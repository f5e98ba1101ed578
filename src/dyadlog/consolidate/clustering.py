"""Clustering: bonds to groups of claims, strongest bonds first, never over an obstacle.

Reports that agree in every slot are folded first: one of them, the leader, stands for all when the rest are compared,
so that a happening that a hundred pages tell alike costs a hundred comparisons and not ten thousand.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dyadlog.consolidate.blocking import candidate_pairs
from dyadlog.consolidate.obstacles import OTHER_PARTIES, is_firm, obstacle
from dyadlog.consolidate.scoring import Bond, is_open_in_time, may_go_alone, needed_points, weigh
from dyadlog.consolidate.views import View


@dataclass(frozen=True, slots=True)
class Cluster:
    """The claims of one happening, in the order of the record, and the bonds that tied them."""

    views: tuple[View, ...]
    bonds: tuple[Bond, ...]


@dataclass(frozen=True, slots=True)
class Ties:
    """What people ruled: pairs of claims ``together``, with who said so, and pairs ``apart``."""

    together: tuple[tuple[str, str, str], ...] = ()
    apart: frozenset[frozenset[str]] = frozenset()
    split: frozenset[str] = frozenset()

    def are_apart(self, first: str, second: str) -> bool:
        """Whether a person took two claims for two happenings."""
        return bool(self.apart) and first in self.split and frozenset((first, second)) in self.apart


NO_TIES = Ties()
CLEARLY = 0.5
"""Points by which one happening must be nearer than the next for a mention to be of that one."""
BY_HAND = 100.0
"""Points of a bond that a person made."""


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


@dataclass(frozen=True, slots=True)
class Clustering:
    """Happenings in the order of the record; ``components`` names for every claim the group of claims that it was
    compared in: what is outside of the group had no say in how it was clustered."""

    clusters: tuple[Cluster, ...]
    components: Mapping[str, str]


def cluster_views(views: Sequence[View], ties: Ties = NO_TIES) -> Clustering:
    """Group views into happenings.

    Two groups join over their strongest bond, and only where no claim of one rules out a claim of the other; what a
    person tied together is joined last, over any obstacle. Equal bonds go in the order of the record, so the outcome
    depends neither on ids nor on the order of reading.
    """
    folded, folds = _fold(views, ties)
    leaders = [view for view in views if view.order not in folded]
    by_order = {view.order: view for view in views}
    groups = {view.order: _Group([view], [view]) for view in leaders}
    for bond in folds:
        groups[bond.first].views.append(by_order[bond.second])
        groups[bond.first].bonds.append(bond)
    for group in groups.values():
        group.note(group.views)
    group_of = {view.order: view.order for view in leaders}
    group_of |= {bond.second: bond.first for bond in folds}
    forced, bonds = _forced_bonds(views, ties), find_bonds(leaders)
    firm = [bond for bond in bonds if stands_alone(bond, by_order)]
    ordered = sorted(firm, key=lambda bond: (-round(bond.points, 6), bond.first, bond.second))
    for bond in ordered:
        keep, give = sorted((group_of[bond.first], group_of[bond.second]))
        if keep != give and not _rule_out(groups[keep], groups[give], ties):
            _join(groups[keep], groups.pop(give), bond, group_of, keep)
    _attach_mentions(groups, group_of, [bond for bond in bonds if not stands_alone(bond, by_order)], ties)
    for bond in forced:
        keep, give = sorted((group_of[bond.first], group_of[bond.second]))
        if keep != give:
            _join(groups[keep], groups.pop(give), bond, group_of, keep)
    clusters = [
        Cluster(tuple(sorted(group.views, key=lambda view: view.order)), tuple(group.bonds))
        for group in sorted(groups.values(), key=lambda group: min(view.order for view in group.views))
    ]
    links = [(by_order[bond.first].claim_id, by_order[bond.second].claim_id) for bond in (*folds, *forced, *bonds)]
    return Clustering(tuple(clusters), connect((view.claim_id for view in views), links))


def connect(names: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Every name with the smallest name that links lead to from it."""
    root = {name: name for name in names}

    def find(name: str) -> str:
        while root[name] != name:
            root[name] = name = root[root[name]]
        return name

    for link in links:
        first, second = sorted(map(find, link))
        root[second] = first
    return {name: find(name) for name in root}


def _forced_bonds(views: Sequence[View], ties: Ties) -> list[Bond]:
    """The bonds that a person made, with what would have kept the two apart."""
    by_claim = {view.claim_id: view for view in views}
    bonds: list[Bond] = []
    for first, second, reason in ties.together:
        if first in by_claim and second in by_claim:
            one, other = sorted((by_claim[first], by_claim[second]), key=lambda view: view.order)
            against = obstacle(one, other)
            words = f"{reason}, over: {against}" if against else reason
            bonds.append(Bond(one.order, other.order, BY_HAND, words))
    return bonds


def find_bonds(views: Sequence[View], fresh: Collection[int] | None = None) -> list[Bond]:
    """The bonds that are strong enough to take two views for one happening, or are where no other can be meant; only
    those of fresh views, if told."""
    by_order = {view.order: view for view in views}
    bonds: list[Bond] = []
    for first, second in candidate_pairs(views, fresh):
        one, other = by_order[first], by_order[second]
        if obstacle(one, other) is None:
            bond = weigh(one, other)
            if bond.points >= needed_points(one) or may_go_alone(one, other, bond):
                bonds.append(bond)
    return bonds


def stands_alone(bond: Bond, views: Mapping[int, View]) -> bool:
    """Whether a bond is strong enough by itself, and not only where no other happening can be meant."""
    return bond.points >= needed_points(views[bond.first])


def _attach_mentions(groups: dict[int, _Group], group_of: dict[int, int], bonds: Sequence[Bond], ties: Ties) -> None:
    """Give mentions without a day ("the clash at X") to the one happening that can be meant: first to those that
    somebody dates, then to each other."""
    bonds_of: dict[int, list[Bond]] = defaultdict(list)
    for bond in bonds:
        bonds_of[bond.first].append(bond)
        bonds_of[bond.second].append(bond)
    mentions = sorted(number for number, group in groups.items() if _is_undated(group))
    for anchored in (True, False):
        for number in mentions:
            if number not in groups or not _is_undated(groups[number]):
                continue
            meant = _find_meant(number, anchored, (groups, group_of, bonds_of), ties)
            if meant is not None:
                keep, give = sorted((group_of[meant.first], group_of[meant.second]))
                _join(groups[keep], groups.pop(give), meant, group_of, keep)


def _find_meant(
    number: int,
    anchored: bool,
    known: tuple[Mapping[int, _Group], Mapping[int, int], Mapping[int, Sequence[Bond]]],
    ties: Ties,
) -> Bond | None:
    """The bond of a mention with the one happening, dated or not as asked for, that is clearly nearest to it."""
    groups, group_of, bonds_of = known
    best: dict[int, Bond] = {}
    for bond in (bond for view in groups[number].leaders for bond in bonds_of[view.order]):
        other = next((group for group in (group_of[bond.first], group_of[bond.second]) if group != number), number)
        if other != number and (other not in best or bond.points > best[other].points):
            best[other] = bond
    fitting = [
        (-bond.points, other, bond)
        for other, bond in best.items()
        if _is_undated(groups[other]) != anchored and not _rule_out(groups[number], groups[other], ties)
    ]
    ranked = sorted(fitting, key=lambda row: row[:2])
    if not ranked or (len(ranked) > 1 and ranked[1][0] - ranked[0][0] < CLEARLY):
        return None
    return replace(ranked[0][2], reason=f"{ranked[0][2].reason}; no other can be meant")


def _is_undated(group: _Group) -> bool:
    return all(is_open_in_time(view) for view in group.leaders)


def _fold(views: Sequence[View], ties: Ties) -> tuple[set[int], list[Bond]]:
    """Views that agree with an earlier one in every slot, as bonds from the leader to each that it stands for."""
    leaders: dict[object, list[View]] = defaultdict(list)
    folded: set[int] = set()
    bonds: list[Bond] = []
    for view in views:
        if view.merge == "none" or view.claim_id in ties.split or not (view.people or len(view.states) > 1):
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
    time = view.span or view.told_on
    told = (view.kind, view.mode, view.modality, view.negated, loose, view.span is None, time, view.instruments)
    return (*told, view.doer, view.target)


def _rule_out(one: _Group, other: _Group, ties: Ties) -> bool:
    """Whether a claim of one group cannot be of the happening that the other is of."""
    if ties.apart and any(ties.are_apart(a.claim_id, b.claim_id) for a in one.views for b in other.views):
        return True
    if one.planned & other.done or one.done & other.planned:
        return True
    both_ways = any(view.mutual and len(view.states) > 1 for view in (*one.leaders, *other.leaders))
    against = 0
    for first in one.leaders:
        for second in other.leaders:
            found = obstacle(first, second)
            if found is None or (both_ways and found == OTHER_PARTIES):
                continue  # in an exchange of fire both sides are doers
            if is_firm(first, second):
                return True
            against += 1
    return 2 * against > len(one.leaders) * len(other.leaders)


def _join(one: _Group, other: _Group, bond: Bond, group_of: dict[int, int], keep: int) -> None:
    one.views += other.views
    one.leaders += other.leaders
    one.bonds += [*other.bonds, bond]
    one.planned |= other.planned
    one.done |= other.done
    for view in other.views:
        group_of[view.order] = keep
