"""Accuracy and speed of the clean stage on the article-extraction benchmark (181 pages, MIT).

usage: python benchmarks/cleaning.py [BENCHMARK_FOLDER] [--html] [--lines]     (both where neither is asked for)

html   per page precision and recall over 4-word shingles of the article text, averaged over pages, F1 of the averages;
       pages a second on one core
lines  text dumps of the same pages in several shapes, 5-fold cross-validation by page: F1 of article lines by the line
       classifier alone, and after the rules of structure, which are also weighed by words; share of headlines found
"""

import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from line_classifier import BENCHMARK, collect, featurise, flatten, train
from line_dumps import BODY, HEADLINE, Dump, read_benchmark

from dyadlog.clean import Cleaner
from dyadlog.clean.line_model import LineModel
from dyadlog.clean.structure import label_page
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Page

SHINGLE = 4
FOLDS = 5


def shingles(text: str) -> set[tuple[str, ...]]:
    """The 4-word shingles of a text."""
    words = re.findall(r"\w+", text.lower())
    return set(zip(*(words[i:] for i in range(SHINGLE)), strict=False)) or {tuple(words)}


def measure_html(folder: Path) -> None:
    """Print the figures for HTML pages."""
    cleaner = Cleaner(load_knowledge())
    precisions, recalls, failed = [], [], []
    spent = 0.0
    for page, html, article in read_benchmark(folder):
        start = time.perf_counter()
        try:
            document = cleaner(Page.from_bytes(f"{page}.html", html.encode("utf-8"), "text/html"))
            blocks = [block for block in document.article_blocks() if block.kind != "headline"]
            text = "\n".join(document.text_of(block) for block in blocks)
        except PageError as error:
            failed.append(f"{page[:12]} {error.code}")
            text = ""
        spent += time.perf_counter() - start
        wanted, got = shingles(article), shingles(text)
        precisions.append(len(wanted & got) / len(got))
        recalls.append(len(wanted & got) / len(wanted))
    precision, recall = float(np.mean(precisions)), float(np.mean(recalls))
    print(
        f"html pages={len(recalls)} precision={precision:.3f} recall={recall:.3f}"
        f" f1={2 * precision * recall / (precision + recall):.3f} pages_per_second={len(recalls) / spent:.0f}"
        f" not_read={len(failed)} {' '.join(failed)}"
    )


def measure_lines(folder: Path) -> None:
    """Print the figures for text dumps."""
    knowledge = load_knowledge()
    dumps = collect(folder)
    rows = featurise(dumps)
    pages = sorted({dump.page for dump in dumps})
    counts: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(11))
    for fold in range(FOLDS):
        held_out = set(pages[fold::FOLDS])
        learnt = [i for i, dump in enumerate(dumps) if dump.page not in held_out]
        model = LineModel(flatten(train([dumps[i] for i in learnt], [rows[i] for i in learnt])))
        for dump, features in ((dump, row) for dump, row in zip(dumps, rows, strict=True) if dump.page in held_out):
            probabilities = model.probabilities(features)
            alone = probabilities.argmax(axis=1) == BODY
            kinds = label_page(dump.lines, probabilities, knowledge)
            counts[dump.shape.rstrip("-01")] += _count(dump, alone, kinds)
    counts["all"] = np.sum(list(counts.values()), axis=0)
    for shape, count in sorted(counts.items()):
        (
            right,
            found,
            wanted,
            ruled_right,
            ruled_found,
            named,
            titles,
            words_right,
            words_found,
            words_wanted,
            number,
        ) = count
        print(
            f"lines {shape:15} dumps={number:.0f} classifier_f1={2 * right / (found + wanted):.3f}"
            f" structure_f1={2 * ruled_right / (ruled_found + wanted):.3f}"
            f" by_words: precision={words_right / words_found:.3f} recall={words_right / words_wanted:.3f}"
            f" f1={2 * words_right / (words_found + words_wanted):.3f} headlines={named / max(1, titles):.3f}"
        )


def _count(dump: Dump, alone: np.ndarray, kinds: list[str]) -> np.ndarray:
    labels = np.array(dump.labels)
    weights = np.array([len(line.words) for line in dump.lines])
    ruled = np.array([kind in ("subhead", "paragraph") for kind in kinds])
    headline = np.array([kind == "headline" for kind in kinds])
    body = labels == BODY
    return np.array(
        [
            np.sum(alone & body),
            np.sum(alone),
            np.sum(body),
            np.sum(ruled & body),
            np.sum(ruled),
            np.sum(headline & (labels == HEADLINE)),
            np.sum(labels == HEADLINE),
            np.sum(weights[ruled & body]),
            np.sum(weights[ruled]),
            np.sum(weights[body]),
            1,
        ]
    )


def main() -> None:
    """Print all figures, or those asked for."""
    flags = {argument for argument in sys.argv[1:] if argument.startswith("--")}
    folders = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    folder = Path(folders[0]) if folders else BENCHMARK
    if not flags or "--html" in flags:
        measure_html(folder)
    if not flags or "--lines" in flags:
        measure_lines(folder)


if __name__ == "__main__":
    main()
