"""Events: a cluster of claims told as one happening."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dyadlog.consolidate.blocking import GAP_DAYS
from dyadlog.consolidate.clustering import Cluster
from dyadlog.consolidate.views import View
from dyadlog.consolidate.voices import group_voices
from dyadlog.records import Actor, Event, Interval, MergeReason, Modality, Party, Place, Voice, content_id

MODALITY_RANK = ("asserted", "claimed", "planned", "requested", "hypothetical", "denied")
METHOD_RANK = ("explicit", "relative", "named_period", "bounded", "narrative", "inferred", "published")
"""Which date is the firmer one where two are equally precise."""
CERTAIN = 0.99


@dataclass(frozen=True, slots=True)
class Names:
    """What the whole record knows of actors: identities, and the name each is called by."""

    identities: Mapping[str, str]
    people: Mapping[str, Actor]

    def canonical(self, party: Party) -> Party:
        """The party under its canonical identity and name; of a person whose state the page leaves out, with it."""
        actor_id = self.identities.get(party.actor_id, party.actor_id)
        actor = self.people.get(actor_id)
        if actor is None:
            return replace(party, actor_id=actor_id) if actor_id != party.actor_id else party
        return replace(party, actor_id=actor.actor_id, name=actor.name, states=party.states or actor.states)


def build_event(cluster: Cluster, names: Names) -> Event:
    """One event from the claims of a cluster; ``part_of`` and ``aliases`` are set later."""
    views = cluster.views
    best = choose_best(views)
    claims = tuple(view.claim.claim_id for view in views)
    doers, targets = _join_parties(views, best, names)
    modality, negated = _choose_modality(views)
    voices = group_voices(views)
    assert best.claim.event_type is not None and best.claim.quad_class is not None
    return Event(
        event_id=content_id("event", min(claims)),
        event_type=best.claim.event_type,
        kind=best.claim.kind,
        mode=best.claim.mode or _most_common([v.claim.mode for v in views if v.claim.kind == best.claim.kind]),
        contexts=tuple(dict.fromkeys(context for view in (best, *views) for context in view.claim.contexts)),
        quad_class=best.claim.quad_class,
        goldstein=best.claim.goldstein,
        cameo=best.claim.cameo,
        when=join_times(views),
        actors=doers,
        recipients=targets,
        territory=tuple(dict.fromkeys(code for view in (best, *views) for code in view.claim.territory)),
        places=_join_places([best, *views]),
        modality=modality,
        negated=negated,
        disputed=_is_disputed(views),
        attribution=best.claim.attribution,
        confidence=_join_confidence(views, voices),
        language=best.claim.language,
        instrument_ids=tuple(dict.fromkeys(i for view in views for i in view.instruments)),
        part_of=None,
        origins=len(voices),
        outlets=_list_outlets(views),
        documents=len({view.document.document_id for view in views}),
        claims=claims,
        reasons=tuple(
            MergeReason(claims_by_order[bond.first], claims_by_order[bond.second], bond.reason)
            for claims_by_order in [{view.order: view.claim.claim_id for view in views}]
            for bond in cluster.bonds
        ),
    )


def choose_best(views: Sequence[View]) -> View:
    """The claim that tells the happening best: as having happened, by the best source, in the text and most fully."""

    def key(view: View) -> tuple[object, ...]:
        claim = view.claim
        fullness = 2 * len(view.people) + len(view.states) + (view.span is not None) + bool(claim.places)
        told = 0 if view.happened else 1 if not view.denied else 2
        return (
            told,
            view.rank,
            view.in_headline,
            view.family.flipped,
            -fullness,
            MODALITY_RANK.index(claim.modality),
            view.order,
        )

    return min(views, key=key)


def _choose_modality(views: Sequence[View]) -> tuple[Modality, bool]:
    """The modality of the best sources among those that say whether it happened, else among all.

    A plan says nothing on whether it came about, so a plan told by the better source does not undo a report that it
    did; a denial by the better source stands, since it speaks of the same question.
    """
    settled = [view for view in views if view.happened or view.denied] or list(views)
    best = min(view.rank for view in settled)
    chosen = min(
        (view for view in settled if view.rank == best),
        key=lambda view: (view.claim.negated, MODALITY_RANK.index(view.claim.modality), view.order),
    )
    return chosen.claim.modality, chosen.claim.negated


def _is_disputed(views: Sequence[View]) -> bool:
    """Whether one claim denies what another asserts, or anyone denies it at all."""
    modalities = {view.claim.modality for view in views}
    negations = {view.claim.negated for view in views if view.happened or view.denied}
    return "denied" in modalities or len(negations) > 1


def join_times(views: Sequence[View]) -> Interval | None:
    """The most precise interval that the claims agree on; of a stay, the days from the first to the last."""
    dated = [view for view in views if view.claim.when is not None and view.happened]
    dated = dated or [view for view in views if view.claim.when is not None]
    if not dated:
        return None
    intervals = sorted(
        ((view.rank, view.order, view.claim.when) for view in dated if view.claim.when is not None),
        key=lambda row: (_days(row[2]), METHOD_RANK.index(row[2].method), row[0], row[1]),
    )
    best = intervals[0][2]
    if dated[0].merge == "interval" and best.start is not None and best.end is not None:
        for _, _, other in intervals[1:]:
            firm = other.method not in ("published", "narrative") and other.precision in ("day", "range")
            if firm and other.start and other.end and _days(other) <= MOST_DAYS_OF_A_STAY:
                start, end = min(best.start, other.start), max(best.end, other.end)
                if (end - start) <= timedelta(days=MOST_DAYS_OF_A_STAY + GAP_DAYS["interval"]):
                    best = Interval(start, end, "day" if start == end else "range", best.method)
    return best


MOST_DAYS_OF_A_STAY = 10
"""Longer intervals give the bounds of a stay and not its days."""


def _days(interval: Interval) -> int:
    return interval.days() or 10**6


def _join_parties(views: Sequence[View], best: View, names: Names) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of all claims, turned the way the best claim tells it; the most specific stand."""
    sides: tuple[list[Party], list[Party]] = ([], [])
    telling = [view for view in views if view.happened == best.happened and view.denied == best.denied]
    for view in (best, *telling):
        pair = (view.claim.actors, view.claim.recipients)
        if _is_turned(view, best):
            pair = (pair[1], pair[0])
        for side, parties in zip(sides, pair, strict=True):
            side += [names.canonical(party) for party in parties]
    mutual = best.mutual
    actors = _drop_vague(_unique(sides[0]), ())
    recipients = _drop_vague([p for p in _unique(sides[1]) if not mutual or p not in actors], actors if mutual else ())
    return actors, recipients


def _is_turned(view: View, best: View) -> bool:
    """Whether a claim names the parties the other way round."""
    if view.family.flipped != best.family.flipped:
        return True
    mine, theirs = view.claim.actors, view.claim.recipients
    actors = {code for party in best.claim.actors for code in party.states}
    first = {code for party in mine for code in party.states}
    second = {code for party in theirs for code in party.states}
    return best.mutual and not first & actors and bool(second & actors)


def _unique(parties: Sequence[Party]) -> list[Party]:
    """Each identity once, with the first office that a claim gives."""
    found: dict[str, Party] = {}
    for party in parties:
        known = found.get(party.actor_id)
        if known is None:
            found[party.actor_id] = party
        elif known.office is None and party.office is not None:
            found[party.actor_id] = replace(known, office=party.office)
    return list(found.values())


def _drop_vague(parties: Sequence[Party], others: Sequence[Party]) -> tuple[Party, ...]:
    """Parties without the plain states that somebody named acts for already."""
    named = {code for party in (*parties, *others) if party.kind in ("person", "body") for code in party.states}
    kept = [party for party in parties if party.kind != "state" or not set(party.states) <= named]
    return tuple(kept)


def _join_places(views: Sequence[View]) -> tuple[Place, ...]:
    """Every place named, once; a country is left out where a place in it is named."""
    places = {place.name: place for view in reversed(views) for place in view.claim.places}
    ordered = [places[name] for name in dict.fromkeys(place.name for view in views for place in view.claim.places)]
    return tuple(ordered)


def _join_confidence(views: Sequence[View], voices: Sequence[Voice]) -> float:
    """How sure the event is: each voice adds what its best claim is worth."""
    told = {view.claim.claim_id: view.claim.confidence for view in views if not view.denied}
    doubt = 1.0
    for voice in voices:
        doubt *= 1.0 - max((told[claim_id] for claim_id in voice.claims if claim_id in told), default=0.0)
    return round(min(CERTAIN, 1.0 - doubt), 4) if told else max(view.claim.confidence for view in views)


def _list_outlets(views: Sequence[View]) -> tuple[str, ...]:
    """The outlets, by the day of their first report, then in the order of the record."""
    first: dict[str, tuple[bool, object, int]] = {}
    for view in views:
        if view.document.outlet is None:
            continue
        published = view.document.publication
        day = published.day or published.not_after
        key = (day is None, day or 0, view.order)
        name = view.document.outlet.value
        first[name] = min(first.get(name, key), key)
    return tuple(sorted(first, key=lambda name: first[name]))


def _most_common(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
