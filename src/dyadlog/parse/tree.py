"""From arc scores to a tree: every word has one head, one word hangs on the root, and there is no cycle."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]

ROOT_PENALTY = 1e6
"""Taken from every root arc: in a complete graph the best arborescence then has exactly one of them."""


def decode_tree(scores: NDArray[np.floating]) -> Heads:
    """The best single-rooted tree under ``scores`` (words x words + 1; column 0 is the root, column i + 1 word i).

    Returns each word's head in the same numbering. Four of five sentences are trees when every word just takes its
    best head; only the rest need the maximum spanning arborescence (Chu and Liu 1965, Edmonds 1967).
    """
    words = scores.shape[0]
    if words == 0:
        return np.zeros(0, dtype=np.int64)
    full = np.full((words + 1, words + 1), -np.inf)
    full[1:] = np.clip(np.nan_to_num(scores, nan=-1e4), -1e4, 1e4)
    np.fill_diagonal(full, -np.inf)
    heads: Heads = full.argmax(axis=1)
    heads[0] = 0
    if np.count_nonzero(heads[1:] == 0) == 1:  # mostly the best tree of all has one root too, and is soon found
        heads = find_arborescence(full)
        if np.count_nonzero(heads[1:] == 0) == 1:
            return heads[1:]
    full[1:, 0] -= ROOT_PENALTY
    return find_arborescence(full)[1:]


def decode_trees(scores: NDArray[np.floating], counts: NDArray[np.int64]) -> Heads:
    """The best tree of each sentence of a batch (batch x words x words + 1; ``counts`` words each), numbered as in
    ``decode_tree``; 0 behind a sentence's end.

    Sentences in which every word's best head makes a tree are found all at once, by following the heads upwards in
    doubling steps; the rest are searched one by one.
    """
    size, words, _ = scores.shape
    columns, rows = np.arange(words + 1), np.arange(1, words + 1)
    there = rows <= counts[:, None]
    shut = (columns > counts[:, None])[:, None, :] | (columns == rows[:, None])
    heads = np.where(there, np.where(shut, -np.inf, scores).argmax(axis=2), 0)
    roots = np.arange(size)[:, None] * (words + 1)
    above = (np.concatenate([np.zeros((size, 1), dtype=np.int64), heads], axis=1) + roots).ravel()
    for _ in range(max(1, int(words).bit_length())):
        above = above[above]
    trees = (above.reshape(size, words + 1) == roots).all(axis=1) & (((heads == 0) & there).sum(axis=1) == 1)
    for row in np.flatnonzero(~trees):
        count = int(counts[row])
        heads[row, :count] = decode_tree(scores[row, :count, : count + 1])
    return np.asarray(heads, dtype=np.int64)


def find_cycle(heads: Heads) -> list[int]:
    """The nodes of one cycle among ``heads`` (node 0 is the root and points at itself), or an empty list."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path: list[int] = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def find_arborescence(scores: Scores) -> Heads:
    """Heads of the maximum spanning arborescence rooted in node 0; ``scores[dependent, head]``."""
    heads: Heads = scores.argmax(axis=1)
    heads[0] = 0
    cycle = find_cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    members = np.asarray(cycle)
    gains = scores[np.ix_(members, rest)] - scores[members, heads[members]][:, None]
    entry = gains.argmax(axis=0)
    leave = scores[np.ix_(rest, members)].argmax(axis=1)
    size = len(rest)
    contracted = np.full((size + 1, size + 1), -np.inf)
    contracted[:size, :size] = scores[np.ix_(rest, rest)]
    contracted[size, :size] = gains.max(axis=0)
    contracted[:size, size] = scores[np.ix_(rest, members)].max(axis=1)
    contracted[0] = -np.inf
    inner = find_arborescence(contracted)
    result: Heads = heads.copy()
    for position in range(1, size):
        chosen = int(inner[position])
        result[rest[position]] = members[leave[position]] if chosen == size else rest[chosen]
    entered = int(inner[size])
    result[members[entry[entered]]] = rest[entered]
    return result
