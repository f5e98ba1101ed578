"""Decoding a tree."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dyadlog.parse.tree import decode_tree, find_cycle

matrices = st.integers(1, 12).flatmap(
    lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32) | st.sampled_from([0.0, np.nan]))
)


def is_single_rooted_tree(heads):
    return sum(head == 0 for head in heads) == 1 and not find_cycle(np.array([0, *heads]))


@given(matrices)
def test_every_sentence_becomes_a_single_rooted_tree(scores):
    assert is_single_rooted_tree(decode_tree(scores))


@settings(max_examples=60)
@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float64, (n, n + 1), elements=st.integers(-9, 9))))
def test_no_tree_scores_higher(scores):
    count = len(scores)

    def value(heads):
        return sum(scores[word, head] for word, head in enumerate(heads))

    trees = (
        heads
        for heads in itertools.product(range(count + 1), repeat=count)
        if all(head != word + 1 for word, head in enumerate(heads)) and is_single_rooted_tree(heads)
    )
    assert value(decode_tree(scores)) == max(value(heads) for heads in trees)


def test_a_long_chain_of_cycles_is_resolved():
    rng = np.random.default_rng(0)
    assert is_single_rooted_tree(decode_tree(rng.normal(size=(160, 161))))
