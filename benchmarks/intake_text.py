"""Main text beside trafilatura's own, publication dates, and copies of one text.

usage: python benchmarks/intake_text.py [--html] [--dates] [--copies]     (all where none is asked for)

html    the article-extraction benchmark: F1 over 4-word shingles, pages per second of processor time, page by page in
        turn; main text alone and with metadata, each beside trafilatura's precise mode
dates   pages whose address names the day, the annotated pages of corpus/, and articles without any head as undated
copies  1,000 made articles, each framed, edited, and cut twice: recall, false pairs; and read one by one later
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from trafilatura import extract

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))
from cleaning import shingles
from line_classifier import BENCHMARK
from line_dumps import read_benchmark

from dyadlog.clean import Cleaner
from dyadlog.clean.dates import ISO
from dyadlog.clean.html_article import extract_article, parse_html
from dyadlog.consolidate.copies import Pair, Prints, extend_copies, find_prints
from dyadlog.errors import PageError
from dyadlog.knowledge import load_knowledge
from dyadlog.records import Document, Page

CORPUS = Path(__file__).parents[1] / "corpus"
ARTICLES = 1000
LATER = 200
WARM_UP = 10
DAY = timedelta(days=1)


def measure_html(cleaner: Cleaner) -> None:
    """Accuracy and speed, ours and trafilatura's in turn on each page."""
    words = cleaner.knowledge.page_words
    ways: dict[str, Callable[[str], str]] = {
        "dyadlog, whole stage": lambda html: _article(cleaner(_page("p.html", html))),
        "dyadlog, main text": lambda html: "\n".join(p.text for p in extract_article(parse_html(html), words)),
        "trafilatura, main text": lambda html: extract(html, favor_precision=True, include_comments=False) or "",
        "trafilatura, with metadata": lambda html: (
            extract(html, favor_precision=True, include_comments=False, with_metadata=True) or ""
        ),
    }
    pages = list(read_benchmark(BENCHMARK))
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
    for name, pairs in scores.items():
        precision, recall = np.mean(pairs, axis=0)
        f1 = 2 * precision * recall / (precision + recall)
        figures = f"precision={precision:.4f} recall={recall:.4f} f1={f1:.4f}"
        print(f"html {name:27} {figures} pages_per_cpu_second={len(pages) / spent[name]:.1f}")


def measure_dates(cleaner: Cleaner) -> None:
    """Right and wrong days where there is one, and days given where there is none."""
    truths = json.loads((BENCHMARK / "ground-truth.json").read_text(encoding="utf-8"))
    named = [
        (html, urlsplit(truths[page]["url"]).path, day)
        for page, html, _ in read_benchmark(BENCHMARK)
        if (day := _day_of(truths[page]["url"])) is not None
    ]
    hidden = [(_page("p.html", html.replace(path, "/")), day) for html, path, day in named]
    _print_dates("address hidden", cleaner, hidden)
    _print_dates("address shown", cleaner, [(_page("p.html", html), day) for html, _, day in named])
    annotated = [pair for name in ("pages", "pages2") for pair in _annotated(CORPUS / name)]
    _print_dates("corpus", cleaner, annotated)
    bare = [(_page("p.txt", f"A page without a date\n\n{truth['articleBody']}"), None) for truth in truths.values()]
    _print_dates("undated", cleaner, bare)


def _print_dates(name: str, cleaner: Cleaner, pages: list[tuple[Page, date | None]]) -> None:
    given = right = near = invented = dated = 0
    for page, day in pages:
        try:
            found = cleaner(page).publication.day
        except PageError:
            found = None
        dated += day is not None
        if found is not None and day is not None:
            given, right, near = given + 1, right + (found == day), near + (abs(found - day) <= DAY)
        invented += found is not None and day is None
    shares = f"precision={right / given:.3f} within_a_day={near / given:.3f}" if given else ""
    print(f"dates {name:14} pages={len(pages)} dated={dated} given={given} {shares} invented={invented}")


def _day_of(address: str) -> date | None:
    """The day an address names: "/2024/03/05/"."""
    found = ISO.search(urlsplit(address).path)
    return date(int(found[1]), int(found[3]), int(found[4])) if found is not None else None


def _annotated(folder: Path) -> list[tuple[Page, date | None]]:
    """The pages of a folder with the day their annotation has."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["lines"]
    return [
        (
            _page(name, (folder / name).read_text(encoding="utf-8")),
            date.fromisoformat(entry["published"]) if entry["published_precision"] == "day" else None,
        )
        for name, entry in gold.items()
    ]


def measure_copies(cleaner: Cleaner) -> None:
    """Recall over all copies of all articles, and pairs of texts that are no copies."""
    chance = random.Random(7)
    articles = _made_articles(chance)
    ways = {
        "framed": _framed,
        "edited_5%": lambda words: _sentences(_edited(words, chance)),
        "cut_to_60%": lambda words: _sentences(words[: int(len(words) * 0.6)]),
        "cut_to_30%": lambda words: _sentences(words[: int(len(words) * 0.3)]),
    }
    article_of, way_of = {}, {}
    documents = []
    for number, words in enumerate(articles):
        for way, text in {"": _sentences(words), **{way: make(words) for way, make in ways.items()}}.items():
            document = cleaner(_page(f"{number}{way}.txt", text))
            article_of[document.document_id], way_of[document.document_id] = number, way
            documents.append(document)
    start = time.process_time()
    prints = find_prints(documents)
    spent = time.process_time() - start
    _print_copies("one run", prints.pairs, article_of, way_of, ARTICLES)
    print(f"copies one run: documents={len(documents)} cpu_seconds={spent:.1f}")
    first = [document for document in documents if not way_of[document.document_id]]
    later = [d for d in documents if way_of[d.document_id] and article_of[d.document_id] < LATER]
    archive = _Archive(first, later)
    start = time.process_time()
    found = [pair for document in later for pair in extend_copies(archive, [document])[0].pairs]  # type: ignore[arg-type]
    spent = time.process_time() - start
    _print_copies("later", found, article_of, way_of, LATER)
    print(f"copies later: known={len(first)} cpu_milliseconds_a_page={1000 * spent / len(later):.1f}")


def _print_copies(
    run: str, pairs: list[Pair] | tuple[Pair, ...], article_of: dict[str, int], way_of: dict[str, str], wanted: int
) -> None:
    false = sum(article_of[one] != article_of[other] for one, other in pairs)
    right = [pair for pair in pairs if article_of[pair[0]] == article_of[pair[1]]]
    known = Counter(way_of[one] or way_of[other] for one, other in right if not (way_of[one] and way_of[other]))
    shares = " ".join(f"{way}={known[way] / wanted:.4f}" for way in dict.fromkeys(way_of.values()) if way)
    print(f"copies {run}: recall of {wanted} each: {shares} false_pairs={false}")


class _Archive:
    """What ``extend_copies`` asks of a record that holds some pages and no copies."""

    def __init__(self, documents: list[Document], later: list[Document]) -> None:
        self.stored = {document.document_id: document for document in (*documents, *later)}
        self.first: Prints = find_prints(documents)

    def sketches(self) -> dict[str, bytes]:
        return dict(self.first.sketches)

    def documents_of(self, names: set[str]) -> list[Document]:
        return [self.stored[name] for name in sorted(names)]

    def copies(self) -> dict[str, str]:
        return {}

    def prints(self) -> list[Pair]:
        return list(self.first.pairs)


def _made_articles(chance: random.Random) -> list[list[str]]:
    """Articles of 130 to 900 words, by chains of the benchmark's words; every fifth shares a background passage of a
    seventh of the shorter one's words with the one before, as reports on one matter do."""
    following: dict[str, list[str]] = defaultdict(list)
    for _, _, text in read_benchmark(BENCHMARK):
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


def _page(name: str, text: str) -> Page:
    return Page.from_bytes(name, text.encode("utf-8"), "text/html" if name.endswith(".html") else "text/plain")


def _article(document: Document) -> str:
    return "\n".join(document.text_of(block) for block in document.article_blocks() if block.kind != "headline")


def main() -> None:
    """Print all figures, or those asked for."""
    measures = {"--html": measure_html, "--dates": measure_dates, "--copies": measure_copies}
    cleaner = Cleaner(load_knowledge())
    for flag in [flag for flag in measures if flag in sys.argv] or list(measures):
        measures[flag](cleaner)


if __name__ == "__main__":
    main()
