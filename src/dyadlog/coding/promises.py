"""Promises: pledges told by a verb or noun ("pledged two billion", "its promise to share the water"), and aims for it.

"They praised the trade and want to bring it to four billion" is such an aim. A pledge promises something that can be
kept or broken: an act with its object, or a sum; closer ties promise nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dyadlog.coding.instrument_names import MOST_WORDS, name_goal, trim_words
from dyadlog.coding.instruments import find_deadline
from dyadlog.coding.tree import children, find_case, is_infinitive
from dyadlog.records import InstrumentMention

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dyadlog.coding.scene import Scene
    from dyadlog.records.vocabulary import InstrumentStatus

NEVER = frozenset({"not", "never", "n't", "yet"})
QUOTES = frozenset("\"'“”‘’")


def find_promises(scene: Scene) -> Iterator[tuple[Token, InstrumentMention]]:
    """The words that make a pledge or set an aim, with the instrument that they make."""
    cues = scene.cues.instruments
    for word in scene.tokens:
        lemma = word.lemma_.lower()
        promising = word.pos_ == "VERB" and (lemma in cues.pledge_verbs or lemma == "agree")
        if promising or (word.pos_ == "NOUN" and cues.nouns.get(lemma) == "pledge"):
            if (content := _find_content(scene, word)) is not None:
                yield word, _make_pledge(scene, content)
            elif promising and lemma != "agree" and (thing := _find_promised(scene, word)) is not None:
                yield word, _make_kept(scene, thing)
        elif word.pos_ == "VERB" and lemma in cues.aim_verbs and (goal := _find_goal(scene, word)) is not None:
            yield word, _make_target(scene, goal)


def _make_pledge(scene: Scene, edges: tuple[int, int]) -> InstrumentMention:
    """The pledge under the words of what is promised, without "to", the day, and what goes beyond a dozen words."""
    first, end = edges
    doc = scene.sentence.doc
    while first < end and (doc[first].tag_ in ("TO", "DT") or doc[first].is_punct or doc[first].is_space):
        first += 1
    last = _cut_quotation(scene, first, end)
    last = _cut_time(scene, first, trim_words(doc, first, last, MOST_WORDS))
    start, stop = scene.offsets(first, last)
    words = " ".join(scene.words(start, stop).split())
    return InstrumentMention(words, "pledge", "announced", start, stop, find_deadline(scene, doc[end]))


def _find_promised(scene: Scene, verb: Token) -> Token | None:
    """What a relative clause or participle says was promised ("the 2 million that it pledged")."""
    thing = verb.head
    if verb.dep_ not in ("acl:relcl", "acl") or thing.pos_ not in ("NOUN", "SYM", "PROPN") or thing.i > verb.i:
        return None
    if verb.dep_ == "acl" and verb.tag_ != "VBN":
        return None
    inside = [child for child in thing.subtree if child.i < verb.left_edge.i]
    sum_of_money = thing.lemma_.lower() in scene.cues.instruments.pledge_sums
    return thing if sum_of_money or any(child.pos_ == "NUM" or child.like_num for child in inside) else None


def _make_kept(scene: Scene, thing: Token) -> InstrumentMention:
    """The pledge under the words of what was promised, with what the sentence says became of it."""
    doc = thing.doc
    clauses = (
        child.left_edge.i for child in thing.children if child.dep_ in ("acl", "acl:relcl") and child.i > thing.i
    )
    first, last = thing.left_edge.i, min(clauses, default=thing.right_edge.i + 1) - 1
    while first < thing.i and (doc[first].tag_ == "DT" or doc[first].dep_ == "case" or doc[first].is_punct):
        first += 1
    start, stop = scene.offsets(first, trim_words(doc, first, max(last, thing.i), MOST_WORDS))
    words = " ".join(scene.words(start, stop).split())
    return InstrumentMention(words, "pledge", _find_outcome(scene, thing), start, stop, None)


def _find_outcome(scene: Scene, thing: Token) -> InstrumentStatus:
    """What became of what was promised: paid or delivered, not so, or nothing told."""
    verb = thing.head
    cues, lemma = scene.cues.instruments, verb.lemma_.lower()
    acted_on = thing.dep_ in ("obj", "nsubj:pass") or (thing.dep_ == "nsubj" and lemma in cues.pledge_moving)
    if not acted_on or lemma not in cues.pledge_keeping:
        return "announced"
    if any(child.lower_ in NEVER for child in verb.children):
        return "stalled"
    done = verb.tag_ in ("VBD", "VBN") and not any(child.tag_ == "MD" for child in verb.children)
    return "implemented" if done else "announced"


def _cut_quotation(scene: Scene, first: int, last: int) -> int:
    """The last token before a quotation mark that closes or opens within the words."""
    doc = scene.sentence.doc
    return next((i - 1 for i in range(first + 1, last + 1) if doc[i].text in QUOTES), last)


def _cut_time(scene: Scene, first: int, last: int) -> int:
    """The last token before the words of time at the end ("by the end of the year")."""
    doc = scene.sentence.doc
    for time in scene.times:
        if first < time.first and time.first <= last <= time.last:
            return trim_words(doc, first, time.first - 1, MOST_WORDS)
    return last


def _make_target(scene: Scene, goal: Token) -> InstrumentMention:
    """The target under the words of the goal; what is to be brought there stands elsewhere ("it to 2 billion")."""
    start, stop = name_goal(scene, goal)
    words = " ".join(scene.words(start, stop).split())
    return InstrumentMention(words, "target", "announced", start, stop, find_deadline(scene, goal))


def _find_content(scene: Scene, word: Token) -> tuple[int, int] | None:
    """The words of what is promised: an act that is more than talking, or a sum."""
    for act in children(word, "xcomp", "ccomp", "acl"):
        if is_infinitive(act) and not children(act, "nsubj") and _is_concrete(scene, act):
            return act.left_edge.i, act.right_edge.i
    if word.lemma_.lower() == "agree":
        return None
    for thing in children(word, "obj", "nmod"):
        if thing.dep_ == "nmod" and find_case(thing) != "of":
            continue
        if _has_figure(thing):
            first = thing.left_edge.i + (1 if thing.dep_ == "nmod" else 0)
            return first, thing.right_edge.i
    return None


def _is_concrete(scene: Scene, act: Token) -> bool:
    """Whether an act can be seen to be done: it has an object or a figure, and is more than talk and goodwill."""
    cues = scene.cues.instruments
    lemma = act.lemma_.lower()
    if lemma in cues.pledge_talk:
        return False
    objects = children(act, "obj")
    soft = all(thing.lemma_.lower() in cues.pledge_soft_objects for thing in objects)
    if lemma in cues.pledge_soft_verbs and soft:
        return _has_figure(act)
    return bool(objects or children(act, "obl", "compound:prt", "xcomp")) or _has_figure(act)


def _has_figure(token: Token) -> bool:
    return any(part.pos_ == "NUM" or part.like_num for part in token.subtree)


def _find_goal(scene: Scene, verb: Token) -> Token | None:
    """The figure to which "it" is to be brought, where the sentence speaks of trade or the like."""
    things = [child for child in children(verb, "obj", "nsubj:pass") if child.pos_ == "PRON"]
    about = any(token.lemma_.lower() in scene.cues.instruments.aim_objects for token in scene.tokens)
    if not things or not about:
        return None
    goals = [child for child in children(verb, "obl") if find_case(child) == "to"]
    return next((goal for goal in goals if _has_figure(goal)), None)
