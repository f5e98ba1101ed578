"""Drafting: from the triggers of a sentence to drafts of claims, with roles, modality, attribution and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.attribution import find_attribution
from dyadlog.coding.clauses import is_inverted
from dyadlog.coding.draft import Draft
from dyadlog.coding.fill import Match
from dyadlog.coding.match import match_frames
from dyadlog.coding.modality import read_modality
from dyadlog.coding.parties import Cast, entities, find_all, is_side
from dyadlog.coding.timing import is_named_by_year
from dyadlog.coding.tree import children, find_case, find_mark, find_subject, governs, is_cleft, is_passive
from dyadlog.coding.where import set_places, set_protesters, set_territory
from dyadlog.records import EVENT_MODALITIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records import Mention, Modality, Party, TimeMention

UNTOLD = frozenset({"opinion", "relay", "content_farm"})
REGARDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", None})
ANSWERED = frozenset({"accuse", "demand", "offer", "request", "threaten"})
"""Kinds that wait for an answer, and are told of in it."""
ACCUSATION = "accuse"
THREAT = "threaten"
REPORTED = f"{ACCUSATION}/report"
"""The rule of an accusation that lies in telling what another did."""
CONDITIONAL, OBLIGING = f"{THREAT}/condition", "appeal/obligation"
RAISED = frozenset((REPORTED, CONDITIONAL, OBLIGING))
"""Rules of acts that lie in a plain word of speech and what it is followed by: no word names them."""
ENDING = frozenset({"cancel", "extend", "suspend_agreement", "violate_agreement", "withdraw_from_treaty"})
"""Kinds that befall an agreement made before."""
APPEAL = "appeal"
OBLIGATION_CONFIDENCE = 0.6
INTENT = "declare_intent"
NAMES = ("compound", "flat", "flat:name")


def draft_sentence(scene: Scene) -> list[Draft]:
    """The drafts of a sentence in text order: at most one for each trigger, none for a word that another absorbs."""
    matches = [match for token in scene.tokens if _may_trigger(scene, token) if (match := match_frames(scene, token))]
    absorbed = find_absorbed(scene, matches)
    drafts = []
    for match in matches:
        if match.trigger.i in absorbed:
            continue
        lend_roles(match, matches)
        draft = make_draft(scene, match)
        if not draft.is_typed:
            raise_to_appeal(draft)
        elif any(_is_answered(scene, other, match) for other in matches if other.trigger.i == match.trigger.head.i):
            draft.modality = "claimed" if draft.chain.sources else "asserted"  # what is turned down was made
        drafts.append(draft)
    return drafts


def find_absorbed(scene: Scene, matches: list[Match]) -> set[int]:
    """The nouns that are no triggers of their own, since a verb's frame asks for them ("held talks").

    What is blamed or praised is an act of its own all the same ("condemned the strikes of X on Y").
    """
    kinds = scene.knowledge.kinds
    by_trigger = {match.trigger.i: match for match in matches}
    absorbed: set[int] = set()
    for match in matches:
        for position in match.absorbed:
            noun = by_trigger.get(position)
            whole = noun is not None and not noun.missing
            if match.missing and (whole or not governs(match.trigger, scene.token(position))):
                continue
            force = noun is not None and kinds.get(noun.frame.kind).quad_class == 4
            if match.frame.kind in ENDING and is_named_by_year(scene, scene.token(position)):
                continue
            if whole and force and kinds.get(match.frame.kind).event_type in REGARDS:
                continue
            if whole and noun is not None and _is_answered(scene, match, noun):
                continue
            absorbed.add(position)
    return absorbed


def _is_answered(scene: Scene, match: Match, noun: Match) -> bool:
    """Whether the noun is another's offer, demand or threat, which the verb answers ("rejected Y's offer")."""
    if match.trigger.lemma_ not in scene.cues.answering or noun.trigger.pos_ != "NOUN":
        return False
    return noun.frame.kind in ANSWERED and entities(noun.actors.parties).isdisjoint(entities(match.actors.parties))


def raise_to_appeal(draft: Draft) -> None:
    """To say that another must do something is to appeal to him: "X said both nations must coordinate"."""
    for clause in children(draft.trigger, "ccomp"):
        if not _is_obligation(draft.scene, clause):
            continue
        subject = find_subject(clause)
        addressed = find_all(draft.scene, subject.tokens, agentive=True) if subject is not None else Cast()
        if not entities(addressed.parties) - entities(draft.actors.parties):
            continue
        draft.kind = draft.scene.knowledge.kinds.get(APPEAL)
        draft.mode, draft.cameo = draft.kind.mode, draft.kind.cameo
        draft.recipients, draft.confidence = addressed, OBLIGATION_CONFIDENCE
        draft.rule = OBLIGING
        part_sides(draft)
        return


def raise_to_accusation(drafts: list[Draft]) -> None:
    """To claim that another did violence, or to tell that he did it to oneself, is to accuse him: "A claims that B
    shelled C", "A said that B had shelled its villages"."""
    for content, speech in list(iterate_parents(drafts)):
        done = content.kind.quad_class == 4 and content.modality == "claimed" and not content.negated
        charge = speech.trigger.lemma_ in speech.scene.cues.attribution.charging
        harmed = bool(entities(content.recipients.parties) & entities(speech.actors.parties))
        if speech.is_typed or not done or not (charge or harmed) or not speech.has_actor():
            continue
        doers = tuple(p for p in content.actors.parties if is_side(p) and not entities((p,)) & speech.sides)
        if doers and entities(content.actors.parties).isdisjoint(entities(speech.actors.parties)):
            speech.kind = speech.scene.knowledge.kinds.get(ACCUSATION)
            speech.mode, speech.cameo = speech.kind.mode, speech.kind.cameo
            speech.recipients, speech.rule = Cast(doers, content.actors.tokens), REPORTED
            speech.confidence = OBLIGATION_CONFIDENCE


def raise_to_threat(drafts: list[Draft]) -> None:
    """To say what harm one will do to another if he does not yield is to threaten him."""
    for content, speech in list(iterate_parents(drafts)):
        own = entities(content.actors.parties)
        harm = content.kind.quad_class == 4 and not content.negated and content.modality in ("hypothetical", "planned")
        if speech.is_typed or not harm or not own or not own <= entities(speech.actors.parties):
            continue
        marks = {find_mark(clause) for clause in children(content.trigger, "advcl")}
        if content.recipients and any(content.scene.cues.mark.get(mark) == "hypothetical" for mark in marks):
            speech.kind = speech.scene.knowledge.kinds.get(THREAT)
            speech.mode, speech.cameo = speech.kind.mode, speech.kind.cameo
            speech.recipients, speech.rule = content.recipients, CONDITIONAL
            speech.confidence = OBLIGATION_CONFIDENCE


def _is_obligation(scene: Scene, clause: Token) -> bool:
    auxiliaries = children(clause, "aux")
    if is_inverted(clause, scene.cues):
        return False
    if any(scene.cues.auxiliary.get(auxiliary.lower_) == "requested" for auxiliary in auxiliaries):
        return True
    return clause.pos_ == "VERB" and not auxiliaries and clause.lemma_ in scene.cues.obligation


def _may_trigger(scene: Scene, token: Token) -> bool:
    if token.dep_ in NAMES and token.pos_ != "VERB":
        return False
    if token.pos_ == "PROPN" and any(time.first <= token.i <= time.last and _is_dated(time) for time in scene.times):
        return False  # the month of March is no march
    if children(token, "cop") and find_case(token) == "in":
        return True  # "was in Lima for talks"
    return not any(m.first <= token.i <= m.last and not _is_plain(m, token) for m in scene.mentions)


def _is_dated(time: TimeMention) -> bool:
    return time.interval is None or time.interval.precision in ("day", "month")


def _is_plain(mention: Mention, token: Token) -> bool:
    """Whether what looks like an actor may be a plain word ("opposition", "talks")."""
    return mention.kind == "group" or (mention.first == mention.last and token.is_lower and mention.kind == "body")


def lend_roles(match: Match, matches: list[Match]) -> None:
    """A light verb takes from the noun it carries what it lacks itself ("paid a visit", "signing of an accord")."""
    for other in matches:
        if other.trigger.i in match.absorbed and other.frame.kind == match.frame.kind:
            if not match.recipients:
                match.recipients = other.recipients
            if not match.actors:
                match.actors = other.actors
            match.territory = match.territory or other.territory


def make_draft(scene: Scene, match: Match, *, apart: bool = True) -> Draft:
    """A draft of what one match says; ``apart`` as in ``part_sides``."""
    frame, trigger = match.frame, match.trigger
    kind = scene.knowledge.kinds.get(frame.kind)
    draft = Draft(scene, trigger, kind, frame.frame_id, frame.confidence)
    draft.mode, draft.cameo = frame.mode or kind.mode, frame.cameo or kind.cameo
    draft.actors, draft.recipients, draft.territory = match.actors, match.recipients, match.territory
    draft.missing, draft.absorbed, draft.instrument_tokens = match.missing, match.absorbed, match.instrument_tokens
    draft.notes.append(describe_construction(trigger))
    part_sides(draft, apart=apart)
    set_places(draft)
    set_territory(draft)
    set_protesters(draft)
    if draft.recipients:
        draft.missing = tuple(need for need in draft.missing if need != "recipient")
    draft.reading = read_modality(scene, trigger, kind.event_type)
    draft.chain = find_attribution(scene, trigger)
    draft.modality = settle_modality(draft, frame.modality)
    draft.negated = draft.reading.negated
    turn_undone(draft)
    return draft


def turn_undone(draft: Draft) -> None:
    """Not to do something may be an act of its own: who does not recognise another rejects him."""
    other = draft.scene.cues.undone.get(draft.kind.kind)
    own = any(draft.scene.token(position).head.i == draft.trigger.i for position in draft.reading.negations)
    if other is None or not own or not draft.negated or draft.modality not in EVENT_MODALITIES:
        return
    draft.kind = draft.scene.knowledge.kinds.get(other)
    draft.mode, draft.cameo, draft.negated = draft.kind.mode, draft.kind.cameo, False
    draft.notes.append("undone")


def describe_construction(trigger: Token) -> str:
    """The construction that the trigger stands in, for the rule that is recorded."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        return "nominal"
    if trigger.pos_ == "ADJ":
        return "predicative"
    if is_passive(trigger):
        return "passive"
    return {"acl:relcl": "relative", "advcl": "adverbial", "acl": "participle", "xcomp": "controlled"}.get(
        trigger.dep_, "active"
    )


def part_sides(draft: Draft, *, apart: bool = True) -> None:
    """Nobody stands on both sides, and nobody deals with himself; nor, with ``apart``, with his own state."""
    actors = draft.actors
    own = entities(actors.parties)
    if len(own) > 1 and own == entities(draft.recipients.parties):
        # "war between X and Y", "strikes on each other": each did it to the other; of a mutual act all are actors alike
        draft.recipients = Cast() if draft.kind.mutual else draft.recipients
        draft.notes.append("reciprocal")
        return
    ids = {party.actor_id for party in actors.parties}
    parties = tuple(party for party in draft.recipients.parties if party.actor_id not in ids)
    parties = tuple(party for party in parties if not (apart and _is_within(party, own)))
    draft.recipients = Cast(
        parties if parties else (),
        draft.recipients.tokens,
        draft.recipients.derived,
        draft.recipients.owned,
        draft.recipients.mentions,
    )


def _is_within(party: Party, own: frozenset[str]) -> bool:
    return bool(party.states) and set(party.states) <= own


def settle_modality(draft: Draft, given: Modality | None) -> Modality:
    """The frame's own modality unless the words are stronger; told on someone's word, or by a page of that sort, it is
    claimed."""
    modality = draft.reading.modality
    if given is None and draft.kind.kind == INTENT and is_aim(draft):
        given = "planned"
    if given is not None and modality in ("asserted", "claimed"):
        return given
    if modality == "asserted" and (draft.chain.sources or draft.scene.document.genre in UNTOLD):
        return "claimed"
    return modality


def is_aim(draft: Draft) -> bool:
    """Whether an intent is one side's aim ("is pushing to", "showed interest in"), not what both sides declare."""
    if "planned" in draft.scene.cues.effects(draft.trigger.lemma_, "VERB"):
        return True
    return len(entities(draft.actors.parties)) < 2


def iterate_parents(drafts: list[Draft]) -> Iterator[tuple[Draft, Draft]]:
    """Pairs of (act that is content, speech act it is the content of)."""
    by_trigger = {draft.trigger.i: draft for draft in drafts}
    for draft in drafts:
        current = draft.trigger
        for _ in range(len(current.doc)):
            if current.head.i == current.i:
                break
            label, head = current.dep_, current.head
            above = by_trigger.get(head.i)
            if (
                above is not None
                and above is not draft
                and label in ("ccomp", "xcomp", "advcl", "obl", "acl", "parataxis")
            ):
                if label != "advcl" or above.kind.event_type not in ("CONSULT", "ASSAULT"):
                    yield draft, above
                break
            if label == "acl:relcl" and not is_cleft(current):
                break
            current = head
