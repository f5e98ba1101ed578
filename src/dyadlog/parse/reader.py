"""The language model: words of sentences in, syntax and names out. Swapped by name in the room's door."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dyadlog.parse.names import decode_names
from dyadlog.parse.tree import decode_trees

MODEL = Path(__file__).parent / "model"
PIECES = 512
"""What the encoder can take in, with its two marks at the ends."""
WORD_PIECES = 12
"""As in training: a longer word is cut after this many pieces."""
WORDS = 250
"""Longer sentences are refused; the parser cuts them before."""
STEP = 8
"""Sentences are padded to a multiple of this many pieces, whatever stands beside them in the batch, and batched with
those of their own size only: so the numbers of a sentence never depend on its neighbours."""
BATCH = 1024
"""Pieces in a batch; with more the activations leave the processor's second cache."""
KNOWN_WORDS = 50_000
OPEN, CLOSE, MISSING = 101, 102, 100
"""The encoder's marks: a sentence begins, ends, a word has no piece."""

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Syntax of one sentence, a value a word. ``heads`` are word positions; the root word is its own head.

    ``names`` are BIO labels: PER, ORG, LOC, GPE (places with a government), NORP (nationalities, religions, parties as
    peoples), MISC, TITLE (offices and ranks).
    """

    pos: tuple[str, ...]
    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


class Reader(Protocol):
    """A language model behind the parser. ``version`` changes when its answers can."""

    name: str
    version: str

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence of 1 to 250 words; no answer depends on the other sentences."""
        ...


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as the network takes it: pieces with marks, outer pieces of each word, case classes."""

    pieces: list[int]
    first: list[int]
    last: list[int]
    cases: list[int]


class MiniLmReader:
    """MiniLM encoder with heads for tags, features, biaffine arcs and BIO names, int8, on onnxruntime.

    ``docs/model.md`` tells how it was made and how well it reads.
    """

    name = "minilm-int8"
    version = "2"

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads

    def __reduce__(self) -> tuple[type["MiniLmReader"], tuple[int]]:
        return MiniLmReader, (self.threads,)

    @cached_property
    def network(self) -> Any:
        """The loaded network: tags, names, arcs."""
        return open_session(MODEL / "reader.onnx", self.threads)

    @cached_property
    def label_arcs(self) -> Any:
        """The loaded scorer of relations."""
        return open_session(MODEL / "relations.onnx", self.threads)

    @cached_property
    def wordpiece(self) -> Any:
        """The encoder's own tokenizer; it sees one word at a time."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def labels(self) -> dict[str, NDArray[np.object_]]:
        """Label names by head: pos (UPOS), tag (PTB), morph (features), relation, name (BIO)."""
        read: dict[str, list[str]] = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
        return {head: np.array(labels, dtype=object) for head, labels in read.items()}

    @cached_property
    def word_ids(self) -> dict[str, tuple[list[int], int]]:
        """Pieces and case class of words met so far, for news repeats itself. Emptied when past ``KNOWN_WORDS``."""
        return {}

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence of at most ``WORDS`` words."""
        for words in sentences:
            if not 0 < len(words) <= WORDS:
                raise ValueError(f"a sentence of {len(words)} words")
        self.learn_pieces({word for words in sentences for word in words})
        encoded = [self.encode(words) for words in sentences]
        analyses: list[Analysis | None] = [None] * len(encoded)
        for size, chosen in batch_by_size([len(one.pieces) for one in encoded]):
            for index, analysis in zip(chosen, self.read_batch([encoded[i] for i in chosen], size), strict=True):
                analyses[index] = analysis
        return [analysis for analysis in analyses if analysis is not None]

    def learn_pieces(self, words: set[str]) -> None:
        """Fill ``word_ids`` for every one of ``words``."""
        if len(self.word_ids) > KNOWN_WORDS:
            self.word_ids.clear()
        new = []  # a plain word that is a piece need not go through the tokenizer, which takes far longer
        for word in sorted(words - self.word_ids.keys()):
            piece = self.wordpiece.token_to_id(word.lower()) if word.isascii() and word.isalnum() else None
            if piece is None:
                new.append(word)
            else:
                self.word_ids[word] = [piece], case_class(word)
        for word, encoded in zip(new, self.wordpiece.encode_batch(new, add_special_tokens=False), strict=True):
            self.word_ids[word] = (encoded.ids or [MISSING])[:WORD_PIECES], case_class(word)

    def encode(self, words: Sequence[str]) -> Encoded:
        """A sentence as the network takes it; where its pieces are too many, long words lose their ends."""
        known = [self.word_ids[word] for word in words]
        pieces = [piece for piece, _ in known]
        if sum(map(len, pieces)) > PIECES - 2:
            limit = (PIECES - 2) // len(words)
            pieces = [piece[:limit] for piece in pieces]
        joined, first, last = [OPEN], [], []
        for piece in pieces:
            first.append(len(joined))
            joined += piece
            last.append(len(joined) - 1)
        joined.append(CLOSE)
        return Encoded(joined, first, last, [case for _, case in known])

    def read_batch(self, batch: Sequence[Encoded], size: int) -> Iterator[Analysis]:
        """The analyses of sentences that are padded to ``size`` pieces."""
        counts = np.array([len(one.first) for one in batch])
        width = int(counts.max())
        feed = {"pieces": np.zeros((len(batch), size), dtype=np.int64)}
        feed |= {name: np.zeros((len(batch), width), dtype=np.int64) for name in ("first", "last", "cases")}
        feed["lengths"] = np.array([len(one.pieces) for one in batch], dtype=np.int64)
        for row, one in enumerate(batch):
            count = len(one.first)
            feed["pieces"][row, : len(one.pieces)] = one.pieces
            feed["first"][row, :count] = one.first
            feed["last"][row, :count] = one.last
            feed["cases"][row, :count] = one.cases
        rows = np.arange(len(batch))[:, None] * size
        feed["first"] += rows
        feed["last"] += rows
        pos, tags, morphs, names, arcs, as_head, as_dependent = self.network.run(OUTPUTS, feed)
        heads = decode_trees(arcs, counts)
        there = np.arange(width) < counts[:, None]
        sentence, word = there.nonzero()
        head = heads[there]
        sides = {"as_head": as_head[sentence, head], "as_dependent": as_dependent[there]}
        relations = self.label_arcs.run(None, sides)[0]
        told = self.labels
        columns = (
            told["pos"][pos[there]],
            told["tag"][tags[there]],
            told["morph"][morphs[there]],
            np.where(head == 0, word, head - 1),
            np.where(head == 0, "root", told["relation"][relations]),
            told["name"][decode_names(names, counts, told["name"].tolist())[there]],
        )
        flat = [column.tolist() for column in columns]
        start = 0
        for end in np.cumsum(counts).tolist():
            yield Analysis(*(tuple(column[start:end]) for column in flat))
            start = end


OUTPUTS = ("pos", "tag", "morph", "name", "arcs", "as_head", "as_dependent")


def open_session(path: Path, threads: int) -> Any:
    """A network ready to run on ``threads`` cores."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def batch_by_size(lengths: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Batches of the positions of sentences of one padded size, with that size."""
    by_size: dict[int, list[int]] = {}
    for position, length in enumerate(lengths):
        by_size.setdefault(-(-length // STEP) * STEP, []).append(position)
    for size, positions in sorted(by_size.items()):
        many = max(1, BATCH // size)
        for start in range(0, len(positions), many):
            yield size, positions[start : start + many]


def case_class(word: str) -> int:
    """The network's second input: 1 lower, 2 upper, 3 one capital, 4 title, 5 with digits, 6 other."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper():
        return 4
    return 5 if any(char.isdigit() for char in word) else 6
