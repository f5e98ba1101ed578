"""Export: a trained network as the ONNX files that ship, with 8-bit weights and calibrated 8-bit activations.

Every matrix product of the encoder takes activations as unsigned bytes on a scale fixed beforehand: unlike scales found
at run time, a fixed one makes the parse of a sentence independent of its batch, and costs nothing while reading. The
scale of each product is the one with the least squared error on the calibration sentences. Weights have a scale a
column.

The graph is built by hand, since it is small and the tracing exporter knows neither the fused operators of ONNX Runtime
nor a calibrated product.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor
from torch.nn import functional

from dyadlog.parse.reader import WORDS
from training.reader.encoding import Batch, Encoder, Labels, collate, make_batches, number
from training.reader.kept import read_json
from training.reader.network import WEIGHT_LIMIT, ReaderNetwork, distances
from training.reader.sources import Example

Floats = NDArray[np.float32]
Scales = Mapping[str, tuple[float, int]]
"""By product: the step of its activations, and the byte that means 0."""

HEADS = ("heads", "relations")
"""Products behind the encoder; training does not see them in bytes."""
NEVER = -1e4
MICROSOFT = "com.microsoft"
THINNED = 7
"""Every how manieth activation is looked at; no divisor of a layer's width, so that all channels are."""
SAMPLES = 4_000_000
"""Activations of a product that are looked at when its scale is chosen."""


def find_scales(network: ReaderNetwork, folder: Path, examples: Sequence[Example], tokenizer: Path) -> dict[str, Any]:
    """The scales a network was trained with, if it was, and those of its heads."""
    labels = Labels.collect(examples)
    chosen = random.Random(0).sample(range(len(examples)), min(1000, len(examples)))
    encoder = Encoder(tokenizer)
    items = [number(examples[position], labels, position, encoder) for position in chosen]
    told = folder / "scales.json"
    known = read_json(told) if told.exists() else {}
    if known:
        network.set_scales(known)
    batches = [collate(some, encoder, None, random.Random(0)) for some in make_batches(items, 2000, None)]
    return {**calibrate(network, batches), **{name: known[name] for name in known if name not in HEADS}}


def calibrate(network: ReaderNetwork, batches: Sequence[Batch]) -> dict[str, tuple[float, int]]:
    """The scale and zero point of every product's activations, least in squared error over ``batches``."""
    seen: dict[str, list[Floats]] = {}

    def look(name: str, states: Tensor) -> None:
        kept = states.detach().float()[current["pieces" if name[0].isdigit() else name]]
        seen.setdefault(name, []).append(kept.cpu().numpy().ravel()[::THINNED])

    def watch(name: str) -> Any:
        return lambda _, inputs: look(name, inputs[0])

    current: dict[str, Tensor] = {}
    handles = [
        network.arc_head.register_forward_pre_hook(watch("heads")),
        network.relation_dependent.register_forward_hook(
            lambda _, __, sides: look("relations", functional.gelu(sides.float()))
        ),
    ]
    for index, layer in enumerate(network.encoder.layers):
        for part in ("mix", "out", "up", "down"):
            handles.append(getattr(layer, part).register_forward_pre_hook(watch(f"{index}.{part}")))
    network.eval()
    for batch in batches:
        rooted = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        current = {"pieces": batch.inputs.mask.bool(), "heads": rooted, "relations": batch.words}
        with torch.no_grad():
            network(batch.inputs)
    for handle in handles:
        handle.remove()
    return {name: choose_scale(np.concatenate(values)) for name, values in seen.items()}


def choose_scale(values: Floats) -> tuple[float, int]:
    """The step and zero byte that round ``values`` to bytes with the least squared error: clipping against rounding."""
    chance = np.random.default_rng(0)
    if len(values) > SAMPLES:
        values = chance.choice(values, SAMPLES, replace=False)
    low, high = float(values.min()), float(values.max())
    counts, edges = np.histogram(values, bins=4096, range=(low, high))
    middles = (edges[:-1] + edges[1:]) / 2
    best = (np.inf, 1.0, 128)
    for left in np.linspace(0.3, 1, 29):
        for right in np.linspace(0.3, 1, 29):
            step = (high * right - low * left) / 255
            zero = int(np.clip(round(-low * left / step), 0, 255))
            bytes_ = np.clip(np.round(middles / step) + zero, 0, 255)
            error = float((counts * ((bytes_ - zero) * step - middles) ** 2).sum())
            best = min(best, (error, step, zero))
    return best[1], best[2]


@dataclass(slots=True)
class Graph:
    """A graph under construction: nodes, and the arrays they use."""

    nodes: list[onnx.NodeProto]
    arrays: dict[str, onnx.TensorProto]

    def array(self, name: str, values: Any) -> str:
        """A constant, once."""
        if name not in self.arrays:
            self.arrays[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(self, kind: str, inputs: Sequence[str], outputs: int = 1, domain: str = "", **options: Any) -> Any:
        """A node; the name of its output, or their names where there are several."""
        names = [f"v{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **options))
        return names[0] if outputs == 1 else names

    def products(
        self, states: str, name: str, weights: Sequence[Floats], biases: Sequence[Floats], scales: Scales | None
    ) -> list[str]:
        """``states @ weight.T + bias`` for several weights: in bytes where ``scales`` are given, else in floats."""
        if scales is None:
            given = [self.array(f"{name}.w{at}", weight.T) for at, weight in enumerate(weights)]
            added = [self.array(f"{name}.b{at}", bias) for at, bias in enumerate(biases)]
            return [
                self.add("Add", [self.add("MatMul", [states, weight]), bias])
                for weight, bias in zip(given, added, strict=True)
            ]
        step, zero = scales[name]
        of_step, of_zero = self.array(f"{name}.as", np.float32(step)), self.array(f"{name}.az", np.uint8(zero))
        taken = self.add("QuantizeLinear", [states, of_step, of_zero])
        results = []
        for at, (weight, bias) in enumerate(zip(weights, biases, strict=True)):
            quantised, steps = quantise(weight)
            rows, scale = self.array(f"{name}.w{at}", quantised.T), self.array(f"{name}.s{at}", steps)
            given = [taken, rows, of_step, scale, of_zero, "", self.array(f"{name}.b{at}", bias)]
            results.append(self.add("MatMulIntegerToFloat", given, domain=MICROSOFT))
        return results

    def product(self, states: str, name: str, weight: Floats, bias: Floats, scales: Scales | None) -> str:
        """``states @ weight.T + bias``."""
        return self.products(states, name, [weight], [bias], scales)[0]


def quantise(weight: Floats, limit: int = WEIGHT_LIMIT) -> tuple[NDArray[np.int8], Floats]:
    """Rows of a matrix as signed bytes up to ``limit`` and the step of each row."""
    largest = np.abs(weight).max(1, keepdims=True) + 1e-12
    steps = largest / limit
    return np.round(weight / steps).astype(np.int8), steps[:, 0].astype(np.float32)


def build_reader(network: ReaderNetwork, parts: Sequence[str], scales: Scales | None) -> onnx.ModelProto:
    """The network but for relations.

    In: ``pieces`` (batch x pieces), ``lengths`` (batch), ``first``, ``last`` (batch x words; positions of each word's
    outer pieces in the flattened batch) and ``cases``. Out: the best label of each of ``parts`` but names, name scores,
    arc scores (batch x words x words + 1) and the two sides of the relation scorer.
    """
    weights = {name: value.detach().float().cpu().numpy() for name, value in network.state_dict().items()}
    graph = Graph([], {})
    states = embed(graph, weights)
    for index in range(network.shape.layers):
        states = add_layer(graph, weights, index, states, network.shape.heads, scales)
    flat = graph.add("Reshape", [states, graph.array("flat", np.array([-1, network.shape.width]))])
    words = graph.add("Gather", [flat, "first"])
    if network.shape.pooling != "first":
        last = graph.add("Gather", [flat, "last"])
        if network.shape.pooling == "mean":
            words = graph.add("Mul", [graph.add("Add", [words, last]), graph.array("half", np.float32(0.5))])
        else:
            words = graph.add("Concat", [words, last], axis=-1)
    words = graph.add(
        "Concat", [words, graph.add("Gather", [graph.array("case", weights["case.weight"]), "cases"])], axis=-1
    )
    outputs = add_heads(graph, weights, network, parts, words, scales)
    size, length, count = "batch", "pieces", "words"
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, [size, length]),
        helper.make_tensor_value_info("lengths", TensorProto.INT64, [size]),
        *(helper.make_tensor_value_info(name, TensorProto.INT64, [size, count]) for name in ("first", "last", "cases")),
    ]
    if network.shape.pooling == "first":
        inputs = [value for value in inputs if value.name != "last"]
    return finish(graph, "reader", inputs, outputs)


def embed(graph: Graph, weights: Mapping[str, Floats]) -> str:
    """Pieces to the encoder's first states; the table of pieces is in bytes, a step a piece."""
    table, steps = quantise(weights["encoder.words.weight"], 127)
    found = graph.add("Cast", [graph.add("Gather", [graph.array("words", table), "pieces"])], to=TensorProto.FLOAT)
    scale = graph.add("Gather", [graph.array("word_steps", steps[:, None]), "pieces"])
    length = graph.add("Shape", ["pieces"], start=1, end=2)
    zero = graph.array("zero", np.array([0], dtype=np.int64))
    places = graph.add("Slice", [graph.array("positions", weights["encoder.positions.weight"]), zero, length, zero])
    states = graph.add("Add", [graph.add("Mul", [found, scale]), places])
    norm = [graph.array(f"norm.{kind}", weights[f"encoder.norm.{kind}"]) for kind in ("weight", "bias")]
    return normalise(graph, states, norm)


def add_layer(
    graph: Graph, weights: Mapping[str, Floats], index: int, states: str, heads: int, scales: Scales | None
) -> str:
    """One layer of the encoder."""
    there = f"encoder.layers.{index}."

    def product(given: str, part: str) -> str:
        return graph.product(
            given, f"{index}.{part}", weights[f"{there}{part}.weight"], weights[f"{there}{part}.bias"], scales
        )

    def add_norm(given: str, change: str, part: str) -> str:
        norm = [graph.array(f"{index}.{part}.{kind}", weights[f"{there}{part}.{kind}"]) for kind in ("weight", "bias")]
        return normalise(graph, graph.add("Add", [given, change]), norm)

    mix, bias = (np.split(weights[f"{there}mix.{kind}"], 3) for kind in ("weight", "bias"))
    seen = graph.add(
        "Attention",
        [*graph.products(states, f"{index}.mix", mix, bias, scales), "", "", "", "lengths"],
        q_num_heads=heads,
        kv_num_heads=heads,
    )
    states = add_norm(states, product(seen, "out"), "norm")
    inner = graph.add("Gelu", [product(states, "up")], domain=MICROSOFT)
    return add_norm(states, product(inner, "down"), "last_norm")


def normalise(graph: Graph, states: str, norm: Sequence[str]) -> str:
    """Layer normalisation. Apart from the sum before it: the operator that joins both is five times slower."""
    return str(graph.add("LayerNormalization", [states, *norm], axis=-1, epsilon=1e-12))


def add_heads(
    graph: Graph,
    weights: Mapping[str, Floats],
    network: ReaderNetwork,
    parts: Sequence[str],
    words: str,
    scales: Scales | None,
) -> list[onnx.ValueInfoProto]:
    """All heads in one product over the root and the words, then taken apart."""
    shape = network.shape
    size = graph.add("Shape", [words], start=0, end=1)
    one = graph.array("ones", np.array([1, 1], dtype=np.int64))
    root = graph.array("root", weights["root"][None, None])
    many = graph.add("Expand", [root, graph.add("Concat", [size, one], axis=0)])
    rows = graph.add("Concat", [many, words], axis=1)
    sides = ("arc_head", "arc_dependent", "relation_head", "relation_dependent")
    names = [*(f"labels.{part}" for part in parts), *sides]
    weight = np.concatenate([weights[f"{name}.weight"] for name in names])
    bias = np.concatenate([weights[f"{name}.bias"] for name in names])
    widths = [len(weights[f"{name}.bias"]) for name in names]
    told = graph.product(rows, "heads", weight, bias, scales)
    split = graph.array("widths", np.array([sum(widths[: len(parts)]), sum(widths[len(parts) :])]))
    labelled, joined = graph.add("Split", [told, split], 2, axis=-1)
    bent = graph.add("Gelu", [joined], domain=MICROSOFT)
    arc_head, arc_dependent, as_head, as_dependent = graph.add(
        "Split", [bent, graph.array("sides", np.array(widths[len(parts) :]))], 4, axis=-1
    )
    start, stop = (graph.array(name, np.array([n], dtype=np.int64)) for name, n in (("1", 1), ("end", 2**31)))
    labelled, arc_dependent, as_dependent = (
        graph.add("Slice", [value, start, stop, start]) for value in (labelled, arc_dependent, as_dependent)
    )
    outputs: list[tuple[str, str, int, list[str | int]]] = []
    pieces = graph.add("Split", [labelled, graph.array("parts", np.array(widths[: len(parts)]))], len(parts), axis=-1)
    for part, scores in zip(parts, pieces, strict=True):
        if part == "name":
            outputs.append((part, scores, TensorProto.FLOAT, ["batch", "words", shape.labels[part]]))
        else:
            best = graph.add("ArgMax", [scores], axis=-1, keepdims=0)
            outputs.append((part, best, TensorProto.INT64, ["batch", "words"]))
    arc_weights = weights["arc_weights"]
    mixed = graph.add("MatMul", [arc_dependent, graph.array("arc_weights", arc_weights[:-1])])
    mixed = graph.add("Add", [mixed, graph.array("arc_bias", arc_weights[-1])])
    arcs = graph.add("MatMul", [mixed, graph.add("Transpose", [arc_head], perm=[0, 2, 1])])
    if shape.distance:
        far = weights["far.weight"][distances(WORDS, torch.device("cpu")).numpy(), 0]
        ends = graph.add("Shape", [arcs], start=1, end=3)
        zeros = graph.array("zeros", np.array([0, 0], dtype=np.int64))
        axes = graph.array("axes", np.array([0, 1], dtype=np.int64))
        arcs = graph.add("Add", [arcs, graph.add("Slice", [graph.array("far", far), zeros, ends, axes])])
    outputs += [
        ("arcs", arcs, TensorProto.FLOAT, ["batch", "words", "rooted"]),
        ("as_head", as_head, TensorProto.FLOAT, ["batch", "rooted", shape.relation]),
        ("as_dependent", as_dependent, TensorProto.FLOAT, ["batch", "words", shape.relation]),
    ]
    for name, value, _, _ in outputs:
        graph.nodes.append(helper.make_node("Identity", [value], [name]))
    return [helper.make_tensor_value_info(name, kind, sizes) for name, _, kind, sizes in outputs]


def build_relations(network: ReaderNetwork, root: int, scales: Scales | None) -> onnx.ModelProto:
    """The scorer of relations: in ``as_head`` (words x width, for each word that of its head) and ``as_dependent``; out
    ``relation``, the best label of each arc, never ``root``. Takes all words of a batch at once."""
    weights = network.relation_weights.detach().float().cpu().numpy().copy()
    relations, width = weights.shape[0], weights.shape[1] - 1
    weights[root] = 0
    weights[root, -1, -1] = NEVER
    graph = Graph([], {})
    matrices = [weights[:, :-1, :-1].transpose(0, 2, 1).reshape(-1, width), weights[:, :-1, -1]]
    biases = [weights[:, -1, :-1].reshape(-1), weights[:, -1, -1]]
    mixed, linear = graph.products("as_dependent", "relations", matrices, biases, scales)
    cube = graph.add("Reshape", [mixed, graph.array("cube", np.array([-1, relations, width], dtype=np.int64))])
    column = graph.add("Unsqueeze", ["as_head", graph.array("2", np.array([2], dtype=np.int64))])
    both = graph.add("Squeeze", [graph.add("MatMul", [cube, column]), "2"])
    best = graph.add("ArgMax", [graph.add("Add", [both, linear])], axis=1, keepdims=0)
    graph.nodes.append(helper.make_node("Identity", [best], ["relation"]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["words", width]) for name in ("as_head", "as_dependent")
    ]
    return finish(graph, "relations", inputs, [helper.make_tensor_value_info("relation", TensorProto.INT64, ["words"])])


def finish(graph: Graph, name: str, inputs: list[Any], outputs: list[Any]) -> onnx.ModelProto:
    """The model around a graph."""
    made = helper.make_graph(graph.nodes, name, inputs, outputs, list(graph.arrays.values()))
    sets = [helper.make_opsetid("", 24), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=sets, ir_version=11, producer_name="dyadlog")
