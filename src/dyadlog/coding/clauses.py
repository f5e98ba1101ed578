"""Clauses: what the words of one clause or phrase say of the act in it: auxiliaries, adverbs, adjectives, negation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.tree import children, find_case, find_mark, first_conjunct, is_infinitive, is_root

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.cues import Cues, Effect
    from dyadlog.records import Modality

# Which wins where several words speak: a denied plan is denied, a possible plan is hypothetical.
RANK: tuple[Modality, ...] = ("denied", "hypothetical", "requested", "planned", "claimed", "asserted")
STEPS = 24
TOLD: frozenset[Effect] = frozenset({"planned", "report"})


@dataclass(slots=True)
class Reading:
    """What the words say so far: effects with the tokens that give them. ``reported`` by adverb or adjective only."""

    effects: list[tuple[Effect, int]] = field(default_factory=list)
    negations: list[int] = field(default_factory=list)
    reported: bool = False

    def note(self, effect: Effect, position: int) -> None:
        """Take note of one word's effect."""
        if effect == "negated":
            self.deny(position)
        elif effect == "report":
            self.reported = True
            self.effects.append((effect, position))
        elif effect not in ("transparent", "own"):
            self.effects.append((effect, position))

    def deny(self, position: int) -> None:
        """Take note of a negating word; the same word met on two paths counts once."""
        if position not in self.negations:
            self.negations.append(position)

    @property
    def modality(self) -> Modality:
        """The strongest of the effects."""
        found: set[str] = {effect for effect, _ in self.effects}
        if "conditional" in found:
            found.add("hypothetical")
        if "report" in found:
            found.add("claimed")
        return next((modality for modality in RANK if modality in found), "asserted")

    @property
    def negated(self) -> bool:
        """Whether the words say that it did not happen; two negations cancel out."""
        return len(self.negations) % 2 == 1

    @property
    def tokens(self) -> list[int]:
        """Where the words of modality stand."""
        return [position for effect, position in self.effects if effect != "report"]


def read_clause(scene: Scene, verb: Token, reading: Reading) -> None:
    """Take note of the auxiliaries, negation, adverbs and conditions of one clause."""
    cues = scene.cues
    auxiliaries = children(verb, "aux", "aux:pass", "cop")
    if not auxiliaries and verb.dep_ == "conj" and _shares_auxiliaries(verb):
        auxiliaries = children(first_conjunct(verb), "aux")
        for child in children(first_conjunct(verb), "advmod"):
            if _negates(child, cues):
                reading.deny(child.i)
    _read_auxiliaries(verb, auxiliaries, reading, cues)
    for child in verb.children:
        if child.dep_ in ("advmod", "neg", "det", "cc:preconj", "discourse") or child.lower_ in cues.negation:
            if _negates(child, cues):
                reading.deny(child.i)
            elif child.dep_ == "advmod" and (effect := cues.modifier.get(child.lemma_.lower())):
                reading.note(effect, child.i)
        elif child.dep_ in ("case", "mark") and verb.tag_ == "VB" and "planned" in cues.effects(child.lower_, "ADJ"):
            reading.note("planned", child.i)  # "are due to hold talks", with "due to" read as a preposition
        elif child.dep_ == "advcl" and _is_condition(child, cues):
            reading.note("hypothetical", child.i)
        elif child.dep_ in ("obj", "nsubj:pass", "nsubj") and (negative := _find_negative(child, cues)) is not None:
            reading.deny(negative)
    if is_inverted(verb, cues) or _follows_condition(verb, cues):
        reading.note("hypothetical", verb.i)
    if verb.tag_ == "VB" and is_root(first_conjunct(verb)) and is_infinitive(verb):
        reading.note("planned", verb.i)  # headlines: "Minister to visit Peru"


def _read_auxiliaries(verb: Token, auxiliaries: Iterable[Token], reading: Reading, cues: Cues) -> None:
    words = [auxiliary.lower_ for auxiliary in auxiliaries]
    for auxiliary in auxiliaries:
        effect = cues.auxiliary.get(auxiliary.lower_)
        if effect is not None:
            if effect == "conditional" and ("have" in words or not _is_reported(verb, cues)):
                effect = "hypothetical"
            elif effect == "conditional":
                effect = "planned"
            reading.note(effect, auxiliary.i)
        elif auxiliary.dep_ == "aux" and auxiliary.lemma_ == "be" and is_infinitive(verb) and verb.tag_ == "VB":
            reading.note("planned", auxiliary.i)  # "is to visit"


def _shares_auxiliaries(verb: Token) -> bool:
    """A bare second verb stands under the first one's auxiliary ("will visit Peru and meet its president")."""
    return verb.tag_ in ("VB", "VBN", "VBG") and not children(verb, "nsubj", "nsubj:pass")


def _is_condition(clause: Token, cues: Cues) -> bool:
    """Whether a clause makes the one above it a mere possibility ("if", not "even if" and not "until")."""
    mark = find_mark(clause)
    concessive = any(child.lower_ == "even" for child in clause.children)
    return is_inverted(clause, cues) or (cues.mark.get(mark) == "hypothetical" and mark != "until" and not concessive)


def _follows_condition(verb: Token, cues: Cues) -> bool:
    """Whether the clause beside it is its condition: "should X attack, Y would answer, it said"."""
    beside = children(verb.head, "ccomp") if verb.dep_ == "ccomp" else []
    return any(clause.i < verb.i and is_inverted(clause, cues) for clause in beside)


def is_inverted(clause: Token, cues: Cues) -> bool:
    """Whether word order alone makes the clause a condition: "should X attack, Y would answer"."""
    subjects = children(clause, "nsubj", "nsubj:pass")
    if not subjects or clause.dep_ not in ("advcl", "ccomp", "parataxis", "root"):
        return False
    helpers = children(clause, "aux", "aux:pass", "cop")
    inverted = any(helper.lower_ in cues.inverted and helper.i + 1 == subjects[0].left_edge.i for helper in helpers)
    return inverted and clause.doc[-1].text != "?"


def _negates(word: Token, cues: Cues) -> bool:
    """Whether a word says that it did not happen; "not only" says that more did."""
    after = word.nbor().lower_ if word.i + 1 < len(word.doc) else ""
    return word.lower_ in cues.negation and after not in cues.not_only


def _find_negative(token: Token, cues: Cues) -> int | None:
    """The word that makes a subject or object negative: "no agreement", "neither side"."""
    if token.lower_ in cues.negative_determiners:
        return int(token.i)
    first = token.left_edge
    if first.i + 1 < token.i and first.lower_ in cues.negation and first.nbor().lower_ in cues.singles:
        return int(first.i)  # "not one prisoner"
    return next(
        (
            child.i
            for child in children(token, "det", "advmod", "cc:preconj")
            if child.lower_ in cues.negative_determiners
        ),
        None,
    )


def _is_reported(verb: Token, cues: Cues) -> bool:
    """Whether the clause stands under a speech verb: there "would" is only the future of the past."""
    current = verb
    for _ in range(STEPS):
        if is_root(current):
            return False
        if (
            current.dep_ in ("ccomp", "parataxis", "acl")
            and cues.effects(current.head.lemma_, current.head.pos_) & TOLD
        ):
            return not any(c.dep_ == "advcl" and find_mark(c) == "if" for c in verb.children)
        current = current.head
    return False


def read_noun(scene: Scene, noun: Token, reading: Reading) -> None:
    """Take note of the determiners, adjectives and preposition of a noun for an act ("no visit", "planned talks")."""
    cues = scene.cues
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("det", "advmod") and word in cues.negative_determiners:
            reading.deny(child.i)
        elif child.dep_ in ("amod", "advmod", "acl", "compound"):
            effect = cues.modifier.get(child.lemma_.lower()) or cues.modifier.get(word)
            if effect is not None:
                reading.note(effect, child.i)
    effect = cues.preposition.get(find_case(noun))
    if effect is not None:
        reading.note(effect, noun.i)
