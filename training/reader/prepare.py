"""Preparation: every source read once, names joined to treebanks, state names masked, all in one file."""

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from dyadlog.encoder import Masker
from dyadlog.knowledge import load_knowledge
from dyadlog.parse.tokenizer import Tokenizer
from training.reader import sources
from training.reader.kept import as_json, digest, read_json, tell, write_whole
from training.reader.sources import REPOSITORY, Example

TREEBANKS = (
    "en_ewt-ud-train.conllu.xz",
    "en_ewt-ud-dev.conllu.xz",
    "gum11_train_clean.conllu.xz",
    "gum11_dev.conllu.xz",
    "names/uner_en_ewt-ud-train.older.iob2.xz",
    "names/uner_en_ewt-ud-dev.iob2.xz",
    "names/CrossNER.tar.xz",
    "names/wikigold.conll.txt.xz",
)
"""What is read besides our own files; ``recipe.toml`` states use and licence of each."""
TESTS = ("en_ewt-ud-test.conllu.xz", "gum11_test_clean.conllu.xz", "en_pud-ud-test.conllu.xz")
"""What is read to keep its sentences out."""
SHARED = 7
"""Words from which a sentence that two parts share is no chance ("Thank you very much.")."""
PLURAL = ("NNS", "NNPS")
LONGEST = 150
"""Words. Longer sentences are rare and slow."""


def keep_or_prepare(treebanks: Path, build: Path) -> None:
    """Prepare where nothing is; stop where files have changed since they were prepared."""
    path = build / "sources.json"
    if not path.exists():
        prepare(treebanks, build)
        return
    told, now = read_files(build), digest_files(treebanks)
    other = sorted(name for name in told.keys() | now.keys() if told.get(name) != now.get(name))
    if other:
        more = f" and {len(other) - 5} more" if len(other) > 5 else ""
        sys.exit(
            f"changed since {path} was written: {', '.join(other[:5])}{more}. Remove {build} to make the model anew, "
            f"or go on with what is prepared there: python -m training.reader train export --build {build}"
        )
    tell(f"prepare: nothing has changed, kept ({build})")


def read_files(build: Path) -> dict[str, str]:
    """The SHA-256 of each file that was prepared."""
    told = read_json(build / "sources.json")
    if "files" not in told:
        sys.exit(f"{build / 'sources.json'} is of an older form: remove it and run python -m training.reader prepare")
    files: dict[str, str] = told["files"]
    return files


def digest_files(treebanks: Path) -> dict[str, str]:
    """The SHA-256 of each file that is trained on or chosen by."""
    for name in (*TREEBANKS, *TESTS):
        if not (treebanks / name).exists():
            sys.exit(f"{treebanks / name} is missing: name the folder of treebanks and name corpora with --treebanks")
    files = {f"treebanks/{name}": treebanks / name for name in TREEBANKS}
    for path in (*sources.list_ours("train", "dev"), *sources.list_lexicon()):
        files[path.relative_to(REPOSITORY).as_posix()] = path
    return {name: digest(path) for name, path in files.items()}


def describe_files(rows: Iterable[Mapping[str, str]], files: Mapping[str, str]) -> list[dict[str, Any]]:
    """The table ``[[data]]`` of the recipe with the files and hashes of each row; stops where the two do not fit."""
    left = dict(files)
    described: list[dict[str, Any]] = []
    for row in rows:
        own = {name: left.pop(name) for name in files if name in left and PurePath(name).match(row["files"])}
        if not own:
            sys.exit(f"recipe.toml: [[data]] names {row['files']}, but no such file was prepared")
        described.append({**row, "files": own})
    if left:
        sys.exit(f"recipe.toml: no row of [[data]] states use and licence of {', '.join(left)}")
    return described


def prepare(treebanks: Path, build: Path) -> None:
    """Write ``train.jsonl.xz``, ``dev.jsonl.xz`` and ``sources.json`` (SHA-256 by file, what was left out)."""
    digests = digest_files(treebanks)
    tell("prepare: reading treebanks, name corpora and our own sentences")
    knowledge = load_knowledge()
    tokenizer, masker = Tokenizer(knowledge.written_forms), Masker(knowledge)
    every, tests = read_train(treebanks, tokenizer), read_tests(treebanks, tokenizer)
    train = leave_out(every, tests)
    dev = [*sources.read_treebank(treebanks / "gum11_dev.conllu.xz", "gum"), *read_ours("dev", tokenizer)]
    build.mkdir(parents=True, exist_ok=True)
    for name, examples in (("train", train), ("dev", dev)):
        kept = [example for example in examples if len(example.words) <= LONGEST]
        mask(kept, masker)
        write(build / f"{name}.jsonl.xz", kept)
    known = Counter(example.source for example in every) - Counter(example.source for example in train)
    longer = sum(len(example.words) > LONGEST for example in train)
    told = {"stands in a test set": dict(known), f"longer than {LONGEST} words": longer}
    write_whole(build / "sources.json", as_json({"files": digests, "left out": told}))
    tell(f"prepare: {len(train) - longer} sentences to train on, in {build}")


def read_train(treebanks: Path, tokenizer: Tokenizer) -> list[Example]:
    """All sentences to train on. EWT's development part is among them; GUM's, with our own corpus, is left for choosing
    between runs."""
    names = treebanks / "names"
    train = list(sources.read_treebank(treebanks / "en_ewt-ud-train.conllu.xz", "ewt"))
    join_names(train, sources.read_uner(names / "uner_en_ewt-ud-train.older.iob2.xz"))
    held = list(sources.read_treebank(treebanks / "en_ewt-ud-dev.conllu.xz", "ewt"))
    join_names(held, sources.read_uner(names / "uner_en_ewt-ud-dev.iob2.xz"))
    train += [*held, *sources.read_treebank(treebanks / "gum11_train_clean.conllu.xz", "gum")]
    train += read_crossner(treebanks)
    train += sources.read_wikigold(names / "wikigold.conll.txt.xz")
    train += read_ours("train", tokenizer)
    train += (Example("lexicon", list(tokenizer(text)[0])) for text in sources.read_lexicon())
    return train


def read_crossner(treebanks: Path) -> Iterator[Example]:
    """CrossNER but for the test part of politics."""
    for domain in sources.CROSSNER_DOMAINS:
        parts = ("train", "dev") if domain == "politics" else ("train", "dev", "test")
        for part in parts:
            yield from sources.read_crossner(treebanks / "names" / "CrossNER.tar.xz", domain, part)


def leave_out(examples: Iterable[Example], tests: Set[str]) -> list[Example]:
    """The examples whose keys are none of ``tests``."""
    return [example for example in examples if key_of(example.words) not in tests]


def read_tests(treebanks: Path, tokenizer: Tokenizer) -> frozenset[str]:
    """The sentences that measure, as keys: some stand word for word in other parts of CrossNER."""
    crossner = treebanks / "names" / "CrossNER.tar.xz"
    examples = [*sources.read_crossner(crossner, "politics", "test"), *read_ours("test", tokenizer)]
    for name in TESTS:
        examples += sources.read_treebank(treebanks / name, "test")
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
    """Add what the reader sees of a sentence that names states. The comma of lists stays: its label is a comma's.

    Sentences with a name in the plural ("the United States") stay as they are: their stand-in would be taught a wrong
    tag. (The weights that ship come from before this was so: ``parse.corrections.mend_stand_ins``.)
    """
    for example in examples:
        masked = masker(example.words)
        words = [
            word if index in masked.commas else stand_in
            for index, (word, stand_in) in enumerate(zip(example.words, masked.words, strict=True))
        ]
        plural = any(
            tag in PLURAL and word != seen
            for tag, word, seen in zip(example.tags, example.words, words, strict=bool(example.tags))
        )
        example.masked = words if words != example.words and not plural else []


def write(path: Path, examples: Iterable[Example]) -> None:
    """One example a line."""
    with lzma.open(path, "wt", encoding="utf-8", preset=1) as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def read(path: Path) -> list[Example]:
    """The examples ``write`` wrote."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return [Example(**json.loads(line)) for line in file]
