"""Tense: whether the words around a time expression look back or ahead, told from the syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.resolve.time_reading import Tense

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge.time_words import TenseWords

CERTAIN = frozenset(("will", "shall", "'ll", "’ll", "wo", "sha"))
PRESENT = frozenset(("VBZ", "VBP"))


def find_tense(token: Token, words: TenseWords, running_text: bool) -> Tense:
    """The tense of the clause that a time word stands in: the first answer on the way from the word to the root.

    ``running_text`` is false for headlines and captions, whose present tense tells of the past.
    """
    planned = token.head.lemma_ in words.forward or token.head.lemma_ in words.scheduled
    targets = words.target | words.planned_target if planned else words.target
    if token.dep_.startswith("obl") and _has_case(token, targets):
        return Tense.FUTURE
    if any(child.dep_ == "cop" and child.tag_ in PRESENT for child in token.children):
        return Tense.FUTURE
    node, noun = token, None
    for _ in range(len(token.doc)):
        if _is_predicate(node):
            answer = _tense_of(node, words, running_text)
            if answer is not None:
                return answer if noun is None else _soften(answer, node, noun, words)
        else:
            answer = _outlook(node, token, words)
            if answer is not None:
                return answer
            noun = node if node.i != token.i else None
        if node.head.i == node.i:
            break
        node = find_governor(node) if node.i == token.i else node.head
    return Tense.OPEN


def find_governor(token: Token) -> Token:
    """What a time word hangs on. Where a verb that governs its head stands nearer, it is that verb's: in "'It is over',
    he said on Monday" the parser may give the day to the words he said."""
    head = token.head
    for ancestor in head.ancestors:
        if head.i < ancestor.i < token.i and ancestor.pos_ == "VERB":
            return ancestor
    return head


def is_arrival(verb: Token, words: TenseWords) -> bool:
    """Whether the verb places the report itself: "the visit comes weeks after ..."."""
    return verb.lemma_ in words.arrival or (verb.tag_ in PRESENT and verb.pos_ in ("VERB", "AUX"))


def _is_predicate(node: Token) -> bool:
    return node.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in node.children)


def _outlook(node: Token, token: Token, words: TenseWords) -> Tense | None:
    """What a noun on the way tells: "ahead of Thursday's talks", "the planned meeting on Friday"."""
    if _has_case(node, words.ahead) or (node.pos_ == "ADV" and node.lower_ in words.ahead):
        return Tense.FUTURE
    if any(child.dep_ == "amod" and child.i != token.i and child.lemma_ in words.upcoming for child in node.children):
        return Tense.FUTURE
    return Tense.FUTURE if node.pos_ == "ADJ" and node.lemma_ in words.scheduled else None


def _soften(answer: Tense, verb: Token, noun: Token, words: TenseWords) -> Tense:
    """The tense of a time word that hangs on a noun: the verb above it may tell of another time."""
    bare = not any(child.dep_ in ("aux", "mark") for child in verb.children)
    behind = any(child.dep_ == "case" and child.lower_ in words.behind for child in noun.children)
    return Tense.OPEN if answer is Tense.FUTURE and (behind or (bare and verb.tag_ in PRESENT)) else answer


def _tense_of(verb: Token, words: TenseWords, running_text: bool) -> Tense | None:
    """What a predicate tells; None where it takes its tense from what governs it."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")]
    modal = next((child.lower_ for child in helpers if child.tag_ == "MD" or child.lower_ in words.modal), None)
    perfect = any(child.lemma_ == "have" for child in helpers)
    if modal is not None:
        return Tense.PAST if perfect and modal not in CERTAIN else Tense.FUTURE
    if any(child.dep_ == "mark" and child.lower_ in words.scheduled for child in verb.children):
        return Tense.FUTURE
    if any(child.lower_ == "to" and child.dep_ in ("mark", "aux") for child in verb.children):
        return _tense_of_infinitive(verb, helpers, words)
    if _is_scheduled(verb, words):
        return Tense.FUTURE
    if perfect or verb.tag_ == "VBD" or any(child.tag_ in ("VBD", "VBN") for child in helpers):
        return Tense.PAST
    if verb.tag_ == "VBN" and not helpers:
        return Tense.PAST
    if verb.tag_ == "VBG":
        return Tense.FUTURE if any(child.tag_ in PRESENT for child in helpers) else None
    return _tense_of_present(verb, helpers, words, running_text)


def _tense_of_infinitive(verb: Token, helpers: list[Token], words: TenseWords) -> Tense | None:
    """ "To meet on Monday": ahead after words of planning, in headlines and after "is"; else as its governor."""
    if helpers and helpers[0].lemma_ == "be" and helpers[0].i < verb.i and helpers[0].tag_ in ("VBD", *PRESENT):
        return Tense.FUTURE
    governor = verb.head
    at_root = governor.i == verb.i or (governor.head.i == governor.i and not _is_predicate(governor))
    return Tense.FUTURE if at_root or governor.lemma_ in words.forward or governor.lower_ in words.forward else None


def _tense_of_present(verb: Token, helpers: list[Token], words: TenseWords, running_text: bool) -> Tense | None:
    finite = verb.tag_ in PRESENT or any(child.tag_ in PRESENT for child in helpers)
    if not finite:
        return None
    if any(child.dep_ in ("mark", "advmod") and child.lower_ in words.condition for child in verb.children):
        return Tense.FUTURE
    if not running_text:
        return Tense.PAST
    return Tense.FUTURE if verb.lemma_ not in words.stative and verb.tag_ in PRESENT else Tense.OPEN


def _is_scheduled(verb: Token, words: TenseWords) -> bool:
    return verb.tag_ in ("VBN", "JJ", "NN") and (verb.lemma_ in words.scheduled or verb.lower_ in words.scheduled)


def _has_case(token: Token, cases: frozenset[str]) -> bool:
    return any(child.dep_ == "case" and child.lower_ in cases for child in token.children)
