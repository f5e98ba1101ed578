"""Conditions: whether the words around a trigger are such as a frame asks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dyadlog.coding.objects import is_homeward
from dyadlog.coding.parties import find_all
from dyadlog.coding.roles import find_complements, find_patients, find_role
from dyadlog.coding.tree import (
    children,
    find_case,
    find_mark,
    find_obliques,
    is_bare_infinitive,
    is_gerund,
    is_infinitive,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.frame import ClassTest, Frame


def fits(scene: Scene, trigger: Token, frame: Frame) -> bool:
    """Whether the conditions of the frame hold around the trigger."""
    if frame.particle is not None and frame.particle not in _particles(scene, trigger):
        return False
    verbal = frame.pos == "VERB" and trigger.pos_ in ("VERB", "AUX")
    patients = find_patients(trigger) if verbal else []
    if not _agree(scene, patients, frame.object, frame.not_object, frame.object_type):
        return False
    if frame.subject or frame.not_subject or frame.subject_type:
        subjects = find_role(trigger, "subj")
        if not _agree(scene, subjects, frame.subject, frame.not_subject, frame.subject_type):
            return False
    if frame.modifier or frame.not_modifier:
        words = {word for token in (patients if verbal else [trigger]) for word in _modifiers(token)}
        if (frame.modifier and not words & frame.modifier) or words & frame.not_modifier:
            return False
    if frame.preposition_object or frame.not_preposition_object:
        pairs = set(_preposition_pairs(scene, trigger))
        if (frame.preposition_object and not pairs & frame.preposition_object) or pairs & frame.not_preposition_object:
            return False
    if frame.predicate and not _predicates(scene, trigger) & frame.predicate:
        return False
    return not frame.complement or frame.complement.holds_for(_complements(trigger))


def _agree(
    scene: Scene, tokens: list[Token], wanted: frozenset[str], barred: frozenset[str], classes: ClassTest
) -> bool:
    """Whether the words in a role have the lemmas and the class that a frame asks for."""
    if wanted or barred:
        lemmas = {lemma for token in tokens for lemma in find_lemmas(scene, token)}
        if (wanted and not lemmas & wanted) or lemmas & barred:
            return False
    return not classes or classes.holds_for(_classes(scene, tokens))


def _particles(scene: Scene, trigger: Token) -> set[str]:
    found = {child.lower_ for child in children(trigger, "compound:prt")}
    found.update(child.lower_ for child in children(trigger, "advmod") if child.i > trigger.i)
    found.update(child.lower_ for child in children(trigger, "xcomp") if child.i == trigger.i + 1)
    found.update(child.lower_ for child in children(trigger, "obj") if is_homeward(child))
    after = trigger.nbor() if trigger.i + 1 < len(trigger.doc) else None
    if after is not None and after.dep_ == "case" and not any(t.first <= after.head.i <= t.last for t in scene.times):
        found.add(after.lower_)  # a particle read as a preposition, or "looked for"
    return found


def find_lemmas(scene: Scene, token: Token) -> frozenset[str]:
    """The lemma of a noun, and of the noun that it only counts ("a series of meetings")."""
    found = {token.lemma_.lower(), *(inner.lemma_.lower() for inner in find_counted(scene, token))}
    # "troops", "arms": nouns that are lemmatised as plurals
    found.update(lemma.removesuffix("s") for lemma in tuple(found) if token.tag_ in ("NNS", "NNPS"))
    return frozenset(found)


def find_counted(scene: Scene, token: Token) -> list[Token]:
    """What a noun that only counts stands for ("a series of meetings": the meetings)."""
    if token.lemma_ not in scene.cues.quantities and token.pos_ not in ("NUM", "DET", "PRON"):
        return []
    return [child for child in children(token, "nmod") if find_case(child) == "of"]


def _classes(scene: Scene, tokens: Iterable[Token]) -> frozenset[str]:
    """The classes of what the tokens stand for: ``party state place person group``, ``text`` for words and papers;
    ``nothing`` where there are none."""
    tokens = list(tokens)
    found: set[str] = set() if tokens else {"nothing"}
    for token in tokens:
        mention = scene.find_mention(token)
        if find_all(scene, [token], agentive=True):
            found.add("party")
        elif mention is None and _is_text(scene, token):
            found.add("text")
        if mention is None:
            continue
        if mention.place is not None:
            found.add("place")
        if any(party.kind == "state" for party in mention.parties):
            found.add("state")
        if mention.kind == "person":
            found.add("person")
        if mention.kind in ("group", "armed_group"):
            found.add("group")
    return frozenset(found)


def _is_text(scene: Scene, token: Token) -> bool:
    word = token.lemma_.lower()
    return word in scene.cues.instruments.nouns or bool(scene.cues.effects(word, "NOUN"))


def _predicates(scene: Scene, trigger: Token) -> set[str]:
    """The words for what the object is called or made ("called Chad a reliable partner", "described it as a step"), and
    the heads of clausal complements ("threatened to sever ties": sever)."""
    found: set[str] = set()
    for child in children(trigger, "xcomp", "obj", "obl", "appos", "ccomp", "advcl"):
        if child.dep_ in ("obl", "advcl") and find_case(child) != "as" and find_mark(child) != "as":
            continue
        if child.pos_ in ("NOUN", "ADJ", "PROPN", "NUM"):
            found.add(child.lemma_.lower())
            found.update(_modifiers(child))
    done = (clause for clause in find_complements(trigger) if not _is_negated(scene, clause))
    found.update(clause.lemma_.lower() for clause in done)
    return found


def _is_negated(scene: Scene, clause: Token) -> bool:
    """Whether the clause says what not to do ("promised not to attack")."""
    return any(child.lower_ in scene.cues.negation for child in clause.children)


def _modifiers(token: Token) -> set[str]:
    words = {child.lemma_.lower() for child in children(token, "amod", "compound", "nmod", "nmod:desc", "nummod")}
    return words | {inner.lemma_.lower() for child in children(token, "amod") for inner in children(child, "conj")}


def find_own_obliques(trigger: Token) -> list[tuple[str, Token]]:
    """The prepositions of the trigger and of its objects; of a predicate also its own ("is in talks")."""
    found = list(find_obliques(trigger))
    if children(trigger, "cop") and (case := find_case(trigger)):
        found.append((case, trigger))
    if trigger.pos_ == "VERB":
        found.extend(pair for patient in find_patients(trigger) for pair in find_obliques(patient))
    return found


def _preposition_pairs(scene: Scene, trigger: Token) -> Iterable[tuple[str, str]]:
    for case, token in find_own_obliques(trigger):
        for lemma in find_lemmas(scene, token):
            yield case, lemma
    for clause in find_complements(trigger):
        if is_gerund(clause) and (mark := find_mark(clause)):
            yield mark, clause.lemma_.lower()


def _complements(trigger: Token) -> frozenset[str]:
    found: set[str] = set()
    for child in find_complements(trigger):
        if child.dep_ == "obl":
            continue
        if is_infinitive(child):
            found.add("inf")
        elif child.dep_ in ("ccomp", "acl") and children(child, "nsubj", "nsubj:pass", "mark", "cop"):
            found.add("that")
            if child.tag_ == "VB" and not children(child, "aux"):
                found.add("inf")  # "insisted that Y withdraw" asks as "told Y to withdraw" does
        elif is_gerund(child):
            found.add("ing")
        elif is_bare_infinitive(child):
            found.add("inf")
    if any(child.pos_ in ("NOUN", "ADJ", "PROPN") for child in children(trigger, "xcomp")):
        found.add("predicate")
    if len(children(trigger, "obj")) > 1:
        found.add("predicate")  # "called X key players", both read as objects
    return frozenset(found or {"none"})
