"""Timing: when an act took place, from the time words that govern it.

What no time word governs is dated by the thread of telling or by publication, in ``dating.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dyadlog.coding.tense import find_tense
from dyadlog.coding.tree import children, find_case, find_mark, governs, is_infinitive, is_predicate, is_root

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records import TimeMention

FAR = 99
SHARED = frozenset({"obj", "obl", "nsubj", "nsubj:pass", "nmod", "xcomp", "compound", "obl:agent", "iobj", "appos",
                    "nmod:poss", "csubj"})  # fmt: skip
RELATIVE = frozenset({"acl:relcl", "advcl:relcl"})
AS_PLANNED = frozenset({"planned", "scheduled", "expected", "foreseen", "intended"})
OPENING = 2
PAST = frozenset({"past", "pluperfect"})
OPEN = frozenset({"duration"})
GROUNDS = frozenset({"for", "over", "about"})


def find_time(scene: Scene, trigger: Token, own: Sequence[int] = ()) -> TimeMention | None:
    """The time expression that governs the trigger: the one fewest steps of syntax away, then the nearest.

    ``own`` are nouns that belong to the trigger ("held talks"); the times of other nouns for acts are theirs ("invited
    him for talks in March").
    """
    best: tuple[int, int, TimeMention] | None = None
    for time in scene.times:
        if time.relation in OPEN:
            continue
        anchor = find_anchor(scene, time)
        steps = count_steps(scene, trigger, anchor, time)
        if steps >= FAR or _is_of_ground(trigger, anchor) or _is_of_another(scene, trigger, time, own):
            continue
        if _is_count(scene, trigger, time):
            continue
        score = (steps, abs(time.first - trigger.i))
        if best is None or score < best[:2]:
            best = (*score, time)
    return best[2] if best is not None else None


def _is_of_another(scene: Scene, trigger: Token, time: TimeMention, own: Sequence[int]) -> bool:
    """Whether a noun for another act stands between the trigger and the time below it."""
    current = anchor = find_anchor(scene, time)
    if anchor.i != trigger.i and names_by_year(scene, anchor, time):
        return True
    while current.i != trigger.i and governs(trigger, current):
        if current.pos_ == "NOUN" and current.lemma_ in scene.cues.anaphors and current.i not in own:
            return True
        current = current.head
    return False


def _is_of_ground(trigger: Token, anchor: Token) -> bool:
    """Whether the time is of what an act is for or about: "thanked them for their help in the January floods"."""
    current = anchor
    while current.i != trigger.i and not is_root(current):
        if current.head.i == trigger.i:
            return trigger.pos_ == "VERB" and current.pos_ == "NOUN" and find_case(current) in GROUNDS
        current = current.head
    return False


def names_by_year(scene: Scene, noun: Token, time: TimeMention) -> bool:
    """Whether the time tells which agreement is meant: "the 2012 accord", "the accord of 1994"."""
    if scene.cues.anaphors.get(noun.lemma_) != "signing" or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    return time.last < noun.i or (time.first == noun.i + 2 and noun.doc[noun.i + 1].lower_ in ("of", "from"))


def is_named_by_year(scene: Scene, noun: Token) -> bool:
    """Whether the noun is an agreement that its year tells apart; that it was made is then a fact by itself."""
    return any(find_anchor(scene, time).i == noun.i and names_by_year(scene, noun, time) for time in scene.times)


def _is_count(scene: Scene, trigger: Token, time: TimeMention) -> bool:
    """Whether the time only says since when it is the first or how long something lasted: "the first visit since 2001",
    "people missing since the war"."""
    if time.relation != "since":
        return False
    anchor = find_anchor(scene, time)
    if any(token.lower_ in scene.cues.ranks for token in trigger.doc[: time.first]):
        return True
    return anchor.i != trigger.i and anchor.pos_ == "ADJ"


def find_duration(scene: Scene, trigger: Token) -> TimeMention | None:
    """A duration that hangs on the trigger or its clause ("for a two-day visit")."""
    found = [time for time in scene.times if time.relation == "duration"]
    found = [time for time in found if count_steps(scene, trigger, find_anchor(scene, time), time) < FAR]
    return min(found, key=lambda time: abs(time.first - trigger.i)) if found else None


def find_anchor(scene: Scene, time: TimeMention) -> Token:
    """The word outside the time expression that it hangs on."""
    token = scene.token(time.head)
    for _ in range(len(token.doc)):
        if is_root(token) or not (time.first <= token.i <= time.last or _says_as_planned(token)):
            return token
        token = token.head
    return token


def _says_as_planned(token: Token) -> bool:
    """Whether a word only says that something went "as planned": the time after it is that of what went so."""
    bare = token.lower_ in AS_PLANNED and not children(token, "nsubj", "nsubj:pass")
    return bare and "as" in (find_mark(token), find_case(token))


def count_steps(scene: Scene, trigger: Token, anchor: Token, time: TimeMention) -> int:
    """How far the anchor of a time expression stands from the trigger; FAR where it tells of another act."""
    if anchor.i == trigger.i:
        return 0
    down = _steps_down(trigger, anchor)
    if down < FAR:
        return down
    return _steps_up(scene, trigger, anchor, time)


def _steps_down(trigger: Token, anchor: Token) -> int:
    """From the anchor up to the trigger, where the anchor is part of the trigger's own phrase."""
    current, steps = anchor, 1
    while not is_root(current):
        if is_predicate(current) and (current.dep_ not in ("acl", "xcomp") or is_infinitive(current)):
            return FAR  # "agreed to meet on Monday": Monday is of the meeting
        if current.dep_ == "acl" and current.tag_ == "VBN" and trigger.pos_ == "VERB":
            return FAR  # "release men held since Monday": since then they are held
        if current.head.i == trigger.i:
            return steps
        current, steps = current.head, steps + 1
    return FAR


def _steps_up(scene: Scene, trigger: Token, anchor: Token, time: TimeMention) -> int:
    """From the trigger up to the anchor, through clauses that share their time with the one above."""
    current, steps = trigger, 2
    while not is_root(current):
        if current.dep_ in RELATIVE and time.first <= current.head.i <= time.last:
            return steps  # "on the first of March, when a ship entered"
        if not _shares_time(scene, current, time):
            return FAR
        raised = current.dep_ in ("nsubj", "nsubj:pass") and anchor.dep_ == "xcomp" and trigger.pos_ == "NOUN"
        current, steps = current.head, steps + 1
        if current.i == anchor.i or (raised and anchor.head.i == current.i):
            return steps  # the latter: "talks are expected to be held in May"
    return FAR


def _shares_time(scene: Scene, current: Token, time: TimeMention) -> bool:
    """Whether what hangs on its head by ``current`` happens when the head does."""
    head, label = current.head, current.dep_
    if label == "conj":
        return _conjunct_shares(current, head, time)
    if label in SHARED:
        return (
            not is_infinitive(current)
            or label != "xcomp"
            or find_tense(head) != "past"
            or head.lemma_ in scene.cues.time.phases
        )
    mark = find_mark(current)
    if label in ("advcl", "advcl:relcl"):
        if is_infinitive(current):
            return True
        if children(current, "nsubj", "nsubj:pass"):
            return _opens_together(scene, current, mark)
        return mark in ("", "with", "while", "by", "as")
    if label == "acl:relcl":
        return _opens_together(scene, current, mark)
    return label == "acl" and current.tag_ in ("VBG", "VBN") and not is_infinitive(current)


def _conjunct_shares(current: Token, head: Token, time: TimeMention) -> bool:
    if not is_predicate(current) or current.pos_ in ("NOUN", "PROPN"):
        return True
    if children(current, "nsubj", "nsubj:pass") and time.first > head.i:
        return False
    if find_tense(current) not in (find_tense(head), "none"):
        opens = time.first < OPENING and is_root(head)  # "In May, days after X had left, Y and Z met"
        return opens and {find_tense(current), find_tense(head)} <= PAST
    return time.first < head.i or time.first > current.i or not _has_time_of_own(current)


def _has_time_of_own(token: Token) -> bool:
    return bool(children(token, "obl:unmarked"))


def _opens_together(scene: Scene, clause: Token, mark: str) -> bool:
    words = {mark} | {child.lower_ for child in clause.children if child.i < clause.i and child.dep_ == "advmod"}
    return bool(words & scene.cues.time.together)


def extend(interval_start: TimeMention, days: int) -> TimeMention:
    """A time that lasts: the day it began, and as many days as the duration says."""
    interval = interval_start.interval
    if interval is None or interval.start is None or days < 2:
        return interval_start
    end = interval.start + timedelta(days=days - 1)
    return replace(interval_start, interval=replace(interval, end=max(interval.end or end, end), precision="range"))


def count_days(scene: Scene, duration: TimeMention) -> int:
    """How many days a duration lasts ("two-day", "for three weeks"); 1 where the words give no whole number."""
    pieces = duration.text.lower().replace("-", " ").split()
    for first, second in pairwise(pieces):
        days = scene.cues.time.lengths.get(second.removesuffix("s"))
        number = scene.knowledge.units.read_number(first)
        if days is not None and number is not None and number.value is not None:
            return max(int(number.value * days), 1)
    return 1
