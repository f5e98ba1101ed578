"""Distillation: the averaged answers of several networks, kept per sentence, as targets for one."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from dyadlog.parse.tree import decode_tree
from training.reader.encoding import Batch, Encoder, Item, collate, make_batches
from training.reader.kept import tell, write_whole
from training.reader.network import Outputs, ReaderNetwork

Halves = NDArray[np.float16]
TAUGHT = ("pos", "tag", "name")


@dataclass(slots=True)
class Lessons:
    """By sentence: the distribution of each word's head, of its relation to ``heads``, and of its labels."""

    arcs: dict[int, Halves]
    heads: dict[int, NDArray[np.int16]]
    labels: dict[str, dict[int, Halves]]

    def has(self, position: int) -> bool:
        """Whether the teachers answered for this sentence."""
        return position in self.arcs

    def save(self, path: Path) -> None:
        """Write the answers."""
        answers = {"arcs": self.arcs, "heads": self.heads, "labels": self.labels}
        write_whole(path, lambda new: torch.save(answers, new))

    @classmethod
    def load(cls, path: Path) -> "Lessons":
        """Read the answers."""
        return cls(**torch.load(path, weights_only=False))

    def loss(self, network: ReaderNetwork, outputs: Outputs, batch: Batch) -> Tensor:
        """Cross-entropy of the student's answers against the teachers', a mean over words."""
        rows = [row for row, item in enumerate(batch.items) if self.has(item.number)]
        there = batch.words.clone()
        there[[row for row in range(len(batch.items)) if row not in set(rows)]] = False
        count = there.sum().clamp(min=1)
        width = batch.words.shape[1]
        arcs = outputs.arcs.new_zeros(outputs.arcs.shape)
        heads = torch.zeros_like(batch.inputs.first)
        labels = {
            part: scores.float().new_zeros(scores.shape) for part, scores in outputs.labels.items() if part in TAUGHT
        }
        relation = outputs.arcs.new_zeros((*there.shape, network.shape.relations))
        for row in rows:
            key = batch.items[row].number
            words = min(int(batch.words[row].sum()), width)
            arcs[row, :words, : words + 1] = torch.from_numpy(self.arcs[key][:words, : words + 1].astype(np.float32))
            chosen = torch.from_numpy(self.heads[key][:words].astype(np.int64))
            heads[row, :words] = torch.where(chosen <= words, chosen, 0)
            for part, targets in labels.items():
                targets[row, :words] = torch.from_numpy(self.labels[part][key][:words].astype(np.float32))
            relation[row, :words] = torch.from_numpy(self.labels["relation"][key][:words].astype(np.float32))
        loss = soft(outputs.arcs, arcs, there, count)
        loss = loss + soft(network.score_relations(outputs, heads), relation, there, count)
        for part, targets in labels.items():
            loss = loss + (1.0 if part == "name" else 0.4) * soft(outputs.labels[part], targets, there, count)
        return loss


def soft(scores: Tensor, targets: Tensor, there: Tensor, count: Tensor) -> Tensor:
    """Cross-entropy against distributions, over the words that are there."""
    every = -(targets.float() * functional.log_softmax(scores.float(), -1)).sum(-1)
    return (every * there).sum() / count


def teach(networks: Sequence[ReaderNetwork], items: Sequence[Item], encoder: Encoder) -> Lessons:
    """The mean answers of ``networks`` for every item, state names masked."""
    lessons = Lessons({}, {}, {part: {} for part in (*TAUGHT, "relation")})
    for network in networks:
        network.eval()
    device = next(networks[0].parameters()).device
    for done, chosen in enumerate(make_batches(items, 4000, None)):
        if done % 100 == 0:
            tell(f"teachers: {len(lessons.arcs)} of {len(items)} sentences")
        batch = collate(chosen, encoder, None, random.Random(0), masked=True).to(device)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            outputs = [network(batch.inputs) for network in networks]
        there = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1).unsqueeze(1)
        arcs = mean([output.arcs.masked_fill(~there, -1e9) for output in outputs]).cpu()
        heads = torch.zeros(batch.inputs.first.shape, dtype=torch.int64)
        for row, item in enumerate(chosen):
            best = decode_tree(torch.log(arcs[row, : item.length, : item.length + 1] + 1e-9).numpy())
            heads[row, : item.length] = torch.from_numpy(best)
        with torch.no_grad():
            chosen_heads = heads.to(device)
            scored = [
                network.score_relations(output, chosen_heads) for network, output in zip(networks, outputs, strict=True)
            ]
        found = {part: mean([output.labels[part] for output in outputs]).cpu() for part in TAUGHT}
        found["relation"] = mean(scored).cpu()
        for row, item in enumerate(chosen):
            count = item.length
            lessons.arcs[item.number] = arcs[row, :count, : count + 1].numpy().astype(np.float16)
            lessons.heads[item.number] = heads[row, :count].numpy().astype(np.int16)
            for part, values in found.items():
                lessons.labels[part][item.number] = values[row, :count].numpy().astype(np.float16)
    return lessons


def mean(scores: Sequence[Tensor]) -> Tensor:
    """The mean of the distributions."""
    return torch.stack([torch.softmax(one.float(), -1) for one in scores]).mean(0)
