"""Beside: the other side of a noun for an act, where the clause names it that the act is a circumstance of.

"At Y's request X sent planes", "X rejected Y's offer": the request and the offer went to X. "X armed Z after Y's
invasion": Y invaded Z.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.parties import Cast, entities, find_all
from dyadlog.coding.roles import find_patients, find_role
from dyadlog.coding.tree import find_case, find_obliques, find_subject, is_passive

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.kinds import Kind

SPOKEN = frozenset({"ACCUSE", "PROTEST", "REJECT", "REQUEST", "THREATEN"})
OFFERED = frozenset({"AGREE"})
"""Types whose act waits for the other side's answer."""
ASKED = frozenset({"at", "despite", "to", "amid", "after", "following", "over", "upon", "against", "under", "on"})
BLOWS = frozenset({"after", "during", "since", "following", "amid", "before", "over", "for", "against", "despite"})
TOWARDS = frozenset({"to", "with", "for", "in", "on"})
FORCE = 4
YIELDING = frozenset({"CONCEDE", "RETREAT"})
"""Types whose object is one's own: a ban is lifted by who imposed it."""


def find_beside(scene: Scene, noun: Token, actors: Cast, kind: Kind) -> Cast:
    """Whom the act of this noun was directed at, by the clause above it; empty where that is not plain."""
    verb = noun.head
    if verb.pos_ == "VERB" and kind.event_type in (SPOKEN | OFFERED) and verb.lemma_ in scene.cues.answering:
        if noun.dep_ == "obj":
            return _take(scene, find_role(verb, "subj"), actors)
        if noun.dep_ == "nsubj:pass":
            return _take(scene, find_role(verb, "agent"), actors)
    if noun.dep_ != "obl" or verb.pos_ != "VERB":
        return Cast()
    case = find_case(noun)
    if kind.event_type in SPOKEN and case in ASKED:
        subject = find_subject(verb)
        return _take(scene, subject.tokens, actors) if subject is not None and not subject.passive else Cast()
    if kind.quad_class == FORCE and case in BLOWS:
        subject = find_subject(verb)
        named = find_all(scene, subject.tokens, agentive=False) if subject is not None else Cast()
        others = [*find_patients(verb), *(token for near, token in find_obliques(verb) if near in TOWARDS)]
        return _take(scene, [token for token in others if token.i != noun.i], actors + named)
    return Cast()


def find_doers(scene: Scene, trigger: Token, kind: Kind) -> Cast:
    """Who did it where no role says so: who is accused of the attack, whose fire killed, whose ban is lifted."""
    if trigger.pos_ == "NOUN":
        verb = trigger.head
        blames = trigger.dep_ == "obl" and verb.lemma_ in scene.cues.attribution.blaming
        charged = blames and kind.quad_class == FORCE and find_case(trigger) in ("of", "for", "over")
        return find_all(scene, find_patients(verb), agentive=True) if charged else Cast()
    if trigger.pos_ != "VERB" or not is_passive(trigger):
        return Cast()
    if kind.quad_class == FORCE:
        return find_all(scene, find_role(trigger, "agent"), agentive=False)
    if kind.event_type in YIELDING and not find_role(trigger, "agent"):
        return find_all(scene, find_role(trigger, "poss"), agentive=False)
    return Cast()


def _take(scene: Scene, tokens: Iterable[Token], others: Cast) -> Cast:
    """Who the tokens stand for, where that is one side and none of the others."""
    cast = find_all(scene, tokens, agentive=True)
    sides = entities(cast.parties)
    return cast if len(sides) == 1 and sides.isdisjoint(entities(others.parties)) else Cast()
