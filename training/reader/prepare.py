"""Preparation: every source read once, names joined to treebanks, state names masked, all in one file."""

import hashlib
import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from dyadlog.knowledge import load_knowledge
from dyadlog.parse.masking import Masker
from dyadlog.parse.tokenizer import Tokenizer
from training.reader import sources
from training.reader.sources import Example

SHARED = 7
"""Words from which a sentence that two parts share is no chance ("Thank you very much.")."""
LONGEST = 150
"""Words. Longer sentences are rare and slow."""


def prepare(treebanks: Path, build: Path) -> None:
    """Write ``train.jsonl.xz``, ``dev.jsonl.xz`` and ``sources.json`` (name, SHA-256) into ``build``.

    EWT's development part is trained on; GUM's, with our own corpus, is left for choosing between runs.
    """
    names = treebanks / "names"
    knowledge = load_knowledge()
    tokenizer, masker = Tokenizer(knowledge.written_forms), Masker(knowledge)
    used: list[Path] = []

    def treebank(name: str, source: str) -> Iterator[Example]:
        used.append(treebanks / name)
        return sources.read_treebank(used[-1], source)

    def named(name: str) -> Path:
        used.append(names / name)
        return used[-1]

    train = list(treebank("en_ewt-ud-train.conllu.xz", "ewt"))
    join_names(train, sources.read_uner(named("uner_en_ewt-ud-train.older.iob2.xz")))
    held = list(treebank("en_ewt-ud-dev.conllu.xz", "ewt"))
    join_names(held, sources.read_uner(named("uner_en_ewt-ud-dev.iob2.xz")))
    train += [*held, *treebank("gum11_train_clean.conllu.xz", "gum")]
    crossner = named("CrossNER.tar.xz")
    for domain in sources.CROSSNER_DOMAINS:
        parts = ("train", "dev") if domain == "politics" else ("train", "dev", "test")
        for part in parts:
            train += sources.read_crossner(crossner, domain, part)
    train += sources.read_wikigold(named("wikigold.conll.txt.xz"))
    train += read_ours("train", tokenizer)
    train += (Example("lexicon", list(tokenizer(text)[0])) for text in sources.read_lexicon())
    dev = [*treebank("gum11_dev.conllu.xz", "gum"), *read_ours("dev", tokenizer)]
    tests = read_tests(treebanks, tokenizer)
    train = [example for example in train if key_of(example.words) not in tests]
    build.mkdir(parents=True, exist_ok=True)
    for name, examples in (("train", train), ("dev", dev)):
        kept = [example for example in examples if len(example.words) <= LONGEST]
        mask(kept, masker)
        write(build / f"{name}.jsonl.xz", kept)
    used += sorted(sources.OUR_NAMES.glob("*.txt"))
    digests = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in used}
    (build / "sources.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def read_tests(treebanks: Path, tokenizer: Tokenizer) -> frozenset[str]:
    """The sentences that measure, as keys: some stand word for word in other parts of CrossNER."""
    crossner = treebanks / "names" / "CrossNER.tar.xz"
    examples = [*sources.read_crossner(crossner, "politics", "test"), *read_ours("test", tokenizer)]
    for name in ("en_ewt-ud-test", "gum11_test_clean", "en_pud-ud-test"):
        examples += sources.read_treebank(treebanks / f"{name}.conllu.xz", "test")
    return frozenset(key_of(example.words) for example in examples if len(example.words) >= SHARED)


def key_of(words: Iterable[str]) -> str:
    """What two copies of a sentence have in common."""
    return "".join(words).lower()


def read_ours(part: str, tokenizer: Tokenizer) -> Iterator[Example]:
    """Our own sentences of a part, split into words as the program splits them."""
    for text, spans in sources.read_ours(part):
        words, spaces = tokenizer(text)
        yield Example("ours", list(words), names=sources.label_words(words, spaces, spans))


def join_names(treebank: Iterable[Example], named: Iterable[Example]) -> None:
    """Give sentences of a treebank their names; the two may differ in where words are split."""
    by_text: dict[str, Example] = {}
    for example in named:
        by_text.setdefault("".join(example.words), example)
    for example in treebank:
        other = by_text.get("".join(example.words))
        if other is not None:
            example.names = align(example.words, other.words, other.names)


def align(words: list[str], others: list[str], labels: list[str]) -> list[str]:
    """The labels of ``others``, the same characters split otherwise, for ``words``."""
    starts: dict[int, str] = {}
    inside: list[str] = []
    for other, label in zip(others, labels, strict=True):
        starts[len(inside)] = label
        rest = label.replace("B-", "I-") if "O" not in label.split("|") else label
        inside += [label, *[rest] * (len(other) - 1)]
    aligned = []
    at = 0
    for word in words:
        aligned.append(starts.get(at, inside[at]))
        at += len(word)
    return aligned


def mask(examples: Iterable[Example], masker: Masker) -> None:
    """Add what the reader sees of a sentence that names states. The comma of lists stays: its label is a comma's."""
    for example in examples:
        masked = masker(example.words)
        words = [
            word if index in masked.commas else stand_in
            for index, (word, stand_in) in enumerate(zip(example.words, masked.words, strict=True))
        ]
        example.masked = words if words != example.words else []


def write(path: Path, examples: Iterable[Example]) -> None:
    """One example a line."""
    with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Example]:
    """The examples ``write`` wrote."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [Example(**json.loads(line)) for line in file]
