"""The whole record brought together at once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from dyadlog.consolidate.actors import build_actors
from dyadlog.consolidate.aliases import keep_event_ids, keep_instrument_ids
from dyadlog.consolidate.bodies import link_bodies
from dyadlog.consolidate.clustering import NO_TIES, Ties, cluster_views, connect
from dyadlog.consolidate.copies import find_prints, name_originals
from dyadlog.consolidate.events import Names, Pages, build_event
from dyadlog.consolidate.histories import build_instrument
from dyadlog.consolidate.inference import infer_dates
from dyadlog.consolidate.instrument_views import build_instrument_views
from dyadlog.consolidate.instruments import InstrumentGroup, group_instruments
from dyadlog.consolidate.namings import collect_namings, gather_namings, sum_namings
from dyadlog.consolidate.parts import link_parts
from dyadlog.consolidate.people import People, collect_posts, find_kin_of_people, link_people
from dyadlog.consolidate.shelves import CLAIMS, MENTIONS, shelve_actors, shelve_mentions, shelve_sightings, shelve_views
from dyadlog.consolidate.views import build_views, order_readings
from dyadlog.knowledge import Knowledge
from dyadlog.records import (
    ACTORS,
    SIGHTINGS,
    Actor,
    Consolidation,
    Event,
    Instrument,
    Reading,
    Workings,
    read_sightings,
)


def consolidate(
    readings: Sequence[Reading],
    knowledge: Knowledge,
    previous: Sequence[Event | Instrument] = (),
    ties: Ties = NO_TIES,
) -> Consolidation:
    """Bring the claims of all pages together.

    Every claim with a type belongs to exactly one event; plain statements to none. The outcome depends on what the
    pages say and where they stand, not on the order of reading. ``previous`` are the events and instruments of the
    last run: ids that change are kept as aliases. ``ties`` are what people ruled.
    """
    ordered = order_readings(readings)
    namings = list(chain.from_iterable(collect_namings(reading, knowledge) for reading in ordered))
    named = gather_namings(namings)
    identities = link_people(named) | link_bodies(named, knowledge)
    documents = [reading.document for reading in ordered if reading.document is not None]
    prints = find_prints(documents)
    copies = name_originals(prints.pairs, documents)
    mentions = build_instrument_views(ordered, knowledge)
    grouping = group_instruments(mentions)
    sightings = chain.from_iterable(read_sightings(reading) for reading in ordered)
    actors = build_actors(named, sightings, identities, knowledge)
    people = People(identities, states_of_people(actors), collect_posts(named, identities, knowledge))
    views = build_views(ordered, knowledge, people, instruments_of_claims(grouping.groups))
    clustering = cluster_views(views, ties)
    names = Names(identities, people_by_id(actors))
    pages = Pages(chain.from_iterable(reading.claims for reading in ordered), documents, dict(copies))
    events = [build_event(pages.reports(cluster.views), cluster.bonds, names) for cluster in clustering.clusters]
    events = keep_event_ids(link_parts(events, knowledge), [old for old in previous if isinstance(old, Event)])
    instruments = [build_instrument(group) for group in grouping.groups]
    return Consolidation(
        events=tuple(events),
        instruments=tuple(keep_instrument_ids(instruments, [old for old in previous if isinstance(old, Instrument)])),
        actors=actors,
        identities=tuple(sorted(identities.items())),
        copies=copies,
        inferred_dates=infer_dates(ordered, events, knowledge),
        workings=Workings(
            namings=tuple(namings),
            sketches=tuple(prints.sketches.items()),
            prints=prints.pairs,
            shelves=(
                (ACTORS, tuple(shelve_actors(sum_namings(namings), connect(named, find_kin_of_people(named))))),
                (CLAIMS, tuple(shelve_views(views, clustering.components))),
                (MENTIONS, tuple(shelve_mentions(mentions, grouping.components))),
                (SIGHTINGS, tuple(shelve_sightings(ordered))),
            ),
        ),
    )


def people_by_id(actors: Sequence[Actor]) -> dict[str, Actor]:
    """The people by name among some actors; the unnamed holder of an office may be another on every page."""
    return {actor.actor_id: actor for actor in actors if actor.actor_id.startswith("person:")}


def states_of_people(actors: Sequence[Actor]) -> dict[str, tuple[str, ...]]:
    """The states that people act for."""
    return {actor_id: actor.states for actor_id, actor in people_by_id(actors).items()}


def instruments_of_claims(groups: Sequence[InstrumentGroup]) -> Mapping[str, tuple[str, ...]]:
    """The instruments that each claim speaks of, in the order of its words."""
    spoken_of: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for group in groups:
        instrument_id = group.instrument_id
        for view in group.views:
            spoken_of[view.claim_id].append((view.start, instrument_id))
    return {claim_id: tuple(dict.fromkeys(i for _, i in sorted(rows))) for claim_id, rows in spoken_of.items()}
