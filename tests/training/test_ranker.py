"""How the ranker learns: what a sentence teaches, and a small training from end to end."""

import random

import pytest

from corpus.annotation import FOLDER, Sentence, read_act, read_sentences
from dyadlog.coding.ranker import NOTHING
from training.ranker.examples import cut_words, make_lesson, pair_up, rank_acts

TEXT = "Bulgaria accused Albania and Serbia of arming rebels."
ACTS = (
    "- accuse | trigger: accused | actor: Bulgaria | recipient: Albania; Serbia",
    "- military_aid | trigger: arming | actor: Albania; Serbia | recipient: rebels | modality: claimed | by: Bulgaria",
)


@pytest.fixture
def sentence():
    acts = tuple(read_act(line, TEXT) for line in ACTS)
    return Sentence("x-001", "x", "train", "wire", "1990s", frozenset(), TEXT, acts)


def test_names_of_states_are_covered(sentence):
    words = cut_words(sentence.text)
    assert words.plain[0] == "Bulgaria"
    assert words.masked[0] != "Bulgaria"
    assert [TEXT[start:end] for start, end in words.places] == list(words.plain)


def test_a_lesson_holds_every_act_with_its_sides(sentence):
    lesson = make_lesson(sentence, random.Random(0))
    told = [(act.kind, act.trigger, act.actors, act.recipients, act.modality) for act in lesson.acts]
    assert told == [
        ("accuse", (1,), (0,), (2, 4), "asserted"),
        ("military_aid", (6,), (2, 4), (7,), "claimed"),
    ]


def test_pairs_have_acts_and_others_have_none(sentence):
    pairs = [pair for seed in range(30) for pair in make_lesson(sentence, random.Random(seed)).pairs]
    known = {(pair.source, pair.target): pair.kinds for pair in pairs if pair.source and pair.target}
    assert known[(0,), (2,)] == ("accuse",)
    assert known[(2,), (7,)] == ("military_aid",)
    assert known[(2,), (0,)] == (NOTHING,)


def test_the_same_chance_gives_the_same_lesson(sentence):
    assert make_lesson(sentence, random.Random(5)) == make_lesson(sentence, random.Random(5))


def test_of_a_mutual_act_two_of_the_actors_are_a_pair():
    act = read_act("- meet | trigger: met | actor: Chad; Niger", "Chad and Niger met.")
    assert len(pair_up(act)) == 2


def test_what_is_only_spoken_of_gives_way():
    text = "Peru agreed to aid Chile."
    lines = ("- economic_aid | trigger: aid | actor: Peru | recipient: Chile | modality: planned",)
    lines += ("- agree | trigger: agreed | actor: Peru | recipient: Chile",)
    assert [act.kind for act in rank_acts(read_act(line, text) for line in lines)] == ["agree", "economic_aid"]


def test_a_small_training_learns_and_ships(tmp_path, monkeypatch):
    torch = pytest.importorskip("torch", reason="training needs torch: pip install 'dyadlog[training]'")
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    from training.ranker.export import build_acts, build_encoder, build_pairs, calibrate
    from training.ranker.network import RankerNetwork, collate
    from training.ranker.train import Labels, loss_of
    from training.reader.encoding import Encoder
    from training.reader.network import Shape

    from .networks import TOKENIZER

    torch.manual_seed(0)
    labels, pieces = Labels(), Encoder(TOKENIZER)
    shape = Shape({}, 0, layers=1, width=48, inner=64, heads=4, dropout=0.0)
    network = RankerNetwork(shape, len(labels.kinds), 6)
    sentences = list(read_sentences(sorted((FOLDER / "train").glob("*.txt"))[0]))[:8]
    lessons = [make_lesson(one, random.Random(0)) for one in sentences]
    optimiser = torch.optim.AdamW(network.parameters(), lr=3e-3)
    losses = []
    for _ in range(30):
        loss = loss_of(network(collate(lessons, pieces)), lessons, labels, 0.0)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert losses[-1] < 0.7 * losses[0]
    network.eval()
    scales = calibrate(network, lessons, pieces)
    for model in (build_encoder(network, scales), build_acts(network), build_pairs(network)):
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        assert session.get_outputs()
