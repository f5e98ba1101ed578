"""Scores that several gold sets share."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Sequence


def macro_f1(pairs: Sequence[tuple[Hashable, Hashable]]) -> float:
    """The mean over the gold's labels of each one's F1; a pair is (gold, found)."""
    gold, found = Counter(g for g, _ in pairs), Counter(f for _, f in pairs)
    right = Counter(g for g, f in pairs if g == f)
    return sum(2 * right[label] / (gold[label] + found[label]) for label in gold) / max(1, len(gold))


def f1(right: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * right / max(1, found + gold)


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Naeini et al. 2015): the mean distance of confidence and share of right answers, over
    bins of equal width, weighted by their size; a pair is (confidence, whether right)."""
    error = 0.0
    for index in range(bins):
        inside = [(c, r) for c, r in pairs if index / bins < c <= (index + 1) / bins or (index == 0 and c == 0)]
        if inside:
            distance = sum(c for c, _ in inside) / len(inside) - sum(r for _, r in inside) / len(inside)
            error += len(inside) / len(pairs) * abs(distance)
    return error


def least_error(confidences: Sequence[float], rounds: int = 200) -> float:
    """The mean calibration error that confidences show by chance where they are right as often as they say: few answers
    never come out at nought."""
    chance = random.Random(0)
    drawn = ([(value, chance.random() < value) for value in confidences] for _ in range(rounds))
    return sum(calibration_error(pairs) for pairs in drawn) / rounds
