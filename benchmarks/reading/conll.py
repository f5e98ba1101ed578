"""The measures of the CoNLL 2018 shared task (conll18_ud_eval.py), by its rules in our own lines.

F1 over words. Words of both sides are matched by the characters they cover; where either side has a multiword token,
by the longest common run of forms within the smallest stretch that no multiword token sticks out of. A head is right
when it is the match of the gold head, or both are roots; LAS compares labels without their subtypes; a gold lemma "_"
counts as found. The labels in ``LABELS`` are scored with their subtypes, head and label both being right.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.reading.treebanks import ROOT, Reading, Word

MEASURES = ("words", "sentences", "UPOS", "lemmas", "UAS", "LAS")
LABELS = ("nsubj", "obj", "nsubj:pass", "obl:agent")
UNMATCHED = -2
Match = tuple[int, int]


@dataclass(slots=True)
class Score:
    """Counts by measure: how many the gold has, the system has, and both have."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def f1(self, measure: str) -> float | None:
        """In percent; None where there is nothing to find and nothing was found."""
        total = self.gold[measure] + self.found[measure]
        return 200 * self.right[measure] / total if total else None

    def figures(self) -> dict[str, float]:
        """Every measure that has a value."""
        values = {measure: self.f1(measure) for measure in (*MEASURES, *LABELS)}
        return {measure: value for measure, value in values.items() if value is not None}

    def add(self, gold: Reading, system: Reading) -> None:
        """Count one paragraph, read by both sides."""
        for count, reading in ((self.gold, gold), (self.found, system)):
            count["sentences"] += len(reading.sentences)
            for measure in ("words", "UPOS", "lemmas", "UAS", "LAS"):
                count[measure] += len(reading.words)
            count.update(word.relation for word in reading.words if word.relation in LABELS)
        self.right["sentences"] += len(set(gold.sentences) & set(system.sentences))
        matches = align(gold.words, system.words)
        gold_of = {theirs: ours for ours, theirs in matches}
        gold_of[ROOT] = ROOT
        for ours, theirs in matches:
            word, other = gold.words[ours], system.words[theirs]
            self.right["words"] += 1
            self.right["UPOS"] += word.pos == other.pos
            self.right["lemmas"] += word.lemma in ("_", other.lemma)
            if gold_of.get(other.head, UNMATCHED) == word.head:
                self.right["UAS"] += 1
                self.right["LAS"] += word.relation.partition(":")[0] == other.relation.partition(":")[0]
                if word.relation == other.relation and word.relation in LABELS:
                    self.right[word.relation] += 1


def align(gold: Sequence[Word], system: Sequence[Word]) -> list[Match]:
    """Pairs of positions of words that are the same word."""
    matches: list[Match] = []
    left = right = 0
    while left < len(gold) and right < len(system):
        ours, theirs = gold[left], system[right]
        if ours.multiword or theirs.multiword:
            first, second = start_stretch(ours, theirs, left, right)
            left, right = end_stretch(gold, system, first, second, find_token_end(ours, theirs))
            found = match_forms([word.form for word in gold[first:left]], [word.form for word in system[second:right]])
            matches += [(first + one, second + other) for one, other in found]
        elif (ours.start, ours.end) == (theirs.start, theirs.end):
            matches.append((left, right))
            left, right = left + 1, right + 1
        elif ours.start <= theirs.start:
            left += 1
        else:
            right += 1
    return matches


def find_token_end(ours: Word, theirs: Word) -> int:
    """Where the multiword token ends that opens a stretch."""
    return ours.end if ours.multiword else theirs.end


def start_stretch(ours: Word, theirs: Word, left: int, right: int) -> Match:
    """The first words of a stretch: a plain word that began before the multiword token is no part of it."""
    if ours.multiword:
        return left, right + (not theirs.multiword and theirs.start < ours.start)
    return left + (ours.start < theirs.start), right


def end_stretch(gold: Sequence[Word], system: Sequence[Word], left: int, right: int, end: int) -> Match:
    """The words after the smallest stretch that holds every multiword token it touches."""

    def is_inside(words: Sequence[Word], position: int) -> bool:
        if position >= len(words):
            return False
        word = words[position]
        return word.start < end if word.multiword else word.end <= end

    while is_inside(gold, left) or is_inside(system, right):
        if left < len(gold) and (right >= len(system) or gold[left].start <= system[right].start):
            word, left = gold[left], left + 1
        else:
            word, right = system[right], right + 1
        if word.multiword:
            end = max(end, word.end)
    return left, right


def match_forms(gold: Sequence[str], system: Sequence[str]) -> list[Match]:
    """A longest common subsequence of forms, whatever their case."""
    ours, theirs = [form.lower() for form in gold], [form.lower() for form in system]
    longest = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for left in reversed(range(len(ours))):
        for right in reversed(range(len(theirs))):
            longest[left][right] = (
                longest[left + 1][right + 1] + 1
                if ours[left] == theirs[right]
                else max(longest[left + 1][right], longest[left][right + 1])
            )
    matches: list[Match] = []
    left = right = 0
    while left < len(ours) and right < len(theirs):
        if ours[left] == theirs[right]:
            matches.append((left, right))
            left, right = left + 1, right + 1
        elif longest[left][right] == longest[left + 1][right]:
            left += 1
        else:
            right += 1
    return matches


def evaluate(pairs: Iterable[tuple[Reading, Reading]]) -> Score:
    """The score of many paragraphs, gold first."""
    score = Score()
    for gold, system in pairs:
        score.add(gold, system)
    return score
