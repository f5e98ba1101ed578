"""The ranker: what it gives, that no answer hangs on the batch or on which state it is, and how it is weighed."""

import json
import math
import pickle

import numpy as np
import pytest

from dyadlog.coding import Coder
from dyadlog.coding.drafting import draft_sentence
from dyadlog.coding.ranker import LINKS, MODALITIES, MODEL, NOTHING, Ranker, Tone
from dyadlog.coding.ranking import SIGNS, Least, retype, settle, settle_tone
from dyadlog.coding.scene import set_scenes
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.resolve import Resolver

from .conftest import make_document

SENTENCE = "Bulgaria accused Albania of arming rebels and threatened to recall its ambassador."


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def parser(knowledge):
    return Parser(knowledge)


@pytest.fixture(scope="module")
def ranker(knowledge):
    return Ranker(knowledge)


@pytest.fixture
def parse(parser):
    return lambda text: parser.read_text(text)[0][2]


def test_kinds_are_those_of_the_table(ranker, knowledge):
    assert ranker.kinds[0] == NOTHING
    assert set(ranker.kinds[1:]) <= {kind.kind for kind in knowledge.kinds if kind.event_type}


def test_chances_are_chances(ranker, parse):
    doc = parse(SENTENCE)
    (impression,) = ranker([doc])
    assert impression.chances.shape == (len(doc), len(ranker.kinds))
    assert np.allclose(impression.chances.sum(1), 1, atol=1e-4)
    act = impression.act_at(1)
    assert act.links.shape == (len(doc), len(LINKS))
    assert np.allclose(act.links.sum(1), 1, atol=1e-4)
    (verdict,) = impression.judge([((0,), (2,))])
    assert math.isclose(float(verdict.kinds.sum()), 1, abs_tol=1e-3)
    assert math.isclose(float(verdict.pointer.sum()), 1, abs_tol=1e-3)


def test_finds_the_act_its_sides_and_its_tone(ranker, parse):
    doc = parse(SENTENCE)
    (impression,) = ranker([doc])
    kind, chance = impression.kind_at(1)
    assert (kind, chance > 0.5) == ("accuse", True)
    links = impression.act_at(1).links
    assert links[0].argmax() == LINKS.index("actor")
    assert links[2].argmax() == LINKS.index("recipient")
    assert impression.act_at(1).tone.modality == "asserted"


def test_no_answer_hangs_on_the_batch(ranker, parse):
    docs = [parse(text) for text in (SENTENCE, "Oman freed two sailors.", "It rained in Lima all day and all night.")]
    together = ranker(docs)
    for doc, impression in zip(docs, together, strict=True):
        (alone,) = ranker([doc])
        assert np.array_equal(alone.chances, impression.chances)


def test_no_answer_hangs_on_which_state_it_is(ranker, parse):
    there = SENTENCE.replace("Bulgaria", "Ecuador").replace("Albania", "Uruguay")
    (one,), (other,) = ranker([parse(SENTENCE)]), ranker([parse(there)])
    assert np.array_equal(one.chances, other.chances)


def test_white_space_names_nothing(ranker, parse):
    doc = parse("Oman  freed two sailors of  Malta.")
    (impression,) = ranker([doc])
    spaces = [token.i for token in doc if token.is_space]
    assert spaces
    assert all(impression.kind_at(position)[0] == NOTHING for position in spaces)
    assert all(impression.act_at(2).links[position].argmax() == 0 for position in spaces)


def test_an_unknown_side_is_allowed(ranker, parse):
    (impression,) = ranker([parse(SENTENCE)])
    assert len(impression.judge([((0,), ()), ((), (2,))])) == 2
    assert impression.judge([]) == []


def test_travels_to_other_processes(ranker, parse):
    copy = pickle.loads(pickle.dumps(ranker))
    assert np.array_equal(copy([parse(SENTENCE)])[0].chances, ranker([parse(SENTENCE)])[0].chances)


def test_the_card_tells_the_files():
    card = json.loads((MODEL / "card.json").read_text(encoding="utf-8"))
    assert set(card["files"]) == {path.name for path in MODEL.iterdir()} - {"card.json"}
    labels = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
    assert labels["signs"] == list(SIGNS)
    assert len(labels["weights"]) == len(SIGNS) + 1


def test_confidence_is_a_logistic_of_the_signs():
    assert math.isclose(settle((0.0, 1.0), (0.0,)), 0.5)
    assert math.isclose(settle((-1.0, 2.0), (1.0,)), 1 / (1 + math.exp(-1)))


def test_rules_and_ranker_settle_the_modality_together():
    even = Tone(np.full(len(MODALITIES), 1 / len(MODALITIES), dtype=np.float32), 0.0)
    assert settle_tone(even, "requested", negated=True) == ("requested", False)
    sure = np.zeros(len(MODALITIES), dtype=np.float32)
    sure[MODALITIES.index("planned")] = 1
    assert settle_tone(Tone(sure, 0.9), "asserted", negated=True) == ("planned", True)


def code(knowledge, parser, text, **settings):
    document = make_document(text)
    parse = parser(document)
    return Coder(knowledge, **settings)(document, parse, Resolver(knowledge)(document, parse))


def test_the_judges_show_in_the_rule(knowledge, parser):
    text = "Ankara slapped fresh duties on Bulgarian steel on Monday."
    claims = code(knowledge, parser, text, judges="ranker", least=Least(0, 0))
    assert [(claim.event_type, claim.rule.split("/")[0]) for claim in claims] == [("SANCTION", "ranker")]
    assert all(0 < claim.confidence < 1 for claim in claims)


def test_a_sure_ranker_overrules_the_kind_of_a_frame(knowledge, parser, ranker):
    document = make_document(SENTENCE)
    parse = parser(document)
    (scene,) = set_scenes(document, parse, Resolver(knowledge)(document, parse), knowledge)
    (impression,) = ranker([scene.sentence.doc])
    draft = next(draft for draft in draft_sentence(scene) if draft.kind.kind == "accuse")
    retype(impression, draft)
    assert draft.kind.kind == "accuse"
    impression.chances[draft.trigger.i] = 0
    impression.chances[draft.trigger.i, ranker.kinds.index("praise")] = 1
    retype(impression, draft)
    assert (draft.kind.kind, draft.notes[-1]) == ("praise", "retyped")


def test_the_least_confidence_decides(knowledge, parser):
    assert code(knowledge, parser, SENTENCE, least=Least(1.1, 1.1)) == ()
    assert code(knowledge, parser, SENTENCE, least=Least(0, 0))


def test_all_political_actors_where_asked_for(knowledge, parser):
    text = "Police arrested two journalists in the capital on Monday."
    assert code(knowledge, parser, text) == ()
    (claim,) = code(knowledge, parser, text, scope="all", least=Least(0, 0))
    assert claim.kind == "arrest"
    assert [party.name for party in claim.actors] == ["Police"]
    assert claim.recipients[0].states == ()
