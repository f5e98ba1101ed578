"""Lines of text dumps of the article-extraction benchmark, in 5-fold cross-validation by page.

A line is wanted that is of the article, its headline counted, and found that is labelled headline, subhead or
paragraph. F1 is over all lines of all dumps; ``f1_by_page`` is the mean over dumps.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from dyadlog.clean.structure import label_page
from dyadlog.knowledge import Knowledge
from dyadlog.records.vocabulary import ARTICLE_BLOCKS, BlockKind
from training.line_classifier import collect, cross_validate
from training.line_dumps import HEADLINE, OTHER, Dump


@dataclass(slots=True)
class Counts:
    """Lines counted over some dumps; ``guessed`` are those the classifier alone takes."""

    dumps: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0
    guessed: int = 0
    guessed_right: int = 0
    titles: int = 0
    titles_right: int = 0
    f1s: list[float] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Share of the lines found that are wanted."""
        return self.right / self.found

    @property
    def recall(self) -> float:
        """Share of the lines wanted that are found."""
        return self.right / self.wanted

    @property
    def f1(self) -> float:
        """F1 over all lines."""
        return 2 * self.right / (self.found + self.wanted)

    @property
    def f1_by_page(self) -> float:
        """Mean of the dumps' own F1."""
        return sum(self.f1s) / len(self.f1s)

    @property
    def classifier_f1(self) -> float:
        """F1 over all lines without the rules of structure."""
        return 2 * self.guessed_right / (self.guessed + self.wanted)

    @property
    def headlines(self) -> float:
        """Share of the headlines that are found as such."""
        return self.titles_right / max(1, self.titles)

    def add(self, dump: Dump, guessed: np.ndarray, kinds: list[BlockKind]) -> None:
        """Count one dump."""
        wanted = np.array(dump.labels) != OTHER
        titles = np.array(dump.labels) == HEADLINE
        found = np.array([kind in ARTICLE_BLOCKS for kind in kinds])
        named = np.array([kind == "headline" for kind in kinds])
        self.dumps += 1
        self.wanted, self.found = self.wanted + int(wanted.sum()), self.found + int(found.sum())
        self.right += int((wanted & found).sum())
        self.guessed, self.guessed_right = (
            self.guessed + int(guessed.sum()),
            self.guessed_right + int((guessed & wanted).sum()),
        )
        self.titles, self.titles_right = (
            self.titles + int(titles.sum()),
            self.titles_right + int((titles & named).sum()),
        )
        self.f1s.append(2 * float((wanted & found).sum()) / max(1, int(found.sum() + wanted.sum())))


def measure(knowledge: Knowledge, folder: Path) -> dict[str, Counts]:
    """Counts by the shape of dumps, and of all."""
    counts: dict[str, Counts] = defaultdict(Counts)
    for dump, probabilities in cross_validate(collect(folder)):
        guessed = probabilities[:, OTHER] < 1 / 2
        kinds = label_page(dump.lines, probabilities, knowledge)
        for shape in (dump.shape.rstrip("-01"), "all"):
            counts[shape].add(dump, guessed, kinds)
    return dict(sorted(counts.items()))
