"""Figures on gold words, to choose between runs (what ships has ``benchmarks/model.py``)."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import torch

from dyadlog.parse.names import decode_names
from dyadlog.parse.tree import decode_tree
from training.reader.encoding import Encoder, Item, Labels, collate, make_batches
from training.reader.network import ReaderNetwork

Spans = set[tuple[int, int, str]]


def evaluate(network: ReaderNetwork, items: Sequence[Item], encoder: Encoder, labels: Labels) -> dict[str, float]:
    """UPOS, tags, features, lemma classes, UAS, LAS of each treebank and F1 of names of each corpus, in percent; state
    names masked, as the program reads. Relations are chosen among all, while what ships gives ``root`` to the root word
    alone: LAS is a little low here."""
    network.eval()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    device = next(network.parameters()).device
    for chosen in make_batches(items, 4000, None):
        batch = collate(chosen, encoder, None, random.Random(0), masked=True).to(device)
        with torch.no_grad(), torch.autocast(device.type, dtype=torch.bfloat16):
            outputs = network(batch.inputs)
        best = {part: scores.argmax(-1).cpu().numpy() for part, scores in outputs.labels.items()}
        counts = np.array([item.length for item in chosen])
        best["name"] = decode_names(outputs.labels["name"].float().cpu().numpy(), counts, labels.name)
        arcs = outputs.arcs.float().cpu().numpy()
        trees = torch.zeros_like(batch.inputs.first)
        for row, item in enumerate(chosen):
            count = item.length
            trees[row, :count] = torch.from_numpy(decode_tree(arcs[row, :count, : count + 1])).to(device)
        with torch.no_grad():
            relations = network.score_relations(outputs, trees).argmax(-1).cpu().numpy()
        heads = trees.cpu().numpy()
        for row, item in enumerate(chosen):
            count, gold = item.length, item.gold
            for part in ("pos", "tag", "morph", "lemma"):
                if part in gold:
                    right[f"{item.source} {part}"] += int((best[part][row, :count] == gold[part]).sum())
                    total[f"{item.source} {part}"] += count
            if "head" in gold:
                attached = heads[row, :count] == gold["head"]
                whole = attached & (relations[row, :count] == gold["relation"])
                for measure, hits in (("UAS", attached), ("LAS", whole)):
                    right[f"{item.source} {measure}"] += int(hits.sum())
                    total[f"{item.source} {measure}"] += count
            if "name" in gold:
                found = [labels.name[label] for label in best["name"][row, :count]]
                told = [labels.name_sets[label] for label in gold["name"]]
                count_names(item.source, found, told, right, total)
    figures = {key: round(100 * right[key] / total[key], 2) for key in sorted(total) if not key.endswith("F1")}
    for key in sorted(total):
        if key.endswith("F1"):
            figures[key] = round(200 * right[key] / max(1, total[key]), 2)
    return figures


def count_names(
    source: str, found: Sequence[str], told: Sequence[str], right: Counter[str], total: Counter[str]
) -> None:
    """Count spans both sides have. Only our own corpus knows all kinds; the others are asked for three."""
    fine = source == "ours"
    gold = spans([label if fine else fold(label) for label in told])
    ours = spans([label if fine else fold(label) for label in found])
    for span in gold | ours:
        kinds = (span[2],) if fine else ("all", span[2])
        for kind in (*kinds, "all") if fine else kinds:
            right[f"{source} {kind} F1"] += span in gold and span in ours
            total[f"{source} {kind} F1"] += (span in gold) + (span in ours)


def fold(label: str) -> str:
    """A label or set of labels as one of PER, ORG, LOC, as Universal NER has them; others are no names."""
    first = label.split("|", maxsplit=1)[0]
    kind = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC"}.get(first[2:])
    return "O" if kind is None else f"{first[0]}-{kind}"


def spans(labels: Iterable[str]) -> Spans:
    """First word, end and kind of each name."""
    found: Spans = set()
    begin, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            found.add((begin, at, kind))
            kind = ""
        if label.startswith("B-"):
            begin, kind = at, label[2:]
    return found
