"""Words as the encoder takes them: pieces of words, batches of sentences, a session that runs a network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

TOKENIZER = Path(__file__).parent / "tokenizer.json"
"""The tokenizer of all-MiniLM-L6-v2 (Apache-2.0)."""
PIECES = 512
"""What the encoder can take in, with its two marks at the ends."""
WORD_PIECES = 12
"""As in training: a longer word is cut after this many pieces."""
STEP = 8
"""Sentences are padded to a multiple of this many pieces, whatever stands beside them in the batch, and batched with
those of their own size only: so the numbers of a sentence never depend on its neighbours."""
BATCH = 1024
"""Pieces in a batch; with more the activations leave the processor's second cache."""
KNOWN_WORDS = 50_000
OPEN, CLOSE, MISSING = 101, 102, 100
"""The encoder's marks: a sentence begins, ends, a word has no piece."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence as the network takes it: pieces with marks, outer pieces of each word, case classes."""

    pieces: list[int]
    first: list[int]
    last: list[int]
    cases: list[int]


class WordPieces:
    """Sentences cut into pieces of words; what is known of a word is kept for the next."""

    def __call__(self, sentences: Sequence[Sequence[str]]) -> list[Encoded]:
        """Each sentence as the network takes it."""
        self.learn({word for words in sentences for word in words})
        return [self.encode(words) for words in sentences]

    @cached_property
    def wordpiece(self) -> Any:
        """The encoder's own tokenizer; it sees one word at a time."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(TOKENIZER))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    @cached_property
    def word_ids(self) -> dict[str, tuple[list[int], int]]:
        """Pieces and case class of words met so far, for news repeats itself. Emptied when past ``KNOWN_WORDS``."""
        return {}

    def learn(self, words: set[str]) -> None:
        """Fill ``word_ids`` for every one of ``words``."""
        if not words:
            return
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


def make_feed(batch: Sequence[Encoded], size: int) -> dict[str, NDArray[np.int64]]:
    """The arrays of a batch padded to ``size`` pieces; ``first`` and ``last`` count through the flattened batch."""
    width = max(len(one.first) for one in batch)
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
    return feed


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
