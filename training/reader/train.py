"""Training: one run of the network over prepared examples; resumes where it was killed."""

import json
import math
import random
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.reader import prepare
from training.reader.encoding import Batch, Encoder, Item, Labels, Noise, collate, make_batches, number
from training.reader.evaluate import evaluate
from training.reader.export import calibrate
from training.reader.kept import as_json, read_json, tell, write_whole
from training.reader.network import Outputs, ReaderNetwork, Shape
from training.reader.teacher import Lessons

WEIGHTS = {"pos": 0.5, "tag": 0.3, "morph": 0.3, "lemma": 0.3}
"""Of the losses beside arcs, relations (1) and names."""
OWN_TIMES = 3
"""How often a pass sees our own sentences: they alone mark all names, and are few."""
REPORT, SAVE = 100, 500
"""Steps between two lines of the log, and between two saved states."""
CALIBRATION = 1000
"""Sentences that the scales of activations are found on."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One run. ``passes`` over the training sentences; ``batch`` in pieces; learning rates of encoder and heads;
    ``layer_decay`` of the encoder's rate from layer to layer downwards; ``average`` the decay of the moving average of
    weights (0: none); ``names`` the weight of their loss; ``distil`` the share of the teacher's loss; ``quantised``
    whether the encoder sees bytes, as it will when it ships."""

    passes: float = 5
    batch: int = 2000
    encoder_rate: float = 2e-4
    head_rate: float = 1.5e-3
    layer_decay: float = 1.0
    warm_up: float = 0.04
    average: float = 0.0
    frozen_words: bool = True
    names: float = 1.0
    distil: float = 0.0
    quantised: bool = False
    seed: int = 1
    threads: int = 1
    device: str = "cpu"
    shape: dict[str, Any] = field(default_factory=dict)
    noise: Noise = field(default_factory=Noise)


class Run:
    """The state of a run: all that a killed one needs to go on."""

    def __init__(self, settings: Settings, labels: Labels, start: Path) -> None:
        torch.manual_seed(settings.seed)
        self.network = ReaderNetwork(Shape(labels.sizes(), len(labels.relation), **settings.shape))
        self.network.encoder.load_start(start)
        self.network.encoder.words.weight.requires_grad_(not settings.frozen_words)
        self.device = torch.device(settings.device)
        self.network.to(self.device)
        self.optimiser = torch.optim.AdamW(
            list(group_weights(self.network, settings)), weight_decay=0.01, betas=(0.9, 0.98), fused=True
        )
        self.base = [group["lr"] for group in self.optimiser.param_groups]
        self.average = {name: weight.detach().clone() for name, weight in self.trained()} if settings.average else {}
        self.step = 0

    def quantise(self, batches: list[Batch], out: Path) -> None:
        """From now on the encoder sees bytes; their scales are found on ``batches`` and written to ``scales.json``."""
        path = out / "scales.json"
        if not path.exists():
            write_whole(path, as_json(calibrate(self.network, batches), indent=0))
        self.network.set_scales(read_json(path))

    def trained(self) -> list[tuple[str, nn.Parameter]]:
        """The weights that training changes."""
        return [(name, weight) for name, weight in self.network.named_parameters() if weight.requires_grad]

    def save(self, path: Path) -> None:
        """Write the state so that a kill at any moment leaves a whole file."""
        state = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            "step": self.step,
            "chance": torch.get_rng_state(),
            "chance on cuda": torch.cuda.get_rng_state_all() if self.device.type == "cuda" else [],
        }
        write_whole(path, lambda new: torch.save(state, new))

    def load(self, path: Path) -> None:
        """Go on from a saved state."""
        state = torch.load(path, weights_only=True, map_location="cpu")
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: weight.to(self.device) for name, weight in state["average"].items()}
        self.step = state["step"]
        torch.set_rng_state(state["chance"])
        if self.device.type == "cuda" and state.get("chance on cuda"):
            torch.cuda.set_rng_state_all(state["chance on cuda"])

    def averaged(self) -> dict[str, Tensor]:
        """The weights to keep: the moving average where there is one."""
        return {**self.network.state_dict(), **self.average}

    def update_average(self, decay: float) -> None:
        """Move the average towards the weights, faster in the beginning."""
        decay = min(decay, (1 + self.step) / (10 + self.step))
        weights = [weight.detach() for _, weight in self.trained()]
        torch._foreach_lerp_(list(self.average.values()), weights, 1 - decay)


def group_weights(network: ReaderNetwork, settings: Settings) -> list[dict[str, Any]]:
    """Groups of weights with their learning rates: heads, and each layer of the encoder."""
    groups: dict[int, list[nn.Parameter]] = {}
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            parts = name.split(".")
            depth = -1 if parts[0] != "encoder" else int(parts[2]) + 1 if parts[1] == "layers" else 0
            groups.setdefault(depth, []).append(weight)
    layers = network.shape.layers
    return [
        {
            "params": weights,
            "lr": settings.head_rate if depth < 0 else settings.encoder_rate * settings.layer_decay ** (layers - depth),
        }
        for depth, weights in sorted(groups.items())
    ]


def gold_loss(network: ReaderNetwork, outputs: Outputs, batch: Batch, allowed: Tensor, names: float) -> Tensor:
    """The sum of the losses of all heads against gold; sentences without gold of a kind take no part in it."""
    loss = outputs.arcs.new_zeros(())
    gold = batch.gold
    if "head" in gold:
        loss = loss + functional.cross_entropy(flat(outputs.arcs), gold["head"].flatten())
        scores = network.score_relations(outputs, gold["head"].clamp(min=0))
        loss = loss + functional.cross_entropy(flat(scores), gold["relation"].flatten())
        for part, weight in WEIGHTS.items():
            loss = loss + weight * functional.cross_entropy(flat(outputs.labels[part]), gold[part].flatten())
    if "name" in gold:
        known = gold["name"] >= 0
        scores = outputs.labels["name"][known].float()
        within = scores.masked_fill(~allowed[gold["name"][known]], -1e4)
        loss = loss + names * (scores.logsumexp(-1) - within.logsumexp(-1)).mean()
    return loss


def flat(scores: Tensor) -> Tensor:
    """Scores of all words of a batch in one list."""
    return scores.float().flatten(0, 1)


def shut_padding(outputs: Outputs, words: Tensor) -> Outputs:
    """Arcs to words that are not there made impossible."""
    there = torch.cat([torch.ones_like(words[:, :1]), words], 1)
    arcs = outputs.arcs.masked_fill(~there.unsqueeze(1), -1e9)
    return Outputs(outputs.labels, arcs, outputs.as_head, outputs.as_dependent)


def rate(step: int, total: int, warm_up: float) -> float:
    """The share of the full learning rate: up in a line, down along a cosine to 1 %."""
    done = step / total
    if done < warm_up:
        return (step + 1) / (warm_up * total)
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a run finds what it needs: prepared examples, the encoder's first weights and its tokenizer; for a run that
    goes on from another, that one's folder; the answers of teachers (``training.reader.teacher``)."""

    build: Path
    start: Path
    tokenizer: Path
    begin: Path | None = None
    lessons: Path | None = None


def train(settings: Settings, sources: Sources, out: Path) -> None:
    """Train on ``train.jsonl.xz``; ``out`` gets ``weights.pt``, ``labels.json``, ``log.jsonl`` and, until the end,
    ``state.pt``, from which a killed run goes on."""
    torch.set_num_threads(settings.threads)
    out.mkdir(parents=True, exist_ok=True)
    examples = prepare.read(sources.build / "train.jsonl.xz")
    labels = Labels.collect(examples)
    write_whole(out / "labels.json", as_json(asdict(labels), indent=0))
    encoder = Encoder(sources.tokenizer)
    items = [number(example, labels, position, encoder) for position, example in enumerate(examples)]
    lessons = None if sources.lessons is None else Lessons.load(sources.lessons)
    items = [item for item in items if item.gold or (lessons is not None and lessons.has(item.number))]
    items += [item for item in items if item.source == "ours" for _ in range(OWN_TIMES - 1)]
    held = [number(example, labels, -1, encoder) for example in prepare.read(sources.build / "dev.jsonl.xz")]
    run = start_run(settings, sources, labels, items, encoder, out)
    per_pass = len(list(make_batches(items, settings.batch, random.Random(0))))
    total = math.ceil(per_pass * settings.passes)
    log(out, {"settings": asdict(settings), "sentences": len(items), "steps": total, "from": run.step})
    tell(f"{out.name}: step {run.step} of {total}, {len(items)} sentences, log in {out / 'log.jsonl'}")
    clock, since, begun = time.monotonic(), 0.0, run.step
    allowed = labels.allowed().to(run.device)
    while run.step < total:
        chance = random.Random(f"{settings.seed} {run.step // per_pass}")
        batches = list(make_batches(items, settings.batch, chance))[: total - run.step // per_pass * per_pass]
        for chosen in batches[run.step % per_pass :]:
            batch = collate(chosen, encoder, settings.noise, random.Random(f"{settings.seed} {run.step}"))
            batch = batch.to(run.device)
            since += learn(run, batch, settings, allowed, lessons, rate(run.step, total, settings.warm_up))
            run.step += 1
            if run.step % REPORT == 0:
                seconds = round(time.monotonic() - clock)
                loss, left = since / REPORT, (total - run.step) * seconds / (run.step - begun)
                log(out, {"step": run.step, "of": total, "loss": round(loss, 4), "seconds": seconds})
                tell(f"{out.name}: step {run.step} of {total}, loss {loss:.3f}, about {left / 60:.0f} minutes left")
                since = 0.0
            if run.step % SAVE == 0:
                run.save(out / "state.pt")
        if run.step < total:
            break_for_dev(run, held, encoder, labels, out, final=False)
    break_for_dev(run, held, encoder, labels, out, final=True)
    write_whole(out / "weights.pt", lambda new: torch.save(run.averaged(), new))
    tell(f"{out.name}: trained, weights in {out / 'weights.pt'}")
    (out / "state.pt").unlink(missing_ok=True)


def start_run(
    settings: Settings, sources: Sources, labels: Labels, items: list[Item], encoder: Encoder, out: Path
) -> "Run":
    """A run at its beginning, or where it was killed."""
    run = Run(settings, labels, sources.start)
    if sources.begin is not None:
        run.network.load_state_dict(torch.load(sources.begin / "weights.pt", weights_only=True, map_location="cpu"))
        run.average = {name: weight.detach().clone() for name, weight in run.trained()} if settings.average else {}
    if settings.quantised:
        chosen = random.Random(0).sample(items, min(CALIBRATION, len(items)))
        batches = [collate(some, encoder, None, random.Random(0)) for some in make_batches(chosen, 2000, None)]
        run.quantise([batch.to(run.device) for batch in batches], out)
    if (out / "state.pt").exists():
        run.load(out / "state.pt")
    run.network.train()
    return run


def break_for_dev(run: Run, held: list[Item], encoder: Encoder, labels: Labels, out: Path, *, final: bool) -> None:
    """Measure on the development part: a sample of it, at the end the whole, also without the average."""
    kept = {name: weight.clone() for name, weight in run.network.state_dict().items()}
    if final and run.average:
        log(out, {"step": run.step, "dev not averaged": evaluate(run.network, held, encoder, labels)})
    run.network.load_state_dict(run.averaged())
    figures = evaluate(run.network, held if final else held[::4], encoder, labels)
    log(out, {"step": run.step, "dev": figures})
    shown = [f"{name} {value}" for name, value in figures.items() if name.endswith(("LAS", "all F1"))]
    tell(f"{out.name}: development part: {', '.join(shown)}")
    run.network.load_state_dict(kept)
    run.network.train()


def learn(run: Run, batch: Batch, settings: Settings, allowed: Tensor, lessons: Lessons | None, share: float) -> float:
    """One step; the loss."""
    for group, base in zip(run.optimiser.param_groups, run.base, strict=True):
        group["lr"] = base * share
    with torch.autocast(batch.words.device.type, dtype=torch.bfloat16):
        outputs = shut_padding(run.network(batch.inputs), batch.words)
        loss = gold_loss(run.network, outputs, batch, allowed, settings.names)
        if lessons is not None and settings.distil:
            loss = (1 - settings.distil) * loss + settings.distil * lessons.loss(run.network, outputs, batch)
    value = float(loss.detach())
    if not np.isfinite(value):
        raise FloatingPointError(f"the loss is {value} at step {run.step}")
    run.optimiser.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([weight for _, weight in run.trained()], 2.0)
    run.optimiser.step()
    if settings.average:
        run.update_average(settings.average)
    return value


def log(out: Path, entry: dict[str, Any]) -> None:
    """One line of JSON in the run's log."""
    with (out / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
