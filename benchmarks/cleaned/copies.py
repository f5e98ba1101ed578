"""Copies of one text among many: made articles, each framed by another site, edited, and cut twice.

All are read in one run, and the copies of some of them one by one later, as a record gets them.
"""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.cleaned.dates import make_page
from dyadlog.clean import Cleaner
from dyadlog.consolidate.copies import Pair, Prints, extend_copies, find_prints
from dyadlog.records import Document, read_sketch
from training.line_dumps import read_benchmark

ARTICLES = 1000
LATER = 200


@dataclass(frozen=True, slots=True)
class Measured:
    """The share of copies found, by the way they were made; pairs of texts that are no copies; documents compared, and
    seconds of processor time."""

    recall: dict[str, float]
    false_pairs: int
    documents: int
    seconds: float


def measure(cleaner: Cleaner, benchmark: Path) -> dict[str, Measured]:
    """``one run`` over all, and ``later``: the copies of ``LATER`` articles, one by one."""
    chance = random.Random(7)
    ways = {
        "framed": _framed,
        "edited 5%": lambda words: _sentences(_edited(words, chance)),
        "cut to 60%": lambda words: _sentences(words[: int(len(words) * 0.6)]),
        "cut to 30%": lambda words: _sentences(words[: int(len(words) * 0.3)]),
    }
    made: dict[str, tuple[int, str]] = {}
    documents = []
    for number, words in enumerate(_made_articles(chance, benchmark)):
        for way, text in {"": _sentences(words), **{way: make(words) for way, make in ways.items()}}.items():
            document = cleaner(make_page(f"{number}{way}.txt", text))
            made[document.document_id] = number, way
            documents.append(document)
    start = time.process_time()
    prints = find_prints(documents)
    once = _judge(prints.pairs, made, ARTICLES, len(documents), time.process_time() - start)
    first = [document for document in documents if not made[document.document_id][1]]
    later = [d for d in documents if made[d.document_id][1] and made[d.document_id][0] < LATER]
    archive = _Archive(first, later)
    start = time.process_time()
    found = [pair for document in later for pair in extend_copies(archive, [document]).prints.pairs]  # type: ignore[arg-type]
    return {
        "one run": once,
        "later": _judge(found, made, LATER, len(later), time.process_time() - start),
    }


def _judge(
    pairs: Iterable[Pair], made: dict[str, tuple[int, str]], wanted: int, documents: int, seconds: float
) -> Measured:
    """Pairs found against what was made: ``made`` holds the article and the way of each document, "" for the first."""
    false, known = 0, Counter(dict.fromkeys((way for _, way in made.values() if way), 0))
    for one, other in pairs:
        (article, way), (second, other_way) = made[one], made[other]
        false += article != second
        if article == second and not (way and other_way):
            known[way or other_way] += 1
    return Measured({way: count / wanted for way, count in known.items()}, false, documents, seconds)


class _Archive:
    """What ``extend_copies`` asks of a record that holds some pages and no copies."""

    def __init__(self, documents: list[Document], later: list[Document]) -> None:
        self.stored = {document.document_id: document for document in (*documents, *later)}
        self.first: Prints = find_prints(documents)
        self.shelves: dict[int, list[str]] = defaultdict(list)
        for name, sketch in self.first.sketches.items():
            for number in read_sketch(sketch):
                self.shelves[number].append(name)

    def texts_meeting(self, sketch: bytes) -> set[str]:
        return {name for number in read_sketch(sketch) for name in self.shelves[number]}

    def documents_of(self, names: set[str]) -> list[Document]:
        return [self.stored[name] for name in sorted(names)]

    def copies_of(self, names: set[str]) -> dict[str, str]:
        return {}

    def prints_around(self, names: set[str]) -> list[Pair]:
        return [pair for pair in self.first.pairs if names & set(pair)]


def _made_articles(chance: random.Random, benchmark: Path) -> list[list[str]]:
    """Articles of 130 to 900 words, by chains of the benchmark's words; every fifth shares a background passage of a
    seventh of the shorter one's words with the one before, as reports on one matter do."""
    following: dict[str, list[str]] = defaultdict(list)
    for _, _, text in read_benchmark(benchmark):
        for before, after in pairwise(word for word in text.lower().split() if word.isalpha()):
            following[before].append(after)
    starts = sorted(following)
    articles: list[list[str]] = []
    for number in range(ARTICLES):
        words = [chance.choice(starts)]
        for _ in range(chance.randint(130, 900)):
            words.append(chance.choice(following.get(words[-1]) or starts))
        if number % 5 == 4:
            length = min(len(words), len(articles[-1])) // 7
            words[-length:] = articles[-1][-length:]
        articles.append(words)
    return articles


def _sentences(words: list[str]) -> str:
    """Words as paragraphs of one sentence each."""
    parts = [words[i : i + 22] for i in range(0, len(words), 22)]
    return "Harbour talks go on\n\n" + "\n\n".join(" ".join(part).capitalize() + "." for part in parts if part)


def _framed(words: list[str]) -> str:
    """The article on another site: another headline, broken lines, a menu above, links below."""
    head = "Home | News | Sport\nThe Example Courier\n\nTwo ports in the news\nBy Ana Soto\n\n"
    return head + _sentences(words).partition("\n\n")[2] + "\n\nRead more: A second port opens\nAll rights reserved"


def _edited(words: list[str], chance: random.Random) -> list[str]:
    changed = set(chance.sample(range(len(words)), len(words) // 20))
    return [f"{word}s" if i in changed else word for i, word in enumerate(words)]
