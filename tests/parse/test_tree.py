"""Decoding a tree."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dyadlog.parse.tree import decode_tree, decode_trees, find_cycle

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


@given(
    st.tuples(st.integers(1, 4), st.integers(1, 9)).flatmap(
        lambda shape: st.tuples(
            arrays(np.float32, (*shape, shape[1] + 1), elements=st.floats(-50, 50, width=32)),
            arrays(np.int64, shape[0], elements=st.integers(1, shape[1])),
        )
    )
)
def test_a_batch_gets_the_trees_its_sentences_get_alone(batch):
    scores, counts = batch
    for heads, matrix, count in zip(decode_trees(scores, counts), scores, counts, strict=True):
        alone = matrix[:count, : count + 1]
        assert is_single_rooted_tree(heads[:count])
        assert not heads[count:].any()
        chosen = np.arange(count)
        assert np.isclose(alone[chosen, heads[:count]].sum(), alone[chosen, decode_tree(alone)].sum(), atol=1e-3)
