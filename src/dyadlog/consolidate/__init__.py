"""Consolidate: claims of all pages to happenings, instruments and people."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from dyadlog.consolidate.actors import build_actors, read_occupancies
from dyadlog.consolidate.aliases import keep_event_ids, keep_instrument_ids
from dyadlog.consolidate.bodies import link_bodies
from dyadlog.consolidate.clustering import cluster_views
from dyadlog.consolidate.copies import find_copies
from dyadlog.consolidate.events import Names, Pages, build_event
from dyadlog.consolidate.instrument_views import build_instrument_views
from dyadlog.consolidate.instruments import InstrumentGroup, build_instrument, group_instruments
from dyadlog.consolidate.namings import collect_namings, gather_namings
from dyadlog.consolidate.parts import link_parts
from dyadlog.consolidate.people import People, collect_posts, link_people
from dyadlog.consolidate.views import build_views, order_readings
from dyadlog.knowledge import Knowledge
from dyadlog.records import Consolidation, Event, Instrument, Reading

__all__ = ["VERSION", "consolidate"]

VERSION = "1"
"""Bumped when the events of the same claims can change, so that a store brings them together anew."""


def consolidate(
    readings: Sequence[Reading], knowledge: Knowledge, previous: Sequence[Event | Instrument] = ()
) -> Consolidation:
    """Bring the claims of all pages together.

    Every claim with a type belongs to exactly one event; plain statements to none. The outcome depends on what the
    pages say and where they stand, not on the order of reading. ``previous`` are the events and instruments of the
    last run: ids that change are kept as aliases.
    """
    ordered = order_readings(readings)
    named = gather_namings(chain.from_iterable(collect_namings(reading) for reading in ordered))
    identities = link_people(named) | link_bodies(named, knowledge)
    copies = find_copies(ordered)
    groups = group_instruments(build_instrument_views(ordered, knowledge))
    sightings = chain.from_iterable(read_occupancies(reading) for reading in ordered)
    actors = build_actors(named, sightings, identities, knowledge)
    persons = {actor.actor_id: actor for actor in actors if actor.kind == "person"}
    states = {actor_id: actor.states for actor_id, actor in persons.items()}
    people = People(identities, states, collect_posts(named, identities, knowledge))
    views = build_views(ordered, knowledge, people, _instruments_of_claims(groups))
    names = Names(identities, persons)
    pages = Pages(ordered, dict(copies))
    events = [build_event(pages.reports(cluster.views), cluster.bonds, names) for cluster in cluster_views(views)]
    events = keep_event_ids(link_parts(events, knowledge), [old for old in previous if isinstance(old, Event)])
    instruments = keep_instrument_ids(
        [build_instrument(group) for group in groups], [old for old in previous if isinstance(old, Instrument)]
    )
    return Consolidation(
        events=tuple(events),
        instruments=tuple(instruments),
        actors=actors,
        identities=tuple(sorted(identities.items())),
        copies=copies,
    )


def _instruments_of_claims(groups: Sequence[InstrumentGroup]) -> dict[str, tuple[str, ...]]:
    """The instruments that each claim speaks of."""
    spoken_of: dict[str, dict[str, None]] = defaultdict(dict)
    for group, view in chain.from_iterable(((group, view) for view in group.views) for group in groups):
        spoken_of[view.claim_id][group.instrument_id] = None
    return {claim_id: tuple(ids) for claim_id, ids in spoken_of.items()}
