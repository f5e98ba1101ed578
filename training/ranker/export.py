"""Export: the trained ranker as the files that ship: the encoder in bytes, the heads in half precision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor

from dyadlog.coding.ranker import LINKS, MODALITIES
from training.ranker.examples import Lesson
from training.ranker.network import LINK_WIDTH, RankerNetwork, collate
from training.reader.encoding import Encoder as Pieces
from training.reader.export import MICROSOFT, Floats, Graph, Scales, add_layer, choose_scale, embed, finish

PARTS = ("mix", "out", "up", "down")


def calibrate(network: RankerNetwork, lessons: Sequence[Lesson], pieces: Pieces) -> dict[str, tuple[float, int]]:
    """The scale and zero point of every product's activations, least in squared error over ``lessons``."""
    seen: dict[str, list[Floats]] = {}
    current: dict[str, Tensor] = {}

    def watch(name: str) -> Any:
        def look(_: Any, inputs: tuple[Tensor, ...]) -> None:
            kept = inputs[0].detach().float()[current["mask"]]
            seen.setdefault(name, []).append(kept.numpy().ravel()[::7])

        return look

    handles = [
        getattr(layer, part).register_forward_pre_hook(watch(f"{index}.{part}"))
        for index, layer in enumerate(network.encoder.layers)
        for part in PARTS
    ]
    network.eval()
    for start in range(0, len(lessons), 32):
        batch = collate(lessons[start : start + 32], pieces)
        current["mask"] = batch.mask.bool()
        with torch.no_grad():
            network.encoder(batch.pieces, batch.mask)
    for handle in handles:
        handle.remove()
    return {name: choose_scale(np.concatenate(values)) for name, values in seen.items()}


def build_encoder(network: RankerNetwork, scales: Scales) -> onnx.ModelProto:
    """In: ``pieces`` (batch x pieces), ``lengths`` (batch), ``first`` and ``last`` (batch x words; positions of each
    word's outer pieces in the flattened batch). Out: ``sentence`` (batch x 1 x width), ``states`` (batch x words x
    width), ``chances`` (batch x words x kinds)."""
    graph, weights = Graph([], {}), read_weights(network)
    states = embed(graph, weights)
    for index in range(network.shape.layers):
        states = add_layer(graph, weights, index, states, network.shape.heads, scales)
    flat = graph.add("Reshape", [states, graph.array("flat", np.array([-1, network.shape.width]))])
    both = [graph.add("Gather", [flat, name]) for name in ("first", "last")]
    words = graph.add("Mul", [graph.add("Add", both), graph.array("half", np.float32(0.5))])
    whole = graph.add("Gather", [states, graph.array("opening", np.array([0], dtype=np.int64))], axis=1)
    triggers = graph.add(
        "Softmax", [apply(graph, weights, "triggers", bend(graph, weights, "trigger", words))], axis=-1
    )
    inputs = [name_whole("pieces", "batch", "pieces"), name_whole("lengths", "batch")]
    inputs += [name_whole(name, "batch", "words") for name in ("first", "last")]
    width, kinds = network.shape.width, len(weights["triggers.bias"])
    outputs = [
        name_output(graph, "sentence", whole, "batch", 1, width),
        name_output(graph, "states", words, "batch", "words", width),
        name_output(graph, "chances", triggers, "batch", "words", kinds),
    ]
    return finish(graph, "ranker", inputs, outputs)


def build_acts(network: RankerNetwork) -> onnx.ModelProto:
    """In: ``states`` (words x width), ``positions`` (acts) of the triggers. Out: ``modality`` (acts x modalities) and
    ``negated`` (acts x 2), ``links`` (acts x words x links), all chances."""
    graph, weights = Graph([], {}), read_weights(network)
    chosen = graph.add("Gather", ["states", "positions"])
    tone = apply(graph, weights, "tones", bend(graph, weights, "tone", chosen))
    queries = apply(graph, weights, "link_trigger", chosen)
    queries = graph.add("Reshape", [queries, graph.array("apart", np.array([-1, len(LINKS), LINK_WIDTH]))])
    keys = graph.add("Transpose", [bend(graph, weights, "link_word", "states")], perm=[1, 0])
    links = graph.add("Transpose", [graph.add("MatMul", [queries, keys])], perm=[0, 2, 1])
    links = graph.add("Softmax", [graph.add("Add", [links, apply(graph, weights, "link_bias", "states")])], axis=-1)
    outputs = [*add_tone(graph, tone, "acts"), name_output(graph, "links", links, "acts", "words", len(LINKS))]
    return finish(graph, "acts", [name_states(network), name_whole("positions", "acts")], outputs)


def build_pairs(network: RankerNetwork) -> onnx.ModelProto:
    """In: ``states`` (words x width), ``sentence`` (1 x width), ``sides`` (pairs x 2 x words; the share of each word in
    source and target), ``known`` (pairs x 2 x 1; 0 where a side is not). Out: ``kinds`` (pairs x kinds), ``modality``,
    ``negated`` and ``pointer`` (pairs x words), all chances."""
    graph, weights = Graph([], {}), read_weights(network)
    width = network.shape.width
    absent = half(graph, "absent", weights["absent"])
    unknown = graph.add("Mul", [graph.add("Sub", [graph.array("one", np.float32(1)), "known"]), absent])
    means = graph.add("Add", [graph.add("MatMul", ["sides", "states"]), unknown])
    sides = graph.add("Reshape", [means, graph.array("joined", np.array([-1, 2 * width]))])
    many = graph.add("Shape", [sides], start=0, end=1)
    size = graph.add("Concat", [many, graph.array("width", np.array([width]))], axis=0)
    told = graph.add("Concat", [sides, graph.add("Expand", ["sentence", size])], axis=-1)
    heard = graph.add("Transpose", [apply(graph, weights, "heard", "states")], perm=[1, 0])
    scores = graph.add("MatMul", [apply(graph, weights, "ask", told), heard])
    pointer = graph.add("Softmax", [graph.add("Div", [scores, graph.array("root", np.float32(width**0.5))])], axis=-1)
    joined = graph.add("Concat", [told, graph.add("MatMul", [pointer, "states"])], axis=-1)
    kinds = graph.add("Softmax", [apply(graph, weights, "kinds", bend(graph, weights, "join", joined))], axis=-1)
    tone = apply(graph, weights, "pair_tones", bend(graph, weights, "pair_tone", joined))
    inputs = [
        name_states(network),
        helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [1, width]),
        helper.make_tensor_value_info("sides", TensorProto.FLOAT, ["pairs", 2, "words"]),
        helper.make_tensor_value_info("known", TensorProto.FLOAT, ["pairs", 2, 1]),
    ]
    outputs = [
        name_output(graph, "kinds", kinds, "pairs", len(weights["kinds.bias"])),
        *add_tone(graph, tone, "pairs"),
        name_output(graph, "pointer", pointer, "pairs", "words"),
    ]
    return finish(graph, "pairs", inputs, outputs)


def read_weights(network: RankerNetwork) -> dict[str, Floats]:
    """All weights as arrays."""
    return {name: value.detach().float().numpy() for name, value in network.state_dict().items()}


def half(graph: Graph, name: str, values: Floats) -> str:
    """A constant that is stored in half precision and used in full."""
    return str(graph.add("Cast", [graph.array(name, values.astype(np.float16))], to=TensorProto.FLOAT))


def apply(graph: Graph, weights: Mapping[str, Floats], name: str, states: str) -> str:
    """The linear layer ``name``."""
    product = graph.add("MatMul", [states, half(graph, f"{name}.weight", weights[f"{name}.weight"].T)])
    return str(graph.add("Add", [product, half(graph, f"{name}.bias", weights[f"{name}.bias"])]))


def bend(graph: Graph, weights: Mapping[str, Floats], name: str, states: str) -> str:
    """The linear layer ``name`` and a Gaussian error linear unit."""
    return str(graph.add("Gelu", [apply(graph, weights, name, states)], domain=MICROSOFT))


def add_tone(graph: Graph, scores: str, rows: str) -> list[onnx.ValueInfoProto]:
    """The outputs for modality and negation."""
    parts = graph.add("Split", [scores, graph.array("tones", np.array([len(MODALITIES), 2]))], 2, axis=-1)
    return [
        name_output(graph, name, graph.add("Softmax", [part], axis=-1), rows, count)
        for name, part, count in zip(("modality", "negated"), parts, (len(MODALITIES), 2), strict=True)
    ]


def name_output(graph: Graph, name: str, value: str, *sizes: str | int) -> onnx.ValueInfoProto:
    """An output of floats."""
    graph.nodes.append(helper.make_node("Identity", [value], [name]))
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, list(sizes))


def name_whole(name: str, *sizes: str) -> onnx.ValueInfoProto:
    """An input of whole numbers."""
    return helper.make_tensor_value_info(name, TensorProto.INT64, list(sizes))


def name_states(network: RankerNetwork) -> onnx.ValueInfoProto:
    """The input of the words' states."""
    return helper.make_tensor_value_info("states", TensorProto.FLOAT, ["words", network.shape.width])
