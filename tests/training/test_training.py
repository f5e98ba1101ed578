"""One run over a few sentences: noise, losses, and going on after a kill."""

import random
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs dyadlog[training]")
pytest.importorskip("onnx", reason="training needs dyadlog[training]")
pytest.importorskip("safetensors", reason="training needs dyadlog[training]")

from tests.training.networks import TOKENIZER  # noqa: E402
from training.reader import prepare, train  # noqa: E402
from training.reader.encoding import UNKNOWN, Encoder, Labels, Noise, change_case, collate, number  # noqa: E402
from training.reader.network import Encoder as MiniLm  # noqa: E402
from training.reader.network import Outputs, ReaderNetwork, Shape  # noqa: E402
from training.reader.sources import Example  # noqa: E402
from training.reader.teacher import teach  # noqa: E402

QUIET = Noise(masked=0, upper=0, title=0, lower=0, no_stop=0, blank=0)
SMALL = {"arc": 16, "relation": 8, "pooling": "mean", "width": 24, "inner": 32, "heads": 2, "layers": 1}


def example_of(text, heads, names=()):
    words = text.split()
    return Example(
        "ours" if names else "gum",
        words,
        pos=["NOUN" if word.isalpha() else "PUNCT" for word in words],
        tags=["NN" if word.isalpha() else "." for word in words],
        morphs=["_"] * len(words),
        lemmas=[word.lower() for word in words],
        heads=heads,
        relations=["root" if head == 0 else "dep" for head in heads],
        names=list(names),
    )


def some_examples():
    plain = example_of("Oman hosted the long talks .", [2, 0, 5, 5, 2, 2])
    named = example_of("Peru thanked Oman .", [2, 0, 2, 2], ("B-GPE", "O", "B-GPE", "O"))
    bare = Example("lexicon", ["Oman", "left", "the", "pact", "."])
    more = [
        example_of(" ".join(["word"] * count + ["."]), [0, *range(1, count + 1)]) for count in (4, 9, 15, 21, 30) * 2
    ]
    return [plain, named, bare, *more]


def number_all(examples):
    labels, encoder = Labels.collect(examples), Encoder(TOKENIZER)
    return labels, encoder, [number(example, labels, at, encoder) for at, example in enumerate(examples)]


def test_acronyms_keep_their_capitals_in_titles():
    words = ["US", "and", "McDonald", "talk", "3rd"]
    assert change_case(words, replace(QUIET, title=1), random.Random(0)) == ["US", "And", "McDonald", "Talk", "3rd"]
    assert change_case(words, replace(QUIET, lower=1), random.Random(0))[0] == "us"
    assert change_case(words, QUIET, random.Random(0)) == words


def test_a_dropped_full_stop_takes_its_labels_along():
    _, encoder, items = number_all(some_examples()[:1])
    batch = collate(items, encoder, replace(QUIET, no_stop=1), random.Random(0))
    assert batch.words.sum() == 5
    assert batch.gold["head"][0].tolist() == [2, 0, 5, 5, 2, *[UNKNOWN] * 3]
    assert batch.inputs.mask.sum() == 5 + 2


def test_a_full_stop_that_others_hang_on_stays():
    _, encoder, items = number_all([example_of("One two three four .", [5, 1, 1, 1, 0])])
    assert collate(items, encoder, replace(QUIET, no_stop=1), random.Random(0)).words.sum() == 5


def test_a_full_stop_without_syntax_may_go():
    _, encoder, items = number_all([Example("wikigold", ["Oman", "left", "the", "pact", "."], names=["O"] * 5)])
    assert collate(items, encoder, replace(QUIET, no_stop=1), random.Random(0)).words.sum() == 4


@pytest.mark.parametrize("label", ["O", "B-NORP", "I-NORP"])
def test_the_loss_takes_every_label_that_is_allowed(label):
    labels = Labels([], [], [], [], [], name_sets=["B-GPE", "O|B-NORP|I-NORP"])
    scores = torch.zeros(1, 2, len(labels.name))
    scores[0, 0, labels.name.index(label)] = 50
    outputs = Outputs({"name": scores}, torch.zeros(1, 2, 3), scores, scores)
    batch = train.Batch(None, {"name": torch.tensor([[1, UNKNOWN]])}, None, [])
    assert train.gold_loss(None, outputs, batch, labels.allowed(), 1.0) < 1e-3
    batch.gold["name"][0, 0] = 0
    assert train.gold_loss(None, outputs, batch, labels.allowed(), 1.0) > 40


class Killed(BaseException):
    """Stands for a kill."""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Trains on a few sentences, in bytes and with a teacher, into a folder; killed before step ``at``, if given."""
    monkeypatch.setattr(MiniLm, "load_start", lambda encoder, path: None)
    monkeypatch.setattr(train, "SAVE", 3)
    monkeypatch.setattr(train, "REPORT", 2)
    monkeypatch.setattr(train, "CALIBRATION", 8)
    examples = some_examples()
    for name in ("train", "dev"):
        prepare.write(tmp_path / f"{name}.jsonl.xz", examples)
    labels, encoder, items = number_all(examples)
    shape = Shape(labels.sizes(), len(labels.relation), **SMALL)
    teach([ReaderNetwork(shape)], items, encoder).save(tmp_path / "answers.pt")
    sources = train.Sources(tmp_path, tmp_path, TOKENIZER, lessons=tmp_path / "answers.pt")
    settings = train.Settings(passes=2, batch=60, average=0.9, quantised=True, distil=0.5, seed=3, shape=SMALL)
    learn = train.learn

    def learn_until(at):
        def learn_or_die(run, *others):
            if run.step == at:
                raise Killed
            return learn(run, *others)

        return learn_or_die

    def start(name, at=None):
        monkeypatch.setattr(train, "learn", learn_until(at))
        train.train(settings, sources, tmp_path / name)
        return torch.load(tmp_path / name / "weights.pt")

    return start


def test_a_killed_run_ends_with_the_weights_of_an_unbroken_one(run):
    whole = run("whole")
    for at in (2, 4, 7):
        with pytest.raises(Killed):
            run(f"killed at {at}", at)
        again = run(f"killed at {at}")
        assert all(torch.equal(weight, again[name]) for name, weight in whole.items())


def test_a_run_killed_at_its_end_is_still_measured(run, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "SAVE", 1)
    measure = train.break_for_dev

    def die(*arguments, final, **others):
        if final:
            raise Killed
        measure(*arguments, final=final, **others)

    monkeypatch.setattr(train, "break_for_dev", die)
    with pytest.raises(Killed):
        run("late")
    assert not (tmp_path / "late" / "weights.pt").exists()
    monkeypatch.setattr(train, "break_for_dev", measure)
    run("late")
    assert '"dev"' in (tmp_path / "late" / "log.jsonl").read_text().splitlines()[-1]
    assert np.isfinite(train.read_json(tmp_path / "late" / "scales.json")["0.mix"][0])
