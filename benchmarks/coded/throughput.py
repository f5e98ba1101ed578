"""What the ranker costs: words a second of the whole page path, with the rules alone and with both, in turns in one run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from dyadlog.clean import Cleaner
from dyadlog.coding import Coder
from dyadlog.coding.ranking import Judges
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Page
from dyadlog.resolve import Resolver

MEDIA = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}


def measure(folders: Sequence[Path], rounds: int = 5) -> dict[str, float]:
    """Words a second of each page's best round, and the ratio. Everything is loaded before the clock starts."""
    knowledge = load_knowledge()
    clean, parse, resolve = Cleaner(knowledge), Parser(knowledge, everything=False), Resolver(knowledge)
    coders: dict[Judges, Coder] = {"rules": Coder(knowledge, "rules"), "both": Coder(knowledge, "both")}
    paths = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in MEDIA]
    words, seconds = 0, dict.fromkeys(coders, 0.0)
    for path in paths:
        page = Page.from_bytes(str(path), path.read_bytes(), MEDIA[path.suffix])
        best = dict.fromkeys(coders, float("inf"))
        for number in range(rounds + 1):
            for judges, code in coders.items():
                begun = time.perf_counter()
                document = clean(page)
                parsed = parse(document)
                code(document, parsed, resolve(document, parsed))
                if number:
                    best[judges] = min(best[judges], time.perf_counter() - begun)
        words += sum(len(sentence.doc) for sentence in parsed.sentences)
        for judges, took in best.items():
            seconds[judges] += took
    figures = {judges: words / took for judges, took in seconds.items()}
    return {**figures, "ratio": figures["both"] / figures["rules"]}
