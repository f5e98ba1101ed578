"""Ranker: a small network that says which words of a sentence name an act, who stands on which side of it, and what
lies between two given sides.

A sentence is encoded once; every question is a small product over the states of its words. It was trained on
``corpus/acts`` alone (``training/ranker``); names of states are covered, so its answer cannot hang on which state it
is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from dyadlog.encoder import Masker, WordPieces, batch_by_size, make_feed, open_session

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dyadlog.knowledge import Knowledge
    from dyadlog.records.vocabulary import Modality

NOTHING = "none"
"""The label of a word that names no act, and of two sides between which there is none."""
MODALITIES: tuple[Modality, ...] = ("asserted", "claimed", "planned", "requested", "hypothetical", "denied")
LINKS = ("none", "actor", "recipient")
"""What a word may be to a trigger."""
MODEL = Path(__file__).parent / "model"

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tone:
    """How an act is told: the chance of each modality, and that it is negated."""

    modalities: Floats
    negated: float

    @property
    def modality(self) -> Modality:
        """The likeliest modality."""
        return MODALITIES[int(self.modalities.argmax())]


@dataclass(frozen=True, slots=True)
class Act:
    """What a token that names an act is linked to: its tone, and the chance of each token to be each of ``LINKS``."""

    tone: Tone
    links: Floats


@dataclass(frozen=True, slots=True)
class Verdict:
    """What lies between two sides: the chance of each kind (the first: nothing), its tone, and of each token that it
    names the act."""

    kinds: Floats
    tone: Tone
    pointer: Floats


@dataclass(slots=True)
class Impression:
    """What the ranker makes of one sentence: ``chances`` (tokens x kinds) of what each token names. White space names
    nothing and is no side."""

    ranker: Ranker
    sentence: Floats
    states: Floats
    chances: Floats
    visible: NDArray[np.int64]
    acts: dict[int, Act] = field(default_factory=dict)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of the kinds, in the order of their chances."""
        return self.ranker.kinds

    def kind_at(self, position: int, doubt: float = 0.5) -> tuple[str, float]:
        """The likeliest kind of act that a token names, and its chance; ``none`` where the chance that it names no act
        is above ``doubt``."""
        chances = self.chances[position]
        best = 0 if chances[0] > doubt else int(chances[1:].argmax()) + 1
        return self.kinds[best], float(chances[best])

    def consider(self, positions: Iterable[int]) -> None:
        """Ask for the acts at these tokens, all at once."""
        new = [position for position in dict.fromkeys(positions) if position not in self.acts]
        if not new:
            return
        rows = np.searchsorted(self.visible, np.array(new, dtype=np.int64)).clip(max=len(self.visible) - 1)
        feed = {"states": self.states, "positions": rows}
        modality, negated, links = self.ranker.on_acts.run(("modality", "negated", "links"), feed)
        for row, position in enumerate(new):
            spread = np.zeros((len(self.chances), len(LINKS)), dtype=np.float32)
            spread[:, 0] = 1
            spread[self.visible] = links[row]
            self.acts[position] = Act(Tone(modality[row], float(negated[row, 1])), spread)

    def act_at(self, position: int) -> Act:
        """The act that a token names, if it names one."""
        self.consider((position,))
        return self.acts[position]

    def judge(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[Verdict]:
        """What the tokens of the one side of each pair do to those of the other; an empty side is unknown."""
        if not pairs:
            return []
        sides = np.zeros((len(pairs), 2, len(self.chances)), dtype=np.float32)
        for row, pair in enumerate(pairs):
            for side, tokens in enumerate(pair):
                sides[row, side, list(tokens)] = 1
        sides = sides[:, :, self.visible]
        counts = sides.sum(-1, keepdims=True)
        feed = {
            "states": self.states,
            "sentence": self.sentence,
            "sides": sides / np.maximum(counts, 1),
            "known": np.minimum(counts, 1),
        }
        kinds, modality, negated, pointer = self.ranker.on_pairs.run(("kinds", "modality", "negated", "pointer"), feed)
        spread = np.zeros((len(pairs), len(self.chances)), dtype=np.float32)
        spread[:, self.visible] = pointer
        return [
            Verdict(kinds[row], Tone(modality[row], float(negated[row, 1])), spread[row]) for row in range(len(pairs))
        ]


class Ranker:
    """Reads sentences. Holds settings only; the network is loaded on first use."""

    name = "ranker"
    version = "3"

    def __init__(self, knowledge: Knowledge, threads: int = 1) -> None:
        self.knowledge = knowledge
        self.threads = threads

    def __reduce__(self) -> tuple[type[Ranker], tuple[Knowledge, int]]:
        return Ranker, (self.knowledge, self.threads)

    @cached_property
    def encoder(self) -> Any:
        """Sentences to states of words, and the chance of each kind at each."""
        return open_session(MODEL / "encoder.onnx", self.threads)

    @cached_property
    def on_acts(self) -> Any:
        """Tone and sides of given words."""
        return open_session(MODEL / "acts.onnx", self.threads)

    @cached_property
    def on_pairs(self) -> Any:
        """What lies between given sides."""
        return open_session(MODEL / "pairs.onnx", self.threads)

    @cached_property
    def told(self) -> dict[str, Any]:
        """Names of the kinds, and the weights of the signs that make a draft's confidence."""
        read: dict[str, Any] = json.loads((MODEL / "labels.json").read_text(encoding="utf-8"))
        return read

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds in the order of their chances; the first is ``none``."""
        return tuple(self.told["kinds"])

    @cached_property
    def by_type(self) -> dict[str | None, list[int]]:
        """The numbers of the kinds of each type; a kind that the user's tables no longer have is of none."""
        known = self.knowledge.kinds
        found: dict[str | None, list[int]] = {}
        for number, kind in enumerate(self.kinds[1:], 1):
            if kind in known:
                found.setdefault(known.get(kind).event_type, []).append(number)
        return found

    def numbers_of(self, event_type: str | None) -> list[int]:
        """The numbers of the kinds of a type."""
        return self.by_type.get(event_type, [])

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Intercept and weights of the signs (``dyadlog.coding.ranking.find_signs``)."""
        return tuple(self.told["weights"])

    @cached_property
    def cut(self) -> WordPieces:
        """Words as pieces."""
        return WordPieces()

    @cached_property
    def mask(self) -> Masker:
        """Stand-ins for words that name states."""
        return Masker(self.knowledge)

    def __call__(self, docs: Sequence[Doc]) -> list[Impression]:
        """An impression of each sentence; none hangs on the others."""
        visible = [np.array([token.i for token in doc if not token.is_space], dtype=np.int64) for doc in docs]
        words = [self.mask([token.text for token in doc if not token.is_space]).words for doc in docs]
        encoded = self.cut(words)
        found: list[Impression | None] = [None] * len(docs)
        for size, chosen in batch_by_size([len(one.pieces) for one in encoded]):
            feed = make_feed([encoded[index] for index in chosen], size)
            del feed["cases"]
            sentence, states, chances = self.encoder.run(("sentence", "states", "chances"), feed)
            for row, index in enumerate(chosen):
                count = len(visible[index])
                spread = np.zeros((len(docs[index]), len(self.kinds)), dtype=np.float32)
                spread[:, 0] = 1
                spread[visible[index]] = chances[row, :count]
                found[index] = Impression(self, sentence[row], states[row, :count].copy(), spread, visible[index])
        return [one for one in found if one is not None]
