"""Small random networks and batches for the tests of training; needs torch."""

from pathlib import Path

import numpy as np
import torch

from training.reader.encoding import Batch
from training.reader.export import quantise
from training.reader.network import Inputs, ReaderNetwork, Shape

TOKENIZER = Path(__file__).parents[2] / "src" / "dyadlog" / "encoder" / "tokenizer.json"
PIECES = 300


def build_network():
    """A network whose word table is exact in bytes, as it ships; wide enough that scores differ."""
    labels = {"pos": 5, "tag": 7, "morph": 6, "lemma": 4, "name": 15}
    shape = Shape(
        labels,
        9,
        arc=24,
        relation=16,
        pooling="mean",
        width=48,
        inner=96,
        heads=4,
        layers=2,
        pieces=PIECES,
        positions=64,
    )
    torch.manual_seed(0)
    network = ReaderNetwork(shape).eval()
    for name, weight in network.named_parameters():
        if "norm.weight" in name:
            torch.nn.init.ones_(weight)
        else:
            torch.nn.init.normal_(weight, std=0.3)
    table, steps = quantise(network.encoder.words.weight.detach().numpy(), 127)
    network.encoder.words.weight.data = torch.from_numpy(table * steps[:, None])
    return network


def build_batch(seed, size=4, pieces=24, words=10):
    """A batch of random pieces with padding behind pieces and words."""
    chance = np.random.default_rng(seed)
    filled = {name: np.zeros((size, pieces), dtype=np.int64) for name in ("ids", "mask")}
    filled |= {name: np.zeros((size, words), dtype=np.int64) for name in ("first", "last", "cases")}
    there = np.zeros((size, words), dtype=bool)
    for row in range(size):
        length, count = int(chance.integers(13, pieces + 1)), int(chance.integers(5, words + 1))
        filled["ids"][row, :length] = chance.integers(1, PIECES, length)
        filled["mask"][row, :length] = 1
        first = np.sort(chance.choice(np.arange(1, length - 1), count, replace=False))
        filled["first"][row, :count] = first
        filled["last"][row, :count] = np.minimum(first + 1, length - 1)
        filled["cases"][row, :count] = chance.integers(1, 7, count)
        there[row, :count] = True
    tensors = {name: torch.from_numpy(values) for name, values in filled.items()}
    inputs = Inputs(tensors["ids"], tensors["mask"], tensors["first"], tensors["last"], tensors["cases"])
    return Batch(inputs, {}, torch.from_numpy(there), [])
