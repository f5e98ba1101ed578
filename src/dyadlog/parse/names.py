"""From name scores to names: the best BIO labels in which every inside label continues a name of its kind."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NEVER = np.float32(-1e9)


def decode_names(scores: NDArray[np.float32], counts: NDArray[np.int64], labels: Sequence[str]) -> NDArray[np.int64]:
    """The best sound labels of each word by Viterbi's algorithm (1967), for a whole batch at once.

    ``scores`` is batch x words x labels, ``counts`` the words of each sentence. Most words are surely in no name, and
    the best labels one by one are mostly sound already: only sentences where they are not are searched.
    """
    best = scores.argmax(axis=2)
    goes_on = continuations(tuple(labels))
    words = np.arange(best.shape[1])
    before = np.concatenate([np.zeros_like(best[:, :1]), best[:, :-1]], axis=1)
    before[:, 0] = list(labels).index("O")
    broken = (~goes_on[before, best] & (words < counts[:, None])).any(axis=1)
    for row in np.flatnonzero(broken):
        best[row, : counts[row]] = search(scores[row, : counts[row]], goes_on, list(labels).index("O"))
    return np.asarray(best, dtype=np.int64)


@lru_cache(maxsize=8)
def continuations(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which label (column) may follow which (row)."""
    return np.array(
        [[not label.startswith("I-") or before[2:] == label[2:] for label in labels] for before in labels], dtype=bool
    )


def search(scores: NDArray[np.float32], goes_on: NDArray[np.bool_], outside: int) -> NDArray[np.int64]:
    """The best sound labels of one sentence (words x labels); log-softmax scores are compared as sums."""
    top = scores.max(axis=1, keepdims=True)
    logs = scores - top - np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
    barred = np.where(goes_on, np.float32(0), NEVER)
    total = logs[0] + barred[outside]
    back = np.zeros(scores.shape, dtype=np.int64)
    for word in range(1, len(scores)):
        paths = total[:, None] + barred
        back[word] = paths.argmax(axis=0)
        total = paths.max(axis=0) + logs[word]
    labels = np.zeros(len(scores), dtype=np.int64)
    labels[-1] = total.argmax()
    for word in range(len(scores) - 1, 0, -1):
        labels[word - 1] = back[word, labels[word]]
    return labels


def close_names(labels: Sequence[str]) -> tuple[str, ...]:
    """BIO labels made sound: an inside label that continues nothing of its kind begins a name."""
    closed: list[str] = []
    before = "O"
    for label in labels:
        sound = f"B{label[1:]}" if label[0] == "I" and before[1:] != label[1:] else label
        closed.append(sound)
        before = sound
    return tuple(closed)
