"""Train the line classifier on dumps of the article-extraction benchmark and write src/dyadlog/clean/line_trees.npz.

usage: python training/line_classifier.py [BENCHMARK_FOLDER]   (default ../shared/benchmarks/aeb)

Never trained on the seed pages. Needs the ``build`` extra (scikit-learn, resiliparse).
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).parents[1]))

from dyadlog.clean.line_context import context_features
from dyadlog.clean.line_features import OWN, Matrix, line_features
from dyadlog.clean.line_model import MODEL, LineModel
from dyadlog.knowledge import load_knowledge
from training.line_dumps import BENCHMARK, Dump, make_dumps, read_benchmark, usable

SHORTEST_DUMP = 3
FOLDS = 5


def collect(folder: Path) -> list[Dump]:
    """All dumps of all pages of the benchmark whose article is long enough."""
    return [
        dump
        for page, html, article in read_benchmark(folder)
        if usable(article)
        for dump in make_dumps(page, html, article)
        if len(dump.lines) >= SHORTEST_DUMP
    ]


def featurise(dumps: Sequence[Dump]) -> list[Matrix]:
    """What the first look sees of each dump's lines."""
    words = load_knowledge().page_words
    return [line_features(dump.lines, words) for dump in dumps]


def look_again(dumps: Sequence[Dump], rows: Sequence[Matrix], guesses: Sequence[Matrix]) -> list[Matrix]:
    """What the second look sees of them."""
    words = load_knowledge().page_words
    return [
        context_features(dump.lines, features[:, : len(OWN)], guess, words)
        for dump, features, guess in zip(dumps, rows, guesses, strict=True)
    ]


def train(dumps: Sequence[Dump], rows: Sequence[Matrix]) -> dict[str, np.ndarray]:
    """Trees for one look as flat arrays, with the settings that did best in cross-validation by page.

    A dump weighs by the root of its length, so that long menus do not drown short pages.
    """
    labels = np.concatenate([dump.labels for dump in dumps])
    weights = np.concatenate([np.full(len(dump.lines), 1 / np.sqrt(len(dump.lines))) for dump in dumps])
    model = HistGradientBoostingClassifier(
        max_iter=90,
        learning_rate=0.1,
        max_leaf_nodes=15,
        max_bins=48,
        max_features=0.25,
        min_samples_leaf=60,
        l2_regularization=1.0,
        random_state=0,
    )
    model.fit(np.vstack(rows), labels, sample_weight=weights / weights.mean())
    trees = flatten(model)
    if not np.allclose(LineModel(trees).probabilities(rows[0]), model.predict_proba(rows[0]), atol=1e-3):
        raise SystemExit("the flattened trees do not say what scikit-learn says")
    return trees


@dataclass
class Folds:
    """Dumps in ``FOLDS`` parts by page, and trees for the first look trained without one or two of the parts."""

    dumps: list[Dump]
    rows: list[Matrix]
    parts: list[int]
    trees: dict[frozenset[int], LineModel] = field(default_factory=dict)

    @classmethod
    def of(cls, dumps: list[Dump]) -> "Folds":
        """The parts: every fifth page in the order of their names."""
        pages = {page: number % FOLDS for number, page in enumerate(sorted({dump.page for dump in dumps}))}
        return cls(dumps, featurise(dumps), [pages[dump.page] for dump in dumps])

    def guess(self, kept_out: int | None) -> list[Matrix]:
        """First looks that have seen neither the page nor the part kept out."""
        return [
            self._without(frozenset({part, kept_out} - {None})).probabilities(features)
            for part, features in zip(self.parts, self.rows, strict=True)
        ]

    def _without(self, parts: frozenset[int]) -> LineModel:
        if parts not in self.trees:
            used = [i for i, part in enumerate(self.parts) if part not in parts]
            self.trees[parts] = LineModel(train([self.dumps[i] for i in used], [self.rows[i] for i in used]))
        return self.trees[parts]


def cross_validate(dumps: list[Dump]) -> Iterator[tuple[Dump, Matrix]]:
    """Each dump with the probabilities given to its lines by trees that know nothing of its page."""
    folds = Folds.of(dumps)
    for part in range(FOLDS):
        seen = look_again(dumps, folds.rows, folds.guess(part))
        used = [i for i, own in enumerate(folds.parts) if own != part]
        trees = LineModel(train([dumps[i] for i in used], [seen[i] for i in used]))
        yield from ((dump, trees.probabilities(seen[i])) for i, dump in enumerate(dumps) if folds.parts[i] == part)


def flatten(model: HistGradientBoostingClassifier) -> dict[str, np.ndarray]:
    """The trees as the flat arrays that ``LineModel`` walks."""
    feature, threshold, left, right, value, roots = [], [], [], [], [], []
    depth = 0
    for iteration in model._predictors:
        for tree in iteration:
            nodes, first = tree.nodes, len(feature)
            roots.append(first)
            depth = max(depth, int(nodes["depth"].max()))
            for number, node in enumerate(nodes):
                leaf = bool(node["is_leaf"])
                feature.append(0 if leaf else node["feature_idx"])
                threshold.append(0.0 if leaf else node["num_threshold"])
                left.append(first + (number if leaf else node["left"]))
                right.append(first + (number if leaf else node["right"]))
                value.append(node["value"])
    return {
        "feature": np.array(feature, dtype=np.int16),
        "threshold": np.array(threshold, dtype=np.float32),
        "left": np.array(left, dtype=np.int32),
        "right": np.array(right, dtype=np.int32),
        "value": np.array(value, dtype=np.float32),
        "roots": np.array(roots, dtype=np.int32),
        "baseline": np.array(model._baseline_prediction, dtype=np.float32).ravel(),
        "depth": np.array(depth, dtype=np.int32),
    }


def main() -> None:
    """Train on everything and write the data file; the second look learns from first ones that know no such page."""
    dumps = collect(Path(sys.argv[1]) if len(sys.argv) > 1 else BENCHMARK)
    folds = Folds.of(dumps)
    second = train(dumps, look_again(dumps, folds.rows, folds.guess(None)))
    looks = {"first": train(dumps, folds.rows), "second": second}
    arrays = {f"{look}.{name}": array for look, trees in looks.items() for name, array in trees.items()}
    np.savez_compressed(MODEL, **arrays)
    print(f"{len(dumps)} dumps, {sum(len(dump.lines) for dump in dumps)} lines; wrote {MODEL}")


if __name__ == "__main__":
    main()
