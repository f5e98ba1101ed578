"""Decoding names."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dyadlog.parse.names import decode_names

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")


def scores_of(*best, sure=5.0):
    scores = np.zeros((1, len(best), len(LABELS)), dtype=np.float32)
    for word, label in enumerate(best):
        scores[0, word, LABELS.index(label)] = sure
    return scores


def decode(scores):
    return [LABELS[label] for label in decode_names(scores, np.array([scores.shape[1]]), LABELS)[0]]


def test_sound_labels_stay_as_they_are():
    assert decode(scores_of("B-PER", "I-PER", "O", "B-ORG")) == ["B-PER", "I-PER", "O", "B-ORG"]


def test_an_inside_label_after_nothing_is_mended_with_what_scores_best():
    scores = scores_of("O", "I-ORG", "I-ORG")
    scores[0, 1, LABELS.index("B-ORG")] = 4.0
    assert decode(scores) == ["O", "B-ORG", "I-ORG"]


def test_a_name_keeps_one_kind():
    scores = scores_of("B-PER", "I-ORG", "I-ORG")
    scores[0, 0, LABELS.index("B-ORG")] = 4.5
    assert decode(scores) == ["B-ORG", "I-ORG", "I-ORG"]


@given(
    arrays(np.float32, (3, 7, len(LABELS)), elements=st.floats(-9, 9, width=32)),
    arrays(np.int64, 3, elements=st.integers(1, 7)),
)
def test_no_inside_label_stands_without_its_beginning(scores, counts):
    for row, count in zip(decode_names(scores, counts, LABELS), counts, strict=True):
        labels = ["O", *(LABELS[label] for label in row[:count])]
        assert all(not label.startswith("I") or before[2:] == label[2:] for before, label in pairwise(labels))


def test_padding_changes_nothing():
    scores = scores_of("O", "I-ORG", "B-PER")
    wide = np.concatenate([scores, np.full((1, 4, len(LABELS)), 9, dtype=np.float32)], axis=1)
    counts = np.array([3])
    assert (decode_names(wide, counts, LABELS)[0, :3] == decode_names(scores, counts, LABELS)[0]).all()
