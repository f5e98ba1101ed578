"""The coding benchmark: its scores on worked examples, and floors for its figures."""

import math

import pytest

from benchmarks.coded import own, plv, tone
from benchmarks.coded.figures import calibration_error, f1, least_error, macro_f1
from benchmarks.coded.stages import SHARED, Stages
from corpus.annotation import read_corpus
from dyadlog.knowledge import load_knowledge

MARKED = SHARED / "gold" / "plv_train.tsv"
FLOORS = {"exact F1": 0.47, "type F1": 0.64, "sides of paired": 0.83}
CALIBRATION = 0.065
TONE = {"modality macro F1": 0.74, "modality accuracy": 0.84, "negation macro F1": 0.86}
MARKED_FLOORS = {"root": 72, "quad": 85, "binary": 93}


def test_macro_f1_on_a_worked_example():
    # a: 1 right of 2 gold and 1 found; b: 1 right of 1 gold and 2 found
    assert math.isclose(macro_f1([("a", "a"), ("a", "b"), ("b", "b")]), (2 / 3 + 2 / 3) / 2)
    assert macro_f1([("a", None)]) == 0


def test_f1():
    assert math.isclose(f1(1, 2, 2), 0.5)
    assert f1(0, 0, 0) == 0


def test_calibration_error():
    assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0
    assert math.isclose(calibration_error([(0.95, False), (0.05, False)]), 0.5)


def test_even_a_perfect_confidence_shows_an_error():
    assert 0 < least_error([0.5] * 40) < 0.2
    assert least_error([1.0] * 40) == 0


def test_marks_are_taken_off():
    row = plv.make_row("<s>Peru</s> met <t>Chile</t>.", "CONSULT")
    assert row.text == "Peru met Chile."
    assert row.sides == {plv.SOURCE: (0, 4), plv.TARGET: (9, 14)}
    assert plv.make_row("<s>Peru</s> agreed.", "AGREE").sides == {plv.SOURCE: (0, 4)}


@pytest.mark.parametrize(
    ("kind", "modality", "negated", "root"),
    [
        ("meet", "asserted", False, "CONSULT"),
        ("meet", "planned", False, "AGREE"),
        ("meet", "asserted", True, "REJECT"),
        ("strike", "planned", False, "THREATEN"),
        ("withdraw_forces", "asserted", False, "YIELD"),
        ("concede", "claimed", False, "YIELD"),
        ("convict", "asserted", False, "ACCUSE"),
        ("appeal", "asserted", False, "REQUEST"),
        ("demand", "asserted", False, "REQUEST"),
    ],
)
def test_kinds_have_the_roots_of_the_set(kind, modality, negated, root):
    assert plv.find_root(load_knowledge(), kind, modality, negated) == root


def test_every_kind_has_a_root():
    knowledge = load_knowledge()
    kinds = [kind.kind for kind in knowledge.kinds if kind.event_type]
    assert all(plv.find_root(knowledge, kind, "asserted", False) for kind in kinds)


@pytest.fixture(scope="module")
def test_part():
    return read_corpus(("test",))


def test_floors_of_claims_on_our_test_part(test_part):
    figures = own.measure(own.compare(test_part, Stages(), marked=True))
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}
    assert figures["calibration error"] <= CALIBRATION


def test_floors_of_tone_on_our_test_part(test_part):
    figures = tone.measure(test_part, Stages())["both"]
    assert {name: figures[name] for name in TONE if figures[name] < TONE[name]} == {}


@pytest.mark.skipif(not MARKED.is_file(), reason="../shared is not here")
def test_floors_on_sentences_with_marked_sides():
    figures, _ = plv.measure(MARKED, Stages())
    assert {name: figures[name] for name in MARKED_FLOORS if figures[name] < MARKED_FLOORS[name]} == {}
