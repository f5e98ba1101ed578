"""Thread: what a document has told so far, and what a sentence may leave unsaid because of it.

"The meeting" is the one just told; "is to meet political leaders during his stay" leaves out whose leaders; a sentence
without a time word goes on at the time of the one before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from dyadlog.coding.modality import find_tense
from dyadlog.coding.parties import Cast, entities, find_all, is_side, make_state_party
from dyadlog.coding.roles import find_carrier, find_patients
from dyadlog.coding.timing import count_days, extend, find_duration, find_time
from dyadlog.coding.tree import (
    children,
    find_case,
    find_clause_head,
    find_mark,
    find_subject,
    governs,
    is_infinitive,
    is_root,
)
from dyadlog.records import EVENT_MODALITIES, Interval

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records import Document, Party

REACH = 5
"""Sentences that a definite noun may point back over. Longer reaches found the wrong meeting as often as the right."""
AHEAD = timedelta(days=14)
BACK = timedelta(days=1)
CURRENT_GENRES = frozenset({"news", "official", "unknown"})
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COOPERATE"})
AIMS = frozenset({"AGREE", "COOPERATE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
ECHO_MARKS = frozenset({"after", "before", "on", "since", "upon", "following"})
COMPLETED = frozenset({"visit", "meeting"})


@dataclass(slots=True)
class Focus:
    """A time that the telling stands at, with who was told of."""

    interval: Interval
    sentence: int
    block: int
    actors: frozenset[str]


@dataclass(slots=True)
class Thread:
    """The claims and times of a document so far."""

    document: Document
    drafts: list[Draft] = field(default_factory=list)
    focuses: list[Focus] = field(default_factory=list)

    def complete(self, draft: Draft, siblings: Iterable[Draft]) -> Draft | None:
        """Fill a missing side from what was told before; returns the claim that lent it."""
        if draft.has_two_sides() and not draft.missing:
            return None
        if draft.has_actor() and self._answer(draft):
            return None
        if draft.family not in COMPLETED and draft.family not in ("signing", "attack"):
            return None
        if draft.kind.kind in draft.scene.cues.solitary and draft.trigger.pos_ == "VERB":
            return None
        for earlier in self._look_back(draft, siblings):
            if self._may_lend(draft, earlier) and _lend(draft, earlier):
                draft.missing = ()
                draft.notes.append("anaphora")
                draft.confidence *= 0.8
                return earlier
        return None

    def _answer(self, draft: Draft) -> bool:
        """Who is blamed for "the attack" is who made the last one told; True where that fills the missing side."""
        if draft.kind.event_type != "ACCUSE" or draft.trigger.pos_ != "VERB":
            return False
        anaphors = draft.scene.cues.anaphors
        deeds = [t for t in find_patients(draft.trigger) if anaphors.get(t.lemma_) == "attack" and is_definite(t)]
        for earlier in reversed(self.drafts) if deeds else ():
            if earlier.family == "attack" and earlier.modality in EVENT_MODALITIES and not earlier.negated:
                others = tuple(p for p in earlier.actors.parties if not entities((p,)) & draft.sides)
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

    def set_time(self, draft: Draft, lender: Draft | None) -> None:
        """Date the act, or say why it cannot be dated; a dated act in the past moves the telling there."""
        self._date(draft, lender)
        self._look_ahead(draft)
        if draft.when is not None and draft.time is not None and draft.modality in ("asserted", "claimed"):
            if draft.when.start is not None and draft.when.end is not None and draft.time.relation == "at":
                self._focus(draft, draft.when)

    def _look_ahead(self, draft: Draft) -> None:
        """An act dated after publication has not happened yet, whatever the tense ("the visit begins on Friday")."""
        day = self.document.publication.day
        if day is None or draft.when is None or draft.when.start is None or draft.time is None:
            return
        if draft.modality in EVENT_MODALITIES and draft.when.start > day:
            draft.modality = "planned"
            draft.notes.append("ahead")

    def date_headlines(self) -> None:
        """A headline happens when the act happens that it announces; the first such act of the body says when."""
        for draft in self.drafts:
            if draft.scene.sentence.kind == "paragraph" or draft.time is not None:
                continue
            for body in self.drafts:
                told = body.scene.sentence.kind == "paragraph" and body.when is not None
                same = body.family == draft.family or body.kind.event_type == draft.kind.event_type
                strangers = draft.people and body.people and not draft.people & body.people
                if strangers or not same or body.sides != draft.sides:
                    continue
                if told and _is_told(body) == _is_told(draft):
                    draft.when = replace(body.when, method="narrative") if body.when is not None else None
                    break

    def note_time(self, scene: Scene) -> None:
        """The telling moves to the time of a sentence's main clause, also where that makes no claim."""
        root = next((token for token in scene.tokens if is_root(token)), None)
        if root is None or find_tense(root) not in ("past", "perfect") or scene.sentence.kind != "paragraph":
            return
        time = find_time(scene, root)
        if time is None or time.interval is None or time.relation != "at" or time.interval.precision != "day":
            return
        if time.interval.start is not None and time.interval.end is not None:
            subject = find_subject(root)
            parties = find_all(scene, subject.tokens, agentive=True).parties if subject is not None else ()
            people = frozenset(party.actor_id for party in parties if party.kind == "person")
            self.focuses.append(Focus(time.interval, scene.sentence.index, scene.sentence.block, people))

    def _focus(self, draft: Draft, interval: Interval) -> None:
        actors = frozenset(p.actor_id for p in draft.actors.parties if p.kind == "person")
        sentence = draft.scene.sentence
        self.focuses.append(Focus(interval, sentence.index, sentence.block, actors))

    def _date(self, draft: Draft, lender: Draft | None) -> None:
        time = find_time(draft.scene, draft.trigger)
        if time is not None:
            draft.time = time
            if time.interval is not None:
                duration = find_duration(draft.scene, draft.trigger)
                if duration is not None and draft.family == "visit":
                    time = extend(time, count_days(draft.scene, duration))
                draft.when = time.interval
                return
            draft.when_reason = time.reason or "the time words could not be resolved"
            return
        if is_current(draft) and self.document.publication.day is not None:
            day = self.document.publication.day
            draft.when = Interval(day, day, "day", "published")
            return
        if is_background(draft):
            draft.when_reason = "told as background"
            return
        if lender is not None and lender.family == draft.family and lender.when is not None:
            draft.when = replace(lender.when, method="narrative")
            return
        stay = self._find_stay(draft)
        if stay is not None:
            draft.when = replace(stay, method="narrative")
            return
        self._date_by_telling(draft)

    def _find_stay(self, draft: Draft) -> Interval | None:
        """The time of the visit during which it happens."""
        cues = draft.scene.cues.time
        clause = find_clause_head(draft.trigger)
        for token in clause.subtree:
            if token.lemma_ in cues.stay_nouns and find_case(token) == "during" and token.i != draft.trigger.i:
                for earlier in reversed(self.drafts):
                    if earlier.family == "visit" and earlier.when is not None and earlier.sides & draft.sides:
                        return self._clip(earlier.when, draft)
        return None

    def _clip(self, interval: Interval, draft: Draft) -> Interval:
        """A planned act of a stay that has begun lies in what is left of it."""
        day = self.document.publication.day
        if draft.modality != "planned" or day is None or interval.start is None or interval.end is None:
            return interval
        if interval.start == interval.end:
            return Interval(max(day, interval.start), max(day, interval.start) + AHEAD, "range", "narrative")
        return replace(interval, start=min(max(interval.start, day), interval.end), precision="range")

    def _date_by_telling(self, draft: Draft) -> None:
        tense = find_draft_tense(draft)
        future = draft.modality in ("planned", "requested", "hypothetical") and draft.kind.event_type not in AIMS
        if future:
            self._date_ahead(draft)
            return
        if is_content(draft) and tense in ("past", "pluperfect", "perfect", "none"):
            draft.when_reason = "told on someone's word, without a time"
            return
        if tense in ("past", "none") and (interval := self._find_focus(draft)) is not None:
            draft.when = replace(interval, method="narrative")
            return
        if tense == "pluperfect":
            draft.when_reason = "told as earlier, without a time"
            return
        self._date_by_publication(draft, tense)

    def _date_ahead(self, draft: Draft) -> None:
        day = self.document.publication.day
        if day is None or self.document.genre not in CURRENT_GENRES or draft.modality != "planned":
            draft.when_reason = "planned, without a time" if day is not None else "the page is undated"
            return
        draft.when = Interval(day, day + AHEAD, "range", "published")

    def _find_focus(self, draft: Draft) -> Interval | None:
        """The time that the telling stands at: of this paragraph, of the same person, of the news itself."""
        block = draft.scene.sentence.block
        here = [focus for focus in self.focuses if focus.block == block]
        if here:
            return here[-1].interval
        people = {p.actor_id for p in draft.actors.parties if p.kind == "person"}
        for focus in reversed(self.focuses):
            if people & focus.actors and focus.block >= block - 2:
                return focus.interval
        for earlier in reversed(self.drafts):
            if (
                earlier.scene.sentence.block == block
                and earlier.when is not None
                and earlier.when.method == "narrative"
            ):
                return earlier.when
        if self.focuses and self.document.genre in CURRENT_GENRES and draft.kind.event_type in VERBAL:
            first = self.focuses[0].interval
            if first.precision == "day" and draft.kind.event_type != "CONSULT":
                return first
        return None

    def _date_by_publication(self, draft: Draft, tense: str) -> None:
        publication = self.document.publication
        if publication.day is None or publication.precision not in (None, "day"):
            draft.when_reason = "the page is undated"
            return
        if self.document.genre not in CURRENT_GENRES:
            draft.when_reason = "no news of the day"
            return
        if tense == "perfect" and draft.scene.sentence.index > REACH:
            draft.when_reason = "told as background"
            return
        if draft.kind.event_type not in VERBAL and draft.scene.sentence.index > REACH and tense != "present":
            draft.when_reason = "no time given"
            return
        day = publication.day
        if tense == "present" and draft.scene.sentence.kind == "paragraph":
            draft.when = Interval(day, day, "day", "published")
        else:
            draft.when = Interval(day - BACK, day, "range", "published")


def _is_told(draft: Draft) -> bool:
    return draft.modality in EVENT_MODALITIES


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
        draft.actors, draft.recipients = earlier.actors, earlier.recipients
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


def lend_state(draft: Draft, party: Party) -> Party:
    """The state that a person or body acts for, in place of it."""
    if party.kind in ("person", "body", "people") and len(party.states) == 1:
        return make_state_party(draft.scene, party.states[0])
    return party


def is_background(draft: Draft) -> bool:
    """Whether the words tell of a lasting or repeated state, no happening of the day."""
    cues = draft.scene.cues.time
    clause = find_clause_head(draft.trigger)
    near = {draft.trigger.i, clause.i}
    for token in clause.subtree:
        if token.head.i in near and token.dep_ == "advmod" and token.lower_ in cues.background:
            return True
        if token.head.i == draft.trigger.i and token.dep_ == "amod" and token.lower_ in cues.background_adjectives:
            return True
    return False


def is_current(draft: Draft) -> bool:
    """Whether the words say that it is under way as the page is written ("the ongoing visit")."""
    words = draft.scene.cues.time.current
    return any(child.lower_ in words for child in children(draft.trigger, "amod", "advmod"))


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


def is_content(draft: Draft) -> bool:
    """Whether the act is what someone says, in a clause under the verb of saying."""
    return any(source.verb is not None and governs(source.verb, draft.trigger) for source in draft.chain.sources)


def find_draft_tense(draft: Draft) -> str:
    """The tense of the clause of the trigger, of the governing one where its own has none."""
    token = draft.trigger
    if token.pos_ not in ("VERB", "AUX"):
        carrier = find_carrier(token)
        token = carrier if carrier is not None else find_clause_head(token)
    for _ in range(6):
        tense = find_tense(token)
        if tense != "none" or token.head.i == token.i:
            return tense
        if is_infinitive(token) or token.tag_ in ("VBG", "VBN") or not find_mark(token):
            token = find_clause_head(token.head)
            continue
        return tense
    return "none"
