"""Speed on one core, time to the first sentence, memory. Each measurement is a process of its own.

    python -m benchmarks.reading.speed words LIMIT REPEATS     words per second, ours and the baseline's bare parse
    python -m benchmarks.reading.speed start STARTED           seconds since STARTED until the first sentence is read
    python -m benchmarks.reading.speed memory LIMIT            peak after the first sentence and after many

Every repetition of ours begins with empty caches: a fresh parser, warmed on one sentence. The two take turns, so that
what else the machine does hits both.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TEXTS = ("pud", "ewt")
SIZES = (8, 16, 32)
"""Sentences in a batch of the baseline; sorted by length, which is kind to it. Its fastest counts."""
FIRST_SENTENCE = "The envoys of both states met in the capital on Monday and agreed on a truce."
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def run_worker(*arguments: str, timeout: float = 3600) -> dict[str, Any]:
    """What a measurement in a fresh process says, with one thread for every library."""
    environment = {**os.environ, **dict.fromkeys(ONE_THREAD, "1"), "TOKENIZERS_PARALLELISM": "false"}
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, timeout=timeout, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def stay_on_one_core() -> None:
    """Keep this process on one of the cores it may use, where the system can do that."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def measure_peak() -> float:
    """The largest resident set of this process so far, in MB. Linux hands the figure of ``getrusage`` on from the
    process that started this one; the kernel's own high-water mark begins anew."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1e6
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def measure_time(work: Callable[[], int]) -> dict[str, float]:
    """Words per second by the clock and by processor time."""
    wall, processor = time.perf_counter(), time.process_time()
    words = work()
    return {"wall": words / (time.perf_counter() - wall), "cpu": words / (time.process_time() - processor)}


def measure_words(limit: int | None, repeats: int) -> dict[str, Any]:
    """Words per second of the whole component, of the reader alone and of the baseline's bare parse."""
    from benchmarks.reading.baseline import BASELINE, BaselineReader
    from benchmarks.reading.systems import Ours, make_documents
    from benchmarks.reading.treebanks import take

    stay_on_one_core()
    paragraphs = [paragraph for name in TEXTS for paragraph in take(name, limit)]
    documents = [document for document, _ in make_documents(paragraphs)]
    sentences = [sentence.words for _, parsed in Ours().read_text(paragraphs) for sentence in parsed]
    by_length = sorted(sentences, key=len)
    baseline = BaselineReader() if BASELINE.is_dir() else None
    runs: dict[str, list[dict[str, float]]] = {}

    def read_documents(ours: Ours) -> int:
        return sum(
            not token.is_space
            for document in documents
            for sentence in ours.parser(document).sentences
            for token in sentence.doc
        )

    def read_sentences(ours: Ours) -> int:
        ours.parser.read(sentences)
        return sum(map(len, sentences))

    if baseline is not None:
        baseline.parse_bare(by_length[:4], 4)
    for _ in range(repeats):
        for name, work in (("component", read_documents), ("reader alone", read_sentences)):
            ours = warm_up(Ours())
            runs.setdefault(name, []).append(measure_time(partial(work, ours)))
        if baseline is not None:
            for size in SIZES:
                bare = measure_time(partial(baseline.parse_bare, by_length, size))
                runs.setdefault(f"baseline bare, batches of {size}", []).append(bare)
    return {
        "words": sum(map(len, sentences)),
        "sentences": len(sentences),
        "repeats": repeats,
        "speeds": {
            name: {
                f"{clock} {kind}": pick([run[clock] for run in measured])
                for clock in ("wall", "cpu")
                for kind, pick in (("best", max), ("median", statistics.median))
            }
            for name, measured in runs.items()
        },
    }


def warm_up(ours: Any) -> Any:
    """The same parser with everything loaded."""
    from benchmarks.reading.systems import make_document

    ours.parser(make_document([FIRST_SENTENCE]))
    return ours


def measure_start(started: float) -> dict[str, float]:
    """Seconds until the component has read a sentence: from before the process began, and from the first import in a
    started interpreter; and those of them that the language model alone took to load and to read it."""
    begun = time.time()
    from benchmarks.reading.systems import Ours, make_document

    ours = Ours()
    imported = time.time()
    ours.parser.read([FIRST_SENTENCE.split()])
    loaded = time.time()
    ours.parser(make_document([FIRST_SENTENCE]))
    done = time.time()
    return {"process": done - started, "component": done - begun, "reader": loaded - imported}


def measure_memory(limit: int | None) -> dict[str, float]:
    """Peak memory in MB after the first sentence and after all of the text."""
    from benchmarks.reading.systems import Ours, make_document, make_documents
    from benchmarks.reading.treebanks import TREEBANKS, take

    ours = Ours()
    ours.parser(make_document([FIRST_SENTENCE]))
    first = measure_peak()
    if TREEBANKS.is_dir():
        for document, _ in make_documents(paragraph for name in TEXTS for paragraph in take(name, limit)):
            ours.parser(document)
    return {"first": first, "all": measure_peak()}


def main() -> None:
    """Measure one thing and print it as JSON."""
    task, *rest = sys.argv[1:]
    limit = None if not rest or rest[0] == "all" else int(float(rest[0]))
    if task == "words":
        answer = measure_words(limit, int(rest[1]))
    elif task == "start":
        answer = measure_start(float(rest[0]))
    else:
        answer = measure_memory(limit)
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
