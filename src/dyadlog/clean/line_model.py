"""The line classifier: gradient-boosted trees, trained by ``training/line_classifier.py``, run with numpy."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dyadlog.clean.line_features import Matrix, line_features
from dyadlog.clean.lines import Line
from dyadlog.knowledge.page_words import PageWords

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
        """For each row the probability of each class."""
        scores = np.tile(self.baseline, (len(rows), 1))
        index = np.arange(len(rows))
        for tree, root in enumerate(self.roots):
            node = np.full(len(rows), root, dtype=np.int32)
            for _ in range(self.depth):
                goes_left = rows[index, self.feature[node]] <= self.threshold[node]
                node = np.where(goes_left, self.left[node], self.right[node])
            scores[:, tree % len(CLASSES)] += self.value[node]
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)


@lru_cache(maxsize=1)
def load_line_model() -> LineModel:
    """The shipped model."""
    with np.load(MODEL, allow_pickle=False) as arrays:
        return LineModel({name: arrays[name] for name in arrays.files})


def classify_lines(lines: Sequence[Line], words: PageWords) -> Matrix:
    """For each line of a page the probabilities of ``CLASSES``."""
    if not lines:
        return np.zeros((0, len(CLASSES)), dtype=np.float32)
    return load_line_model().probabilities(line_features(lines, words))
