"""Shelves: views as rows that a store keeps, and back."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from dyadlog.consolidate.blocking import hash_words, keys_of_view
from dyadlog.consolidate.clustering import connect
from dyadlog.consolidate.instrument_slots import InstrumentView
from dyadlog.consolidate.instruments import instrument_keys
from dyadlog.consolidate.people import keys_of_person
from dyadlog.consolidate.views import Cast, View
from dyadlog.knowledge import Knowledge
from dyadlog.records import Naming, Occupancy, Reading, ShelfKey, Shelved, Sighting, read_sightings

CLAIMS = "claims"
MENTIONS = "mentions"
PERSON = "person:"
"""How the page-level ids of people by name begin."""


def shelve_views(views: Iterable[View], components: Mapping[str, str]) -> list[Shelved]:
    """The rows of some views, each with the component of claims that it was compared in."""
    return [
        Shelved(
            view.claim_id, view.document_id, components[view.claim_id], to_json(_row(view)), tuple(keys_of_view(view))
        )
        for view in views
    ]


def unshelve_views(items: Iterable[Shelved], knowledge: Knowledge) -> list[View]:
    """The views of some rows, in the order of the record."""
    views = sorted((_view(from_json(item.record), knowledge) for item in items), key=lambda view: view.place)
    return number_views(views)


def number_views(views: Sequence[View]) -> list[View]:
    """Views with their order among each other."""
    return [replace(view, order=order) for order, view in enumerate(sorted(views, key=lambda view: view.place))]


def _row(view: View) -> list[Any]:
    span = [day.toordinal() for day in view.span] if view.span else None
    return [
        view.place,
        view.claim_id,
        view.document_id,
        view.sentence,
        view.kind,
        view.mode,
        view.modality,
        view.negated,
        view.method,
        view.told_on.toordinal() if view.told_on else None,
        view.rank,
        _cast_row(view.doer),
        _cast_row(view.target),
        list(view.stems),
        view.in_headline,
        view.definite,
        span,
        list(view.places),
        list(view.figures),
        view.instruments,
        list(view.setting),
        list(view.names),
        view.vague,
        view.received,
        list(view.gates),
    ]


def _view(row: list[Any], knowledge: Knowledge) -> View:
    place, claim_id, document_id, sentence, kind, mode, modality, negated, method, told_on, rank, *rest = row
    doer, target, stems, in_headline, definite, span, places, figures, instruments, *marks = rest
    setting, names, vague, received, gates = marks
    return View(
        order=-1,
        place=tuple(place),
        claim_id=claim_id,
        document_id=document_id,
        sentence=sentence,
        kind=kind,
        mode=mode,
        modality=modality,
        negated=negated,
        method=method,
        told_on=date.fromordinal(told_on) if told_on else None,
        rank=rank,
        family=knowledge.families.of_act(kind, received),
        merge=knowledge.kinds.get(kind).merge,
        mutual=knowledge.kinds.get(kind).mutual,
        doer=_cast(doer),
        target=_cast(target),
        stems=frozenset(stems),
        in_headline=in_headline,
        definite=definite,
        span=(date.fromordinal(span[0]), date.fromordinal(span[1])) if span else None,
        places=frozenset(places),
        figures=frozenset((unit, low, high) for unit, low, high in figures),
        instruments=tuple(instruments),
        setting=frozenset(setting),
        names=frozenset(names),
        vague=vague,
        received=received,
        gates=frozenset(gates),
    )


def _cast_row(cast: Cast) -> list[Any]:
    named = [[state, list(people)] for state, people in cast.people_of]
    return [list(cast.states), list(cast.people), list(cast.others), named, list(cast.posts), list(cast.unnamed)]


def _cast(row: list[Any]) -> Cast:
    states, people, others, named, posts, unnamed = row
    return Cast(
        states=frozenset(states),
        people=frozenset(people),
        others=frozenset(others),
        people_of=tuple((state, frozenset(group)) for state, group in named),
        posts=frozenset((state, office) for state, office in posts),
        unnamed=frozenset((state, office) for state, office in unnamed),
    )


@cache
def _mentions() -> TypeAdapter[InstrumentView]:
    return TypeAdapter(InstrumentView)


def keys_of_mention(view: InstrumentView) -> tuple[ShelfKey, ...]:
    """The keys under which a mention is found."""
    return tuple(ShelfKey(hash_words(*key), 0, 0, True) for key in instrument_keys(view))


def shelve_mentions(views: Sequence[InstrumentView], components: Mapping[str, str]) -> list[Shelved]:
    """The rows of some mentions of instruments; those of one claim stand together."""
    of_claim = {view.claim_id: components[view.mention_id] for view in views}
    links = [(components[view.mention_id], of_claim[view.claim_id]) for view in views]
    joined = connect(set(components.values()), links)
    return [
        Shelved(
            view.mention_id,
            view.document_id,
            joined[components[view.mention_id]],
            _mentions().dump_json(view),
            keys_of_mention(view),
        )
        for view in views
    ]


def unshelve_mentions(items: Iterable[Shelved]) -> list[InstrumentView]:
    """The mentions of some rows, in the order of the record."""
    return number_mentions([_mentions().validate_json(item.record) for item in items])


def number_mentions(views: Sequence[InstrumentView]) -> list[InstrumentView]:
    """Mentions with their order among each other."""
    return [replace(view, order=order) for order, view in enumerate(sorted(views, key=lambda view: view.place))]


@cache
def _sightings() -> TypeAdapter[Sighting]:
    return TypeAdapter(Sighting)


def shelve_sightings(readings: Iterable[Reading]) -> list[Shelved]:
    """Who holds which office on some pages, each under the page-level id of the person."""
    return [
        Shelved(one.place, one.document_id, one.occupancy.actor_id, _sightings().dump_json(one))
        for reading in readings
        for one in read_sightings(reading)
    ]


def occupancies_of(items: Iterable[Shelved]) -> list[Occupancy]:
    """Who holds which office, by some rows."""
    return [_sightings().validate_json(item.record).occupancy for item in items]


def shelve_actors(namings: Mapping[str, Collection[Naming]], families: Mapping[str, str]) -> list[Shelved]:
    """The rows of how all pages together name some page-level ids; of people each with its family, where it has one."""
    return [
        Shelved(
            actor_id,
            "",
            families.get(actor_id, actor_id),
            to_json([[one.slot, one.value, one.count, one.place] for one in rows]),
            keys_of_actor(actor_id, [one.value for one in rows if one.slot == "name"]),
        )
        for actor_id, rows in namings.items()
    ]


def keys_of_actor(actor_id: str, names: Iterable[str]) -> tuple[ShelfKey, ...]:
    """The keys under which a person is found, whom others may be."""
    if not actor_id.startswith(PERSON):
        return ()
    return tuple(ShelfKey(hash_words("person", key), 0, 0, True) for key in keys_of_person(names))


def unshelve_actors(items: Iterable[Shelved]) -> list[Naming]:
    """The namings of some rows."""
    return [Naming("", item.item_id, *row) for item in items for row in from_json(item.record)]
