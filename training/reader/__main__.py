"""Make the language model.

STEPs are ``prepare`` (all data into two files), ``train`` (the stages of ``recipe.toml``) and ``export`` (what ships,
into ``src/dyadlog/parse/model``: networks, labels, tokenizer and ``card.json``); all three, in this order, when none is
named. What is already made is kept: a killed training goes on from its last saved step, a finished stage is not trained
again, and where data or settings have changed since, the run stops and names the folder to remove.

``pip install 'dyadlog[training]'`` brings torch from PyPI, built for CUDA: gigabytes. For the processor alone, first
``pip install torch --index-url https://download.pytorch.org/whl/cpu``. On one core of a Xeon with AMX a hundred steps
of 2,000 pieces take about 55 seconds, so the 7 passes of the first stage, 3,400 steps, about half an hour; processors
without bfloat16 are slower. Memory 3.5 GB. Disk 380 MB for the saved state (twice that while saving) and about 90 MB
for the weights of each stage. Training on a GPU was never measured, nor shown to resume exactly.
"""

import argparse
import importlib.util
import sys
import tomllib
from pathlib import Path

from training.reader import prepare
from training.reader.sources import REPOSITORY

RECIPE = Path(__file__).parent / "recipe.toml"
STEPS = ("prepare", "train", "export")
NEEDED = ("torch", "safetensors", "onnx")


def main() -> None:
    """Run the steps asked for."""
    arguments = argparse.ArgumentParser(
        prog="python -m training.reader", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("steps", nargs="*", metavar="STEP", help="prepare, train, export; default: all three")
    arguments.add_argument(
        "--treebanks",
        type=Path,
        metavar="DIR",
        default=REPOSITORY.parent / "shared" / "treebanks",
        help="where the treebanks and name corpora lie (%(default)s)",
    )
    arguments.add_argument(
        "--build",
        type=Path,
        metavar="DIR",
        default=REPOSITORY / "training" / "build",
        help="where everything goes that does not ship (%(default)s)",
    )
    arguments.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="where to train (cpu)")
    arguments.add_argument("--threads", type=int, metavar="N", default=1, help="threads to train with (1)")
    asked = arguments.parse_args()
    unknown = [step for step in asked.steps if step not in STEPS]
    if unknown:
        arguments.error(f"no such step: {', '.join(unknown)} (there are {', '.join(STEPS)})")
    steps = asked.steps or STEPS
    recipe = tomllib.loads(RECIPE.read_text(encoding="utf-8"))
    if "prepare" in steps:
        prepare.keep_or_prepare(asked.treebanks, asked.build)
        prepare.describe_files(recipe["data"], prepare.read_files(asked.build))
    if "train" not in steps and "export" not in steps:
        return
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(f"{', '.join(missing)} not installed: pip install 'dyadlog[training]'")
    if not (asked.build / "sources.json").exists():
        sys.exit(f"nothing is prepared in {asked.build}: run python -m training.reader prepare --build {asked.build}")
    import torch

    from training.reader.ship import export_model
    from training.reader.stages import train_stages

    torch.set_num_threads(asked.threads)
    if "train" in steps:
        train_stages(recipe, asked.build, asked.device, asked.threads)
    if "export" in steps:
        export_model(recipe, asked.build)


if __name__ == "__main__":
    main()
