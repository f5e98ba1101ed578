"""Instruments: the agreements, pledges, targets, mechanisms and projects that a claim speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.tree import children, expand, find_case, governs, is_predicate, is_root, phrase_edges
from dyadlog.records import InstrumentMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus

LONGEST_NAME = 14
STATUS_OF_KIND: dict[str, InstrumentStatus] = {"sign": "signed", "ratify": "ratified", "extend": "in_force"}
NOT_YET: tuple[InstrumentStatus, ...] = ("signed", "ratified", "implemented", "in_force")


def find_instruments(scene: Scene) -> Iterator[tuple[Token, InstrumentKind]]:
    """The nouns of the sentence that name an instrument, with what sort of instrument they name."""
    cues = scene.cues.instruments
    for token in scene.tokens:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "flat", "amod"):
            continue
        if any(m.first <= token.i <= m.last and m.kind != "group" for m in scene.mentions):
            continue
        if token.dep_ == "appos" and cues.nouns.get(token.head.lemma_.lower()):
            continue
        word = token.lemma_.lower()
        kind = cues.nouns.get(word) or cues.nouns.get(token.lower_)
        if kind is None:
            continue
        if word in cues.qualified and not _is_qualified(scene, token):
            continue
        yield token, kind


def _is_qualified(scene: Scene, token: Token) -> bool:
    """Whether the words before a general noun make it an instrument: a field of dealings, or two states."""
    before = [child for child in token.subtree if child.i < token.i]
    if {child.lemma_.lower() for child in before} & scene.cues.instruments.qualifiers:
        return True
    positions = {child.i for child in before}
    states = {code for m in scene.mentions if m.head in positions for p in m.parties for code in p.states}
    return len(states) > 1


def name_instrument(scene: Scene, token: Token) -> tuple[int, int]:
    """Document offsets of the words that name it, without article and figures before it."""
    first, last = phrase_edges(token)
    doc = scene.sentence.doc
    for child in children(token, "det", "case", "nummod", "advmod", "punct"):
        if child.i < token.i and child.left_edge.i <= first:
            first = child.right_edge.i + 1
    while first < token.i and (doc[first].dep_ in ("det", "case", "punct", "advmod") or doc[first].is_space):
        first += 1
    for child in children(token, "appos"):
        if doc[child.left_edge.i].text == "(" or child.right_edge.i - child.left_edge.i <= 2:
            closing = child.right_edge.i + 1
            last = closing if closing < len(doc) and doc[closing].text == ")" else max(last, child.right_edge.i)
    if last - token.i > LONGEST_NAME:
        last = token.i
    return scene.offsets(first, last)


def attach_instruments(scene: Scene, drafts: list[Draft]) -> list[tuple[Token, InstrumentKind]]:
    """Give every instrument of the sentence to the claim that governs it; what no claim carries is returned."""
    left: list[tuple[Token, InstrumentKind]] = []
    typed = [draft for draft in drafts if draft.is_typed]
    for token, kind in find_instruments(scene):
        holder = _find_holder(token, typed)
        if holder is None:
            left.append((token, kind))
            continue
        status = find_status(scene, token, holder)
        start, end = name_instrument(scene, token)
        mention = InstrumentMention(" ".join(scene.words(start, end).split()), kind, status, start, end, None)
        holder.instruments = (*holder.instruments, mention)
    return left


def _find_holder(token: Token, drafts: list[Draft]) -> Draft | None:
    for draft in drafts:
        if token.i == draft.trigger.i or token.i in draft.instrument_tokens or token.i in draft.absorbed:
            return draft
    above = [draft for draft in drafts if governs(draft.trigger, token) and _is_near(draft.trigger, token)]
    if above:
        return max(above, key=lambda draft: len(list(draft.trigger.ancestors)))
    return None


def _is_near(trigger: Token, token: Token) -> bool:
    """Whether the instrument is an argument of the trigger or of what hangs on it, not of a clause of its own."""
    current = token
    while current.i != trigger.i and not is_root(current):
        if current.dep_ in ("acl:relcl", "parataxis", "advcl", "ccomp") and current.i != token.i:
            return False
        if current.dep_ == "conj" and is_predicate(current):
            return False
        current = current.head
    return True


def find_status(scene: Scene, token: Token, draft: Draft | None) -> InstrumentStatus:
    """How far the words say it has come: by the verbs above it, then by its adjectives, then by the act."""
    table = scene.cues.instruments.status
    for child in children(token, "amod", "acl", "compound", "nmod"):
        word = child.lemma_.lower()
        if child.dep_ == "acl" and child.tag_ not in ("VBN",):
            continue
        if status := table.get(child.lower_) or (table.get(word) if child.dep_ in ("amod", "acl") else None):
            return _temper(status, draft)
    current = token
    for _ in range(6):
        if is_root(current):
            break
        head = current.head
        if head.pos_ in ("VERB", "NOUN", "ADJ") and (status := table.get(head.lemma_.lower())):
            return _temper(status, draft)
        if current.dep_ in ("acl:relcl", "ccomp", "parataxis"):
            break
        current = head
    if draft is not None and draft.kind.kind in STATUS_OF_KIND:
        return _temper(STATUS_OF_KIND[draft.kind.kind], draft)
    if draft is not None and draft.modality in ("planned", "requested", "hypothetical"):
        return "proposed"
    return "unknown"


def _temper(status: InstrumentStatus, draft: Draft | None) -> InstrumentStatus:
    """What is only planned has not come so far yet."""
    if draft is not None and status in NOT_YET and draft.modality in ("planned", "requested", "hypothetical"):
        return "negotiating" if status == "signed" else "proposed"
    return status


def find_owner_tokens(token: Token) -> list[Token]:
    """The nominals that may name the sides of an instrument: before it, and after ``between``, ``with`` or ``of``."""
    found = []
    for child in children(token, "compound", "amod", "nmod:poss", "nmod", "nmod:desc"):
        if child.dep_ != "nmod" or find_case(child) in ("between", "with", "of", "from", ""):
            found.extend(expand(child))
            found.extend(inner for inner in children(child, "compound", "nmod"))
    return sorted(found, key=lambda found_token: found_token.i)
