"""From examples to tensors: labels as numbers, words as pieces, noise, batches."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from dyadlog.encoder.pieces import STEP, WORD_PIECES, case_class
from training.reader.network import PARTS, Inputs
from training.reader.sources import NAME_LABELS, Example

UNKNOWN = -100
"""The number of a label that is not known or too rare to learn."""
OPEN, CLOSE, BLANK, MISSING = 101, 102, 103, 100
"""The encoder's marks: sentence begins, ends, a piece is hidden, a word has no piece."""
LONGEST = 512


def lemma_edit(word: str, lemma: str) -> str:
    """The class of edits that makes ``lemma`` of ``word``: kept, put in lower case, or an ending exchanged."""
    if lemma == word:
        return "="
    low = word.lower()
    kept = 0
    while kept < min(len(low), len(lemma)) and low[kept] == lemma[kept]:
        kept += 1
    return f"{len(low) - kept}+{lemma[kept:]}"


@dataclass(slots=True)
class Labels:
    """The labels of every head, in the order of their numbers, and the sets of name labels a word may have."""

    pos: list[str]
    tag: list[str]
    morph: list[str]
    lemma: list[str]
    relation: list[str]
    name: list[str] = field(default_factory=lambda: list(NAME_LABELS))
    name_sets: list[str] = field(default_factory=list)

    @classmethod
    def collect(cls, examples: Iterable[Example]) -> "Labels":
        """All labels that occur often enough to be learned."""
        counts: dict[str, Counter[str]] = {part: Counter() for part in ("pos", "tag", "morph", "lemma", "rel", "set")}
        for example in examples:
            counts["pos"].update(example.pos)
            counts["tag"].update(example.tags)
            counts["morph"].update(example.morphs)
            counts["lemma"].update(map(lemma_edit, example.words, example.lemmas) if example.lemmas else ())
            counts["rel"].update(example.relations)
            counts["set"].update(example.names)

        def often(part: str, least: int) -> list[str]:
            return sorted(label for label, count in counts[part].items() if count >= least)

        sets = sorted({*NAME_LABELS, *counts["set"]})
        return cls(
            often("pos", 1), often("tag", 2), often("morph", 2), often("lemma", 4), often("rel", 2), name_sets=sets
        )

    def sizes(self) -> dict[str, int]:
        """How many labels each head chooses from."""
        return {part: len(getattr(self, part)) for part in PARTS}

    def allowed(self) -> Tensor:
        """Which name labels (columns) each set (rows) allows."""
        rows = torch.zeros(len(self.name_sets), len(self.name), dtype=torch.bool)
        for row, joined in enumerate(self.name_sets):
            for label in joined.split("|"):
                rows[row, self.name.index(label)] = True
        return rows


@dataclass(slots=True)
class Item:
    """An example as numbers. ``masked`` are the same words with state names covered; ``gold`` rows are per head;
    ``size`` is the number of pieces it is padded to."""

    words: list[str]
    masked: list[str]
    gold: dict[str, NDArray[np.int64]]
    last_stop: bool
    source: str
    number: int
    size: int

    @property
    def length(self) -> int:
        """Words."""
        return len(self.words)


def number(example: Example, labels: Labels, position: int, encoder: "Encoder") -> Item:
    """An example as numbers."""
    gold: dict[str, NDArray[np.int64]] = {}

    def put(part: str, values: Sequence[str], order: list[str]) -> None:
        if values:
            index = {label: at for at, label in enumerate(order)}
            gold[part] = np.array([index.get(value, UNKNOWN) for value in values], dtype=np.int64)

    put("pos", example.pos, labels.pos)
    put("tag", example.tags, labels.tag)
    put("morph", example.morphs, labels.morph)
    put("relation", example.relations, labels.relation)
    put("name", example.names, labels.name_sets)
    if example.lemmas:
        put("lemma", list(map(lemma_edit, example.words, example.lemmas)), labels.lemma)
    if example.heads:
        gold["head"] = np.array(example.heads, dtype=np.int64)
    count = len(example.words)
    last_stop = count > 3 and example.words[-1] == "." and count not in example.heads
    size = pad(len(encoder(example.words)[0]))
    return Item(example.words, example.masked or example.words, gold, last_stop, example.source, position, size)


def pad(length: int) -> int:
    """The next multiple of ``STEP``."""
    return -(-length // STEP) * STEP


@dataclass(frozen=True, slots=True)
class Noise:
    """How often training sees a sentence changed: state names masked, capitals changed, the full stop gone, pieces
    hidden."""

    masked: float = 0.5
    upper: float = 0.05
    title: float = 0.05
    lower: float = 0.04
    no_stop: float = 0.05
    blank: float = 0.02


class Encoder:
    """Words to pieces, with the pieces of words met before kept."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        """The pieces of one word."""
        found = self.known.get(word)
        if found is None:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            found = self.known[word] = (ids or [MISSING])[:WORD_PIECES]
        return found

    def __call__(self, words: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Pieces of a sentence with the encoder's marks, and the first and last piece of each word."""
        ids, first, last = [OPEN], [], []
        for word in words:
            first.append(min(len(ids), LONGEST - 1))
            ids += self.pieces(word)
            last.append(min(len(ids) - 1, LONGEST - 1))
        return [*ids, CLOSE][:LONGEST], first, last


@dataclass(slots=True)
class Batch:
    """Tensors of a batch: the network's inputs, gold by head (``UNKNOWN`` where there is none), the words there are,
    and which items these are."""

    inputs: Inputs
    gold: dict[str, Tensor]
    words: Tensor
    items: list[Item]

    def to(self, device: torch.device) -> "Batch":
        """The same batch on another device."""
        moved = Inputs(**{name: getattr(self.inputs, name).to(device) for name in Inputs.__slots__})
        return Batch(
            moved, {part: rows.to(device) for part, rows in self.gold.items()}, self.words.to(device), self.items
        )


def collate(
    items: Sequence[Item], encoder: Encoder, noise: Noise | None, chance: random.Random, masked: bool = False
) -> Batch:
    """A batch of items, with noise where given, else ``masked`` or as they are."""
    rows: list[dict[str, Any]] = []
    for item in items:
        words: Sequence[str] = (
            item.masked if (masked if noise is None else chance.random() < noise.masked) else item.words
        )
        count = len(words)
        if noise is not None:
            words = change_case(words, noise, chance)
            count -= item.last_stop and chance.random() < noise.no_stop
        ids, first, last = encoder(words[:count])
        if noise is not None and noise.blank:
            ids = [
                BLANK if 0 < at < len(ids) - 1 and chance.random() < noise.blank else one for at, one in enumerate(ids)
            ]
        rows.append({"ids": ids, "first": first, "last": last, "cases": [case_class(word) for word in words[:count]]})
    size, width = len(rows), pad(max(len(row["first"]) for row in rows))
    pieces = pad(max(len(row["ids"]) for row in rows))
    parts = sorted({part for item in items for part in item.gold})
    values = {name: np.zeros((size, pieces), dtype=np.int64) for name in ("ids", "mask")}
    values |= {name: np.zeros((size, width), dtype=np.int64) for name in ("first", "last", "cases")}
    gold = {part: np.full((size, width), UNKNOWN, dtype=np.int64) for part in parts}
    there = np.zeros((size, width), dtype=bool)
    for at, (row, item) in enumerate(zip(rows, items, strict=True)):
        values["mask"][at, : len(row["ids"])] = 1
        for name in ("ids", "first", "last", "cases"):
            values[name][at, : len(row[name])] = row[name]
        count = len(row["first"])
        there[at, :count] = True
        for part, numbers in item.gold.items():
            gold[part][at, :count] = numbers[:count]
    tensors = {name: torch.from_numpy(array) for name, array in values.items()}
    inputs = Inputs(tensors["ids"], tensors["mask"], tensors["first"], tensors["last"], tensors["cases"])
    return Batch(
        inputs, {part: torch.from_numpy(rows) for part, rows in gold.items()}, torch.from_numpy(there), list(items)
    )


def put_capital(word: str) -> str:
    """A word as titles have it; one in capitals stays so."""
    return word[:1].upper() + word[1:]


def change_case(words: Sequence[str], noise: Noise, chance: random.Random) -> Sequence[str]:
    """The words as a headline in capitals, as a title, or without capitals; mostly as they are."""
    drawn = chance.random()
    for share, change in ((noise.upper, str.upper), (noise.title, put_capital), (noise.lower, str.lower)):
        if drawn < share:
            return [change(word) for word in words]
        drawn -= share
    return words


def make_batches(items: Sequence[Item], size: int, chance: random.Random | None) -> Iterator[list[Item]]:
    """Batches of one padded length of ``size`` pieces each; in random order where ``chance`` is given.

    Few shapes, met again and again: for a new one the matrix library compiles its kernels anew, a third of the time of
    a step when batches were filled as they came.
    """
    order = list(items)
    if chance is not None:
        chance.shuffle(order)
    by_size: dict[int, list[Item]] = {}
    for item in order:
        by_size.setdefault(item.size, []).append(item)
    batches = []
    for padded, some in sorted(by_size.items()):
        many = max(1, size // padded)
        batches += [some[start : start + many] for start in range(0, len(some), many)]
    if chance is not None:
        chance.shuffle(batches)
    yield from batches
