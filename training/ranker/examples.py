"""From annotated sentences to what the ranker learns from: triggers, their sides, and what lies between two sides."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.annotation import Act, Sentence, Span
from dyadlog.coding.ranker import NOTHING
from dyadlog.encoder import Masker
from dyadlog.knowledge import load_knowledge
from dyadlog.parse.tokenizer import Tokenizer

SPOKEN_OF = ("requested", "hypothetical", "denied", "planned")
"""Modalities of acts that another act of the same sentence often speaks of: between two sides they give way to it."""
Positions = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An act of a lesson: words of its trigger, actors and recipients."""

    kind: str
    trigger: Positions
    actors: Positions
    recipients: Positions
    modality: str
    negated: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, either of them perhaps unknown, with what is between them: the ``kinds``, the main one first, the
    trigger, modality and negation of that one."""

    source: Positions
    target: Positions
    kinds: tuple[str, ...]
    trigger: Positions = ()
    modality: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sentence: its masked words, the acts it tells of, and pairs of sides."""

    words: tuple[str, ...]
    acts: tuple[Told, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence cut into words, with the place of each in the text."""

    masked: tuple[str, ...]
    plain: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def cover(self, *spans: Span) -> Positions:
        """The positions of the words that stand in the spans."""
        return tuple(
            i
            for i, (start, end) in enumerate(self.places)
            if any(start < span.end and span.start < end for span in spans)
        )


@cache
def _tools() -> tuple[Tokenizer, Masker]:
    knowledge = load_knowledge()
    return Tokenizer(knowledge.written_forms), Masker(knowledge)


def cut_words(text: str) -> Words:
    """The words of a sentence as the parser cuts them, names of states masked."""
    tokenizer, mask = _tools()
    words, spaces = tokenizer(text)
    places, kept, offset = list[tuple[int, int]](), list[str](), 0
    for word, space in zip(words, spaces, strict=True):
        if not word.isspace():
            kept.append(word)
            places.append((offset, offset + len(word)))
        offset += len(word) + int(space)
    return Words(tuple(mask(kept).words), tuple(kept), tuple(places))


def rank_acts(acts: Iterable[Act]) -> list[Act]:
    """The acts between the same sides, the one that the sentence mainly tells of first."""
    return sorted(acts, key=lambda act: (act.modality in SPOKEN_OF, act.trigger.start))


def make_lesson(sentence: Sentence, chance: random.Random, empty: int = 2) -> Lesson:
    """What a sentence teaches in one pass; ``empty`` is how many pairs without an act are tried."""
    words = cut_words(sentence.text)
    acts = tuple(tell(words, act) for act in sentence.acts)
    pairs = [pair for act in sentence.acts for pair in draw_pair(words, sentence, act, chance)]
    pairs += draw_nothing(words, sentence, chance, empty)
    return Lesson(words.masked, acts, tuple(pairs))


def tell(words: Words, act: Act) -> Told:
    """An act as positions of words."""
    sides = words.cover(*act.spans["actor"]), words.cover(*act.spans["recipient"])
    return Told(act.kind, words.cover(act.trigger), *sides, act.modality, act.negated)


def pair_up(act: Act) -> list[tuple[Span | None, Span | None]]:
    """The directed pairs of sides of an act; of one told of several actors alone also two of these."""
    actors, recipients = act.spans["actor"], act.spans["recipient"]
    if not recipients and len(actors) > 1:
        return [(one, other) for one in actors for other in actors if one is not other]
    return [(one, other) for one in actors or (None,) for other in recipients or (None,)]


def draw_pair(words: Words, sentence: Sentence, act: Act, chance: random.Random) -> Iterator[Pair]:
    """A pair of the sides of an act, now and then with one side hidden; what else is between them counts too."""
    source, target = chance.choice(pair_up(act))
    if source is not None and target is not None and chance.random() < 0.1:
        source, target = (source, None) if chance.random() < 0.5 else (None, target)
    rivals = rank_acts(
        other for other in sentence.acts if other is act or any(same(source, target, pair) for pair in pair_up(other))
    )
    main = rivals[0]
    yield Pair(
        words.cover(source) if source else (),
        words.cover(target) if target else (),
        tuple(dict.fromkeys(one.kind for one in rivals)),
        words.cover(main.trigger),
        main.modality,
        main.negated,
    )


def same(source: Span | None, target: Span | None, pair: tuple[Span | None, Span | None]) -> bool:
    """Whether two pairs of sides are the same words, as far as they are given."""
    given = zip((source, target), pair, strict=True)
    return all(one is None or (other is not None and one.overlaps(other)) for one, other in given)


def draw_nothing(words: Words, sentence: Sentence, chance: random.Random, count: int) -> Iterator[Pair]:
    """Sides without an act from the one to the other."""
    slots = ("actor", "recipient", "place", "by")
    spans = list(dict.fromkeys(span for act in sentence.acts for slot in slots for span in act.spans[slot]))
    spans += guess_names(words)
    pairs = [pair for act in sentence.acts for pair in pair_up(act)]
    for _ in range(count if len(spans) > 1 else 0):
        source, target = chance.sample(spans, 2)
        if not source.overlaps(target) and not any(same(source, target, pair) for pair in pairs):
            yield Pair(words.cover(source), words.cover(target), (NOTHING,))


def guess_names(words: Words) -> list[Span]:
    """Stretches of words with capitals: sides that a sentence may be asked about."""
    found: list[Span] = []
    start = None
    for i, word in enumerate((*words.plain, "")):
        if word[:1].isupper() and word.isalpha():
            start = i if start is None else start
        elif start is not None:
            found.append(Span(words.places[start][0], words.places[i - 1][1], " ".join(words.plain[start:i])))
            start = None
    return found


def make_lessons(sentences: Sequence[Sentence], chance: random.Random) -> list[Lesson]:
    """The lessons of one pass."""
    return [make_lesson(sentence, chance) for sentence in sentences]
