"""Extending: some more pages brought into a record that has been brought together before.

Nothing is approximated: what a claim is compared with, and what that again is compared with, is taken from the store
and brought together anew; whatever lies outside of these components had no say before and has none now. Where too much
would have to be taken, ``extend`` gives up, and the whole record is brought together at once.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dyadlog.consolidate.acting import Acting, bring_in_people
from dyadlog.consolidate.actors import build_actors
from dyadlog.consolidate.aliases import keep_event_ids
from dyadlog.consolidate.archive import Archive
from dyadlog.consolidate.blocking import keys_of_view
from dyadlog.consolidate.clustering import NO_TIES, Clustering, Ties, cluster_views, find_bonds
from dyadlog.consolidate.copies import Recopied, extend_copies
from dyadlog.consolidate.events import Names, Pages, build_event
from dyadlog.consolidate.extending_instruments import build_instruments, extend_instruments
from dyadlog.consolidate.inference import infer_dates
from dyadlog.consolidate.joining import Joined, News, join
from dyadlog.consolidate.kin import find_kin
from dyadlog.consolidate.namings import DAY
from dyadlog.consolidate.parts import link_parts
from dyadlog.consolidate.pointers import find_named_day
from dyadlog.consolidate.shelves import (
    CLAIMS,
    MENTIONS,
    number_views,
    occupancies_of,
    shelve_mentions,
    shelve_sightings,
    shelve_views,
    unshelve_mentions,
    unshelve_views,
)
from dyadlog.consolidate.views import View, build_views, order_readings
from dyadlog.consolidate.whole import instruments_of_claims, people_by_id
from dyadlog.knowledge import Knowledge
from dyadlog.records import (
    ACTORS,
    SIGHTINGS,
    TEXTS,
    Actor,
    Consolidation,
    Event,
    Extension,
    InferredDate,
    Reading,
    ToldBefore,
    Workings,
)

MOST_PAGES = 400
"""Pages read before that may have to be looked at again; with more, all is brought together at once."""


def extend(
    archive: Archive,
    new: Sequence[Reading],
    knowledge: Knowledge,
    ties: Ties = NO_TIES,
    stirred: Collection[str] = (),
    retold: Collection[str] = (),
) -> Extension | None:
    """What the record becomes with some more readings, which stand in the store already but were never brought in.

    ``stirred`` are claims about which a person has ruled since. ``retold`` are the documents that were brought in
    before and say something else now; of these, those are gone that are not among the new readings. None where the
    whole record must be brought together.
    """
    readings = order_readings(new)
    acting = bring_in_people(archive, readings, knowledge, retold)
    again = set(archive.documents_naming(acting.changed_ids, most=MOST_PAGES + 1)) if acting.changed_ids else set()
    documents = [reading.document for reading in readings if reading.document is not None]
    fresh = {document.document_id for document in documents}
    gone = frozenset(retold) - fresh
    recopied = extend_copies(archive, [d for d in documents if d.document_id not in retold], gone, fresh & set(retold))
    told_before = archive.items_of_documents(MENTIONS, retold)
    seen_before = archive.items_of_documents(SIGHTINGS, retold)
    grouping, mentions = extend_instruments(archive, readings, knowledge, told_before)
    spoken_of = instruments_of_claims(grouping.groups)
    before = archive.instruments_of_claims([view.claim_id for view in mentions])
    moved = {v.document_id for v in mentions if set(spoken_of[v.claim_id]) != set(before.get(v.claim_id, ()))}
    again = (again | moved) - fresh - gone
    if len(again) > MOST_PAGES:
        return None
    step = _Step(archive, knowledge, ties, acting, fresh)
    joined = step.gather([*readings, *archive.readings_of(again)], spoken_of, recopied.restated, stirred)
    events, dropped = step.build_events(joined.clustering, joined.members, recopied)
    instruments, old_instruments = build_instruments(archive, grouping, [*mentions, *unshelve_mentions(told_before)])
    kept_mentions = {view.mention_id for view in mentions}
    return Extension(
        part=Consolidation(
            events=tuple(events),
            instruments=tuple(instruments),
            actors=step.build_actors(),
            identities=tuple(sorted(acting.identities().items())),
            copies=recopied.copies,
            inferred_dates=step.infer(events, dropped),
            workings=Workings(
                namings=acting.namings,
                sketches=tuple(recopied.prints.sketches.items()),
                prints=recopied.prints.pairs,
                shelves=(
                    (ACTORS, tuple(acting.shelve())),
                    (CLAIMS, tuple(shelve_views(joined.kept, joined.components))),
                    (MENTIONS, tuple(shelve_mentions(mentions, grouping.components))),
                    (SIGHTINGS, tuple(shelve_sightings(readings))),
                ),
            ),
        ),
        dropped_events=tuple(event.event_id for event in dropped),
        dropped_instruments=tuple(instrument.instrument_id for instrument in old_instruments),
        unchanged_in_kind=_unchanged_in_kind(events, dropped),
        relinked=tuple(sorted(acting.relinked)),
        recopied=tuple(sorted(recopied.documents)),
        restated=recopied.restated,
        merged_components=(
            *((CLAIMS, old, new) for old, new in joined.merged),
            *((ACTORS, old, new) for old, new in acting.merged),
        ),
        retold=tuple(sorted(retold)),
        gone=tuple(sorted(gone)),
        before=ToldBefore(acting.told_before, tuple(occupancies_of(seen_before))),
        dropped_actors=tuple(sorted(acting.touched())) if retold else (),
        dropped_items=(
            *((CLAIMS, claim_id) for claim_id in sorted(step.removed)),
            *((MENTIONS, one.item_id) for one in told_before if one.item_id not in kept_mentions),
            *((SIGHTINGS, one.item_id) for one in seen_before),
            *((ACTORS, actor_id) for actor_id in sorted(acting.gone)),
            *((TEXTS, document_id) for document_id in sorted(gone)),
        ),
    )


def _unchanged_in_kind(events: Iterable[Event], dropped: Iterable[Event]) -> frozenset[str]:
    """The events that only gained claims: told the same as before, and made of one event of before."""
    before = {event.event_id: event for event in dropped}
    holder = {claim_id: event.event_id for event in dropped for claim_id in event.claims}
    return frozenset(
        event.event_id
        for event in events
        if (old := before.get(event.event_id)) is not None
        and {holder[claim] for claim in event.claims if claim in holder} == {event.event_id}
        and set(old.claims) <= set(event.claims)
        and _gist(old) == _gist(event)
    )


def _gist(event: Event) -> tuple[object, ...]:
    people = frozenset(party.actor_id for party in (*event.actors, *event.recipients))
    return event.kind, event.when, event.modality, event.negated, event.states(), people, event.part_of


class _Step:
    """One extension: the parts that share what is known of people and pages."""

    def __init__(
        self, archive: Archive, knowledge: Knowledge, ties: Ties, acting: Acting, fresh: Collection[str]
    ) -> None:
        self.archive = archive
        self.knowledge = knowledge
        self.ties = ties
        self.acting = acting
        self.fresh = fresh
        self.removed: frozenset[str] = frozenset()
        """Claims of retold pages that stand no more."""

    def gather(
        self,
        readings: Sequence[Reading],
        spoken_of: Mapping[str, tuple[str, ...]],
        restated: Collection[str],
        stirred: Collection[str],
    ) -> Joined:
        """The new claims and all that have to be clustered anew with them."""
        retold = self.acting.retold
        pages = {reading.document.document_id for reading in readings if reading.document is not None}
        known = self.archive.items_of_documents(CLAIMS, pages | retold)
        component_of = {item.item_id: item.component for item in known}
        old = {view.claim_id: view for view in unshelve_views(known, self.knowledge)}
        stood = {claim_id: view.instruments for claim_id, view in old.items() if view.document_id not in retold}
        people = self.acting.people(readings)
        views = build_views(order_readings(readings), self.knowledge, people, stood | dict(spoken_of))
        told_before = {claim_id for claim_id, view in old.items() if view.document_id in retold}
        self.removed = frozenset(told_before - {view.claim_id for view in views})
        fresh = {v.claim_id: v for v in views if v.claim_id not in old or not _is_same(v, old[v.claim_id])}
        others = set(self.acting.register.identities(self.acting.changed_ids).values())
        again = [view.claim_id for view in old.values() if view.people & others]
        told_again = [*self.archive.items(CLAIMS, stirred), *self.archive.items_of_documents(CLAIMS, restated)]
        if not retold:
            before = {claim_id: old[claim_id] for claim_id in fresh if claim_id in old}
            named = frozenset((*again, *(item.item_id for item in told_again)))
            news = News(fresh, before, component_of, named)
            if (joined := join(self.archive, self.knowledge, news, self.ties)) is not None:
                return joined
        touched = {component_of[claim] for claim in (*fresh, *self.removed, *again) if claim in component_of}
        touched |= {item.component for item in told_again}
        fresh = {view.claim_id: view for view in self._members(touched)} | fresh
        every = self._close(fresh) | fresh
        every |= {view.claim_id: view for view in views if view.claim_id in every}
        members = tuple(number_views(list(every.values())))
        clustering = cluster_views(members, self.ties)
        rest = [view for view in views if view.document_id in retold and view.claim_id not in every]
        components = {view.claim_id: component_of[view.claim_id] for view in rest} | dict(clustering.components)
        return Joined(members, clustering, (*members, *rest), components)

    def _close(self, fresh: Mapping[str, View]) -> dict[str, View]:
        """The components of all claims that a fresh one is tied to, by what they share or by hand."""
        keys = [key for view in fresh.values() for key in keys_of_view(view)]
        met = self.archive.items_meeting(CLAIMS, keys)
        partners = [item for item in met if item.item_id not in fresh and item.item_id not in self.removed]
        component_of = {item.item_id: item.component for item in partners}
        others = unshelve_views(partners, self.knowledge)
        views = number_views([*fresh.values(), *others])
        bonds = find_bonds(views, {view.order for view in views if view.claim_id in fresh})
        bound = {views[order].claim_id for bond in bonds for order in (bond.first, bond.second)}
        found = {component_of[claim_id] for claim_id in bound if claim_id in component_of}
        members = {view.claim_id: view for view in self._members(found)}
        while by_hand := self._tied(members.keys() | fresh.keys()):
            members |= {view.claim_id: view for view in self._members(by_hand)}
        return members

    def _tied(self, members: Collection[str]) -> set[str]:
        """The components of claims that a person tied to members and that are not among them."""
        others = {b for one, two, _ in self.ties.together for a, b in ((one, two), (two, one)) if a in members}
        return {item.component for item in self.archive.items(CLAIMS, others - set(members))}

    def _members(self, components: Collection[str]) -> list[View]:
        items = self.archive.items_of_components(CLAIMS, components)
        return unshelve_views((item for item in items if item.item_id not in self.removed), self.knowledge)

    def build_events(
        self, clustering: Clustering, members: Sequence[View], recopied: Recopied
    ) -> tuple[list[Event], list[Event]]:
        """The events of the members and those whose whole changed, and the events that they replace."""
        claims = self.archive.claims_of([view.claim_id for view in members])
        documents = self.archive.documents_of({view.document_id for view in members})
        stood = self.archive.copies_of({view.document_id for view in members} - recopied.documents)
        pages = Pages(claims, documents, stood | dict(recopied.copies))
        named = {party.actor_id for claim in claims for party in (*claim.actors, *claim.recipients)}
        register = self.acting.register
        names = Names(register.identities(named), people_by_id(register.actors(named)))
        events = [build_event(pages.reports(cluster.views), cluster.bonds, names) for cluster in clustering.clusters]
        old = self.archive.events_of_claims([*(view.claim_id for view in members), *self.removed])
        near, wholes = find_kin(self.archive, self.knowledge, [*events, *old], {event.event_id for event in old})
        linked = {e.event_id: e for e in link_parts([*events, *near, *wholes], self.knowledge)}
        moved = [event for event in near if linked[event.event_id].part_of != event.part_of]
        kept = keep_event_ids([linked[event.event_id] for event in events], old)
        aliases = {event.event_id: event.aliases for event in moved}
        return [*kept, *(replace(linked[name], aliases=aliases[name]) for name in aliases)], [*old, *moved]

    def build_actors(self) -> tuple[Actor, ...]:
        """The actors that new pages name, and those of whom they changed what is known."""
        wanted = self.acting.touched()
        members = self.acting.register.members_of(wanted)
        stored = (one for one in self.archive.sightings_of(members) if one.document_id not in self.acting.retold)
        sightings = sorted((*stored, *self.acting.sightings), key=lambda one: one.place)
        identities = self.acting.register.identities(members)
        return build_actors(self.acting.named_of(members), sightings, identities, self.knowledge)

    def infer(self, events: Sequence[Event], dropped: Sequence[Event]) -> tuple[InferredDate, ...]:
        """The dates that new and changed events give pages without one; one without bounds where none is left.

        A page that names a day without a year is bounded by the one event on that day, so that it is looked at again
        whenever an event of that day comes or goes.
        """
        claims = {claim_id for event in (*events, *dropped) for claim_id in event.claims}
        pages = {claim.document_id for claim in self.archive.claims_of(claims)} | set(self.fresh)
        days = {day for event in (*events, *dropped) for day in _days_named(event)}
        pages |= set(self.archive.documents_naming({DAY.format(*day) for day in days}, "day"))
        undated = self.archive.readings_of(
            {d.document_id for d in self.archive.documents_of(pages) if d.publication.day is None}
        )
        if not undated:
            return ()
        named = [find_named_day(claim, r, self.knowledge) for r in undated for claim in r.claims]
        own = {claim.claim_id for reading in undated for claim in reading.claims}
        others = self.archive.events_of_claims(own)
        others += self.archive.events_on({(name[0], name[1]) for name in named if name is not None})
        gone = {event.event_id for event in dropped}
        told = {e.event_id: e for e in others if e.event_id not in gone} | {e.event_id: e for e in events}
        wanted = self.archive.claims_of({claim_id for event in told.values() for claim_id in event.claims})
        readings = self.archive.readings_of({claim.document_id for claim in wanted} | pages)
        by_page = {one.document_id: one for one in infer_dates(readings, list(told.values()), self.knowledge)}
        names = sorted(reading.document.document_id for reading in undated if reading.document is not None)
        return tuple(by_page.get(name, InferredDate(name, None, None, ())) for name in names)


def _is_same(view: View, other: View) -> bool:
    """Whether two views of a claim say the same, wherever the claim stands among those compared and on its page."""
    return replace(view, order=other.order, place=other.place) == other


def _days_named(event: Event) -> Iterator[tuple[int, int]]:
    """The month and day of an event of one day."""
    if event.when is not None and event.when.start is not None and event.when.start == event.when.end:
        yield event.when.start.month, event.when.start.day
