"""Instruments: the agreements, pledges, targets, mechanisms and projects that a claim speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dyadlog.coding.instrument_names import name_instrument
from dyadlog.coding.statuses import STATUS_OF_KIND, find_status
from dyadlog.coding.tree import children, expand, find_case, find_clause_head, governs, is_predicate, is_root
from dyadlog.records import InstrumentMention

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentKind, InstrumentStatus

BRACKETS_REACH = 6
"""Tokens before a short form in brackets among which what it stands for is named."""
DUE = ("by", "before", "until")
"""Relations of a time to what is to be done by it."""
DEADLINE = "deadline"
"""The noun for a day by which something is to be done ("the 30 June deadline", "missed the deadline of 30 June")."""
DOCUMENTS = ("agreement", "memorandum", "treaty", "bundle")
TAKEN_UP = 2
"""Sentences back to an instrument that a pronoun takes up ("are to ratify it")."""
POINTING = frozenset({"it", "them"})


def find_instruments(scene: Scene) -> Iterator[tuple[Token, InstrumentKind]]:
    """The nouns of the sentence that name an instrument, with what sort of instrument they name.

    A promise is one only by what is promised (``promises``); the word alone promises nothing.
    """
    for token in scene.tokens:
        kind = _find_kind(scene, token)
        if kind is None or kind == "pledge" or _repeats_another(scene, token):
            continue
        if any(m.first <= token.i <= m.last and m.kind != "group" and m.parties for m in scene.mentions):
            continue
        if not _is_one(scene, token):
            continue
        if kind == "project" and any(m.first <= token.i <= m.last for m in scene.mentions):
            continue  # a place by name
        yield token, kind


def _find_kind(scene: Scene, token: Token) -> InstrumentKind | None:
    """The sort of instrument that a word is a word for."""
    if token.pos_ not in ("NOUN", "PROPN") or (token.dep_ in ("compound", "flat", "amod") and not _ends(token)):
        return None
    nouns = scene.cues.instruments.nouns
    return nouns.get(token.lemma_.lower()) or nouns.get(token.lower_)


def _is_one(scene: Scene, token: Token) -> bool:
    """Whether a word that may mean much else means an instrument here: by the words before it, or as what is signed."""
    cues = scene.cues.instruments
    word = token.lemma_.lower()
    if word in cues.relations:
        return _is_concluded(scene, token)
    if word in cues.narrow:
        return bool({child.lemma_.lower() for child in children(token, "amod", "compound", "nmod")} & cues.narrow[word])
    return word not in cues.qualified or _is_qualified(scene, token) or _is_concluded(scene, token)


def _repeats_another(scene: Scene, token: Token) -> bool:
    """Whether a word only repeats an instrument named right before: its short form in brackets, its apposition, or the
    documents that a package is of."""
    if token.dep_ == "appos" and _find_kind(scene, token.head) is not None:
        return True
    if token.dep_ == "nmod" and find_case(token) == "of" and _find_kind(scene, token.head) == "bundle":
        return True
    doc = token.doc
    in_brackets = 0 < token.i < len(doc) - 1 and doc[token.i - 1].text == "(" and doc[token.i + 1].text == ")"
    return in_brackets and any(
        _find_kind(scene, doc[i]) is not None for i in range(max(0, token.i - BRACKETS_REACH), token.i)
    )


def _ends(token: Token) -> bool:
    """Whether a noun is the last word of a name whose first word the parser took for its head ("Geneva Agreement")."""
    return token.dep_ == "flat" and token.i > token.head.i and token.i == token.head.right_edge.i


def _is_concluded(scene: Scene, token: Token) -> bool:
    """Whether a general noun is what somebody signs or ratifies ("signed a declaration")."""
    if token.dep_ not in ("obj", "nsubj:pass"):
        return False
    return scene.cues.instruments.status.get(token.head.lemma_.lower()) in ("signed", "ratified")


def _is_qualified(scene: Scene, token: Token) -> bool:
    """Whether the words before a general noun make it an instrument: a field of dealings, or two states."""
    before = [child for child in token.subtree if child.i < token.i]
    if {child.lemma_.lower() for child in before} & scene.cues.instruments.qualifiers:
        return True
    positions = {child.i for child in before}
    states = {code for m in scene.mentions if m.head in positions for p in m.parties for code in p.states}
    return len(states) > 1 or _joins_places(scene, token)


def _joins_places(scene: Scene, token: Token) -> bool:
    """Whether a name says that it leads from a place in one state to one in another ("the road from Kehl to Metz")."""
    inside = {child.i for child in token.subtree}
    places = [m.place for m in scene.mentions if m.place is not None and m.head in inside]
    return len({place.countries for place in places if len(place.countries) == 1}) > 1


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
        holder.instruments = (*holder.instruments, make_mention(scene, token, kind, status))
    return left


def make_mention(scene: Scene, token: Token, kind: InstrumentKind, status: InstrumentStatus) -> InstrumentMention:
    """The mention of an instrument that a noun makes."""
    start, end = name_instrument(scene, token)
    return InstrumentMention(
        " ".join(scene.words(start, end).split()), kind, status, start, end, find_deadline(scene, token)
    )


def find_deadline(scene: Scene, token: Token) -> date | None:
    """The day by which something is to be done, where the clause gives one ("by the end of the year")."""
    clause = find_clause_head(token)
    day = scene.document.publication_of(scene.sentence.block).day
    for time in scene.times:
        if time.interval is None or time.relation not in DUE or time.interval.end is None:
            continue
        holder = scene.token(time.head)
        if holder.i == clause.i or governs(clause, holder):
            return _read_due(time.text.lower().split(), time.interval.end, time.interval.method, day)
    for time in scene.times:
        holder = scene.token(time.head)
        dated = time.interval is not None and time.interval.precision == "day"
        if dated and time.interval is not None and holder.lemma_.lower() == DEADLINE and governs(clause, holder):
            return time.interval.end  # it may have been missed
    return None


def take_up(drafts: Sequence[Draft], told: Sequence[Draft]) -> None:
    """Give the document last named on the page to an act that is done to it by a pronoun ("are to ratify it")."""
    for draft in drafts:
        if draft.kind.kind not in STATUS_OF_KIND or draft.instruments:
            continue
        pronoun = next((child for child in children(draft.trigger, "obj") if child.lower_ in POINTING), None)
        index = draft.scene.sentence.index
        named = [
            item
            for earlier in told
            if 0 < index - earlier.scene.sentence.index <= TAKEN_UP and earlier.sides & draft.sides
            for item in earlier.instruments
            if item.kind in DOCUMENTS
        ]
        if pronoun is not None and named:
            start, end = draft.scene.offsets(pronoun.i, pronoun.i)
            status, due = find_status(draft.scene, pronoun, draft), find_deadline(draft.scene, pronoun)
            draft.instruments = (replace(named[-1], status=status, start=start, end=end, deadline=due),)


def _read_due(words: list[str], due: date, method: str, day: date | None) -> date | None:
    """The day that is meant: "before the end of 2030" is due on its last day, "by September" in the next one."""
    if "end" in words and words[-1] in (str(due.year), "year"):
        due = due.replace(month=12, day=31)
    if day is not None and due < day and method == "relative" and (due.month, due.day) != (2, 29):
        due = due.replace(year=due.year + 1)
    return due if day is None or due >= day else None


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


def find_owner_tokens(token: Token) -> list[Token]:
    """The nominals that may name the sides of an instrument: before it, and after ``between``, ``with`` or ``of``."""
    found = []
    for child in children(token, "compound", "amod", "nmod:poss", "nmod", "nmod:desc"):
        if child.dep_ != "nmod" or find_case(child) in ("between", "with", "of", "from", ""):
            found.extend(expand(child))
            found.extend(inner for inner in children(child, "compound", "nmod"))
    return sorted(found, key=lambda found_token: found_token.i)
