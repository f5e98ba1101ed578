"""Modality: how a sentence presents an act, and whether it says that the act did not happen.

Read upwards from the trigger: its own auxiliaries, adverbs and adjectives, then each word that governs it, up to where
a clause tells of facts of its own (a relative clause, an ``after`` clause).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.tree import (
    OBJECT_CONTROL_MARKS,
    children,
    find_case,
    find_mark,
    first_conjunct,
    is_infinitive,
    is_root,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.cues import Cues, Effect
    from dyadlog.records import Modality

# Which wins where several words speak: a denied plan is denied, a possible plan is hypothetical.
RANK: tuple[Modality, ...] = ("denied", "hypothetical", "requested", "planned", "claimed", "asserted")
GENERIC_KINDS = frozenset({"COOPERATE", "AGREE", "AID", "SUPPORT"})
RANK_REACH = 8
_STEPS = 24


@dataclass(slots=True)
class Reading:
    """What the words say so far: effects with the tokens that give them. ``reported`` by adverb or adjective only."""

    effects: list[tuple[Effect, int]] = field(default_factory=list)
    negations: list[int] = field(default_factory=list)
    reported: bool = False
    tense_token: int | None = None

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


def read_modality(scene: Scene, trigger: Token, event_type: str | None) -> Reading:
    """How the sentence presents the act of this trigger."""
    reading = Reading()
    if trigger.pos_ in ("VERB", "AUX") or children(trigger, "cop"):
        _read_clause(scene, trigger, reading)
    else:
        _read_noun(scene, trigger, reading)
    _climb(scene, trigger, reading, event_type)
    return reading


def _read_clause(scene: Scene, verb: Token, reading: Reading, borrow: bool = True) -> None:
    """Auxiliaries, negation, adverbs and conditions of one clause."""
    cues = scene.cues
    auxiliaries = children(verb, "aux", "aux:pass", "cop")
    if borrow and not auxiliaries and verb.dep_ == "conj" and _shares_auxiliaries(verb):
        auxiliaries = children(first_conjunct(verb), "aux")
        for child in children(first_conjunct(verb), "advmod"):
            if child.lower_ in cues.negation:
                reading.deny(child.i)
    _read_auxiliaries(verb, auxiliaries, reading, cues)
    for child in verb.children:
        if child.dep_ in ("advmod", "neg", "det", "cc:preconj", "discourse") or child.lower_ in cues.negation:
            if child.lower_ in cues.negation:
                reading.deny(child.i)
            elif child.dep_ == "advmod" and (effect := cues.modifier.get(child.lemma_.lower())):
                reading.note(effect, child.i)
        elif (
            child.dep_ == "advcl" and cues.mark.get(find_mark(child)) == "hypothetical" and find_mark(child) != "until"
        ):
            if not _is_concessive(child):
                reading.note("hypothetical", child.i)
        elif child.dep_ in ("obj", "nsubj:pass", "nsubj") and (negative := _find_negative(child, cues)) is not None:
            reading.deny(negative)
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


def _is_concessive(clause: Token) -> bool:
    return any(child.lower_ == "even" for child in clause.children)


def _find_negative(token: Token, cues: Cues) -> int | None:
    """The word that makes a subject or object negative: "no agreement", "neither side"."""
    if token.lower_ in cues.negative_determiners:
        return int(token.i)
    return next(
        (child.i for child in children(token, "det", "advmod") if child.lower_ in cues.negative_determiners), None
    )


def _is_reported(verb: Token, cues: Cues) -> bool:
    """Whether the clause stands under a speech verb: there "would" is only the future of the past."""
    current = verb
    for _ in range(_STEPS):
        if is_root(current):
            return False
        if current.dep_ in ("ccomp", "parataxis", "acl") and cues.is_report(current.head.lemma_, current.head.pos_):
            return not any(c.dep_ == "advcl" and find_mark(c) == "if" for c in verb.children)
        current = current.head
    return False


def _read_noun(scene: Scene, noun: Token, reading: Reading) -> None:
    cues = scene.cues
    for child in noun.children:
        word = child.lower_
        if child.dep_ in ("det", "advmod") and word in cues.negative_determiners:
            reading.deny(child.i)
        elif (
            child.dep_ in ("amod", "advmod", "acl", "compound") and (effect := cues.modifier.get(child.lemma_.lower()))
        ) or (child.dep_ == "amod" and (effect := cues.modifier.get(word))):
            reading.note(effect, child.i)
    case = find_case(noun)
    if effect := cues.preposition.get(case):
        reading.note(effect, noun.i)


def _climb(scene: Scene, trigger: Token, reading: Reading, event_type: str | None) -> None:
    """Read the words that govern the trigger, one step at a time."""
    current, crossed = trigger, False
    for _ in range(_STEPS):
        if is_root(current):
            return
        head, label = current.head, current.dep_
        if label in ("acl:relcl", "advcl:relcl", "appos", "parataxis", "vocative", "discourse"):
            return
        if label == "advcl" and not _cross_adverbial(scene, current, reading):
            return
        if label == "acl" and current.tag_ in ("VBN", "VBG") and not is_infinitive(current):
            return
        _apply_head(scene, current, head, reading, event_type if current.i == trigger.i else None, crossed)
        crossed = crossed or label in ("xcomp", "ccomp", "acl", "advcl", "csubj")
        # a later conjunct is governed as the first one is, but keeps its own auxiliaries
        current = first_conjunct(current) if label == "conj" else head


def _cross_adverbial(scene: Scene, clause: Token, reading: Reading) -> bool:
    """Read the opening word of an adverbial clause; False where the clause tells of facts of its own."""
    mark = find_mark(clause)
    effect = scene.cues.mark.get(mark)
    if effect in ("hypothetical", "negated"):
        reading.note(effect, clause.i)
        return True
    if is_infinitive(clause) and clause.tag_ == "VB":
        if not _is_requested(scene, clause) and not _is_ranked(scene, clause):
            reading.note("planned", clause.i)
        return True
    return effect is None and not children(clause, "nsubj", "nsubj:pass")


def _is_ranked(scene: Scene, clause: Token) -> bool:
    """Whether the infinitive tells what the first or last to do it did ("the first leader to visit")."""
    before = clause.doc[max(clause.left_edge.i - RANK_REACH, 0) : clause.left_edge.i]
    return any(token.lower_ in scene.cues.ranks and token.head.pos_ in ("NOUN", "PROPN") for token in before)


def _is_requested(scene: Scene, clause: Token) -> bool:
    """Whether the infinitive is what the governing verb asks for ("called on X to withdraw")."""
    return "requested" in scene.cues.effects(clause.head.lemma_, clause.head.pos_)


def _apply_head(
    scene: Scene, current: Token, head: Token, reading: Reading, event_type: str | None, crossed: bool
) -> None:
    """What the governing word does to what hangs on it. ``crossed``: a clause lies between it and the trigger."""
    label = current.dep_
    if label == "advcl" and not is_infinitive(current) and find_mark(current) not in OBJECT_CONTROL_MARKS:
        if head.pos_ in ("VERB", "AUX"):
            _read_clause(scene, head, reading)  # a participle goes along with its main clause
    elif label in ("xcomp", "ccomp", "csubj", "csubj:pass", "advcl", "acl") and current.pos_ in (
        "VERB",
        "AUX",
        "ADJ",
        "NOUN",
    ):
        _apply_embedding(scene, current, head, reading)
    elif label in ("obj", "nsubj:pass", "obl", "nsubj", "nmod", "iobj", "compound"):
        if not crossed or head.pos_ != "VERB" or scene.cues.effects(head.lemma_, "VERB") & {"denied", "negated"}:
            _apply_government(scene, current, head, reading, event_type)


def _apply_embedding(scene: Scene, current: Token, head: Token, reading: Reading) -> None:
    """A clause under a verb, adjective or noun: plans, requests, denials, reports."""
    cues = scene.cues
    if current.dep_ == "acl" and is_infinitive(current) and _is_ranked(scene, current):
        return
    pos = "VERB" if head.pos_ == "AUX" else head.pos_
    effects = cues.effects(head.lemma_, pos)
    if head.tag_ in ("VBN", "VBD") and not effects:
        effects = cues.effects(head.lower_, "ADJ")
    infinitive = is_infinitive(current)
    effect = _choose_effect(effects, current, infinitive)
    if effect is not None:
        reading.note(effect, head.i)
    elif pos == "AUX" or head.lemma_ == "be":
        if infinitive:
            reading.note("planned", head.i)
    if current.dep_ in ("xcomp", "csubj", "acl") or infinitive or effect in ("negated", "planned", "requested"):
        if pos in ("VERB", "ADJ"):
            _read_clause(scene, head, reading)
        else:
            _read_noun(scene, head, reading)


def _choose_effect(effects: frozenset[Effect], current: Token, infinitive: bool) -> Effect | None:
    """Of the effects a word may have, the one that fits the form of the clause ("told X to go", "told X that")."""
    if not effects:
        return None
    finite = current.dep_ in ("ccomp", "parataxis") and not infinitive and current.tag_ != "VBG"
    if finite and "report" in effects:
        return "report"
    for effect in ("denied", "negated", "requested", "planned", "hypothetical", "transparent", "report"):
        if effect in effects:
            return effect
    return None


def _apply_government(scene: Scene, current: Token, head: Token, reading: Reading, event_type: str | None) -> None:
    """A noun for an act as the argument of a verb or noun ("called for talks", "plans for a visit")."""
    cues = scene.cues
    label = current.dep_
    if head.pos_ in ("NOUN", "ADJ") and not children(head, "cop"):
        for effect in cues.effects(head.lemma_, head.pos_):
            if effect in ("planned", "requested", "hypothetical", "denied", "negated") and label == "nmod":
                if find_case(current) in ("for", "of", "to", "on", "against", "about"):
                    reading.note(effect, head.i)
        if label == "nmod" and find_case(current) == "of":
            _read_noun(scene, head, reading)
        return
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    if label in ("nsubj", "nsubj:pass") and head.lemma_ not in cues.occurrence and head.lemma_ not in cues.support:
        if event_type in GENERIC_KINDS and not children(current, "det", "nmod:poss"):
            _read_clause(scene, head, reading)
        elif label == "nsubj:pass":
            _apply_object(scene, current, head, reading)
        return
    if label == "obl" and find_case(current) not in ("for", "to", "of", "on", "against", "from", "in", "about"):
        return
    _apply_object(scene, current, head, reading)


def _apply_object(scene: Scene, current: Token, head: Token, reading: Reading) -> None:
    cues = scene.cues
    effects = cues.effects(head.lemma_, "VERB")
    carried = head.lemma_ in cues.support or head.lemma_ in cues.occurrence
    if carried and current.dep_ != "obl":
        _read_clause(scene, head, reading)
        return
    if current.dep_ == "obl" and find_case(current) not in ("for", "to", "of", "against", "from", "on"):
        return
    for effect in ("denied", "negated", "requested", "planned", "hypothetical"):
        if effect in effects and not (
            effect == "hypothetical" and current.dep_ == "obl" and find_case(current) == "of"
        ):
            if effect == "planned" and "report" in effects:
                continue
            reading.note(effect, head.i)
            _read_clause(scene, head, reading)
            return


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
