"""The line classifier: gradient-boosted trees, trained by ``training/line_classifier.py``, run with numpy."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dyadlog.clean.line_context import context_features
from dyadlog.clean.line_features import OWN, Matrix, line_features
from dyadlog.clean.lines import Line
from dyadlog.knowledge.page_words import PageWords

AT_ONCE = 1000
"""Rows whose way through the trees is held in memory."""
MODEL = Path(__file__).parent / "line_trees.npz"
CLASSES = ("other", "body", "headline")
"""``body``: a line of the article's text; ``headline``: the line that names it; ``other``: all else."""


class LineModel:
    """Trees as flat arrays: for each node its feature, threshold, children and value; ``roots`` begin the trees.

    Tree ``i`` votes for class ``i % len(CLASSES)``. A leaf has itself as both children, so that all rows can walk
    ``depth`` steps together.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self.feature = arrays["feature"].astype(np.int32)
        self.threshold = arrays["threshold"].astype(np.float32)
        self.left = arrays["left"].astype(np.int32)
        self.right = arrays["right"].astype(np.int32)
        self.value = arrays["value"].astype(np.float32)
        self.roots = arrays["roots"].astype(np.int32)
        self.baseline = arrays["baseline"].astype(np.float32)
        self.depth = int(arrays["depth"])

    def probabilities(self, rows: Matrix) -> Matrix:
        """For each row the probability of each class. All trees are walked at once, for some rows at a time."""
        if len(rows) > AT_ONCE:
            return np.concatenate([self.probabilities(rows[at : at + AT_ONCE]) for at in range(0, len(rows), AT_ONCE)])
        flat = np.ascontiguousarray(rows).ravel()
        begins = (np.arange(len(rows), dtype=np.int32) * rows.shape[1])[:, None]
        node = np.tile(self.roots, (len(rows), 1))
        for _ in range(self.depth):
            goes_left = flat.take(begins + self.feature.take(node)) <= self.threshold.take(node)
            node = np.where(goes_left, self.left.take(node), self.right.take(node))
        scores = self.baseline + self.value.take(node).reshape(len(rows), -1, len(CLASSES)).sum(1)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class LineModels:
    """The two looks at a page: the ``first`` sees a line and those around it, the ``second`` also what the first says
    of the whole page."""

    first: LineModel
    second: LineModel


@lru_cache(maxsize=1)
def load_line_models() -> LineModels:
    """The shipped models; the name of each array begins with that of its look."""
    with np.load(MODEL, allow_pickle=False) as arrays:
        looks = {name: arrays[name] for name in arrays.files}
    return LineModels(*(LineModel(_arrays_of(look, looks)) for look in ("first", "second")))


def _arrays_of(look: str, arrays: dict[str, npt.NDArray[np.generic]]) -> dict[str, npt.NDArray[np.generic]]:
    return {name.removeprefix(f"{look}."): array for name, array in arrays.items() if name.startswith(f"{look}.")}


def classify_lines(lines: Sequence[Line], words: PageWords) -> Matrix:
    """For each line of a page the probabilities of ``CLASSES``."""
    if not lines:
        return np.zeros((0, len(CLASSES)), dtype=np.float32)
    models, features = load_line_models(), line_features(lines, words)
    guess = models.first.probabilities(features)
    return models.second.probabilities(context_features(lines, features[:, : len(OWN)], guess, words))
