"""The baseline of ../shared/models/baseline behind the signature of a ``Reader``, and its bare parse for speed."""

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.treebanks import SHARED
from dyadlog.parse.reader import Analysis
from dyadlog.parse.tree import decode_tree

BASELINE = SHARED / "models" / "baseline"
CLS, SEP, UNKNOWN = 101, 102, 100
PIECES = 512
WORD_PIECES = 12
BATCH = 16

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


class BaselineReader:
    """The baseline as its ``run.py`` runs it, in batches of ``BATCH`` in the order given, trees decoded.

    The scales of its dynamic int8 hang on the whole batch, so a sentence's parse can hang on its neighbours.
    """

    name = "baseline"
    version = "1"

    def __init__(self, threads: int = 1, folder: Path = BASELINE) -> None:
        self.threads = threads
        self.folder = folder

    @cached_property
    def session(self) -> Any:
        """The loaded network."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        path = str(self.folder / "reader_int8.onnx")
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

    @cached_property
    def wordpiece(self) -> Any:
        """The encoder's tokenizer."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """Label names by head of the network."""
        labels: dict[str, list[str]] = json.loads((self.folder / "labels.json").read_text(encoding="utf-8"))
        return labels

    @cached_property
    def relation_weights(self) -> Floats:
        """Relations x (dependent + 1) x (head + 1)."""
        weights: Floats = np.load(self.folder / "relation_weights.npz")["rw"].astype(np.float32)
        return weights

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """The syntax and names of each sentence."""
        analyses: list[Analysis] = []
        for first in range(0, len(sentences), BATCH):
            batch = sentences[first : first + BATCH]
            outputs = self.session.run(None, self.encode(batch))
            analyses += [
                self.decode(len(words), [output[row] for output in outputs]) for row, words in enumerate(batch)
            ]
        return analyses

    def parse_bare(self, sentences: Sequence[Sequence[str]], size: int) -> int:
        """Encode, run, take the best label and head of each word and label its arc, and make nothing of it.

        The product of labels is done in two steps, many times faster than the one ``einsum`` of ``run.py``.
        """
        words = 0
        for first in range(0, len(sentences), size):
            batch = sentences[first : first + size]
            pos, tags, morphs, names, arcs, as_head, as_dependent = self.session.run(None, self.encode(batch))
            for row, sentence in enumerate(batch):
                count = len(sentence)
                heads = arcs[row, :count, : count + 1].argmax(1)
                self.score_labels(as_head[row], as_dependent[row, :count], heads).argmax(1)
                for scores in (pos, tags, morphs, names):
                    scores[row, :count].argmax(1)
                words += count
        return words

    def encode(self, sentences: Sequence[Sequence[str]]) -> dict[str, Ints]:
        """The network's inputs for one padded batch."""
        encoded = [self.encode_words(words) for words in sentences]
        length, width = max(len(ids) for ids, _ in encoded), max(map(len, sentences))
        ids, mask = np.zeros((2, len(sentences), length), dtype=np.int64)
        first, shape = np.zeros((2, len(sentences), width), dtype=np.int64)
        for row, (words, (pieces, starts)) in enumerate(zip(sentences, encoded, strict=True)):
            ids[row, : len(pieces)] = pieces
            mask[row, : len(pieces)] = 1
            first[row, : len(words)] = starts
            shape[row, : len(words)] = [case_class(word) for word in words]
        return {"ids": ids, "am": mask, "first": first, "shp": shape}

    def encode_words(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Word pieces of a sentence, and where each word's first one stands."""
        ids, first = [CLS], []
        for piece in self.wordpiece.encode_batch(list(words), add_special_tokens=False):
            first.append(min(len(ids), PIECES - 1))
            ids += (piece.ids or [UNKNOWN])[:WORD_PIECES]
        return [*ids, SEP][:PIECES], first

    def score_labels(self, as_head: Floats, as_dependent: Floats, heads: Ints) -> Floats:
        """The scores of every relation for each word's arc."""
        one = np.ones((len(heads), 1), dtype=np.float32)
        dependents = np.concatenate([as_dependent, one], axis=1)
        governors = np.concatenate([as_head[heads], one], axis=1)
        scores: Floats = ((dependents @ self.relation_weights) * governors).sum(axis=-1).T
        return scores

    def decode(self, count: int, outputs: Sequence[Floats]) -> Analysis:
        """The analysis of a sentence of ``count`` words from its rows of the network's outputs."""
        pos, tags, morphs, names, arcs, as_head, as_dependent = outputs
        heads = decode_tree(arcs[:count, : count + 1])
        scores = self.score_labels(as_head, as_dependent[:count], heads)
        scores[:, self.labels["r"].index("root")] = -np.inf
        relations = self.choose("r", scores)
        return Analysis(
            pos=self.choose("u", pos[:count]),
            tags=self.choose("x", tags[:count]),
            morphs=self.choose("f", morphs[:count]),
            heads=tuple(int(head) for head in np.where(heads == 0, np.arange(count), heads - 1)),
            relations=tuple("root" if head == 0 else label for head, label in zip(heads, relations, strict=True)),
            names=self.choose("n", names[:count]),
        )

    def choose(self, head: str, scores: Floats) -> tuple[str, ...]:
        """The best label of each word."""
        labels = self.labels[head]
        return tuple(labels[best] for best in scores.argmax(axis=1))


def case_class(word: str) -> int:
    """The baseline's second input, kept here since ours may change: 1 lower, 2 upper, 3 one capital, 4 title, 5 with
    digits, 6 other."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper():
        return 4
    return 5 if any(char.isdigit() for char in word) else 6
