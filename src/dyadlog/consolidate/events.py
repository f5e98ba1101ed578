"""Events: a cluster of claims told as one happening."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dyadlog.consolidate.blocking import GAP_DAYS
from dyadlog.consolidate.scoring import Bond
from dyadlog.consolidate.views import View
from dyadlog.consolidate.voices import group_voices
from dyadlog.records import (
    Actor,
    Claim,
    Document,
    Event,
    Interval,
    MergeReason,
    Modality,
    Party,
    Place,
    Voice,
    content_id,
)

MODALITY_RANK = ("asserted", "claimed", "planned", "requested", "hypothetical", "denied")
METHOD_RANK = ("explicit", "relative", "named_period", "bounded", "narrative", "inferred", "published")
"""Which date is the firmer one where two are equally precise."""
CERTAIN = 0.99


@dataclass(frozen=True, slots=True)
class Report:
    """A view with the claim and the page it is of; ``origin`` is the document whose text the page prints."""

    view: View
    claim: Claim
    document: Document
    origin: str


class Pages:
    """Claims and pages by id, with the original of each page that is a copy."""

    def __init__(self, claims: Iterable[Claim], documents: Iterable[Document], origins: Mapping[str, str]) -> None:
        self._documents = {document.document_id: document for document in documents}
        self._claims = {claim.claim_id: claim for claim in claims}
        self._origins = origins

    def reports(self, views: Iterable[View]) -> list[Report]:
        """The views with their claims and pages."""
        return [
            Report(
                view=view,
                claim=self._claims[view.claim_id],
                document=self._documents[view.document_id],
                origin=self._origins.get(view.document_id, view.document_id),
            )
            for view in views
        ]


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


def build_event(reports: Sequence[Report], bonds: Sequence[Bond], names: Names) -> Event:
    """One event from the reports of a cluster; ``part_of`` and ``aliases`` are set later."""
    best = choose_best(reports)
    claims = tuple(report.claim.claim_id for report in reports)
    doers, targets = _join_parties(reports, best, names)
    modality, negated = _choose_modality(reports)
    voices = group_voices(reports)
    assert best.claim.event_type is not None and best.claim.quad_class is not None
    return Event(
        event_id=content_id("event", min(claims)),
        event_type=best.claim.event_type,
        kind=best.claim.kind,
        mode=best.claim.mode or _most_common([v.claim.mode for v in reports if v.claim.kind == best.claim.kind]),
        contexts=tuple(dict.fromkeys(context for report in (best, *reports) for context in report.claim.contexts)),
        quad_class=best.claim.quad_class,
        goldstein=best.claim.goldstein,
        cameo=best.claim.cameo,
        when=join_times(reports),
        actors=doers,
        recipients=targets,
        territory=tuple(dict.fromkeys(code for report in (best, *reports) for code in report.claim.territory)),
        places=_join_places([best, *reports]),
        modality=modality,
        negated=negated,
        disputed=_is_disputed(reports),
        attribution=best.claim.attribution,
        confidence=_join_confidence(reports, voices),
        language=best.claim.language,
        instrument_ids=tuple(dict.fromkeys(i for report in reports for i in report.view.instruments)),
        part_of=None,
        origins=len(voices),
        outlets=_list_outlets(reports),
        documents=len({report.document.document_id for report in reports}),
        claims=claims,
        reasons=tuple(
            MergeReason(claims_by_order[bond.first], claims_by_order[bond.second], bond.reason)
            for claims_by_order in [{report.view.order: report.claim.claim_id for report in reports}]
            for bond in bonds
        ),
    )


def choose_best(reports: Sequence[Report]) -> Report:
    """The claim that tells the happening best: as having happened, by the best source, in the text and most fully."""

    def key(report: Report) -> tuple[object, ...]:
        view = report.view
        fullness = 2 * len(view.people) + len(view.states) + (view.span is not None) + bool(view.places)
        told = 0 if view.happened else 1 if not view.denied else 2
        modality = MODALITY_RANK.index(view.modality)
        return told, view.rank, view.in_headline, view.family.flipped, -fullness, modality, view.order

    return min(reports, key=key)


def _choose_modality(reports: Sequence[Report]) -> tuple[Modality, bool]:
    """The modality of the best sources among those that say whether it happened, else among all.

    A plan says nothing on whether it came about, so a plan told by the better source does not undo a report that it
    did; a denial by the better source stands, since it speaks of the same question.
    """
    settled = [report for report in reports if report.view.happened or report.view.denied] or list(reports)
    best = min(report.view.rank for report in settled)
    chosen = min(
        (report for report in settled if report.view.rank == best),
        key=lambda report: (report.claim.negated, MODALITY_RANK.index(report.claim.modality), report.view.order),
    )
    return chosen.claim.modality, chosen.claim.negated


def _is_disputed(reports: Sequence[Report]) -> bool:
    """Whether one claim denies what another asserts, or anyone denies it at all."""
    modalities = {report.claim.modality for report in reports}
    negations = {report.claim.negated for report in reports if report.view.happened or report.view.denied}
    return "denied" in modalities or len(negations) > 1


def join_times(reports: Sequence[Report]) -> Interval | None:
    """The most precise interval that the claims agree on; of a stay, the days from the first to the last."""
    dated = [report for report in reports if report.claim.when is not None and report.view.happened]
    dated = dated or [report for report in reports if report.claim.when is not None]
    if not dated:
        return None
    intervals = sorted(
        ((report.view.rank, report.view.order, report.claim.when) for report in dated if report.claim.when is not None),
        key=lambda row: (_days(row[2]), METHOD_RANK.index(row[2].method), row[0], row[1]),
    )
    best = intervals[0][2]
    if dated[0].view.merge == "interval" and best.start is not None and best.end is not None:
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


def _join_parties(reports: Sequence[Report], best: Report, names: Names) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of all claims, turned the way the best claim tells it; the most specific stand."""
    sides: tuple[list[Party], list[Party]] = ([], [])
    stance = (best.view.happened, best.view.denied)
    telling = [report for report in reports if (report.view.happened, report.view.denied) == stance]
    for report in (best, *telling):
        pair = (report.claim.actors, report.claim.recipients)
        if _is_turned(report, best):
            pair = (pair[1], pair[0])
        for side, parties in zip(sides, pair, strict=True):
            side += [names.canonical(party) for party in parties]
    mutual = best.view.mutual
    actors = _drop_vague(_unique(sides[0]), ())
    recipients = _drop_vague([p for p in _unique(sides[1]) if not mutual or p not in actors], actors if mutual else ())
    return actors, recipients


def _is_turned(report: Report, best: Report) -> bool:
    """Whether a claim names the parties the other way round."""
    if report.view.family.flipped != best.view.family.flipped:
        return True
    mine, theirs = report.claim.actors, report.claim.recipients
    actors = {code for party in best.claim.actors for code in party.states}
    first = {code for party in mine for code in party.states}
    second = {code for party in theirs for code in party.states}
    return best.view.mutual and not first & actors and bool(second & actors)


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


def _join_places(reports: Sequence[Report]) -> tuple[Place, ...]:
    """Every place named, once; a country is left out where a place in it is named."""
    places = {place.name: place for report in reversed(reports) for place in report.claim.places}
    names = dict.fromkeys(place.name for report in reports for place in report.claim.places)
    return tuple(places[name] for name in names)


def _join_confidence(reports: Sequence[Report], voices: Sequence[Voice]) -> float:
    """How sure the event is: each voice adds what its best claim is worth."""
    told = {report.claim.claim_id: report.claim.confidence for report in reports if not report.view.denied}
    doubt = 1.0
    for voice in voices:
        doubt *= 1.0 - max((told[claim_id] for claim_id in voice.claims if claim_id in told), default=0.0)
    return round(min(CERTAIN, 1.0 - doubt), 4) if told else max(report.claim.confidence for report in reports)


def _list_outlets(reports: Sequence[Report]) -> tuple[str, ...]:
    """The outlets, by the day of their first report, then in the order of the record."""
    first: dict[str, tuple[bool, object, int]] = {}
    for report in reports:
        if report.document.outlet is None:
            continue
        published = report.document.publication
        day = published.day or published.not_after
        key = (day is None, day or 0, report.view.order)
        name = report.document.outlet.value
        first[name] = min(first.get(name, key), key)
    return tuple(sorted(first, key=lambda name: first[name]))


def _most_common(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None
