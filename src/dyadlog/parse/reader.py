"""The language model: words of sentences in, syntax and names out. Swapped by name in the room's door."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dyadlog.parse.tree import decode_tree

MODEL = Path(__file__).parent / "model"
PIECES = 512
"""What the encoder can take in, with its two marks at the ends."""
WORD_PIECES = 12
"""As in training: a longer word is cut after this many pieces."""
WORDS = 250
"""Longer sentences are refused; the parser cuts them before."""
SLAB = 24
"""Words per matrix product of labels: small enough that BLAS stays on one core (its threads only spin on such sizes,
and cost every other process of the engine its core)."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Syntax of one sentence, a value a word. ``heads`` are word positions; the root word is its own head."""

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
        """The syntax and names of each sentence, of 1 to ``WORDS`` words; no answer hangs on the other sentences."""
        ...


class MiniLmReader:
    """MiniLM encoder with heads for tags, features, biaffine arcs and BIO names, int8, on onnxruntime.

    Sentences are read one by one: the scales of dynamic int8 are set over the whole batch, so in a batch a sentence's
    parse would depend on its neighbours. On one core this costs 8 % of the speed of batches of 8 (9,300 against 10,100
    words/s on PUD), and nothing is padded.
    """

    name = "minilm-int8"
    version = "1"

    def __init__(self, threads: int = 1) -> None:
        self.threads = threads

    def __reduce__(self) -> tuple[type["MiniLmReader"], tuple[int]]:
        return MiniLmReader, (self.threads,)

    @cached_property
    def session(self) -> Any:
        """The loaded network."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(MODEL / "reader_int8.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def wordpiece(self) -> Any:
        """The encoder's own tokenizer; it sees one word at a time."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """Label names by head: u UPOS, x PTB tags, f features, r relations, n BIO names."""
        labels: dict[str, list[str]] = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
        return labels

    @cached_property
    def relation_weights(self) -> Floats:
        """The biaffine label tensor: relations x (dependent + 1) x (head + 1)."""
        weights: Floats = np.load(MODEL / "relation_weights.npz")["rw"].astype(np.float32)
        return weights

    @cached_property
    def word_ids(self) -> dict[str, list[int]]:
        """Pieces of words met so far; news repeats itself. Emptied when it grows past 50,000 words."""
        return {}

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence."""
        return [self.read_sentence(words) for words in sentences]

    def read_sentence(self, words: Sequence[str]) -> Analysis:
        """The syntax and names of one sentence of at most ``WORDS`` words."""
        count = len(words)
        if not 0 < count <= WORDS:
            raise ValueError(f"a sentence of {count} words")
        feed = self.encode(words)
        pos, tags, morphs, names, arcs, as_head, as_dependent = (output[0] for output in self.session.run(None, feed))
        heads = decode_tree(arcs[:count, : count + 1])
        relations = self.label_arcs(as_head, as_dependent[:count], heads)
        own = np.arange(count)
        return Analysis(
            pos=self.choose("u", pos[:count]),
            tags=self.choose("x", tags[:count]),
            morphs=tuple("" if morph == "_" else morph for morph in self.choose("f", morphs[:count])),
            heads=tuple(int(head) for head in np.where(heads == 0, own, heads - 1)),
            relations=relations,
            names=close_names(self.choose("n", names[:count])),
        )

    def choose(self, head: str, scores: Floats) -> tuple[str, ...]:
        """The best label of each word under one head of the network."""
        labels = self.labels[head]
        return tuple(labels[best] for best in scores.argmax(axis=1))

    def encode(self, words: Sequence[str]) -> dict[str, NDArray[np.int64]]:
        """The network's inputs: pieces, their mask, the position of each word's first piece, its case class."""
        self.learn_pieces(words)
        pieces = [self.word_ids[word] for word in words]
        limit = WORD_PIECES
        if sum(map(len, pieces)) > PIECES - 2:
            limit = (PIECES - 2) // len(words)
        ids, first = [101], []
        for piece in pieces:
            first.append(len(ids))
            ids += piece[:limit]
        ids.append(102)
        return {
            "ids": np.asarray([ids], dtype=np.int64),
            "am": np.ones((1, len(ids)), dtype=np.int64),
            "first": np.asarray([first], dtype=np.int64),
            "shp": np.asarray([[case_class(word) for word in words]], dtype=np.int64),
        }

    def learn_pieces(self, words: Sequence[str]) -> None:
        """Fill ``word_ids`` for every word of a sentence."""
        if len(self.word_ids) > 50_000:
            self.word_ids.clear()
        new = [word for word in words if word not in self.word_ids]
        for word, piece in zip(new, self.wordpiece.encode_batch(new, add_special_tokens=False), strict=True):
            self.word_ids[word] = (piece.ids or [100])[:WORD_PIECES]

    def label_arcs(self, as_head: Floats, as_dependent: Floats, heads: NDArray[np.int64]) -> tuple[str, ...]:
        """The relation of each word to its head; ``root`` for the root word and for no other."""
        count = len(heads)
        slabs = -(-count // SLAB)
        sides = np.zeros((2, slabs * SLAB, as_dependent.shape[1] + 1), dtype=np.float32)
        sides[0, :count, :-1], sides[1, :count, :-1] = as_dependent, as_head[heads]
        sides[:, :, -1] = 1
        dependents, governors = sides.reshape(2, slabs, 1, SLAB, -1)
        scores = ((dependents @ self.relation_weights) * governors).sum(axis=-1)
        scores = scores.transpose(0, 2, 1).reshape(slabs * SLAB, -1)[:count]
        labels = self.labels["r"]
        scores[:, labels.index("root")] = -np.inf
        best = scores.argmax(axis=1)
        return tuple("root" if head == 0 else labels[label] for head, label in zip(heads, best, strict=True))


def case_class(word: str) -> int:
    """The network's second input: 1 lower, 2 upper, 3 one capital, 4 title, 5 with digits, 6 other."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper():
        return 4
    return 5 if any(char.isdigit() for char in word) else 6


def close_names(labels: Sequence[str]) -> tuple[str, ...]:
    """BIO labels made sound: an inside label that continues nothing of its kind begins a name."""
    closed: list[str] = []
    before = "O"
    for label in labels:
        sound = f"B{label[1:]}" if label[0] == "I" and before[1:] != label[1:] else label
        closed.append(sound)
        before = sound
    return tuple(closed)
