"""Names: corpora folded to the kinds that can be compared, F1 of whole spans and recall of overlaps."""

import tarfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.reading.treebanks import TREEBANKS
from training.reader.prepare import SHARED, key_of
from training.reader.sources import NAMES, label_words, read_lines, read_ours, split_blocks

KINDS = ("PER", "ORG", "LOC")
POLITICS = {
    "politician": "PER",
    "person": "PER",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}
"""Types of CrossNER politics that are names here; elections, events and the rest are not."""
UNER = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}
FOLDED = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}
"""Our kinds as those of the corpora, which know no places apart from states."""
ALL = {kind: kind for kind in NAMES}

Span = tuple[int, int, str]
SplitWords = Callable[[str], tuple[Sequence[str], Sequence[bool]]]


@dataclass(slots=True)
class NamedSentence:
    """Words and the gold names in them."""

    words: list[str]
    spans: list[Span]


def find_spans(labels: Sequence[str]) -> Iterator[Span]:
    """Names from BIO labels: first word, word after the last, kind. An inside label that continues none begins one."""
    first, kind = 0, ""
    for position, label in enumerate((*labels, "O")):
        here = label[2:]
        if kind and (label[0] != "I" or here != kind):
            yield first, position, kind
            kind = ""
        if here and not kind:
            first, kind = position, here


def fold(spans: Iterable[Span], kinds: Mapping[str, str]) -> list[Span]:
    """Names whose kind ``kinds`` knows, under its name for it."""
    return [(first, last, kinds[kind]) for first, last, kind in spans if kind in kinds]


def read_politics() -> Iterator[NamedSentence]:
    """CrossNER's politics test part, without the sentences (seven) that stand in its other parts word for word."""
    with tarfile.open(TREEBANKS / "names" / "CrossNER.tar.xz") as archive:
        parts = {
            member.name: list(split_blocks(file.read().decode("utf-8").splitlines()))
            for member in archive.getmembers()
            if member.name.endswith(".txt") and (file := archive.extractfile(member)) is not None
        }
    test = parts.pop("CrossNER/politics/test.txt")
    elsewhere = {key_of(row[0] for row in rows) for part in parts.values() for rows in part}
    for rows in test:
        if len(rows) < SHARED or key_of(row[0] for row in rows) not in elsewhere:
            yield NamedSentence([row[0] for row in rows], fold(find_spans([row[1] for row in rows]), POLITICS))


def read_uner(treebank: str) -> Iterator[NamedSentence]:
    """Universal NER's test part of a treebank; its "other" names are none here."""
    for rows in split_blocks(read_lines(TREEBANKS / "names" / f"uner_en_{treebank}-ud-test.iob2.xz")):
        words = [row[1].replace(" ", "") for row in rows]
        yield NamedSentence(words, fold(find_spans([row[2] for row in rows]), UNER))


def read_own(split_words: SplitWords) -> Iterator[NamedSentence]:
    """The test part of ``corpus/names``, in the words of our own tokenizer; all seven kinds."""
    for text, marked in read_ours("test"):
        words, spaces = split_words(text)
        yield NamedSentence(list(words), list(find_spans(label_words(words, spaces, marked))))


@dataclass(slots=True)
class NameScore:
    """Counts of spans by kind."""

    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    overlapped: int = 0

    def add(self, gold: Sequence[Span], found: Sequence[Span], kinds: Mapping[str, str]) -> None:
        """Count one sentence. Found names of kinds that ``kinds`` leaves out still overlap gold ones."""
        comparable = fold(found, kinds)
        self.gold.update(kind for *_, kind in gold)
        self.found.update(kind for *_, kind in comparable)
        self.right.update(kind for *_, kind in set(gold) & set(comparable))
        self.overlapped += sum(any(first < end and start < last for start, end, _ in found) for first, last, _ in gold)

    def figures(self) -> dict[str, float]:
        """F1 by kind and of all kinds, and the share of gold names that some found name overlaps, in percent."""
        figures = {
            kind: 200 * self.right[kind] / (self.gold[kind] + self.found[kind])
            for kind in (*NAMES,)
            if self.gold[kind] + self.found[kind]
        }
        total = self.gold.total() + self.found.total()
        if total:
            figures["all"] = 200 * self.right.total() / total
        if self.gold:
            figures["overlap"] = 100 * self.overlapped / self.gold.total()
        return figures
