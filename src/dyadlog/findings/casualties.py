"""Casualties of a thread: who gives which figure, when, and what it replaces. Figures are never added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dyadlog.findings.sides import quote_of
from dyadlog.findings.thread_acts import Act
from dyadlog.knowledge import Knowledge
from dyadlog.records import OPEN_MODALITIES, Claim, Document, Dyad, Evidence, Quantity

SENTENCES_NEAR: Final = 4
"""Sentences from one that tells of the incident within which a figure without a name for it is of the incident."""
SPEECH: Final = "statement/verb:"
"""How the rules of statements begin whose actor is who says so."""
TOLL_DAYS: Final = 60
"""Days after an incident within which its toll is still revised."""


@dataclass(frozen=True, slots=True)
class Casualty:
    """One issuer's figure.

    ``side`` is the state the issuer speaks for, None for an outlet or others; ``day`` when it was given, as far as
    known; ``revises`` the claim whose figure of the same issuer, for the same people, this one replaces.
    """

    claim_id: str
    issuer: str
    side: str | None
    day: date | None
    quantity: Quantity
    evidence: Evidence
    revises: str | None = None


def claims_with_figures(dyad: Dyad, knowledge: Knowledge) -> dict[str, list[Claim]]:
    """The claims that give figures of casualties, by document."""
    found: dict[str, list[Claim]] = {}
    for claim in dyad.claims.values():
        if any(knowledge.threads.is_casualty(figure.of) for figure in claim.quantities):
            found.setdefault(claim.document_id, []).append(claim)
    return found


def list_casualties(
    acts: Sequence[Act], figures_of: Mapping[str, Sequence[Claim]], dyad: Dyad, knowledge: Knowledge
) -> tuple[Casualty, ...]:
    """The figures of casualties that claims of the thread, and statements about it, give, by day, then page."""
    incidents = [act for act in acts if act.done and act.kind.role == "incident"]
    own = {claim.claim_id for act in acts for claim in act.claims}
    rows = []
    documents = {claim.document_id: None for act in acts for claim in act.claims}
    for document_id in documents:
        if dyad.origin_of(document_id) != document_id and dyad.origin_of(document_id) in documents:
            continue
        document = dyad.documents[document_id]
        told = [claim for act in incidents for claim in act.claims if claim.document_id == document_id]
        for claim in figures_of.get(document_id, ()):
            figures = [figure for figure in claim.quantities if knowledge.threads.is_casualty(figure.of)]
            if figures and (claim.claim_id in own or _is_about(claim, told, incidents, dyad, knowledge)):
                rows += [(document, _make_casualty(claim, figure, document, dyad)) for figure in figures]
    rows.sort(key=lambda row: (row[1].day or date.max, row[0].location, row[1].quantity.start, row[1].claim_id))
    return _mark_revisions(_once_each([row for _, row in rows]), knowledge)


def _is_about(claim: Claim, told: Sequence[Claim], incidents: Sequence[Act], dyad: Dyad, knowledge: Knowledge) -> bool:
    """Whether a figure outside the events of a thread is of its incident: by time, and by name or neighbours."""
    if claim.claim_id in dyad.event_of or claim.modality in OPEN_MODALITIES:
        return False
    when = claim.when
    if when is not None:
        low, high = when.start or when.end, when.end or when.start
        reach = timedelta(days=TOLL_DAYS)
        if not any(low and high and high >= act.start and low <= act.end + reach for act in incidents):
            return False
    named = knowledge.threads.names(claim.evidence.quote)
    if any(act.kind.kind in named for act in incidents):
        return True
    return not named and any(abs(claim.sentence - other.sentence) <= SENTENCES_NEAR for other in told)


def _make_casualty(claim: Claim, figure: Quantity, document: Document, dyad: Dyad) -> Casualty:
    said = [link for link in claim.attribution if link.speaker]
    side = next((link.side for link in reversed(claim.attribution) if link.side), None)
    if said:
        issuer = said[-1].speaker or ""
    elif claim.rule.startswith(SPEECH) and claim.actors:
        issuer = claim.actors[0].name
        side = next(iter(claim.actors[0].states), None)
    else:
        issuer = dyad.outlet_of(document.document_id)
    published = document.publication.day
    told = claim.when.end if claim.when and claim.event_type is None else None
    return Casualty(claim.claim_id, issuer, side, published or told, figure, quote_of(claim, document))


def _once_each(rows: Sequence[Casualty]) -> list[Casualty]:
    """A figure once where several claims of one sentence carry it."""
    kept: dict[tuple[str, int, str | None], Casualty] = {}
    for row in rows:
        kept.setdefault((row.evidence.document_id, row.quantity.start, row.quantity.of), row)
    return list(kept.values())


def _mark_revisions(rows: Sequence[Casualty], knowledge: Knowledge) -> tuple[Casualty, ...]:
    """Each figure with the latest before it that the same issuer gave of the same people, where the two differ."""
    marked: list[Casualty] = []
    for row in rows:
        before = next((held for held in reversed(marked) if _counts_the_same(row, held, knowledge)), None)
        revised = before is not None and _differ(row, before, knowledge)
        marked.append(replace(row, revises=before.claim_id) if before is not None and revised else row)
    return tuple(marked)


def _differ(row: Casualty, before: Casualty, knowledge: Knowledge) -> bool:
    """Whether two figures cannot be one number, or the later is told as a new one ("nine, up from at least six")."""
    if not before.quantity.may_equal(row.quantity):
        return True
    told = knowledge.threads.find("revision", row.evidence.quote) is not None
    return told and row.quantity.value != before.quantity.value


def _counts_the_same(row: Casualty, other: Casualty, knowledge: Knowledge) -> bool:
    """Whether a figure can take the place of another: of one issuer, or of one side that speaks of a revision."""
    revised = knowledge.threads.find("revision", row.evidence.quote) is not None
    same = row.issuer == other.issuer or (row.side is not None and row.side == other.side and revised)
    if not same or row.quantity.of != other.quantity.of:
        return False
    whom, others = (_counted(casualty.quantity, knowledge) for casualty in (row, other))
    return not whom or not others or bool(whom & others)


def _counted(quantity: Quantity, knowledge: Knowledge) -> frozenset[str]:
    """The sort of people that a figure counts; empty where its words say no more than people."""
    words = [word for word in quantity.original.casefold().split() if word.isalpha()]
    numbers = knowledge.units.number_words
    told = [word for word in words if word not in knowledge.units.plain_people and word not in numbers]
    return frozenset(knowledge.content_words.stems(" ".join(told)))
