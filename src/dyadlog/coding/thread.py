"""Thread: what a document has told so far, and what a sentence may leave unsaid because of it.

"The meeting" is the one just told; "is to meet political leaders during his stay" leaves out whose leaders.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.coding.parties import Cast, entities, is_side, make_state_party
from dyadlog.coding.roles import find_patients, find_role
from dyadlog.coding.timing import find_time
from dyadlog.coding.tree import children, find_mark, governs
from dyadlog.records import EVENT_MODALITIES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.records import Party

REACH = 5
"""Sentences that a definite noun may point back over. Longer reaches found the wrong meeting as often as the right."""
ECHO_MARKS = frozenset({"after", "before", "on", "since", "upon", "following"})
COMPLETED = frozenset({"visit", "meeting"})
BLOWS = frozenset({"ASSAULT", "COERCE"})
TRESPASS = "violate_airspace"
ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
"""Types that answer an act: their other side is who did it."""
LENT_CONFIDENCE = 0.8


@dataclass(slots=True)
class Thread:
    """The claims of a document so far."""

    drafts: list[Draft] = field(default_factory=list)

    def complete(self, draft: Draft, siblings: Iterable[Draft]) -> Draft | None:
        """Fill a missing side from what was told before; returns the claim that lent it."""
        if not draft.recipients and draft.has_actor() and self._answer(draft, siblings):
            return None
        if draft.has_two_sides() and not draft.missing:
            return None
        if draft.family not in COMPLETED and draft.family not in ("signing", "attack"):
            return None
        if draft.kind.kind in draft.scene.cues.solitary and draft.trigger.pos_ == "VERB":
            return None
        if is_told_to_press(draft):
            return None
        for earlier in self._look_back(draft, siblings):
            if self._may_lend(draft, earlier) and _lend(draft, earlier):
                draft.missing = ()
                draft.notes.append("anaphora")
                draft.confidence *= LENT_CONFIDENCE
                return earlier
        return None

    def _answer(self, draft: Draft, siblings: Iterable[Draft]) -> bool:
        """Who is blamed for "the attack" is who made the last one told; True where that fills the missing side."""
        own = draft.kind.kind in draft.scene.cues.joint  # one puts off or calls off one's own plans
        if draft.kind.event_type not in ANSWERS or draft.trigger.pos_ != "VERB" or own:
            return False
        anaphors = draft.scene.cues.anaphors
        deeds = [t for t in find_patients(draft.trigger) if points_at_deed(t, anaphors)]
        blow = any(anaphors.get(t.lemma_) == "attack" for t in deeds)
        index = draft.scene.sentence.index
        near = [other for other in siblings if other is not draft and other.trigger.i < draft.trigger.i]
        for earlier in (*reversed(near), *reversed(self.drafts)) if deeds else ():
            if not blow and index - earlier.scene.sentence.index > 1:
                break
            same = is_blow(earlier) if blow else earlier.is_typed
            if same and earlier.modality in EVENT_MODALITIES and not earlier.negated and earlier.has_actor():
                others = tuple(p for p in earlier.actors.parties if not entities((p,)) & draft.sides)
                if others:
                    draft.recipients = Cast(others, tuple(t.i for t in deeds), derived=True)
                    draft.missing = ()
                    draft.notes.append("anaphora")
                    return draft.has_two_sides()
        return False

    def _look_back(self, draft: Draft, siblings: Iterable[Draft]) -> list[Draft]:
        """The claims that may be pointed back at: those of the same person first, however far; then the nearest."""
        near = [other for other in siblings if other is not draft and other.trigger.i < draft.trigger.i]
        index = draft.scene.sentence.index
        earlier = [other for other in self.drafts if 0 < index - other.scene.sentence.index <= REACH]
        people = draft.people
        same = [other for other in reversed(self.drafts) if people & other.people and other.family == draft.family]
        return [*same, *reversed(near), *reversed(earlier)]

    def _may_lend(self, draft: Draft, earlier: Draft) -> bool:
        if not earlier.has_two_sides() or earlier.negated or earlier.modality == "denied":
            return False
        if not entities(draft.actors.parties) and not entities(draft.recipients.parties):
            if earlier.scene is draft.scene and governs(earlier.trigger, draft.trigger):
                return earlier.family in COMPLETED and draft.family in ("signing", "meeting")
            return is_definite(draft.trigger) and earlier.family == draft.family and _adds(draft)
        if draft.family not in COMPLETED or earlier.family not in COMPLETED:
            return False
        if draft.trigger.pos_ in ("NOUN", "PROPN") and earlier.family != draft.family:
            return False
        return bool(draft.sides & earlier.sides)


def is_told_to_press(draft: Draft) -> bool:
    """Whether who is spoken to is the press, and no other side left unsaid ("speaking to reporters by telephone")."""
    if draft.trigger.pos_ != "VERB" or draft.recipients:
        return False
    capacities = draft.scene.cues.attribution.capacities
    heard = [token for case in ("to", "with") for token in find_role(draft.trigger, case)]
    return any(capacities.get(token.lemma_) == "media" for token in heard)


def is_blow(draft: Draft) -> bool:
    """Whether the act is one that "the attack" or "the incursion" may point back at."""
    return draft.kind.event_type in BLOWS or draft.kind.kind == TRESPASS


def points_at_deed(token: Token, anaphors: Mapping[str, str]) -> bool:
    """Whether a word stands for an act just told: "the attack", "the move", "called it a provocation"."""
    if token.lower_ in ("it", "this", "that") and token.pos_ == "PRON":
        return True
    family = anaphors.get(token.lemma_)
    return (family in ("attack", "deed") and is_definite(token)) or (family == "deed" and token.dep_ == "appos")


def is_definite(noun: Token) -> bool:
    """Whether the noun points at something already told: "the meeting", "this visit", "his talks"."""
    return any(
        child.lower_ in ("the", "this", "that", "these", "those") or child.dep_ == "nmod:poss"
        for child in noun.children
    )


def _adds(draft: Draft) -> bool:
    """Whether a mere pointer back says anything of its own: a place, a figure, a clause of its own, its course."""
    noun = draft.trigger
    if draft.places or children(noun, "acl", "acl:relcl", "nummod"):
        return True
    return bool({child.lower_ for child in children(noun, "amod")} & draft.scene.cues.time.current)


def _lend(draft: Draft, earlier: Draft) -> bool:
    """Give the draft the sides it lacks; False where that leaves it with fewer than two.

    Whoever took part in another dealing is lent as his state only.
    """
    own = draft.sides
    lent = [p for p in (*earlier.actors.parties, *earlier.recipients.parties) if is_side(p)]
    if not own:
        draft.actors, draft.recipients = (carry(cast, earlier, draft) for cast in (earlier.actors, earlier.recipients))
        draft.territory = earlier.territory
        return True
    whole = bool(draft.people & earlier.people) and draft.family == earlier.family
    others = [party for party in lent if not entities((party,)) & own]
    added = Cast(tuple(party if whole else lend_state(draft, party) for party in others), (), derived=True)
    if not others:
        return False
    if entities(draft.actors.parties):
        draft.recipients = draft.recipients + added
    else:
        draft.actors = draft.actors + added
    return draft.has_two_sides()


def carry(cast: Cast, earlier: Draft, draft: Draft) -> Cast:
    """The cast of an earlier draft; told in another sentence, it has no words in this one."""
    return cast if earlier.scene is draft.scene else Cast(cast.parties, (), derived=True)


def lend_state(draft: Draft, party: Party) -> Party:
    """The state that a person or body acts for, in place of it."""
    if party.kind in ("person", "body", "people") and len(party.states) == 1:
        return make_state_party(draft.scene, party.states[0])
    return party


def is_echo(draft: Draft, told: Iterable[Draft]) -> bool:
    """Whether the words only point back at an act already told and say nothing new of it ("during the visit")."""
    noun = draft.trigger.pos_ in ("NOUN", "PROPN")
    back = noun and is_definite(draft.trigger) and "anaphora" in draft.notes
    aside = draft.trigger.dep_ == "advcl" and draft.trigger.tag_ == "VBG" and find_mark(draft.trigger) in ECHO_MARKS
    if not (back or aside) or draft.modality not in EVENT_MODALITIES or draft.negated:
        return False
    if find_time(draft.scene, draft.trigger) is not None and noun:
        return False
    for earlier in told:
        if earlier is draft or earlier.family != draft.family or not draft.sides <= earlier.sides:
            continue
        if not _adds(draft) or aside:
            return True
    return False
