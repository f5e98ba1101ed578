"""Dating: when an act took place, where the thread of telling or the publication says it.

A time word that governs the act decides (``timing.py``). Without one, a sentence in the past goes on at the time of
the telling: of its paragraph, of the person it is about, of the news itself; a present one stands at the day of
publication. What is left has no date, and the reason why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dyadlog.coding.drafting import REPORTED
from dyadlog.coding.parties import find_all
from dyadlog.coding.tense import (
    find_draft_tense,
    find_tense,
    has_time_of_its_own,
    is_aside,
    is_background,
    is_content,
    is_current,
)
from dyadlog.coding.timing import count_days, extend, find_duration, find_time, is_named_by_year
from dyadlog.coding.tree import find_case, find_clause_head, find_subject, is_root
from dyadlog.records import EVENT_MODALITIES, OPEN_MODALITIES, Interval

if TYPE_CHECKING:
    from dyadlog.coding.draft import Draft
    from dyadlog.coding.scene import Scene
    from dyadlog.records import Document, Publication, TimeMention

LEDE = 5
"""Sentences that tell the news itself; further down an undated past is as often background."""
NEXT = 2
"""Sentences over which the same sides go on dealing at the same time."""
RECENT = timedelta(days=7)
BACK = timedelta(days=1)
FORCE = 4
YEAR = 366
PROSPECTIVE = frozenset({"invite", "offer", "propose"})
CURRENT_GENRES = frozenset({"news", "live_blog", "digest", "official", "unknown"})
VERBAL = frozenset({"AGREE", "CONSULT", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "COOPERATE"})
AIMS = frozenset({"AGREE", "COOPERATE", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Types whose plan is itself told: the date is that of the telling."""


@dataclass(slots=True)
class Focus:
    """A time that the telling stands at, with who was told of."""

    interval: Interval
    sentence: int
    block: int
    actors: frozenset[str]


@dataclass(slots=True)
class Dating:
    """The times of a document so far. ``told`` are the claims so far, shared with the thread; ``published`` is when
    the sentence looked at was: with the page, or with the entry that it stands in."""

    document: Document
    told: Sequence[Draft]
    focuses: list[Focus] = field(default_factory=list)
    published: Publication = field(init=False)

    def __post_init__(self) -> None:
        self.published = self.document.publication

    def set_time(self, draft: Draft, lender: Draft | None) -> None:
        """Date the act, or say why it cannot be dated; a dated act in the past moves the telling there."""
        self._date(draft, lender)
        self._look_ahead(draft)
        if draft.when is None or draft.time is None or draft.modality not in EVENT_MODALITIES:
            return
        if is_aside(draft) or is_named_by_year(draft.scene, draft.trigger):
            return
        if draft.when.start is not None and draft.when.end is not None and draft.time.relation == "at":
            self._focus(draft, draft.when)

    def _look_ahead(self, draft: Draft) -> None:
        """An act dated after publication has not happened yet, whatever the tense ("the visit begins on Friday")."""
        day = self.published.day
        if day is None or draft.when is None or draft.when.start is None or draft.time is None:
            return
        if draft.modality in EVENT_MODALITIES and draft.when.start > day:
            draft.modality = "planned"
            draft.notes.append("ahead")
        if draft.modality == "hypothetical" and draft.when.start > day and _is_future_in_past(draft):
            draft.modality = "planned"
            draft.notes.append("ahead")

    def _is_yet_to_come(self, draft: Draft, time: TimeMention) -> bool:
        day, interval = self.published.day, time.interval
        done = draft.trigger.pos_ == "VERB" and find_tense(draft.trigger) in ("past", "perfect", "pluperfect")
        coming = interval is not None and day is not None and interval.start is not None and interval.start > day
        return done and coming and draft.modality in EVENT_MODALITIES

    def _turn_ahead(self, draft: Draft, time: TimeMention) -> Interval | None:
        """A month or season without a year is the next one where the act is yet to come ("invited him for May")."""
        interval, day = time.interval, self.published.day
        coming = draft.modality in ("planned", "requested") and draft.kind.event_type not in ("REQUEST", "ACCUSE")
        if interval is None or day is None or not coming or interval.start is None or interval.end is None:
            return interval
        named = interval.precision in ("month", "season") and interval.method == "relative" and time.relation == "at"
        pointers = draft.scene.cues.time.pointers
        counted = any(word.isdigit() or word.lower() in pointers for word in time.text.split())
        if not named or counted or interval.end >= day or (day - interval.end).days > YEAR:
            return interval
        if find_tense(find_clause_head(draft.trigger)) == "pluperfect":
            return interval
        return replace(interval, start=_add_year(interval.start), end=_add_year(interval.end))

    def date_headlines(self) -> None:
        """A headline happens when the act happens that it announces; the first such act of the body says when."""
        for draft in self.told:
            if draft.scene.sentence.kind == "paragraph" or draft.time is not None:
                continue
            for body in self.told:
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
        self.published = self.document.publication_of(scene.sentence.block)
        root = next((token for token in scene.tokens if is_root(token)), None)
        if root is None or find_tense(root) not in ("past", "perfect") or scene.sentence.kind != "paragraph":
            return
        time = find_time(scene, root)
        if time is None or time.interval is None or time.relation != "at":
            return
        day = self.published.day
        if day is not None and time.interval.start is not None and time.interval.start > day:
            return  # of what is due, not of what is told
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
        own = () if draft.kind.kind in PROSPECTIVE else draft.absorbed  # "invited him for talks in May"
        time = find_time(draft.scene, draft.trigger, own)
        if time is not None and self._is_yet_to_come(draft, time):
            time = None  # of what was "due on Monday", not of what has been done to it
        if time is not None:
            draft.time = time
            if time.interval is not None:
                duration = find_duration(draft.scene, draft.trigger)
                if duration is not None and draft.family == "visit":
                    time = extend(time, count_days(draft.scene, duration))
                draft.when = self._turn_ahead(draft, time)
                return
            if (interval := self._find_same(draft, time)) is not None:
                draft.when = replace(interval, method="narrative")
                return
            draft.when_reason = time.reason or "the time words could not be resolved"
            return
        if is_current(draft) and self.published.day is not None:
            day = self.published.day
            draft.when = Interval(day, day, "day", "published")
            return
        if is_background(draft):
            draft.when_reason = "told as background"
            return
        real = draft.modality != "hypothetical"
        if real and lender is not None and lender.family == draft.family and lender.when is not None:
            draft.when = replace(lender.when, method="narrative")
            return
        stay = self._find_stay(draft)
        if stay is not None:
            draft.when = replace(stay, method="narrative")
            return
        self._date_by_telling(draft)

    def _find_same(self, draft: Draft, time: TimeMention) -> Interval | None:
        """The last day told of, where the words point back at it ("on the same day")."""
        if not set(time.text.lower().split()) & draft.scene.cues.time.same:
            return None
        days = [focus.interval for focus in self.focuses if focus.interval.precision == "day"]
        return days[-1] if days else None

    def _find_stay(self, draft: Draft) -> Interval | None:
        """The time of the visit during which it happens."""
        cues = draft.scene.cues.time
        clause = find_clause_head(draft.trigger)
        for token in clause.subtree:
            if token.lemma_ in cues.stay_nouns and find_case(token) == "during" and token.i != draft.trigger.i:
                for earlier in reversed(self.told):
                    if earlier.family == "visit" and earlier.when is not None and earlier.sides & draft.sides:
                        return self._clip(earlier.when, draft)
        return None

    def _clip(self, interval: Interval, draft: Draft) -> Interval:
        """A planned act of a stay that has begun lies in what is left of it."""
        day = self.published.day
        if draft.modality != "planned" or day is None or interval.start is None or interval.end is None:
            return interval
        if interval.start == interval.end:
            return Interval(max(day, interval.start), None, "range", "narrative")
        return replace(interval, start=min(max(interval.start, day), interval.end), precision="range")

    def _date_by_telling(self, draft: Draft) -> None:
        tense = find_draft_tense(draft)
        told = draft.kind.event_type in AIMS and tense != "future"
        future = draft.modality in OPEN_MODALITIES and not told
        if future:
            self._date_ahead(draft)
            return
        if is_content(draft) and tense in ("past", "pluperfect", "perfect", "none"):
            if draft.kind.quad_class == FORCE and (interval := self._find_word(draft)) is not None:
                draft.when = interval
                return
            draft.when_reason = "told on someone's word, without a time"
            return
        if has_time_of_its_own(draft):
            draft.when_reason = "the time words could not be resolved"
            return
        if tense in ("past", "none") and (interval := self._find_focus(draft)) is not None:
            draft.when = replace(interval, method="narrative")
            return
        if tense == "pluperfect":
            draft.when_reason = "told as earlier, without a time"
            return
        self._date_by_publication(draft, tense)

    def _find_word(self, draft: Draft) -> Interval | None:
        """A blow that is told as news on a day was struck then or the day before ("said on Monday that it was hit")."""
        for source in draft.chain.sources:
            verb = source.verb
            time = find_time(draft.scene, verb) if verb is not None and verb.pos_ == "VERB" else None
            interval = time.interval if time is not None and time.relation == "at" else None
            if interval is not None and interval.start is not None and self._is_news(interval):
                return Interval(interval.start - BACK, interval.start, "range", "narrative")
        return None

    def _date_ahead(self, draft: Draft) -> None:
        day = self.published.day
        if day is None or self.document.genre not in CURRENT_GENRES or draft.modality != "planned":
            draft.when_reason = "planned, without a time" if day is not None else "the page is undated"
            return
        draft.when = Interval(day, None, "range", "published")

    def _find_focus(self, draft: Draft) -> Interval | None:
        """The time that the telling stands at: of this paragraph, of the same person, of the news itself."""
        block = draft.scene.sentence.block
        here = [focus for focus in self.focuses if focus.block == block]
        if here:
            return here[-1].interval
        people = {p.actor_id for p in draft.actors.parties if p.kind == "person"}
        for focus in reversed(self.focuses):
            if people & focus.actors and focus.block >= block - 2 and focus.interval.precision != "year":
                return focus.interval
        index = draft.scene.sentence.index
        for earlier in reversed(self.told):
            sentence = earlier.scene.sentence
            if earlier.when is None or earlier.rule == REPORTED:
                continue
            if sentence.block == block and earlier.when.method == "narrative":
                return earlier.when
            same = earlier.sides == draft.sides and earlier.modality in EVENT_MODALITIES
            if same and index - sentence.index <= NEXT and earlier.when.precision == "day":
                return earlier.when
        if self.focuses and draft.kind.event_type in VERBAL - {"CONSULT"} and self._is_news(self.focuses[0].interval):
            return self.focuses[0].interval
        return None

    def _is_news(self, interval: Interval) -> bool:
        """Whether a day is recent as the page is written: then it is the day of the news."""
        publication = self.published
        day = publication.day or publication.not_after
        if day is None or interval.start is None or interval.precision != "day":
            return False
        return self.document.genre in CURRENT_GENRES and timedelta() <= day - interval.start <= RECENT

    def _date_by_publication(self, draft: Draft, tense: str) -> None:
        publication = self.published
        if publication.day is None or publication.precision not in (None, "day"):
            draft.when_reason = "the page is undated"
            return
        if self.document.genre not in CURRENT_GENRES:
            draft.when_reason = "no news of the day"
            return
        late = draft.scene.sentence.index > LEDE and self.document.genre != "live_blog"  # each entry is news
        if tense == "perfect" and late:
            draft.when_reason = "told as background"
            return
        if draft.kind.event_type not in VERBAL and late and tense != "present":
            draft.when_reason = "no time given"
            return
        day = publication.day
        if tense == "present" and draft.scene.sentence.kind == "paragraph":
            draft.when = Interval(day, day, "day", "published")
        else:
            draft.when = Interval(day - BACK, day, "range", "published")


def _add_year(day: date) -> date:
    """The same day of the next year; the last of February stays the last."""
    last = day.month == 2 and day.day >= 28
    return (day.replace(year=day.year + 1, month=3, day=1) - BACK) if last else day.replace(year=day.year + 1)


def _is_future_in_past(draft: Draft) -> bool:
    """Whether "would" alone makes it look unreal, where a day to come says that it is the future of the past ("she left
    for Lima and would meet the minister on Friday")."""
    auxiliary = draft.scene.cues.auxiliary
    return all(auxiliary.get(draft.scene.token(i).lower_) == "conditional" for i in draft.reading.tokens)


def _is_told(draft: Draft) -> bool:
    return draft.modality in EVENT_MODALITIES
