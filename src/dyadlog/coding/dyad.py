"""Dyad: the two states a page is about, where it plainly is about two.

"Japan withdrew the export curbs" leaves out against whom; on a page about Japan and one other state, after sentences
that name that other one, it is plain. A side read in this way is noted in the rule (``dyad``) and lowers confidence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dyadlog.coding.conditions import find_own_obliques
from dyadlog.coding.parties import Cast, entities, find_parties, make_state_party
from dyadlog.coding.thread import is_definite, is_told_to_press
from dyadlog.coding.timing import count_steps, find_anchor, is_named_by_year
from dyadlog.coding.tree import children, find_clause_head, find_subject, is_passive, is_predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene

LEAST_SHARE = 0.6
"""Of all that names states on the page, what must name these two."""
LEAST_SECOND = 0.15
NEAR = 2
"""Sentences back within which the other state must be named."""
CODE_LENGTH = 3
BETWEEN = "mediate"
"""The kind whose actor is a third party: who is mediated between are the two of the page."""
CONFIDENCE = 0.7
STATELY = frozenset({"downgrade_relations", "recognise", "restore_relations"})
"""Kinds that have states on both sides and nobody else."""
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
VERBAL = frozenset({1, 3})
"""Quad classes of what is said: who said it is not read off the page."""


@dataclass(slots=True)
class Dyad:
    """The two states of a page in the order in which it names them, and the states that each sentence names."""

    order: tuple[str, ...] = ()
    named: dict[int, frozenset[str]] = field(default_factory=dict)

    @property
    def states(self) -> frozenset[str]:
        """The two states; empty where the page is not about just two."""
        return frozenset(self.order)

    def complete(self, draft: Draft) -> bool:
        """Fill the missing side where the page leaves no doubt who it is."""
        if not self.order or not draft.is_typed:
            return False
        if draft.kind.kind in draft.scene.cues.domestic and not is_dated_accord(draft):
            return False
        if (draft.has_two_sides() and not draft.missing) or is_told_to_press(draft) or _names_stranger(draft):
            return False
        others = self._find_others(draft)
        if others is None:
            return False
        added = Cast(tuple(make_state_party(draft.scene, code) for code in others), (), derived=True)
        if entities(draft.actors.parties):
            draft.recipients = draft.recipients + added
        else:
            # "the ministry" is the ministry of whom the page leaves no doubt about
            draft.actors = (_drop_nameless(draft.actors) if len(others) == 1 else draft.actors) + added
        draft.missing = ()
        draft.notes.append("dyad")
        draft.confidence *= CONFIDENCE
        return draft.has_two_sides()

    def _find_others(self, draft: Draft) -> tuple[str, ...] | None:
        """The state that is left out, or both; None where that is not plain."""
        if _is_mere_mention(draft):
            return None
        own = frozenset(code for code in draft.sides if len(code) == CODE_LENGTH)
        index = draft.scene.sentence.index
        near = frozenset[str]().union(*(self.named.get(at, frozenset()) for at in range(index - NEAR, index + 1)))
        if draft.kind.kind == BETWEEN and len(own) == 1 and not own & self.states:
            return self.order if self.states <= near else None
        missing = [code for code in self.order if code not in own]
        if len(own) != len(draft.sides) or not own <= self.states:
            return None
        if len(missing) == 2 and _names_both(draft):
            return tuple(missing) if near & self.states else None
        if self._find_named(draft) - self.states or not _may_be_outward(draft):
            return None
        if len(missing) == 1 and (missing[0] in near or _has_unknown_person(draft)):
            return tuple(missing)
        if len(missing) == 2 and near & self.states and (_takes_both(draft) or is_dated_accord(draft)):
            return tuple(missing)
        return None

    def _find_named(self, draft: Draft) -> frozenset[str]:
        """The states named in the trigger's own clause."""
        inside = _clause_tokens(draft)
        mentions = [m for m in draft.scene.mentions if m.head in inside]
        return frozenset(code for m in mentions for party in m.parties for code in party.states)


def _names_stranger(draft: Draft) -> bool:
    """Whether the other side is named, by a name that is nobody's we know ("restored ties with Ruritania")."""
    if draft.kind.kind not in STATELY:
        return False
    named = [token for case, token in find_own_obliques(draft.trigger) if case == "with" and token.pos_ == "PROPN"]
    return any(not entities(find_parties(draft.scene, token, agentive=False).parties) for token in named)


def _drop_nameless(cast: Cast) -> Cast:
    """The cast without bodies of no state, which the state that is found stands for."""
    return replace(cast, parties=tuple(p for p in cast.parties if p.kind != "body" or p.states))


def _is_mere_mention(draft: Draft) -> bool:
    """Whether the words name an act without telling of one: a bare noun of a heading or of a sentence without a date
    of its own, a passive without its doer that is speech or a lasting state ("is expected", "is disputed")."""
    trigger = draft.trigger
    if trigger.pos_ not in ("VERB", "AUX"):
        if not any(token.tag_ in FINITE for token in trigger.doc):
            return True
        named = entities(draft.actors.parties) or entities(draft.recipients.parties)
        return not named and not (is_dated(draft) or (is_definite(trigger) and _is_told(draft)))
    if _has_strange_doer(draft):
        return True
    if not is_passive(trigger) or entities(draft.actors.parties) or draft.kind.mutual:
        return False
    cues = draft.scene.cues
    return draft.kind.quad_class in VERBAL and draft.kind.kind not in cues.joint | cues.lodged


def is_dated_accord(draft: Draft) -> bool:
    """Whether the words name an agreement by its year: that it was made is told with it."""
    return is_named_by_year(draft.scene, draft.trigger)


def _has_strange_doer(draft: Draft) -> bool:
    """Whether the sentence does say who acts, and it is nobody's side ("several hundred people demanded")."""
    subject = find_subject(draft.trigger)
    if draft.actors.parties or subject is None or subject.passive or _is_occurrence(draft):
        return False
    agents = draft.scene.cues.agents
    return all(t.pos_ == "NOUN" and agents.get(t.lemma_) not in ("body", "force") for t in subject.tokens)


def _is_occurrence(draft: Draft) -> bool:
    """Whether the subject of the trigger is the act itself ("talks will take place")."""
    subject = find_subject(draft.trigger) if draft.trigger.pos_ == "VERB" else None
    if subject is None or subject.passive:
        return False
    return any(token.i in draft.absorbed for token in subject.tokens)


def _clause_tokens(draft: Draft) -> set[int]:
    """The tokens of the trigger's clause, without clauses of their own beside or below it."""
    found: set[int] = set()
    stack = [find_clause_head(draft.trigger)]
    while stack:
        token = stack.pop()
        found.add(token.i)
        for child in token.children:
            clause = is_predicate(child) and child.dep_ in ("conj", "parataxis", "advcl", "acl:relcl", "ccomp")
            if not clause:
                stack.append(child)
    return found


def _may_be_outward(draft: Draft) -> bool:
    """Whether the words may leave out another state at all."""
    if _is_occurrence(draft):
        return is_dated(draft)
    verb = draft.trigger.pos_ in ("VERB", "AUX")
    if verb and draft.kind.kind in draft.scene.cues.solitary:
        return False
    if draft.family == "visit" and not entities(draft.recipients.parties):
        return False
    return verb or _is_told(draft)


def _is_told(draft: Draft) -> bool:
    """Whether a noun for an act is told of, not only mentioned: the subject of its clause, with an actor or a day of
    its own ("the 2012 accord")."""
    if draft.kind.quad_class == 4:
        return False
    told = draft.trigger.dep_ in ("nsubj", "nsubj:pass", "root") or bool(draft.actors.tokens)
    return told or is_dated(draft)


def is_dated(draft: Draft) -> bool:
    """Whether a time stands with the noun itself, or with the verb that only says that it takes place."""
    scene, trigger = draft.scene, draft.trigger
    anchors = [(find_anchor(scene, time), time) for time in scene.times]
    if any(count_steps(scene, trigger, anchor, time) <= 1 for anchor, time in anchors):
        return True
    verb = _find_occurrence(draft)
    return verb is not None and any(anchor.i == verb.i for anchor, _ in anchors)


def _find_occurrence(draft: Draft) -> Token | None:
    """The verb that says that the act of a noun takes place ("a round of talks would take place")."""
    noun, cues = draft.trigger, draft.scene.cues
    if noun.dep_ == "nmod" and noun.head.lemma_ in cues.quantities:
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "nsubj:pass":
        verb = next(iter(children(verb, "xcomp")), verb)  # "is expected to be held in May"
    placed = noun.dep_ in ("nsubj", "nsubj:pass") and verb.pos_ == "VERB"
    return verb if placed and verb.lemma_ in cues.occurrence else None


def _has_unknown_person(draft: Draft) -> bool:
    parties = (*draft.actors.parties, *draft.recipients.parties)
    return any(party.kind == "person" and not party.states for party in parties)


def _names_both(draft: Draft) -> bool:
    """Whether the subject says that both did it ("both armies", "the two presidents")."""
    subject = find_subject(draft.trigger) if draft.trigger.pos_ in ("VERB", "AUX") else None
    if subject is None or draft.kind.event_type is None:
        return False
    return any(child.lower_ in draft.scene.cues.both for token in subject.tokens for child in token.children)


def _takes_both(draft: Draft) -> bool:
    """Whether an act without any side named is one of the two together: a passive ("the accord was signed"), a noun, or
    a dealing of two persons whose states the page does not tell."""
    if draft.kind.kind not in draft.scene.cues.joint:
        return False
    subject = find_subject(draft.trigger)
    if _is_occurrence(draft):
        return True
    if draft.trigger.pos_ in ("VERB", "AUX") and subject is not None and not subject.passive:
        persons = [p for p in (*draft.actors.parties, *draft.recipients.parties) if p.kind == "person"]
        return len(persons) > 1
    return True


def find_dyad(scenes: Iterable[Scene]) -> Dyad:
    """The two states that a page is about; an empty dyad where there are not just two."""
    counts: Counter[str] = Counter()
    named: dict[int, frozenset[str]] = {}
    for scene in scenes:
        codes = [code for m in scene.mentions for code in dict.fromkeys(c for p in m.parties for c in p.states)]
        counts.update(codes)
        named[scene.sentence.index] = frozenset(codes)
    ranked = counts.most_common(3)
    total = sum(counts.values())
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] == ranked[1][1]):
        return Dyad(named=named)
    first, second = ranked[0][1], ranked[1][1]
    if (first + second) < LEAST_SHARE * total or second < LEAST_SECOND * total:
        return Dyad(named=named)
    pair = {ranked[0][0], ranked[1][0]}
    return Dyad(tuple(code for code in counts if code in pair), named)
