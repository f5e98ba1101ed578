"""Statuses: how far the words about an instrument say that it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.modality import read_modality
from dyadlog.coding.tree import children, find_case, find_clause_head, is_predicate, is_root
from dyadlog.records import OPEN_MODALITIES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentStatus

DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
GROUNDS = frozenset(
    {"under", "by", "in", "through", "as", "since", "after", "before", "against", "despite", "during", "within"}
)
"""Prepositions that make an instrument the ground or the time of an act that does nothing to it ("under the pact")."""
STATUS_OF_KIND: dict[str, InstrumentStatus] = {"sign": "signed", "ratify": "ratified", "extend": "in_force"}
UNDER_WAY: tuple[InstrumentStatus, ...] = ("proposed", "announced", "negotiating")
NOT_YET: tuple[InstrumentStatus, ...] = ("signed", "ratified", "in_force", "implemented")
TAKEN_BACK: tuple[InstrumentStatus, ...] = ("suspended", "cancelled", "expired", "stalled")
IN_FORCE = frozenset({"force", "effect"})
"""What something comes into when it begins to bind."""
ENDING = frozenset({"stop", "cease", "quit", "halt"})
"""Verbs that end what the verb below them tells ("stopped applying the pact")."""


def find_status(scene: Scene, token: Token, draft: Draft | None) -> InstrumentStatus:
    """How far the words say it has come: by what describes it, then by the verbs above it, then by the act."""
    found = _choose(_find_above(scene, token), _describe(scene, token))
    if found in NOT_YET and draft is not None and not draft.is_typed:
        found = _temper_told(scene, token, found)
    if found is not None:
        return _temper(found, draft)
    if draft is not None and draft.kind.kind in STATUS_OF_KIND:
        return _temper(STATUS_OF_KIND[draft.kind.kind], draft)
    if draft is not None and draft.modality in OPEN_MODALITIES and not is_definite(token):
        return "proposed"
    return "unknown"


def _temper_told(scene: Scene, token: Token, status: InstrumentStatus) -> InstrumentStatus:
    """The status that a clause tells in passing, as its words present it ("said the pact would be applied again")."""
    clause = find_clause_head(token)
    if clause.pos_ != "VERB" or _read_verb(scene, clause) != status:
        return status
    reading = read_modality(scene, clause, None)
    if reading.negated:
        return "unknown"
    return _put_off(status) if reading.modality in OPEN_MODALITIES else status


def _choose(above: InstrumentStatus | None, described: InstrumentStatus | None) -> InstrumentStatus | None:
    """The status that counts: what is done now ends or reaches it; of the rest, the furthest that the words tell."""
    if above is None or described is None:
        return above or described
    if above in TAKEN_BACK or described not in (*UNDER_WAY, *NOT_YET):
        return described if above in UNDER_WAY else above
    return max(above, described, key=(*UNDER_WAY, *NOT_YET).index)


def _describe(scene: Scene, token: Token) -> InstrumentStatus | None:
    """The status that adjectives, participles and relative clauses give ("the suspended pact")."""
    table = scene.cues.instruments.status
    for child in children(token, "amod", "acl", "acl:relcl", "compound", "nmod"):
        word = child.lemma_.lower()
        if child.dep_ == "acl" and child.tag_ not in ("VBN",):
            continue
        if child.dep_ == "acl:relcl":
            if _is_done_to_head(child) and (status := _read_verb(scene, child)):
                return status
        elif word in IN_FORCE:
            if find_case(child) in ("in", "into"):
                return "in_force"
        elif status := table.get(child.lower_) or (table.get(word) if child.dep_ in ("amod", "acl") else None):
            return status
    return None


def _is_done_to_head(verb: Token) -> bool:
    """Whether a relative clause tells what is done to the noun before it ("the pact that Kenya signed")."""
    subjects = children(verb, "nsubj", "nsubj:pass")
    objects = children(verb, "obj")
    if any(
        thing.tag_ in ("WDT", "WP") or thing.lower_ == "that" for thing in (*children(verb, "nsubj:pass"), *objects)
    ):
        return True
    return bool(subjects) and not objects and not any(s.tag_ in ("WDT", "WP") or s.lower_ == "that" for s in subjects)


def _find_above(scene: Scene, token: Token) -> InstrumentStatus | None:
    """The status that a verb or a noun above it gives."""
    current = token
    for _ in range(6):
        if is_root(current) or (current.dep_ == "obl" and find_case(current) in GROUNDS):
            break
        head = current.head
        if head.pos_ in ("VERB", "NOUN", "ADJ") and (status := _read_verb(scene, head)):
            return status
        if current.dep_ in ("acl:relcl", "ccomp", "parataxis") or (current.dep_ == "conj" and is_predicate(current)):
            break
        current = head
    return None


def _read_verb(scene: Scene, verb: Token) -> InstrumentStatus | None:
    """The status that a verb gives, alone, with what comes "into force", or under a verb that ends it."""
    if any(find_case(child) in ("in", "into") for child in children(verb, "obl") if child.lemma_.lower() in IN_FORCE):
        return "in_force"
    if verb.lemma_.lower() == "take" and any(child.lemma_.lower() == "effect" for child in children(verb, "obj")):
        return "in_force"
    if verb.lemma_.lower() in IN_FORCE and verb.pos_ == "NOUN" and find_case(verb) not in ("in", "into"):
        return None
    status = scene.cues.instruments.status.get(verb.lemma_.lower())
    if status in NOT_YET and verb.dep_ == "xcomp" and verb.head.lemma_.lower() in ENDING:
        return "suspended"
    return status


def is_definite(token: Token) -> bool:
    """Whether the words say that the reader knows which one is meant ("the pact", "their treaty")."""
    known = any(child.lower_ in DEFINITE for child in children(token, "det"))
    return known or bool(children(token, "nmod:poss"))


def _temper(status: InstrumentStatus, draft: Draft | None) -> InstrumentStatus:
    """What is only planned has not come so far yet; what is denied has not come to it."""
    if draft is None:
        return status
    if draft.modality in OPEN_MODALITIES:
        if status in NOT_YET:
            return _put_off(status)
        return "unknown" if status in TAKEN_BACK else status
    return "unknown" if draft.negated and status in TAKEN_BACK else status


def _put_off(status: InstrumentStatus) -> InstrumentStatus:
    """How far it has come that has not come so far yet: what is to be signed is being talked about."""
    return "negotiating" if status == "signed" else "proposed"
