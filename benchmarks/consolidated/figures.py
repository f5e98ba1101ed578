"""Counts that add up over folders, and the figures made of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Labelled = Sequence[tuple[Hashable, Hashable]]
"""For every claim its gold event and the event that it was put into."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    right: float = 0
    of: float = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None of nothing."""
        return self.right / self.of if self.of else None

    def __str__(self) -> str:
        return f"{self.right / self.of:.3f} ({self.right:g}/{self.of:g})" if self.of else "-"


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall."""

    precision: Share = Share()
    recall: Share = Share()

    def __add__(self, other: Score) -> Score:
        return Score(self.precision + other.precision, self.recall + other.recall)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        precision, recall = self.precision.value or 0.0, self.recall.value or 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __str__(self) -> str:
        precision, recall = self.precision.value or 0.0, self.recall.value or 0.0
        return f"P {precision:.3f}  R {recall:.3f}  F1 {self.f1:.3f}"


NO_SHARE, NO_SCORE = Share(), Score()


def pairwise(labelled: Labelled) -> Score:
    """Pairs of claims put together against pairs that belong together."""
    both = _pairs(Counter(labelled))
    gold = _pairs(Counter(label for label, _ in labelled))
    found = _pairs(Counter(event for _, event in labelled))
    return Score(Share(both, found), Share(both, gold))


def _pairs(sizes: Counter[Hashable]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def b_cubed(labelled: Labelled) -> Score:
    """For every claim the share of its event's claims that belong with it, and the share of those that are there."""
    both = Counter(labelled)
    gold, found = Counter(label for label, _ in labelled), Counter(event for _, event in labelled)
    precision = sum(both[label, event] / found[event] for label, event in labelled)
    recall = sum(both[label, event] / gold[label] for label, event in labelled)
    return Score(Share(precision, len(labelled)), Share(recall, len(labelled)))
