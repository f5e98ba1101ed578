"""Tense and aspect: how the clause of a trigger stands to the time of telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.roles import find_carrier
from dyadlog.coding.tree import children, find_case, find_clause_head, first_conjunct, governs, is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft

STEPS = 6


def find_tense(verb: Token) -> str:
    """``past``, ``perfect``, ``pluperfect``, ``present``, ``future`` or ``none`` of the clause of a predicate."""
    auxiliaries = children(verb, "aux", "aux:pass", "cop")
    words = {a.lower_ for a in auxiliaries}
    if words & {"will", "shall", "'ll", "’ll", "wo"}:
        return "future"
    if "had" in words:
        return "pluperfect"
    if words & {"has", "have", "'ve", "’ve"} and not words & {"to"}:
        return "perfect"
    tags = [a.tag_ for a in auxiliaries if a.tag_ in ("VBD", "VBZ", "VBP")] or [verb.tag_]
    if tags[0] == "VBD":
        return "past"
    if tags[0] in ("VBZ", "VBP"):
        return "present"
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and first_conjunct(verb).i != verb.i:
        return find_tense(first_conjunct(verb))
    return "none"


def find_draft_tense(draft: Draft) -> str:
    """The tense of the clause of the trigger, of the governing one where its own has none."""
    token = draft.trigger
    if token.pos_ not in ("VERB", "AUX"):
        carrier = find_carrier(token)
        token = carrier if carrier is not None else find_clause_head(token)
    for _ in range(STEPS):
        tense = find_tense(token)
        if tense != "none" or token.head.i == token.i:
            return tense
        token = find_clause_head(token.head)
    return "none"


def is_background(draft: Draft) -> bool:
    """Whether the words tell of a lasting or repeated state, no happening of the day."""
    cues = draft.scene.cues.time
    clause = find_clause_head(draft.trigger)
    near = {draft.trigger.i, clause.i}
    for token in clause.subtree:
        if token.head.i in near and token.dep_ == "advmod" and token.lower_ in cues.background:
            return True
        if token.head.i == draft.trigger.i and token.dep_ == "amod" and token.lower_ in cues.background_adjectives:
            return True
    return False


def is_aside(draft: Draft) -> bool:
    """Whether the act is told beside the course of the telling: as earlier, or in a relative clause or a clause of time
    and reason. The telling does not move to its time."""
    if find_draft_tense(draft) == "pluperfect":
        return True
    clause = find_clause_head(draft.trigger)
    return clause.dep_ in ("acl:relcl", "advcl:relcl", "acl") or (
        clause.dep_ == "advcl" and bool(children(clause, "mark")) and not is_infinitive(clause)
    )


def has_time_of_its_own(draft: Draft) -> bool:
    """Whether the clause says when by another happening ("during the war", "within weeks of his election"): then it
    does not go on at the time of the telling."""
    cues = draft.scene.cues.time
    clause = find_clause_head(draft.trigger)
    for token in children(clause, "obl"):
        if find_case(token) in cues.settings and token.i < clause.i and token.lemma_ not in cues.stay_nouns:
            return not any(child.lower_ in ("this", "that", "these", "those") for child in token.children)
    return False


def is_current(draft: Draft) -> bool:
    """Whether the words say that it is under way as the page is written ("the ongoing visit")."""
    words = draft.scene.cues.time.current
    return any(child.lower_ in words for child in children(draft.trigger, "amod", "advmod"))


def is_content(draft: Draft) -> bool:
    """Whether the act is what someone says, in a clause under the verb of saying."""
    return any(source.verb is not None and governs(source.verb, draft.trigger) for source in draft.chain.sources)
