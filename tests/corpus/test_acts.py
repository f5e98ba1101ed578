"""The corpus of acts: its form, its balance, its parts, and how far two annotators agree."""

import math

import pytest

from corpus import agreement
from corpus.annotation import FOLDER, PARTS, Fault, Span, find_faults, find_span, read_act, read_corpus, squash
from dyadlog.knowledge import load_knowledge


@pytest.fixture(scope="module")
def sentences():
    return read_corpus()


def test_every_line_follows_the_form():
    _, faults = find_faults(sorted(path for part in PARTS for path in (FOLDER / part).glob("*.txt")))
    assert faults == []


def test_no_topic_and_no_sentence_stands_in_two_parts(sentences):
    parts = {}
    for one in sentences:
        parts.setdefault(one.topic, set()).add(one.part)
        parts.setdefault(squash(one.text), set()).add(one.part)
    assert all(len(found) == 1 for found in parts.values())


def test_spans_are_words_of_their_sentence(sentences):
    for one in sentences:
        for act in one.acts:
            for spans in act.spans.values():
                assert all(one.text[span.start : span.end] == span.words for span in spans)


def test_balance(sentences):
    count = len(sentences)
    acts = [act for one in sentences for act in one.acts]
    assert count >= 3000
    assert sum(not any(act.between for act in one.acts) for one in sentences) >= count / 4
    assert sum(any(act.modality not in ("asserted", "claimed") for act in one.acts) for one in sentences) >= count / 5
    assert sum(len(one.acts) > 1 for one in sentences) >= count / 6
    table = load_knowledge().kinds
    assert {act.kind for act in acts} >= {kind.kind for kind in table if kind.event_type}
    used = {(act.event_type, act.mode) for act in acts}
    modes = {(name, mode) for name, entry in load_knowledge().ontology.types.items() for mode in entry.modes}
    assert modes <= used


def test_two_annotators_agree():
    rounds = agreement.read_rounds()
    figures = agreement.measure([tuple(agreement.align(one.acts, other.acts)) for one, other in rounds])
    assert len(rounds) >= 3000
    floors = {"type": 0.8, "type or none": 0.8, "modality": 0.8, "negation": 0.8, "attribution": 0.75}
    floors |= {"kind": 0.67, "mode": 0.67}
    assert {name: figures[name] for name in floors if figures[name] < floors[name]} == {}


def test_alpha_of_chance_is_nought_and_of_agreement_one():
    assert agreement.alpha([("a", "a"), ("b", "b")]) == 1
    mixed = [(a, b) for a in "ab" for b in "ab"] * 500
    assert math.isclose(agreement.alpha(mixed), 0, abs_tol=0.01)


def test_alpha_on_a_worked_example():
    # eight units, two annotators: observed disagreement 1/4, values a 10 times and b 6 times of 16
    pairs = [("a", "a")] * 4 + [("b", "b")] * 2 + [("a", "b"), ("b", "a")]
    expected = 1 - (10 * 9 + 6 * 5) / (16 * 15)
    assert math.isclose(agreement.alpha(pairs), 1 - 0.25 / expected)


@pytest.mark.parametrize(
    "line",
    [
        "- nokind | trigger: met | actor: Chad",
        "- meet | actor: Chad",
        "- meet | trigger: met",
        "- meet | trigger: met | actor: Peru",
        "- meet | trigger: met | actor: Chad | modality: surely",
        "- meet | trigger: met | actor: Chad | mode: drone",
        "- meet | trigger: met | actor: Chad | colour: red",
        "- meet | trigger: met | actor: Chad | actor: Niger",
    ],
)
def test_what_does_not_follow_the_form_is_refused(line):
    with pytest.raises(Fault):
        read_act(line, "Chad met Niger.")


def test_words_that_stand_twice_are_counted():
    text = "The minister met the minister."
    assert find_span(text, "minister~2") == Span(21, 29, "minister")
    with pytest.raises(Fault):
        find_span(text, "minister")
