"""Joining: new and changed claims brought into their events, without opening all that these are compared with.

A component can grow to a large part of a long record: this month's meeting bonds with last month's, where a day is
vague. But bonds are joined from the strongest to the weakest, so an event that comes out with the same claims by the
same bonds as before was the same at every step, and what it was kept apart from cannot tell the difference. ``join``
clusters these claims with the events that they bond with; every event that comes out otherwise, and every mention
without a day that could mean one of those, is opened as well with all that it bonds with, until nothing else changes.
What then lies outside is bound to nothing that changed. With too much to open, or a person's ruling on any of it,
``join`` gives up, and the whole component is clustered anew.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.blocking import keys_of_view
from dyadlog.consolidate.clustering import (
    Cluster,
    Clustering,
    Ties,
    cluster_views,
    connect,
    find_bonds,
    stands_alone,
)
from dyadlog.consolidate.scoring import is_open_in_time
from dyadlog.consolidate.shelves import CLAIMS, number_views, unshelve_views
from dyadlog.consolidate.views import View
from dyadlog.knowledge import Knowledge
from dyadlog.records import Event

MOST_MEMBERS = 2_000
"""Claims that are clustered anew one by one for a new one; with more, by their component."""


@dataclass(frozen=True, slots=True)
class Joined:
    """New claims with the events they may join, clustered. ``components`` are those of the claims in ``kept``, which
    the store must keep; ``merged`` are components that are one now, as (old, new)."""

    members: tuple[View, ...]
    clustering: Clustering
    kept: tuple[View, ...]
    components: Mapping[str, str]
    merged: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """What a record is to take in: new claims and those that say something else, in ``fresh``, the latter as they were
    ``before`` with the components that they are of; ``again`` are claims whose events are made anew all the same."""

    fresh: Mapping[str, View]
    before: Mapping[str, View]
    component_of: Mapping[str, str]
    again: frozenset[str]


def join(archive: Archive, knowledge: Knowledge, news: News, ties: Ties) -> Joined | None:
    """Bring claims into the events that they bond with; None where too much may change."""
    fresh = news.fresh
    ruled = {claim for one, other, _ in ties.together for claim in (one, other)} | ties.split
    before = _look_around(archive, knowledge, news.before, {})
    first = around = _look_around(archive, knowledge, fresh, fresh)
    opened, near = dict(fresh), around.claims | before.claims | news.again
    changed = _claims_together(archive, around.undated | before.undated | news.before.keys())
    while True:
        if more := changed - opened.keys():
            if len(opened) + len(more) > MOST_MEMBERS:
                return None
            opened |= {view.claim_id: view for view in unshelve_views(archive.items(CLAIMS, more), knowledge)}
            around = _look_around(archive, knowledge, {claim: opened[claim] for claim in more}, fresh)
            near |= around.claims
            changed = _claims_together(archive, around.undated)
            continue
        outcome = _cluster(archive, knowledge, fresh, near | opened.keys())
        if len(outcome.members) > MOST_MEMBERS or not ruled.isdisjoint(view.claim_id for view in outcome.members):
            return None
        changed = outcome.changed
        if changed <= opened.keys():
            break
    component_of = dict(first.component_of) | {claim: news.component_of.get(claim, claim) for claim in fresh}
    names = set(component_of.values())
    new = fresh.keys() - news.before.keys()
    joined = connect(names, [(component_of[one], component_of[other]) for one, other in first.links])
    return Joined(
        members=outcome.members,
        clustering=outcome.clustering,
        kept=tuple(fresh.values()),
        components={claim: joined[component_of[claim]] for claim in fresh},
        merged=tuple((name, joined[name]) for name in sorted(names - new) if joined[name] != name),
    )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """The claims that some claims bond with, the bonds as pairs, and the components of all that was looked at.

    ``undated`` are those that only bond as mentions without a day: which happening they mean depends on what else they
    could mean.
    """

    claims: frozenset[str]
    undated: frozenset[str]
    links: tuple[tuple[str, str], ...]
    component_of: Mapping[str, str]


def _look_around(
    archive: Archive, knowledge: Knowledge, views: Mapping[str, View], fresh: Mapping[str, View]
) -> _Surroundings:
    """What some views bond with, fresh ones among them as they are now."""
    keys = [key for view in views.values() for key in keys_of_view(view)]
    known = dict(fresh) | dict(views)
    partners = [item for item in archive.items_meeting(CLAIMS, keys) if item.item_id not in known]
    every = number_views([*known.values(), *unshelve_views(partners, knowledge)])
    by_order = {view.order: view for view in every}
    bonds = find_bonds(every, frozenset(view.order for view in every if view.claim_id in views))
    links = tuple((by_order[bond.first].claim_id, by_order[bond.second].claim_id) for bond in bonds)
    weak = (bond for bond in bonds if not stands_alone(bond, by_order))
    mentions = (by_order[order] for bond in weak for order in (bond.first, bond.second))
    return _Surroundings(
        claims=frozenset(claim for link in links for claim in link if claim not in views),
        undated=frozenset(v.claim_id for v in mentions if is_open_in_time(v) and v.claim_id not in views),
        links=links,
        component_of={item.item_id: item.component for item in partners},
    )


def _claims_together(archive: Archive, claims: Collection[str]) -> frozenset[str]:
    """All claims of the events that some claims are of."""
    return frozenset(claim for event in archive.events_of_claims(claims) for claim in event.claims)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """Some events with the new claims, clustered. ``changed`` are the claims of those that did not come out with the
    same claims by the same bonds, and of those that came out instead."""

    members: tuple[View, ...]
    clustering: Clustering
    changed: frozenset[str]


def _cluster(archive: Archive, knowledge: Knowledge, fresh: Mapping[str, View], near: Collection[str]) -> _Outcome:
    events = archive.events_of_claims(near)
    old = archive.items(CLAIMS, {claim for event in events for claim in event.claims if claim not in fresh})
    members = tuple(number_views([*fresh.values(), *unshelve_views(old, knowledge)]))
    clustering = cluster_views(members)
    return _Outcome(members, clustering, _find_changed(events, members, clustering.clusters))


def _find_changed(events: Sequence[Event], members: Sequence[View], clusters: Sequence[Cluster]) -> frozenset[str]:
    """The claims of all happenings that are not the same before and after, by the bonds that were joined for them."""
    claim_of = {view.order: view.claim_id for view in members}
    before = {
        _History(frozenset(e.claims), tuple((reason.claim_id, reason.other_id) for reason in e.reasons)) for e in events
    }
    after = {
        _History(
            frozenset(view.claim_id for view in cluster.views),
            tuple((claim_of[bond.first], claim_of[bond.second]) for bond in cluster.bonds),
        )
        for cluster in clusters
    }
    return frozenset(claim for history in before ^ after for claim in history.claims)


class _History(NamedTuple):
    """The claims of a happening and the bonds that brought them together, in their order."""

    claims: frozenset[str]
    bonds: tuple[tuple[str, str], ...]
