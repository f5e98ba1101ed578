"""Assembling: a draft becomes a claim, with evidence, spans and identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.contexts import find_contexts
from dyadlog.coding.evidence import cut_evidence
from dyadlog.records import Claim, SlotSpan, content_id

if TYPE_CHECKING:
    from dyadlog.coding.draft import Draft
    from dyadlog.records import Framing

NOMINAL_DOUBT = 0.95
HEDGE_DOUBT = 0.9


def make_claim(draft: Draft, parent: str | None) -> Claim:
    """The claim that a finished draft makes."""
    scene, kind = draft.scene, draft.kind
    positions = [*draft.actors.tokens, *draft.recipients.tokens, *draft.place_tokens]
    if draft.time is not None:
        positions.extend((draft.time.first, draft.time.last))
    evidence = cut_evidence(scene, draft.trigger, positions)
    spans = tuple(find_spans(draft))
    names = tuple(party.name for party in (*draft.actors.parties, *draft.recipients.parties))
    document_id = scene.document.document_id
    cameo = scene.knowledge.ontology.goldstein(draft.cameo) if draft.cameo and draft.cameo != kind.cameo else None
    return Claim(
        claim_id=content_id(
            "claim", document_id, evidence.start, evidence.end, spans[0].start, spans[0].end, kind.kind, names
        ),
        document_id=document_id,
        sentence=scene.sentence.index,
        evidence=evidence,
        event_type=kind.event_type,
        kind=kind.kind,
        mode=draft.mode,
        contexts=find_contexts(scene, draft.trigger, kind),
        quad_class=kind.quad_class,
        goldstein=cameo if cameo is not None else kind.goldstein,
        cameo=draft.cameo,
        when=draft.when,
        when_reason=None if draft.when is not None else draft.when_reason,
        actors=draft.actors.parties,
        recipients=draft.recipients.parties,
        territory=draft.territory,
        places=draft.places,
        modality=draft.modality,
        negated=draft.negated,
        attribution=draft.chain.links,
        quantities=draft.quantities,
        instruments=draft.instruments,
        framings=find_framings(draft, evidence.start, evidence.end),
        spans=spans,
        confidence=round(draft.confidence if draft.signs else doubt(draft), 3),
        rule="/".join((draft.rule, *draft.notes)),
        language=scene.document.language,
        parent=parent,
    )


def find_spans(draft: Draft) -> list[SlotSpan]:
    """Where the words of each slot stand, the trigger first."""
    scene = draft.scene
    found = [SlotSpan("trigger", *scene.offsets(draft.trigger.i, draft.trigger.i))]
    for slot, cast in (("actor", draft.actors), ("recipient", draft.recipients)):
        for position in cast.tokens:
            found.append(_span_of(draft, slot, position))
    if draft.time is not None:
        found.append(SlotSpan("time", draft.time.start, draft.time.end))
    for slot, positions in (
        ("place", draft.place_tokens),
        ("attribution", draft.chain.tokens),
        ("modality", draft.reading.tokens),
        ("negation", draft.reading.negations if draft.negated else ()),
    ):
        found.extend(_span_of(draft, slot, position) for position in dict.fromkeys(positions))
    found.extend(SlotSpan("instrument", item.start, item.end) for item in draft.instruments)
    return list(dict.fromkeys(found))


def _span_of(draft: Draft, slot: str, position: int) -> SlotSpan:
    token = draft.scene.token(position)
    mention = draft.scene.find_mention(token) if slot in ("actor", "recipient", "place") else None
    if mention is not None and mention.first <= position <= mention.last:
        return SlotSpan(slot, mention.start, mention.end)
    return SlotSpan(slot, *draft.scene.offsets(position, position))


def doubt(draft: Draft) -> float:
    """The frame's confidence, less for what was read off nouns and modifiers."""
    confidence = draft.confidence
    if draft.trigger.pos_ in ("NOUN", "PROPN"):
        confidence *= NOMINAL_DOUBT
    for cast in (draft.actors, draft.recipients):
        if cast.derived or cast.owned:
            confidence *= NOMINAL_DOUBT
    if draft.reading.reported:
        confidence *= HEDGE_DOUBT
    return min(confidence, 1.0)


def find_framings(draft: Draft, start: int, end: int) -> tuple[Framing, ...]:
    """The loaded words inside the evidence."""
    return tuple(framing for framing in draft.scene.framings if start <= framing.start and framing.end <= end)
