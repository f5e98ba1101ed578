"""Modality: how a sentence presents an act, and whether it says that the act did not happen.

Read upwards from the trigger: its own clause, then each word that governs it, up to where a clause tells of facts of
its own (a relative clause, an ``after`` clause).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.clauses import STEPS, Reading, read_clause, read_noun
from dyadlog.coding.tense import find_tense
from dyadlog.coding.timing import is_named_by_year
from dyadlog.coding.tree import (
    OBJECT_CONTROL_MARKS,
    children,
    find_case,
    find_mark,
    first_conjunct,
    is_cleft,
    is_infinitive,
    is_root,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.knowledge.cues import Cues, Effect

GENERIC_TYPES = frozenset({"COOPERATE", "AGREE", "AID", "SUPPORT"})
"""Types whose noun as the subject of a modal is itself in doubt ("cooperation could help"); a meeting that could help
takes place all the same."""
SPOKEN = frozenset({"ACCUSE", "PROTEST", "REJECT"})
RANK_REACH = 8
CLAUSES = ("xcomp", "ccomp", "csubj", "csubj:pass", "advcl", "acl")
ARGUMENTS = ("obj", "nsubj:pass", "obl", "nsubj", "nmod", "iobj", "compound")
ABOUT = ("for", "of", "to", "on", "against", "about")


def read_modality(scene: Scene, trigger: Token, event_type: str | None) -> Reading:
    """How the sentence presents the act of this trigger."""
    reading = Reading()
    if is_named_by_year(scene, trigger):
        return reading
    if trigger.pos_ in ("VERB", "AUX") or children(trigger, "cop"):
        read_clause(scene, trigger, reading)
    else:
        read_noun(scene, trigger, reading)
    _climb(scene, trigger, reading, event_type)
    return reading


def _climb(scene: Scene, trigger: Token, reading: Reading, event_type: str | None) -> None:
    """Read the words that govern the trigger, one step at a time."""
    current, crossed = trigger, False
    for _ in range(STEPS):
        if is_root(current):
            return
        head, label = current.head, current.dep_
        if is_cleft(current):
            current, crossed = head, True
            continue
        if label in ("acl:relcl", "advcl:relcl", "appos", "parataxis", "vocative", "discourse"):
            return
        if _is_done_thereby(scene, current, event_type):
            return
        if label == "advcl" and not _cross_adverbial(scene, current, reading):
            return
        if label == "acl" and current.tag_ in ("VBN", "VBG") and not is_infinitive(current):
            return
        _apply_head(scene, current, head, reading, event_type if current.i == trigger.i else None, crossed)
        crossed = crossed or label in ("xcomp", "ccomp", "acl", "advcl", "csubj")
        # a later conjunct is governed as the first one is, but keeps its own auxiliaries
        current = first_conjunct(current) if label == "conj" else head


def _is_done_thereby(scene: Scene, clause: Token, event_type: str | None) -> bool:
    """Whether the purpose is reached by the act itself: who blocks a road to protest does protest."""
    if event_type not in SPOKEN or not is_infinitive(clause) or clause.tag_ != "VB":
        return False
    head = clause.head
    if clause.dep_ == "acl" and head.dep_ == "obj" and not scene.cues.effects(head.lemma_, "NOUN"):
        head = head.head  # the parser hung the purpose on the road
    elif clause.dep_ != "advcl":
        return False
    return head.tag_ in ("VBD", "VBZ") and not scene.cues.effects(head.lemma_, "VERB") & {"planned", "requested"}


def _cross_adverbial(scene: Scene, clause: Token, reading: Reading) -> bool:
    """Read the opening word of an adverbial clause; False where the clause tells of facts of its own."""
    mark = find_mark(clause)
    effect = scene.cues.mark.get(mark)
    if effect == "hypothetical":
        reading.note(effect, clause.i)
        return False  # "will not sign until X withdraws": not signing is of the clause above
    if effect == "negated":
        reading.note(effect, clause.i)
        return True
    opening = mark or next((child.lower_ for child in children(clause, "advmod") if child.tag_ == "WRB"), "")
    if opening in scene.cues.time.awaited and _is_awaited(scene, clause):
        reading.note("planned", clause.i)
        return False
    if is_infinitive(clause) and clause.tag_ == "VB":
        if not _is_requested(scene, clause) and not _is_ranked(scene, clause):
            reading.note("planned", clause.i)
        return True
    return effect is None and not children(clause, "nsubj", "nsubj:pass")


def _is_awaited(scene: Scene, clause: Token) -> bool:
    """Whether a clause of time tells of what is yet to come ("will take effect once both have ratified it")."""
    if find_tense(clause) not in ("present", "perfect"):
        return False
    effects = {scene.cues.auxiliary.get(child.lower_) for child in children(clause.head, "aux")}
    return bool(effects & {"planned", "requested", "hypothetical", "conditional"})


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
            read_clause(scene, head, reading)  # a participle goes along with its main clause
    elif label in CLAUSES and current.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        _apply_embedding(scene, current, head, reading)
    elif label in ARGUMENTS and (not crossed or head.pos_ != "VERB" or _refutes(scene, head)):
        _apply_government(scene, current, head, reading, event_type)


def _refutes(scene: Scene, verb: Token) -> bool:
    return bool(scene.cues.effects(verb.lemma_, "VERB") & {"denied", "negated"})


def _apply_embedding(scene: Scene, current: Token, head: Token, reading: Reading) -> None:
    """A clause under a verb, adjective or noun: plans, requests, denials, reports."""
    cues = scene.cues
    if current.dep_ == "acl" and is_infinitive(current) and _is_ranked(scene, current):
        return
    pos = "VERB" if head.pos_ == "AUX" else head.pos_
    effects = cues.effects(find_phrase(head), pos) or cues.effects(head.lemma_, pos)
    if head.tag_ in ("VBN", "VBD") and not effects:
        effects = cues.effects(head.lower_, "ADJ")
    infinitive = is_infinitive(current)
    effect = _choose_effect(effects, current, infinitive)
    if infinitive and _is_still_open(head):
        reading.note("planned", head.i)
    elif effect is not None:
        reading.note(effect, head.i)
    elif infinitive and (pos == "AUX" or head.lemma_ == "be"):
        reading.note("planned", head.i)
    if current.dep_ in ("xcomp", "csubj", "acl") or infinitive or effect in ("negated", "planned", "requested"):
        if pos in ("VERB", "ADJ"):
            read_clause(scene, head, reading)
        else:
            read_noun(scene, head, reading)


def _is_still_open(verb: Token) -> bool:
    """Whether what follows is still to be done ("have yet to sign", "remains to be signed")."""
    yet = any(token.lower_ == "yet" for token in verb.doc[verb.i + 1 : verb.i + 2])
    return (verb.lemma_ == "have" and yet) or verb.lemma_ == "remain"


def find_phrase(verb: Token) -> str:
    """The lemma of a verb with its particle: "put off"."""
    particle = next((child.lower_ for child in children(verb, "compound:prt")), None)
    return f"{verb.lemma_} {particle}" if particle is not None else str(verb.lemma_)


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
        for effect in sorted(cues.effects(head.lemma_, head.pos_) - {"report", "transparent"}):
            if label == "nmod" and find_case(current) in ABOUT:
                reading.note(effect, head.i)
        if label == "nmod" and find_case(current) == "of":
            read_noun(scene, head, reading)
        return
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    held = head.lemma_ in cues.occurrence or head.lemma_ in cues.support
    if label in ("nsubj", "nsubj:pass") and not held:
        if event_type in GENERIC_TYPES and not children(current, "det", "nmod:poss"):
            read_clause(scene, head, reading)
        elif label == "nsubj:pass":
            _apply_object(scene, current, head, reading)
        return
    if label == "obl" and find_case(current) not in ("for", "to", "of", "on", "against", "from", "in", "about"):
        return
    _apply_object(scene, current, head, reading)


def _is_negated(verb: Token, cues: Cues) -> bool:
    return any(child.lower_ in cues.negation for child in verb.children)


def _apply_object(scene: Scene, current: Token, head: Token, reading: Reading) -> None:
    cues = scene.cues
    phrase = find_phrase(head)
    own = cues.effects(phrase, "VERB") if phrase != head.lemma_ else frozenset()
    effects = own or cues.effects(head.lemma_, "VERB")
    carried = not own and (head.lemma_ in cues.support or head.lemma_ in cues.occurrence)  # "call off" is not "call"
    if carried and current.dep_ != "obl":
        read_clause(scene, head, reading)
        return
    if current.dep_ == "obl" and find_case(current) not in ("for", "to", "of", "against", "from", "on"):
        return
    if "report" in effects and cues.is_report(current.lemma_, "NOUN") and _is_negated(head, cues):
        reading.note("hypothetical", head.i)  # "has not confirmed reports of a meeting"
        return
    for effect in ("denied", "negated", "requested", "planned", "hypothetical"):
        spoken = effect == "planned" and "report" in effects
        if effect in effects and not spoken:
            reading.note(effect, head.i)
            read_clause(scene, head, reading)
            return
