"""Make the ranker: train on ``corpus/acts``, export, fit the confidence, write ``src/dyadlog/coding/model``.

usage: python -m training.ranker [--build FOLDER] [--threads N] [--weigh]

Some 15 minutes on one core with AMX, 3 GB of memory. Weights are kept in the build folder: with them there, only what
follows is done again; ``--weigh`` only fits the confidence anew, with the networks that ship. The encoder's first
weights come from the package that ``training/reader/recipe.toml`` names.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import random
import tomllib
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from benchmarks.coded.stages import Stages
from corpus.annotation import FOLDER, Sentence, read_corpus
from dyadlog.coding.ranker import MODALITIES, MODEL
from dyadlog.coding.ranking import SIGNS, Least
from training.ranker.examples import make_lessons
from training.ranker.export import build_acts, build_encoder, build_pairs, calibrate
from training.ranker.network import RankerNetwork
from training.ranker.train import Labels, Settings, train
from training.ranker.weigh import collect, fit
from training.reader.encoding import Encoder as Pieces
from training.reader.kept import as_json, tell, write_whole
from training.reader.network import Shape
from training.reader.sources import REPOSITORY
from training.reader.stages import find_encoder

CALIBRATION = 800
"""Sentences that the scales of activations are found on."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Train where there are no weights, then ship."""
    parser = argparse.ArgumentParser(prog="python -m training.ranker", description=__doc__)
    parser.add_argument("--build", type=Path, default=REPOSITORY / "training" / "build" / "ranker")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--weigh", action="store_true")
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    recipe = tomllib.loads((REPOSITORY / "training" / "reader" / "recipe.toml").read_text(encoding="utf-8"))
    sentences, settings = read_corpus(("train",)), Settings()
    if not given.weigh:
        make_networks(given.build, recipe, settings, sentences)
    weigh(Labels())
    write_card(recipe["encoder"], settings, sentences)


def make_networks(build: Path, recipe: dict[str, Any], settings: Settings, sentences: list[Sentence]) -> None:
    """Train where there are no weights, and export."""
    encoder = find_encoder(recipe)
    weights = build / "weights.pt"
    if not weights.exists():
        tell(f"ranker: training on {len(sentences)} sentences, {settings.passes} passes")
        network, labels = train(sentences, settings, encoder / "model.safetensors", encoder / "tokenizer.json")
        build.mkdir(parents=True, exist_ok=True)
        write_whole(weights, lambda new: torch.save(network.state_dict(), new))
    network, labels = load(weights, settings)
    ship(network, labels, sentences, encoder / "tokenizer.json")


def load(path: Path, settings: Settings) -> tuple[RankerNetwork, Labels]:
    """The network that was trained."""
    labels = Labels()
    network = RankerNetwork(Shape({}, 0, layers=settings.layers), len(labels.kinds), len(MODALITIES))
    network.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"))
    network.eval()
    return network, labels


def ship(network: RankerNetwork, labels: Labels, sentences: list[Sentence], tokenizer: Path) -> None:
    """Write the three networks."""
    chance = random.Random(0)
    lessons = make_lessons(chance.sample(sentences, min(CALIBRATION, len(sentences))), chance)
    scales = calibrate(network, lessons, Pieces(tokenizer))
    MODEL.mkdir(exist_ok=True)
    write_whole(MODEL / "encoder.onnx", build_encoder(network, scales).SerializeToString())
    write_whole(MODEL / "acts.onnx", build_acts(network).SerializeToString())
    write_whole(MODEL / "pairs.onnx", build_pairs(network).SerializeToString())


def write_labels(labels: Labels, weights: Sequence[float]) -> None:
    """The names of the kinds and the weights of the signs."""
    write_whole(
        MODEL / "labels.json", as_json({"kinds": labels.kinds, "signs": SIGNS, "weights": list(weights)}, indent=0)
    )


def weigh(labels: Labels) -> None:
    """Fit the confidence on the development part, with the networks as they ship."""
    write_labels(labels, [0.0] * (len(SIGNS) + 1))
    signs, right = collect(read_corpus(("dev",)), Stages(least=Least(0, 0)))
    weights = [round(float(weight), 4) for weight in fit(signs, right)]
    write_labels(labels, weights)
    told = ", ".join(f"{name} {weight:+.2f}" for name, weight in zip(("intercept", *SIGNS), weights, strict=True))
    tell(f"ranker: confidence fitted on {len(signs)} drafts, {right.mean():.2f} of them right: {told}")


def write_card(encoder: dict[str, str], settings: Settings, sentences: list[Sentence]) -> None:
    """What the files were made of."""
    corpus = hashlib.sha256()
    for part in ("train", "dev"):
        for path in sorted((FOLDER / part).glob("*.txt")):
            corpus.update(path.read_bytes())
    files = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(MODEL.iterdir())
        if path.name != "card.json"
    }
    packages = {name: importlib.metadata.version(name) for name in ("torch", "onnx", "numpy", "tokenizers")}
    card = {
        "encoder": encoder,
        "settings": asdict(settings),
        "data": {
            "corpus/acts": {
                "training sentences": len(sentences),
                "train and dev, sha256": corpus.hexdigest(),
                "licence": "CC BY 4.0",
            }
        },
        "packages": packages,
        "files": files,
    }
    write_whole(MODEL / "card.json", as_json(card))
    tell(f"ranker: wrote {', '.join(files)} and card.json to {MODEL}; now measure: python benchmarks/coding.py")


if __name__ == "__main__":
    main()
