"""What ships: the trained network as files of the package, with a card that says what they were made of."""

import hashlib
import json
import platform
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from training.reader import export, prepare
from training.reader.kept import as_json, digest, read_json, tell, write_whole
from training.reader.network import ReaderNetwork
from training.reader.sources import REPOSITORY, Example
from training.reader.stages import Recipe, find_encoder, find_versions, find_weights, load_network, match_stage

MODEL = REPOSITORY / "src" / "dyadlog" / "parse" / "model"
ENCODER = REPOSITORY / "src" / "dyadlog" / "encoder"
"""Where the tokenizer lies, for the networks of parse and coding share it."""
SHIPPED = ("pos", "tag", "morph", "name")
"""The heads that ship; lemmas come from a table, which was more often right."""
OTHERS = {"lemmas.tsv": "training/build_lemmas.py", "boundaries.npz": "training/boundaries.py"}
"""Files of the model that other scripts make."""
PACKAGES = ("dyadlog", "torch", "tokenizers", "safetensors", "numpy", "onnx", "onnxruntime")


def export_model(recipe: Recipe, build: Path) -> None:
    """Write what ships into ``MODEL``."""
    for name, script in OTHERS.items():
        if not (MODEL / name).exists():
            sys.exit(f"{MODEL / name} is missing: run python {script}")
    for name in chain(recipe, recipe["ship"]):
        find_weights(build, name)
        match_stage(recipe, name, build)
    network = load_blend(recipe, build)
    folder, encoder = build / recipe["ship"], find_encoder(recipe)
    train = prepare.read(build / "train.jsonl.xz")
    card = write_card(recipe, build, train)
    tell(f"export: scales on sentences of {build / 'train.jsonl.xz'}")
    scales = export.find_scales(network, folder, train, encoder / "tokenizer.json")
    labels = read_json(folder / "labels.json")
    shipped = {part: labels[part] for part in (*SHIPPED, "relation")}
    shipped["morph"] = ["" if morph == "_" else morph for morph in shipped["morph"]]
    root = labels["relation"].index("root")
    files = {
        "reader.onnx": export.build_reader(network, SHIPPED, scales).SerializeToString(),
        "relations.onnx": export.build_relations(network, root, scales).SerializeToString(),
        "labels.json": (json.dumps(shipped, indent=0) + "\n").encode(),
    }
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    card["files"] = hashes | {name: digest(MODEL / name) for name in OTHERS}
    for name, content in files.items():
        write_whole(MODEL / name, content)
    write_whole(ENCODER / "tokenizer.json", (encoder / "tokenizer.json").read_bytes())
    write_whole(MODEL / "card.json", as_json(card))
    size = sum((MODEL / name).stat().st_size for name in card["files"]) / 1e6
    tell(f"export: wrote {', '.join(files)} and card.json to {MODEL}; {size:.1f} MB with {' and '.join(OTHERS)}")
    tell("now measure: python benchmarks/model.py; to keep the model, raise `version` in src/dyadlog/parse/reader.py")


def load_blend(recipe: Recipe, build: Path) -> ReaderNetwork:
    """The network of the last stage with a share of the weights it began from."""
    network = load_network(recipe, build, recipe["ship"])
    begun = load_network(recipe, build, recipe["stage"][recipe["ship"]]["begin"]).state_dict()
    mixed = {name: weight.lerp(begun[name], recipe["blend"]) for name, weight in network.state_dict().items()}
    network.load_state_dict(mixed)
    return network


def chain(recipe: Recipe, name: str) -> list[str]:
    """A stage and all it was made from, in the order of the recipe."""
    stage = recipe["stage"][name]
    before = [*stage.get("teachers", []), *([stage["begin"]] if "begin" in stage else [])]
    needed = {name, *(one for other in before for one in chain(recipe, other))}
    return [one for one in recipe["stage"] if one in needed]


def write_card(recipe: Recipe, build: Path, train: list[Example]) -> dict[str, Any]:
    """What the files were made of and how: encoder, stages as they were trained, data with hashes and licences."""
    stages = chain(recipe, recipe["ship"])
    return {
        "encoder": recipe["encoder"],
        "blend": recipe["blend"],
        "stages": {name: describe_stage(build / name) for name in stages},
        "data": prepare.describe_files(recipe["data"], prepare.read_files(build)),
        "sentences": {
            "trained on": count_sentences(train),
            "chosen by": count_sentences(prepare.read(build / "dev.jsonl.xz")),
            "left out": read_json(build / "sources.json")["left out"],
        },
        "development": {
            "of": "the last stage in torch, on gold words, before blend and export; for what ships see docs/model.md",
            "figures": last_figures(build / recipe["ship"]),
        },
        "versions at export": {"python": platform.python_version(), **find_versions(PACKAGES)},
    }


def describe_stage(folder: Path) -> dict[str, Any]:
    """What a stage was made of, by its fingerprint, and how it ran, by its log."""
    path = folder / "fingerprint.json"
    ran: dict[str, Any] = next((line for line in reversed(read_log(folder)) if "settings" in line), {"settings": {}})
    if path.exists():
        made_of = read_json(path)
    else:
        made_of = {"settings": ran["settings"], "unknown": "trained before fingerprints were kept"}
    run = {
        "steps": ran.get("steps"),
        "device": ran["settings"].get("device"),
        "threads": ran["settings"].get("threads"),
    }
    return {**made_of, **run, "weights": digest(folder / "weights.pt")}


def count_sentences(examples: Iterable[Example]) -> dict[str, dict[str, int]]:
    """Sentences, words, and sentences with gold syntax and gold names, by source."""
    counts: dict[str, dict[str, int]] = {}
    for example in examples:
        count = counts.setdefault(example.source, {"sentences": 0, "words": 0, "gold syntax": 0, "gold names": 0})
        count["sentences"] += 1
        count["words"] += len(example.words)
        count["gold syntax"] += example.heads != []
        count["gold names"] += example.names != []
    return counts


def read_log(folder: Path) -> list[dict[str, Any]]:
    """The lines of a stage's log."""
    return [json.loads(line) for line in (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()]


def last_figures(folder: Path) -> dict[str, float]:
    """The last figures on the development part that a stage's log holds."""
    found = [line["dev"] for line in read_log(folder) if "dev" in line]
    if not found:
        sys.exit(f"{folder / 'log.jsonl'} holds no figures: the stage was not trained to its end")
    figures: dict[str, float] = found[-1]
    return figures
