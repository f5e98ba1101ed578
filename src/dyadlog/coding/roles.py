"""Roles: which tokens fill a role of a frame, by syntax alone.

A verb's object is the subject of its passive; a noun borrows subject and prepositions of the verb that carries it
("paid a visit to X"); a verb borrows the prepositions of its object ("signed an agreement with X").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.objects import find_objects
from dyadlog.coding.tree import (
    children,
    expand,
    find_case,
    find_mark,
    find_obliques,
    find_subject,
    first_conjunct,
    is_gerund,
    is_infinitive,
    is_passive,
    is_predicate,
    resolve_relative,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

CARRIED = ("obj", "nsubj:pass", "nsubj", "obl", "xcomp")
CIRCUMSTANCES = frozenset({"after", "amid", "as", "before", "despite", "during", "following", "including", "like",
                          "since", "until"})  # fmt: skip
SHARED = ("between", "with")
DEEPER = ("obj", "obl", "nmod", "xcomp", "acl", "advcl")
BOUNDS = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis"})
COMPLEMENTS = ("xcomp", "ccomp", "advcl", "obl", "acl")


def find_role(trigger: Token, role: str) -> list[Token]:
    """The tokens in a role of the trigger, conjuncts as separate tokens; empty where the role is not there."""
    if trigger.pos_ in ("VERB", "AUX"):
        return _find_verb_role(trigger, role)
    return _find_noun_role(trigger, role)


def _find_verb_role(verb: Token, role: str) -> list[Token]:
    match role:
        case "subj":
            return _find_agent(verb)
        case "agent":
            return _find_oblique(verb, "by")
        case "obj":
            return find_patients(verb)
        case "iobj":
            return _find_indirect(verb)
        case "poss" | "compound" | "amod":
            return [found for noun in find_patients(verb) or _find_topics(verb) for found in find_owners(noun, role)]
        case "comp" | "comp-obj" | "comp-subj":
            return [found for inner in find_complements(verb) for found in _find_inner(inner, role)]
    return (
        _find_oblique(verb, role)
        or _find_on_objects(verb, role)
        or find_deep(verb, role)
        or [token for noun in _find_topics(verb) for case, token in find_obliques(noun) if case == role]
    )


def _find_noun_role(noun: Token, role: str) -> list[Token]:
    match role:
        case "subj":
            return _find_carrier_subject(noun)
        case "poss" | "compound" | "amod":
            return find_owners(noun, role)
        case "obj":
            carrier = find_carrier(noun)
            return find_patients(carrier) if carrier is not None and noun.dep_ == "obl" else []
        case "comp" | "comp-obj" | "comp-subj":
            return [found for inner in find_complements(noun) for found in _find_inner(inner, role)]
    if role == "agent":
        role = "by"
    own = [token for case, token in find_obliques(noun) if case == role]
    if children(noun, "cop") and find_case(noun) == role:
        own.append(noun)  # "was in Lima for talks"
    if own:
        return own
    deep = find_deep(noun, role) or [
        token
        for clause in children(noun, "acl")
        if clause.tag_ == "VBN" and role in SHARED
        for case, token in find_obliques(clause)
        if case == role
    ]
    if deep:
        return deep
    carrier = first_conjunct(noun).head if noun.dep_ in ("nsubj", "nsubj:pass") else find_carrier(noun)
    if carrier is None:
        return []
    if noun.dep_ in ("nsubj", "nsubj:pass"):
        # "the visit of X, a minister, to Y was": the parser hangs "to Y" on the predicate
        return [token for case, token in find_obliques(carrier) if case == role and noun.i < token.i < carrier.i]
    shared = [token for case, token in find_obliques(carrier) if case == role and token.i != noun.i]
    return [token for token in shared if token.i > noun.i]


def find_deep(token: Token, case: str, depth: int = 3) -> list[Token]:
    """A preposition further down the phrase: "called for the deepening of trade with X"."""
    if depth == 0:
        return []
    for child in children(token, *DEEPER):
        clause = child.dep_ in ("acl", "advcl", "xcomp")
        opening = find_mark(child) if clause else find_case(child)
        if opening in CIRCUMSTANCES or (clause and not is_infinitive(child) and not (opening and is_gerund(child))):
            continue
        found = [inner for preposition, inner in find_obliques(child) if preposition == case and inner.i > child.i]
        found = found or find_deep(child, case, depth - 1)
        if found:
            return found
    return []


def _find_agent(verb: Token) -> list[Token]:
    """Who does it: the active subject, or the by-phrase of a passive."""
    subject = find_subject(verb)
    if subject is not None and not subject.passive:
        return [*subject.tokens, *_find_companions(verb, subject.tokens)]
    if is_passive(verb) or (subject is not None and subject.passive):
        return _find_oblique(verb, "by")
    return []


def _find_companions(verb: Token, subjects: Iterable[Token]) -> list[Token]:
    """Who acts along with the subject: "Oman, together with Qatar, condemned"."""
    found = []
    for holder in (*subjects, verb):
        inner = [token for word in children(holder, "advmod") for token in children(word, "obl")]
        for token in (*children(holder, "nmod", "obl"), *inner):
            first = token.left_edge
            paired = first.lower_ in ("together", "along") or (first.i and first.nbor(-1).lower_ == "together")
            if paired and find_case(token).endswith("with"):
                found.extend(expand(token))
    return found


def find_patients(verb: Token) -> list[Token]:
    """What it is done to: the objects of an active verb, the subject of a passive one."""
    objects = find_objects(verb)
    if objects:
        return objects
    if not is_passive(verb):
        return []
    subject = find_subject(verb)
    return list(subject.tokens) if subject is not None and subject.passive else []


def _find_topics(verb: Token) -> list[Token]:
    """The subject of a verb without an object, which is what happens rather than who acts ("relations returned")."""
    subject = find_subject(verb)
    if subject is None or subject.shared or find_patients(verb):
        return []
    return [token for token in subject.tokens if token.pos_ == "NOUN"]


def _find_indirect(verb: Token) -> list[Token]:
    own = [found for token in children(verb, "iobj") or _find_dative(verb) for found in expand(resolve_relative(token))]
    if own or not is_passive(verb) or not children(verb, "obj"):
        return own
    subject = find_subject(verb)
    return list(subject.tokens) if subject is not None else []


def _find_dative(verb: Token) -> list[Token]:
    """To whom, where the parser took it for one of two objects ("sold Y most of it") or for the first word of the
    other ("gave Y arms")."""
    objects = children(verb, "obj")
    if len(objects) > 1 and objects[0].pos_ == "PROPN":
        return objects[:1]
    if len(objects) == 1:
        return [token for token in children(objects[0], "compound") if token.i == verb.i + 1 and token.pos_ == "PROPN"]
    return []


def _find_oblique(verb: Token, case: str) -> list[Token]:
    found = [token for preposition, token in find_obliques(verb) if preposition == case]
    if found or verb.dep_ != "conj":
        return found
    head = first_conjunct(verb)
    if head.pos_ != "VERB":
        return []
    return [token for preposition, token in find_obliques(head) if preposition == case and token.i > verb.i]


def _find_on_objects(verb: Token, case: str) -> list[Token]:
    patients = find_patients(verb)
    found = [token for patient in patients for preposition, token in find_obliques(patient) if preposition == case]
    if found or case != "by":
        return found
    clauses = [clause for patient in patients for clause in children(patient, "acl") if clause.tag_ == "VBN"]
    return [agent for clause in clauses for agent in _find_oblique(clause, "by")]  # "the threats made by X"


def find_anywhere(trigger: Token, case: str) -> list[Token]:
    """A preposition anywhere in the trigger's own clause, where the parser hung it on another phrase."""
    found = []
    for token in trigger.subtree:
        if token.i <= trigger.i or token.dep_ not in ("nmod", "obl", "obl:agent") or find_case(token) != case:
            continue
        path = []
        current = token
        while current.i != trigger.i:
            path.append(current)
            current = current.head
        if not any(step.dep_ in BOUNDS or (step.dep_ == "conj" and is_predicate(step)) for step in path):
            found.extend(expand(token))
    return found


def find_owners(noun: Token, role: str) -> list[Token]:
    """Modifiers before a noun. Adjectives and names serve alike ("US strikes", "American strikes")."""
    if role == "poss":
        return [found for token in children(noun, "nmod:poss") for found in expand(resolve_relative(token))]
    found = []
    for token in children(noun, "amod", "compound", "nmod", "nmod:desc", "nummod"):
        if token.i < noun.i and not children(token, "case"):
            found.extend(expand(token))
            found.extend(inner for inner in children(token, "compound", "amod") if inner not in found)
    return sorted(found, key=lambda t: t.i)


def find_complements(token: Token) -> list[Token]:
    """The clauses that a verb or noun takes as its complement, those of its object included ("voiced a wish to")."""
    own = [child for child in children(token, *COMPLEMENTS) if child.pos_ in ("VERB", "AUX") and child.i > token.i]
    nouns = children(token, "obj") if token.pos_ == "VERB" else []
    return own + [
        clause for noun in nouns for clause in children(noun, "acl") if is_infinitive(clause) or find_mark(clause)
    ]


def _find_inner(verb: Token, role: str) -> list[Token]:
    subject = find_subject(verb)
    objects = find_patients(verb) or [token for _, token in find_obliques(verb)]
    if role == "comp-subj":
        return list(subject.tokens) if subject is not None else []
    owners = [owner for token in find_patients(verb) for owner in find_owners(token, "poss")]
    if role == "comp-obj":
        return objects + owners
    deeper = [found for inner in find_complements(verb) for found in _find_inner(inner, "comp-obj")]
    obliques = [token for _, token in find_obliques(verb)]
    nested = [token for patient in find_patients(verb) for _, token in find_obliques(patient)]
    return [*objects, *owners, *obliques, *nested, *deeper]


def find_carrier(noun: Token) -> Token | None:
    """The verb that the noun is an argument of."""
    noun = first_conjunct(noun)
    if noun.dep_ in CARRIED and noun.head.pos_ in ("VERB", "AUX"):
        return noun.head
    if noun.dep_ == "nmod" and noun.head.dep_ in CARRIED and noun.head.head.pos_ == "VERB":
        return noun.head.head
    return None


def _find_carrier_subject(noun: Token) -> list[Token]:
    own = children(noun, "nsubj")
    if own:
        return expand(resolve_relative(own[0]))
    if noun.dep_ == "nmod" and find_case(noun) == "of" and noun.head.pos_ in ("NUM", "PRON", "DET"):
        return _find_carrier_subject(noun.head)  # "is one of the suppliers"
    carrier = find_carrier(noun)
    if carrier is None or noun.dep_ in ("nsubj", "nsubj:pass"):
        return []
    return _find_agent(carrier)


def find_attendants(noun: Token, *, mutual: bool = False) -> list[Token]:
    """Who acts during it: the subject of the clause that the noun is a circumstance of ("in a call with X, Y said"); of
    a mutual act also who acts after it ("after talks with X, Y lifted its ban")."""
    if any(child.dep_ == "det" and child.lower_ not in ("a", "an") for child in noun.children):
        return []
    cases = ("in", "during", "at", "on", "after", "following") if mutual else ("in", "during", "at", "on")
    if noun.dep_ != "obl" or find_case(noun) not in cases:
        return []
    return _find_agent(noun.head) if noun.head.pos_ in ("VERB", "AUX") else []


def find_troops(noun: Token) -> list[Token]:
    """Who did what was done during it ("taken by X's troops during the occupation of Y")."""
    if noun.dep_ != "obl" or find_case(noun) not in ("during", "in") or noun.head.pos_ != "VERB":
        return []
    return _find_oblique(noun.head, "by") if is_passive(noun.head) else []
