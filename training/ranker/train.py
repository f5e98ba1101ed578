"""Training of the ranker on ``corpus/acts``."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.annotation import Sentence
from dyadlog.coding.ranker import MODALITIES, NOTHING
from dyadlog.knowledge import load_knowledge
from training.ranker.examples import Lesson, Pair, make_lessons
from training.ranker.network import Answers, RankerNetwork, collate
from training.reader.encoding import Encoder as Pieces
from training.reader.kept import tell
from training.reader.network import Shape

IGNORED = -100


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. ``batch`` in sentences; ``layer_decay`` of the encoder's rate from layer to layer
    downwards; the table of words is not trained."""

    passes: int = 9
    batch: int = 16
    layers: int = 6
    encoder_rate: float = 3e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.85
    warm_up: float = 0.06
    seed: int = 1
    average: float = 0.995
    smoothing: float = 0.05
    dropout: float = 0.2


class Labels:
    """Kinds with their numbers, and the type of each."""

    def __init__(self) -> None:
        types: dict[str, str] = {one.kind: one.event_type for one in load_knowledge().kinds if one.event_type}
        self.kinds = [NOTHING, *sorted(types)]
        self.types = [NOTHING, *sorted(set(types.values()))]
        self.number = {kind: index for index, kind in enumerate(self.kinds)}
        self.member = torch.zeros(len(self.kinds), len(self.types))
        for kind, row in self.number.items():
            self.member[row, self.types.index(types.get(kind, NOTHING))] = 1

    def target(self, pair: Pair) -> Tensor:
        """The share of each kind in the right answer: the main one counts three times."""
        row = torch.zeros(len(self.kinds))
        for index, kind in enumerate(pair.kinds):
            row[self.number[kind]] += 3.0 if index == 0 else 1.0
        return row / row.sum()


def loss_of(answers: Answers, lessons: Sequence[Lesson], labels: Labels, smoothing: float) -> Tensor:
    """All heads together."""
    return (
        trigger_loss(answers, lessons, labels)
        + act_loss(answers, lessons)
        + pair_loss(answers, lessons, labels, smoothing)
    )


def trigger_loss(answers: Answers, lessons: Sequence[Lesson], labels: Labels) -> Tensor:
    """Kind and type of each word; of a trigger of several words only the first is asked for."""
    gold = torch.full(answers.triggers.shape[:2], IGNORED)
    for row, lesson in enumerate(lessons):
        gold[row, : len(lesson.words)] = 0
        for act in lesson.acts:
            gold[row, list(act.trigger[1:])] = IGNORED
        for act in lesson.acts:
            gold[row, act.trigger[0]] = labels.number[act.kind]
    told = gold != IGNORED
    scores, gold = answers.triggers[told], gold[told]
    chances = torch.log_softmax(scores, -1)
    of_type = torch.log(chances.exp() @ labels.member + 1e-9)
    types = labels.member[gold].argmax(-1)
    weight = torch.where(gold == 0, 1.0, 2.0)
    loss = functional.nll_loss(chances, gold, reduction="none") + functional.nll_loss(of_type, types, reduction="none")
    return 4 * (weight * loss).sum() / weight.sum()


def tone_loss(scores: Tensor, told: Sequence[tuple[str, bool]]) -> Tensor:
    """Modality and negation."""
    modality = torch.tensor([MODALITIES.index(modality) for modality, _ in told])  # type: ignore[arg-type]
    negated = torch.tensor([int(negated) for _, negated in told])
    return functional.cross_entropy(scores[:, :-2], modality) + functional.cross_entropy(scores[:, -2:], negated)


def act_loss(answers: Answers, lessons: Sequence[Lesson]) -> Tensor:
    """Tone and sides of the triggers."""
    acts = [(lesson, act) for lesson in lessons for act in lesson.acts]
    if not acts:
        return answers.triggers.new_zeros(())
    gold = torch.full(answers.links.shape[:2], IGNORED)
    for row, (lesson, act) in enumerate(acts):
        gold[row, : len(lesson.words)] = 0
        gold[row, list(act.actors)] = 1
        gold[row, list(act.recipients)] = 2
    links = functional.cross_entropy(answers.links.flatten(0, 1), gold.flatten(), ignore_index=IGNORED)
    return 0.5 * tone_loss(answers.tone, [(act.modality, act.negated) for _, act in acts]) + 2 * links


def pair_loss(answers: Answers, lessons: Sequence[Lesson], labels: Labels, smoothing: float) -> Tensor:
    """Kind and type between two sides, the word that tells of it, its tone."""
    pairs = [pair for lesson in lessons for pair in lesson.pairs]
    if not pairs:
        return answers.triggers.new_zeros(())
    target = torch.stack([labels.target(pair) for pair in pairs])
    chances = torch.log_softmax(answers.kinds, -1)
    loss = -((target * (1 - smoothing) + smoothing / target.shape[1]) * chances).sum(-1).mean()
    loss = loss - ((target @ labels.member) * torch.log(chances.exp() @ labels.member + 1e-9)).sum(-1).mean()
    told = [row for row, pair in enumerate(pairs) if pair.modality]
    if told:
        loss = loss + 0.5 * tone_loss(
            answers.pair_tone[told], [(pairs[row].modality, pairs[row].negated) for row in told]
        )
        scores = torch.log_softmax(answers.pointer[told], -1)
        wanted = torch.zeros_like(scores)
        for index, row in enumerate(told):
            wanted[index, list(pairs[row].trigger)] = 1 / len(pairs[row].trigger)
        loss = loss - 0.3 * (wanted * scores).sum(-1).mean()
    return loss


def group_weights(network: RankerNetwork, settings: Settings) -> list[dict[str, Any]]:
    """Groups of weights with their learning rates."""
    groups: dict[float, list[nn.Parameter]] = defaultdict(list)
    for name, weight in network.named_parameters():
        parts = name.split(".")
        if parts[0] != "encoder":
            groups[settings.head_rate].append(weight)
            continue
        depth = int(parts[2]) if parts[1] == "layers" else -1
        if parts[1] == "words":
            weight.requires_grad_(False)
        else:
            groups[settings.encoder_rate * settings.layer_decay ** (settings.layers - 1 - depth)].append(weight)
    return [{"params": weights, "lr": rate} for rate, weights in groups.items()]


def train(
    sentences: Sequence[Sentence],
    settings: Settings,
    start: Path,
    tokenizer: Path,
) -> tuple[RankerNetwork, Labels]:
    """A network trained on the sentences, and its labels."""
    torch.manual_seed(settings.seed)
    labels, pieces = Labels(), Pieces(tokenizer)
    shape = Shape({}, 0, dropout=settings.dropout, layers=settings.layers)
    network = RankerNetwork(shape, len(labels.kinds), len(MODALITIES))
    network.encoder.load_start(start)
    optimiser = torch.optim.AdamW(group_weights(network, settings), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    base = [group["lr"] for group in optimiser.param_groups]
    trained = [weight for weight in network.parameters() if weight.requires_grad]
    average = [weight.detach().clone() for weight in trained]
    network.train()
    step, clock = 0, time.monotonic()
    total = settings.passes * math.ceil(len(sentences) / settings.batch)
    for number in range(settings.passes):
        chance = random.Random(f"{settings.seed} {number}")
        batches, lost = make_batches(make_lessons(sentences, chance), settings.batch, chance), 0.0
        for chosen in batches:
            share = rate(step / total, settings.warm_up)
            for group, full in zip(optimiser.param_groups, base, strict=True):
                group["lr"] = full * share
            with torch.autocast("cpu", dtype=torch.bfloat16):
                answers = network(collate(chosen, pieces))
            loss = loss_of(answers, chosen, labels, settings.smoothing)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(trained, 2.0)
            optimiser.step()
            step += 1
            decay = min(settings.average, (1 + step) / (10 + step))
            torch._foreach_lerp_(average, [weight.detach() for weight in trained], 1 - decay)
            lost += float(loss.detach())
        tell(f"ranker: pass {number + 1}, loss {lost / len(batches):.3f}, {time.monotonic() - clock:.0f} s")
    with torch.no_grad():
        for weight, mean in zip(trained, average, strict=True):
            weight.copy_(mean)
    network.eval()
    return network, labels


def rate(done: float, warm_up: float) -> float:
    """The share of the full learning rate: up in a line, down along a cosine to 2 %."""
    if done < warm_up:
        return (done + 1e-3) / warm_up
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warm_up) / (1 - warm_up))))


def make_batches(lessons: Sequence[Lesson], size: int, chance: random.Random) -> list[list[Lesson]]:
    """Batches of lessons of like length, in random order."""
    order = sorted(lessons, key=lambda lesson: (len(lesson.words) // 6, chance.random()))
    batches = [list(order[start : start + size]) for start in range(0, len(order), size)]
    chance.shuffle(batches)
    return batches
