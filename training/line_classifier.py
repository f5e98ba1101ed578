"""Train the line classifier on dumps of the article-extraction benchmark and write src/dyadlog/clean/line_trees.npz.

usage: python training/line_classifier.py [BENCHMARK_FOLDER]   (default ../shared/benchmarks/aeb)

Never trained on the seed pages. Needs the ``build`` extra (scikit-learn, resiliparse).
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).parents[1]))

from dyadlog.clean.line_features import line_features
from dyadlog.clean.line_model import CLASSES, MODEL, LineModel
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


def featurise(dumps: list[Dump]) -> list[np.ndarray]:
    """The features of each dump's lines."""
    words = load_knowledge().page_words
    return [line_features(dump.lines, words) for dump in dumps]


def cross_validate(dumps: list[Dump]) -> Iterator[tuple[Dump, np.ndarray]]:
    """Each dump with the probabilities that trees without any dump of its page give its lines."""
    rows = featurise(dumps)
    pages = sorted({dump.page for dump in dumps})
    for fold in range(FOLDS):
        held_out = set(pages[fold::FOLDS])
        learnt = [i for i, dump in enumerate(dumps) if dump.page not in held_out]
        model = LineModel(flatten(train([dumps[i] for i in learnt], [rows[i] for i in learnt])))
        for dump, features in zip(dumps, rows, strict=True):
            if dump.page in held_out:
                yield dump, model.probabilities(features)


def train(dumps: list[Dump], rows: list[np.ndarray], trees: int = 120) -> HistGradientBoostingClassifier:
    """The trees, with the settings that did best in cross-validation by page.

    A dump weighs by the root of its length, so that long menus do not drown short pages.
    """
    labels = np.concatenate([dump.labels for dump in dumps])
    weights = np.concatenate([np.full(len(dump.lines), 1 / np.sqrt(len(dump.lines))) for dump in dumps])
    model = HistGradientBoostingClassifier(
        max_iter=trees,
        learning_rate=0.08,
        max_leaf_nodes=15,
        min_samples_leaf=30,
        l2_regularization=1.0,
        random_state=0,
    )
    return model.fit(np.vstack(rows), labels, sample_weight=weights / weights.mean())


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
    """Train on everything and write the data file."""
    dumps = collect(Path(sys.argv[1]) if len(sys.argv) > 1 else BENCHMARK)
    rows = featurise(dumps)
    model = train(dumps, rows)
    assert list(model.classes_) == list(range(len(CLASSES)))
    arrays = flatten(model)
    if not np.allclose(LineModel(arrays).probabilities(rows[0]), model.predict_proba(rows[0]), atol=1e-3):
        sys.exit("the flattened trees do not say what scikit-learn says")
    np.savez_compressed(MODEL, **arrays)
    print(f"{len(dumps)} dumps, {sum(len(dump.lines) for dump in dumps)} lines; wrote {MODEL}")


if __name__ == "__main__":
    main()
