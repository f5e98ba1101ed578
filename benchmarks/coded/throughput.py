"""What coding costs: words a second of the whole page path, of the rules alone and of both, and of an earlier commit.

Each is a process of its own, run in turns; of every page the best round counts. Names matched and words folded are kept
from page to page as in any run, but a page is read only once in a row.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
MEDIA = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}
TURNS, ROUNDS = 3, 3


def measure(folders: Sequence[Path], commit: str | None = None) -> dict[str, float]:
    """Words a second of each way, and the share of it that is left with the ranker."""
    with tempfile.TemporaryDirectory() as scratch:
        sources = {"rules": ROOT / "src", "both": ROOT / "src"}
        if commit:
            tree = Path(scratch) / "tree"
            subprocess.run(
                ["git", "-C", ROOT, "worktree", "add", "--detach", "--force", tree, commit],
                check=True,
                capture_output=True,
            )
            sources["before"] = tree / "src"
        try:
            best = take_turns(sources, folders)
        finally:
            if commit:
                subprocess.run(
                    ["git", "-C", ROOT, "worktree", "remove", "--force", tree], check=True, capture_output=True
                )
    figures = {
        name: sum(words for words, _ in pages.values()) / sum(s for _, s in pages.values())
        for name, pages in best.items()
    }
    figures |= {f"both/{name}": figures["both"] / figures[name] for name in figures if name != "both"}
    return figures


def take_turns(sources: dict[str, Path], folders: Sequence[Path]) -> dict[str, dict[str, tuple[int, float]]]:
    """For each way the words and best seconds of every page."""
    best: dict[str, dict[str, tuple[int, float]]] = {name: {} for name in sources}
    for _ in range(TURNS):
        for name, source in sources.items():
            told = run_worker(name, source, folders)
            for page, (words, seconds) in told.items():
                best[name][page] = words, min(seconds, best[name].get(page, (0, seconds))[1])
    return best


def run_worker(name: str, source: Path, folders: Sequence[Path]) -> dict[str, Any]:
    """One process that reads the pages with the program in ``source``."""
    environment = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, __file__, "rules" if name == "rules" else "default", *map(str, folders)]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def work(judges: str, folders: Sequence[str]) -> dict[str, tuple[int, float]]:
    """Words and best seconds of every page; everything is loaded by a first round that does not count."""
    from dyadlog.clean import Cleaner
    from dyadlog.coding import Coder
    from dyadlog.knowledge import load_knowledge
    from dyadlog.parse import Parser
    from dyadlog.records import Page
    from dyadlog.resolve import Resolver

    knowledge = load_knowledge()
    clean, parse, resolve = Cleaner(knowledge), Parser(knowledge, everything=False), Resolver(knowledge)
    code = Coder(knowledge, "rules") if judges == "rules" else Coder(knowledge)
    paths = [path for folder in folders for path in sorted(Path(folder).iterdir()) if path.suffix in MEDIA]
    best: dict[str, tuple[int, float]] = {}
    for number in range(ROUNDS + 1):
        for path in paths:
            page = Page.from_bytes(str(path), path.read_bytes(), MEDIA[path.suffix])
            begun = time.perf_counter()
            document = clean(page)
            parsed = parse(document)
            code(document, parsed, resolve(document, parsed))
            took = time.perf_counter() - begun
            words = sum(len(sentence.doc) for sentence in parsed.sentences)
            if number:
                best[str(path)] = words, min(took, best.get(str(path), (0, took))[1])
    return best


if __name__ == "__main__":
    print(json.dumps(work(sys.argv[1], sys.argv[2:])))
