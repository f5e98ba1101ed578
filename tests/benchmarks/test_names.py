"""The scoring of names on hand-made sentences."""

import pytest

from benchmarks.reading.names import ALL, FOLDED, NameScore, find_spans, read_own


def test_spans_follow_bio_labels_and_an_inside_label_may_begin_one():
    labels = ["B-PER", "I-PER", "O", "I-ORG", "B-ORG", "I-LOC", "B-TITLE"]
    spans = [(0, 2, "PER"), (3, 4, "ORG"), (4, 5, "ORG"), (5, 6, "LOC"), (6, 7, "TITLE")]
    assert list(find_spans(labels)) == spans


def test_states_count_as_places_and_titles_only_as_overlaps():
    score = NameScore()
    score.add(
        gold=[(0, 2, "LOC"), (3, 5, "PER"), (6, 7, "ORG")],
        found=[(0, 2, "GPE"), (3, 4, "TITLE"), (8, 9, "NORP")],
        kinds=FOLDED,
    )
    figures = score.figures()
    assert figures["LOC"] == 100
    assert figures["PER"] == figures["ORG"] == 0
    assert figures["all"] == pytest.approx(200 * 1 / 4)
    assert figures["overlap"] == pytest.approx(100 * 2 / 3)
    assert "TITLE" not in figures


def test_a_name_must_be_whole_and_of_its_kind():
    score = NameScore()
    score.add(gold=[(0, 3, "ORG")], found=[(0, 2, "ORG"), (0, 3, "PER")], kinds=FOLDED)
    assert score.figures()["all"] == 0
    assert score.figures()["overlap"] == 100


def test_names_that_touch_do_not_overlap():
    score = NameScore()
    score.add(gold=[(0, 2, "ORG")], found=[(2, 3, "ORG")], kinds=FOLDED)
    assert score.figures()["overlap"] == 0


def test_our_own_corpus_keeps_its_seven_kinds():
    def split(text):
        words = text.split(" ")
        return words, [True] * (len(words) - 1) + [False]

    found = {kind for sentence in read_own(split) for *_, kind in sentence.spans}
    assert {"PER", "ORG", "GPE", "NORP", "TITLE"} <= found <= set(ALL)
