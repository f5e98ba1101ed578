"""The language model that ships, beside the baseline of ../shared/models/baseline: one command, one report.

usage: nice python benchmarks/model.py [--limit 60] [--repeats 5] [--json FILE] [SECTION ...]

SECTION: syntax, names, speed, invariance, robustness; all of them when none is named. ``--limit`` takes so many
sentences of each corpus, for a quick look. Last comes a table of targets and what was reached. What needs ../shared is
left out where that is missing. Nothing is trained or tuned on what is measured here.

Syntax is scored from raw text and from gold words as in the CoNLL 2018 shared task (``reading/conll.py``); ours with
names of states masked, as the program reads. The baseline reads our sentences and words, unmasked and uncorrected.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.reading import conll, hostile, names, published, stability
from benchmarks.reading.baseline import BASELINE, BaselineReader
from benchmarks.reading.speed import run_worker
from benchmarks.reading.systems import Ours, Parsed, make_reading, reanalyse, reread
from benchmarks.reading.treebanks import TREEBANKS, take
from dyadlog.parse.reader import MODEL

OURS, OTHER, BARE = "dyadlog", "baseline", "dyadlog, unmasked"
TESTS = ("pud", "ewt", "gum")
RAW, GOLD = "raw text", "gold words"
STARTS = 3
"""Fresh processes started; the best counts."""
PROBED = 300
HOSTILE_SECONDS = 300

Figures = dict[str, float]
"""Figures by their path, as "raw text/pud/dyadlog/LAS"."""


@dataclass(slots=True)
class Bench:
    """What a section needs: the systems, how much to read, and the figures so far."""

    ours: Ours
    baseline: BaselineReader | None
    limit: int | None
    repeats: int
    figures: Figures
    console: Console

    def keep(self, path: str, figures: Mapping[str, float]) -> None:
        """Add figures below ``path``."""
        self.figures.update({f"{path}/{name}": value for name, value in figures.items()})

    def print_rows(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print one table, names left and figures right."""
        table = Table(title=title, title_justify="left")
        for index, column in enumerate(columns):
            table.add_column(column, justify="right" if index > 1 else "left", overflow="fold")
        for row in rows:
            table.add_row(*row)
        self.console.print(table)

    def row(self, first: str, path: str, name: str, columns: Sequence[str]) -> list[str]:
        """The figures below ``path`` as cells."""
        return [first, name, *(format_figure(self.figures.get(f"{path}/{column}")) for column in columns)]


def format_figure(value: float | None) -> str:
    """One decimal, none for whole and large numbers; a dash where there is no figure."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.1f}"


def measure_syntax(bench: Bench) -> None:
    """Raw text and gold words of the three test treebanks."""
    if not TREEBANKS.is_dir():
        bench.console.print(f"syntax: no treebanks at {TREEBANKS}")
        return
    for name in TESTS:
        paragraphs = take(name, bench.limit)
        parsed = list(bench.ours.read_text(paragraphs))
        score_raw(bench, name, OURS, parsed)
        if bench.baseline is not None:
            score_raw(bench, name, OTHER, reread(bench.baseline, parsed), lemmas=False)
        sentences = [[word.form for word in words] for one in paragraphs for words in one.gold.split_words()]
        answers = {
            OURS: bench.ours.read_words(sentences),
            BARE: bench.ours.read_words(sentences, masked=False),
        }
        if bench.baseline is not None:
            answers[OTHER] = [(analysis, ["_"] * len(analysis.pos)) for analysis in bench.baseline(sentences)]
        for system, read in answers.items():
            analyses = iter(read)
            score = conll.evaluate((one.gold, reanalyse(one.gold, analyses)) for one in paragraphs)
            keep_score(bench, f"{GOLD}/{name}/{system}", score, lemmas=system != OTHER)
    for given in published.SYNTAX:
        bench.keep(f"{RAW}/{given.treebank}/{given.system}", given.figures)
    for words, measures in ((RAW, conll.MEASURES), (GOLD, conll.MEASURES[2:])):
        columns = (*measures, *conll.LABELS)
        bench.print_rows(
            f"Syntax from {words}: F1 over words (CoNLL 2018); roles with their subtype, head right too",
            ("treebank", "system", *columns),
            (
                bench.row(name, f"{words}/{name}/{one}", one, columns)
                for name in TESTS
                for one in list_systems(bench, f"{words}/{name}")
            ),
        )
    bench.console.print(f"Stanza: {published.STANZA}\nUDPipe 2: {published.UDPIPE}\nthe rest: {published.GIVEN}\n")


def score_raw(bench: Bench, name: str, system: str, parsed: Iterable[Parsed], *, lemmas: bool = True) -> None:
    """Score one system on the raw text of a treebank."""
    score = conll.evaluate((one.gold, make_reading(one.text, sentences)) for one, sentences in parsed)
    keep_score(bench, f"{RAW}/{name}/{system}", score, lemmas=lemmas)


def keep_score(bench: Bench, path: str, score: conll.Score, *, lemmas: bool) -> None:
    """Keep the measures; without lemmas where the system has none."""
    figures = score.figures()
    if not lemmas:
        del figures["lemmas"]
    bench.keep(path, figures)


def list_systems(bench: Bench, path: str) -> list[str]:
    """The systems with figures below ``path``, in the order they came."""
    return list(dict.fromkeys(key.split("/")[2] for key in bench.figures if key.startswith(f"{path}/")))


def measure_names(bench: Bench) -> None:
    """Names of each corpus, its words given; for our own also all seven kinds."""
    corpora: dict[str, Callable[[], Iterator[names.NamedSentence]]] = {}
    if TREEBANKS.is_dir():
        corpora = {
            "politics": names.read_politics,
            "uner-pud": lambda: names.read_uner("pud"),
            "uner-ewt": lambda: names.read_uner("ewt"),
        }
    else:
        bench.console.print(f"names: no corpora at {TREEBANKS}, only our own")
    corpora["own"] = lambda: names.read_own(bench.ours.parser.split_words)
    for corpus, read in corpora.items():
        sentences = list(read())[: bench.limit]
        words = [sentence.words for sentence in sentences]
        answers = {
            OURS: [analysis.names for analysis, _ in bench.ours.read_words(words)],
            BARE: [analysis.names for analysis in bench.ours.parser.read(words)],
        }
        if bench.baseline is not None:
            answers[OTHER] = [analysis.names for analysis in bench.baseline(words)]
        for system, labels in answers.items():
            folded, whole = names.NameScore(), names.NameScore()
            for sentence, one in zip(sentences, labels, strict=True):
                found = list(names.find_spans(one))
                folded.add(names.fold(sentence.spans, names.FOLDED), found, names.FOLDED)
                whole.add(sentence.spans, found, names.ALL)
            bench.keep(f"names/{corpus}/{system}", folded.figures())
            if corpus == "own":
                bench.keep(f"names/own, seven kinds/{system}", whole.figures())
    for corpus in published.NAMES:
        given = {"all": published.NAMES[corpus], "overlap": published.OVERLAP[corpus]}
        bench.keep(f"names/{corpus}/baseline, as given", given)
    columns = ("all", *names.ALL, "overlap")
    bench.print_rows(
        "Names: F1 of whole spans (states are places, but for the last rows); overlap: gold names any found overlaps",
        ("corpus", "system", *columns),
        (
            bench.row(corpus, f"names/{corpus}/{system}", system, columns)
            for corpus in (*corpora, "own, seven kinds")
            for system in list_systems(bench, f"names/{corpus}")
        ),
    )


def measure_speed(bench: Bench) -> None:
    """Words per second on one core, sizes, time to the first sentence, memory."""
    size = sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) / 1e6
    starts = [run_worker("benchmarks.reading.speed", "start", repr(time.time())) for _ in range(STARTS)]
    limit = "all" if bench.limit is None else str(bench.limit)
    memory = run_worker("benchmarks.reading.speed", "memory", limit)
    costs = {
        "size, MB": size,
        "process to first sentence, s": min(start["process"] for start in starts),
        "of it the component: imports, tables, network, s": min(start["component"] for start in starts),
        "of that to load the network and run it once, s": min(start["reader"] for start in starts),
        "peak at first sentence, MB": memory["first"],
        "peak after the text, MB": memory["all"],
    }
    bench.keep("cost", costs)
    bench.print_rows("What it costs", ("", "", "figure"), ((what, "", f"{value:.2f}") for what, value in costs.items()))
    if not TREEBANKS.is_dir():
        bench.console.print(f"words per second: no treebanks at {TREEBANKS}")
        return
    answer = run_worker("benchmarks.reading.speed", "words", limit, str(bench.repeats))
    for system, speeds in answer["speeds"].items():
        bench.keep(f"speed/words per second/{system}", speeds)
    columns = ("wall best", "wall median", "cpu best", "cpu median")
    systems = list_systems(bench, "speed/words per second")
    for column in columns:
        bare = [bench.figures[f"speed/words per second/{one}/{column}"] for one in systems if one.startswith(OTHER)]
        if bare:
            ours = bench.figures[f"speed/words per second/component/{column}"]
            bench.figures[f"speed/ratio/component to fastest baseline/{column}"] = ours / max(bare)
    rows = [bench.row("words/s", f"speed/words per second/{system}", system, columns) for system in systems]
    for ratio in list_systems(bench, "speed/ratio"):
        values = [bench.figures[f"speed/ratio/{ratio}/{column}"] for column in columns]
        rows.append(["ratio", ratio, *(f"{value:.2f}" for value in values)])
    bench.print_rows(
        f"Speed on one core: {answer['words']:,} words of PUD and EWT test, {answer['repeats']} turns each",
        ("", "system", *columns),
        rows,
    )


def measure_invariance(bench: Bench) -> None:
    """The same sentences alone, in batches, shuffled, twice."""
    if TREEBANKS.is_dir():
        paragraphs = take("pud", min(PROBED, bench.limit or PROBED))
        sentences = [[word.form for word in words] for one in paragraphs for words in one.gold.split_words()]
    else:
        sentences = [sentence.words for sentence in names.read_own(bench.ours.parser.split_words)]
    random.Random(0).shuffle(sentences)
    readers = {OURS: bench.ours.parser.read}
    if bench.baseline is not None:
        readers[OTHER] = BaselineReader()
    for system, reader in readers.items():
        bench.keep(f"invariance/sentences that differ/{system}", dict(stability.count_differences(reader, sentences)))
    ways = [key.split("/")[-1] for key in bench.figures if key.startswith(f"invariance/sentences that differ/{OURS}/")]
    bench.print_rows(
        f"Invariance: of {len(sentences)} sentences, how many differ in any field from the same one read alone",
        ("", "system", *ways),
        (bench.row("", f"invariance/sentences that differ/{system}", system, ways) for system in readers),
    )


def measure_robustness(bench: Bench) -> None:
    """Input that is no news, each in a process of its own."""
    rows = []
    for name in hostile.INPUTS:
        try:
            answer = run_worker("benchmarks.reading.hostile", name, timeout=HOSTILE_SECONDS)
        except subprocess.TimeoutExpired:
            answer = {"error": "no end"}
        except subprocess.CalledProcessError as fault:
            answer = {"error": f"status {fault.returncode}"}
        bench.figures[f"robustness/{name}/{OURS}/failed"] = float(bool(answer["error"]))
        values: Figures = {
            key: float(answer[key]) for key in ("characters", "words", "sentences", "seconds", "peak") if key in answer
        }
        bench.keep(f"robustness/{name}/{OURS}", values)
        columns = ("characters", "words", "sentences", "seconds", "peak")
        rows.append(bench.row(name, f"robustness/{name}/{OURS}", answer["error"] or "sound", columns))
    bench.print_rows("Robustness", ("input", "outcome", "characters", "words", "sentences", "seconds", "peak MB"), rows)


SECTIONS: Mapping[str, Callable[[Bench], None]] = {
    "syntax": measure_syntax,
    "names": measure_names,
    "speed": measure_speed,
    "invariance": measure_invariance,
    "robustness": measure_robustness,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that the issue asks for: at least ``wanted``, or at most; ``path`` has "*" for the system's name."""

    what: str
    path: str
    wanted: float
    at_most: bool = False

    def reached(self, value: float) -> bool:
        """Whether a figure will do."""
        return value <= self.wanted if self.at_most else value >= self.wanted


TARGETS = (
    Target("LAS, PUD, raw text", f"{RAW}/pud/*/LAS", 87),
    Target("the same, aim", f"{RAW}/pud/*/LAS", 88),
    Target("LAS, GUM, raw text", f"{RAW}/gum/*/LAS", 87.5),
    Target("the same, aim", f"{RAW}/gum/*/LAS", 88.5),
    Target("LAS, EWT, raw text", f"{RAW}/ewt/*/LAS", 86),
    Target("nsubj, GUM, raw text", f"{RAW}/gum/*/nsubj", 92),
    Target("obj, GUM, raw text", f"{RAW}/gum/*/obj", 93),
    Target("nsubj:pass, GUM, raw text", f"{RAW}/gum/*/nsubj:pass", 90),
    Target("obl:agent, GUM, raw text", f"{RAW}/gum/*/obl:agent", 85),
    Target("nsubj, GUM, gold words", f"{GOLD}/gum/*/nsubj", 92),
    Target("obj, GUM, gold words", f"{GOLD}/gum/*/obj", 93),
    Target("nsubj:pass, GUM, gold words", f"{GOLD}/gum/*/nsubj:pass", 90),
    Target("obl:agent, GUM, gold words", f"{GOLD}/gum/*/obl:agent", 85),
    Target("names, CrossNER politics", "names/politics/*/all", 83),
    Target("names, UNER PUD", "names/uner-pud/*/all", 76),
    Target("ORG above the baseline, politics", "gain/politics/*/ORG", 5),
    Target("ORG above the baseline, UNER PUD", "gain/uner-pud/*/ORG", 5),
    Target("overlap recall, politics", "names/politics/*/overlap", 97),
    Target("speed, ours to the baseline's bare parse", "speed/ratio/component to fastest baseline/wall best", 1),
    Target("the same, medians", "speed/ratio/component to fastest baseline/wall median", 1),
    Target("size on disk, MB", "cost/size, MB", 30, at_most=True),
    Target(
        "process to first sentence, with Python's own start, s", "cost/process to first sentence, s", 1, at_most=True
    ),
    Target(
        "of it the component: imports, tables, network, s",
        "cost/of it the component: imports, tables, network, s",
        1,
        at_most=True,
    ),
    Target(
        "of that to load the network and run it once, s",
        "cost/of that to load the network and run it once, s",
        1,
        at_most=True,
    ),
    Target("peak memory, MB", "cost/peak after the text, MB", 400, at_most=True),
    Target("sentences that hang on their batch", "worst/invariance/*/differing", 0, at_most=True),
    Target("hostile inputs that fail", "worst/robustness/*/failed", 0, at_most=True),
)


def add_derived(figures: Figures) -> None:
    """Gains over the baseline and the worst of many figures."""
    for corpus in ("politics", "uner-pud"):
        ours, other = (figures.get(f"names/{corpus}/{system}/ORG") for system in (OURS, OTHER))
        if ours is not None and other is not None:
            figures[f"gain/{corpus}/{OURS}/ORG"] = ours - other
    for system in (OURS, OTHER):
        differing = [
            value for key, value in figures.items() if key.startswith(f"invariance/sentences that differ/{system}/")
        ]
        if differing:
            figures[f"worst/invariance/{system}/differing"] = max(differing)
    failed = [value for key, value in figures.items() if key.startswith("robustness/") and key.endswith("/failed")]
    if failed:
        figures[f"worst/robustness/{OURS}/failed"] = sum(failed)


def judge(figures: Figures) -> Iterator[tuple[Target, float, float | None]]:
    """Each target that was measured, with our figure and the baseline's."""
    for target in TARGETS:
        ours, other = (figures.get(target.path.replace("*", system)) for system in (OURS, OTHER))
        if ours is not None:
            yield target, ours, other if "*" in target.path else None


def print_targets(bench: Bench) -> None:
    """The last table."""
    rows = [
        (
            target.what,
            "reached" if target.reached(ours) else "not reached",
            f"{'≤' if target.at_most else '≥'} {target.wanted:g}",
            f"{ours:.2f}",
            "–" if other is None else f"{other:.2f}",
        )
        for target, ours, other in judge(bench.figures)
    ]
    part = "" if bench.limit is None else f" (only {bench.limit} sentences of each corpus)"
    bench.print_rows(f"Targets{part}", ("figure", "", "target", OURS, OTHER), rows)


def make_json(bench: Bench) -> dict[str, object]:
    """Everything measured, for another program."""
    targets = [
        {
            "figure": target.what,
            "target": target.wanted,
            "at_most": target.at_most,
            OURS: ours,
            OTHER: other,
            "reached": target.reached(ours),
        }
        for target, ours, other in judge(bench.figures)
    ]
    return {"limit": bench.limit, "figures": bench.figures, "targets": targets}


def main() -> None:
    """Run the sections asked for."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("sections", nargs="*", metavar="SECTION")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--repeats", type=int, default=5)
    arguments.add_argument("--json", type=Path)
    asked = arguments.parse_args()
    unknown = set(asked.sections) - set(SECTIONS)
    if unknown:
        arguments.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    console = Console(width=max(150, Console().width))
    baseline = BaselineReader() if BASELINE.is_dir() else None
    if baseline is None:
        console.print(f"no baseline at {BASELINE}: ours alone")
    bench = Bench(Ours(), baseline, asked.limit, asked.repeats, {}, console)
    for name in asked.sections or SECTIONS:
        SECTIONS[name](bench)
    add_derived(bench.figures)
    print_targets(bench)
    if asked.json:
        asked.json.write_text(json.dumps(make_json(bench), indent=1, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
