"""The language model: words of sentences in, syntax and names out. Swapped by name in the room's door."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from dyadlog.encoder import Encoded, WordPieces, batch_by_size, make_feed, open_session
from dyadlog.parse.names import decode_names
from dyadlog.parse.tree import decode_trees

MODEL = Path(__file__).parent / "model"

WORDS = 250
"""Longer sentences are refused; the parser cuts them before."""

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
    def cut(self) -> WordPieces:
        """Words as pieces."""
        return WordPieces()

    @cached_property
    def labels(self) -> dict[str, NDArray[np.object_]]:
        """Label names by head: pos (UPOS), tag (PTB), morph (features), relation, name (BIO)."""
        read: dict[str, list[str]] = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
        return {head: np.array(labels, dtype=object) for head, labels in read.items()}

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence of at most ``WORDS`` words."""
        for words in sentences:
            if not 0 < len(words) <= WORDS:
                raise ValueError(f"a sentence of {len(words)} words")
        encoded = self.cut(sentences)
        analyses: list[Analysis | None] = [None] * len(encoded)
        for size, chosen in batch_by_size([len(one.pieces) for one in encoded]):
            for index, analysis in zip(chosen, self.read_batch([encoded[i] for i in chosen], size), strict=True):
                analyses[index] = analysis
        return [analysis for analysis in analyses if analysis is not None]

    def read_batch(self, batch: Sequence[Encoded], size: int) -> Iterator[Analysis]:
        """The analyses of sentences that are padded to ``size`` pieces."""
        counts = np.array([len(one.first) for one in batch])
        width = int(counts.max())
        feed = make_feed(batch, size)
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
