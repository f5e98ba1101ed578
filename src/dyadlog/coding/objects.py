"""Objects: what a verb is done to, also where the parser hung it elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.tree import (
    NOMINAL,
    children,
    expand,
    find_case,
    first_conjunct,
    is_passive,
    is_relative,
    kept,
    resolve_relative,
)

if TYPE_CHECKING:
    from spacy.tokens import Token


@kept
def find_objects(verb: Token) -> list[Token]:
    """The direct objects of an active verb, conjuncts and relative heads included."""
    own = _find_direct(verb) or children(verb, "iobj") or _find_after_particle(verb)
    if own and own[0].lower_ == "what":
        own = _find_named_so(own[0]) or own
    if own:
        return [found for token in own for found in expand(resolve_relative(token))]
    predicates = [token for token in children(verb, "xcomp") if token.pos_ in NOMINAL and token.i > verb.i]
    if len(predicates) > 1:
        return expand(predicates[0])  # "called X a friend", both read as predicates
    if len(predicates) == 1 and children(predicates[0], "nmod:poss") and predicates[0].left_edge.i > verb.i + 1:
        return expand(predicates[0])  # "called home its envoy", read as what home was called
    if verb.dep_ == "acl:relcl" and verb.head.pos_ in NOMINAL and not is_passive(verb) and _has_gap(verb):
        return [verb.head]
    coordinated = [t for t in expand(first_conjunct(verb)) if t.i != verb.i and t.pos_ == "VERB"]
    if not children(verb, "obl", "xcomp", "ccomp", "advmod"):
        for other in coordinated:
            for token in children(other, "obj"):
                if token.i > verb.i and abs(other.i - verb.i) <= 3:
                    return expand(token)
    return []


def _find_direct(verb: Token) -> list[Token]:
    """What the parser calls objects, without the adverb "home"; also "gave X eight years", the years read as a time."""
    objects = children(verb, "obj")
    if len(objects) > 1:
        return [token for token in objects if not is_homeward(token)] or objects
    if objects or not children(verb, "iobj"):
        return objects
    return [token for token in children(verb, "obl:unmarked") if token.pos_ == "NOUN"]


def is_homeward(token: Token) -> bool:
    """Whether the word is "home" right after its verb: "sent home the envoy"."""
    return token.lower_ == "home" and token.i == token.head.i + 1


def _find_after_particle(verb: Token) -> list[Token]:
    """The object of a verb with a particle that the parser read as a preposition: "shot down a drone", or whose object
    it hung as a bare phrase: "called off its ban"."""
    split = any(child.i == verb.i + 1 for child in children(verb, "compound:prt"))
    return [
        token
        for token in children(verb, "obl")
        if any(child.tag_ == "RP" and child.i == verb.i + 1 for child in children(token, "case", "advmod"))
        or (split and token.i > verb.i and not find_case(token) and token.pos_ == "NOUN")
    ]


def _find_named_so(pronoun: Token) -> list[Token]:
    """The noun that a free relative names its referent by: "condemned what it called an attack"."""
    for clause in children(pronoun, "acl:relcl"):
        named = [token for token in children(clause, "xcomp", "obj") if token.pos_ in ("NOUN", "PROPN")]
        if named:
            return named
    return []


def _has_gap(verb: Token) -> bool:
    subjects = children(verb, "nsubj")
    if not subjects or is_relative(subjects[0]):
        return False
    return not any(is_relative(child) for child in verb.children) and not children(verb, "ccomp", "xcomp")
