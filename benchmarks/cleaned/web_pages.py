"""Main text of web pages beside trafilatura's own: accuracy by the benchmark's scorer, and speed in turn page by page.

Per page, precision and recall over 4-word shingles of the article text, averaged over pages; F1 of the averages.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from trafilatura import extract

from benchmarks.cleaned.dates import make_page
from dyadlog.clean import Cleaner
from dyadlog.clean.html_article import extract_article, parse_html
from dyadlog.records import Document
from training.line_dumps import WORDS, read_benchmark

SHINGLE = 4
WARM_UP = 10
WHOLE, TEXT = "dyadlog, whole stage", "dyadlog, main text"
THEIRS, THEIRS_WHOLE = "trafilatura, main text", "trafilatura, with metadata"


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the pages, and pages a second of processor time."""

    precision: float
    recall: float
    per_second: float

    @property
    def f1(self) -> float:
        """F1 of the means."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def shingles(text: str) -> set[tuple[str, ...]]:
    """The 4-word shingles of a text."""
    words = WORDS.findall(text.lower())
    return set(zip(*(words[i:] for i in range(SHINGLE)), strict=False)) or {tuple(words)}


def measure(cleaner: Cleaner, benchmark: Path) -> dict[str, Measured]:
    """Accuracy and speed of each way, ours and trafilatura's in turn on each page."""
    words = cleaner.knowledge.page_words
    ways: dict[str, Callable[[str], str]] = {
        WHOLE: lambda html: _article(cleaner(make_page("p.html", html))),
        TEXT: lambda html: "\n".join(piece.text for piece in extract_article(parse_html(html), words)),
        THEIRS: lambda html: extract(html, favor_precision=True, include_comments=False) or "",
        THEIRS_WHOLE: lambda html: (
            extract(html, favor_precision=True, include_comments=False, with_metadata=True) or ""
        ),
    }
    pages = list(read_benchmark(benchmark))
    cleaner.knowledge.accounts.state_of_letterhead("Ministry")  # tables are loaded on first use
    for way in ways.values():
        for _, html, _ in pages[:WARM_UP]:
            way(html)
    spent: Counter[str] = Counter()
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for _, html, article in pages:
        wanted = shingles(article)
        for name, way in ways.items():
            start = time.process_time()
            text = way(html)
            spent[name] += time.process_time() - start
            got = shingles(text)
            scores[name].append((len(wanted & got) / len(got), len(wanted & got) / len(wanted)))
    return {
        name: Measured(*(float(mean) for mean in np.mean(pairs, axis=0)), len(pages) / spent[name])
        for name, pairs in scores.items()
    }


def _article(document: Document) -> str:
    return "\n".join(document.text_of(block) for block in document.article_blocks() if block.kind != "headline")
