"""Joining: new claims brought into the events that they bond with, without opening all that these are compared with.

A component can grow to a large part of a long record: this month's meeting bonds with last month's, where a day is
vague. But a claim that joins an event without anything against any of its claims, and without an event coming apart or
two coming together among those it bonds with and those that the grown event bonds with, leaves all others as they are.
Where any of this does not hold, ``join`` gives up, and the whole component is clustered anew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.blocking import keys_of_view
from dyadlog.consolidate.clustering import Cluster, Clustering, cluster_views, connect, find_bonds, stands_alone
from dyadlog.consolidate.obstacles import obstacle
from dyadlog.consolidate.shelves import CLAIMS, number_views, unshelve_views
from dyadlog.consolidate.views import View
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event


@dataclass(frozen=True, slots=True)
class Joined:
    """New claims with the events they may join, clustered. ``components`` are those of the claims in ``kept``, which
    the store must keep; ``merged`` are components that are one now, as (old, new)."""

    members: tuple[View, ...]
    clustering: Clustering
    kept: tuple[View, ...]
    components: Mapping[str, str]
    merged: tuple[tuple[str, str], ...] = ()


def join(archive: Archive, knowledge: Knowledge, fresh: Mapping[str, View]) -> Joined | None:
    """Bring new claims into the events that they bond with; None where more than that may change."""
    near = _look_around(archive, knowledge, fresh)
    if near is None:
        return None
    first = _cluster(archive, knowledge, fresh, near.claims)
    grown = [cluster for cluster in first.clusters if _is_grown(cluster, fresh)]
    if not first.stand or any(_is_spoken_against(cluster, fresh) for cluster in grown):
        return None
    # what was kept out of an event that has grown must be kept out of it still
    beside = _look_around(archive, knowledge, {view.claim_id: view for cluster in grown for view in cluster.views})
    if beside is None:
        return None
    second = _cluster(archive, knowledge, fresh, near.claims | beside.claims)
    if not second.stand:
        return None
    component_of = dict(near.component_of) | {claim: claim for claim in fresh}
    names = set(component_of.values())
    joined = connect(names, [(component_of[one], component_of[other]) for one, other in near.links])
    return Joined(
        members=second.members,
        clustering=second.clustering,
        kept=tuple(fresh.values()),
        components={claim: joined[claim] for claim in fresh},
        merged=tuple((name, joined[name]) for name in sorted(names - set(fresh)) if joined[name] != name),
    )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The claims that some claims bond with, the bonds as pairs, and the components of all that was looked at."""

    claims: frozenset[str]
    links: tuple[tuple[str, str], ...]
    component_of: Mapping[str, str]


def _look_around(archive: Archive, knowledge: Knowledge, views: Mapping[str, View]) -> _Surroundings | None:
    """What some views bond with; None where a bond only holds as long as no other happening can be meant."""
    keys = [key for view in views.values() for key in keys_of_view(view)]
    partners = [item for item in archive.items_meeting(CLAIMS, keys) if item.item_id not in views]
    every = number_views([*views.values(), *unshelve_views(partners, knowledge)])
    by_order = {view.order: view for view in every}
    bonds = find_bonds(every, {view.order for view in every if view.claim_id in views})
    if not all(stands_alone(bond, by_order) for bond in bonds):
        return None
    links = tuple((by_order[bond.first].claim_id, by_order[bond.second].claim_id) for bond in bonds)
    claims = frozenset(claim for link in links for claim in link if claim not in views)
    return _Surroundings(claims, links, {item.item_id: item.component for item in partners})


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Some events with the new claims, clustered; ``stand`` whether every event of before is whole and by itself."""

    members: tuple[View, ...]
    clustering: Clustering
    stand: bool

    @property
    def clusters(self) -> Sequence[Cluster]:
        return self.clustering.clusters


def _cluster(archive: Archive, knowledge: Knowledge, fresh: Mapping[str, View], near: Collection[str]) -> _Outcome:
    events = archive.events_of_claims(near)
    old = archive.items(CLAIMS, {claim for event in events for claim in event.claims if claim not in fresh})
    members = tuple(number_views([*fresh.values(), *unshelve_views(old, knowledge)]))
    clustering = cluster_views(members)
    return _Outcome(members, clustering, _stand(events, clustering.clusters))


def _stand(events: Sequence[Event], clusters: Sequence[Cluster]) -> bool:
    """Whether every event of before is whole, and in a cluster of its own."""
    home = {view.claim_id: number for number, cluster in enumerate(clusters) for view in cluster.views}
    homes = [{home[claim] for claim in event.claims} for event in events]
    return all(len(numbers) == 1 for numbers in homes) and len(set().union(*homes)) == len(events)


def _is_grown(cluster: Cluster, fresh: Collection[str]) -> bool:
    return len({view.claim_id in fresh for view in cluster.views}) > 1


def _is_spoken_against(cluster: Cluster, fresh: Collection[str]) -> bool:
    """Whether anything speaks against a new claim being of the event it joined."""
    new = [view for view in cluster.views if view.claim_id in fresh]
    others = [view for view in cluster.views if view.claim_id not in fresh]
    return any(obstacle(view, other) for view in new for other in others)
