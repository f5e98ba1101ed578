"""The network: a MiniLM encoder with heads for triggers, their tone and sides, and for what lies between two sides.

A sentence is encoded once; all questions about it are asked of the states of its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dyadlog.coding.ranker import LINKS
from training.ranker.examples import Lesson
from training.reader.encoding import Encoder as Pieces
from training.reader.encoding import pad
from training.reader.network import Dropout, Encoder, Shape

NEVER = -1e4
LINK_WIDTH = 128


@dataclass(frozen=True, slots=True)
class Batch:
    """``pieces`` and ``mask`` (batch x pieces), ``first`` and ``last`` (batch x words: outer pieces), ``words`` (1
    where there is a word). ``acts``: rows of sentence and trigger word. ``pairs``: the sentence of each, and ``sides``
    (pairs x 2 x words: 1 where a word is source, target)."""

    pieces: Tensor
    mask: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    acts: Tensor
    pairs: Tensor
    sides: Tensor


@dataclass(frozen=True, slots=True)
class Answers:
    """Scores: ``triggers`` (batch x words x kinds); for acts ``tone`` (acts x modalities + 2) and ``links`` (acts x
    words x LINKS); for pairs ``kinds``, ``pair_tone`` and ``pointer`` (pairs x words)."""

    triggers: Tensor
    tone: Tensor
    links: Tensor
    kinds: Tensor
    pair_tone: Tensor
    pointer: Tensor


class RankerNetwork(nn.Module):
    """Triggers as a label a word; links biaffine between trigger and word; a pair attends to its trigger."""

    def __init__(self, shape: Shape, kinds: int, modalities: int) -> None:
        super().__init__()
        self.shape = shape
        width = shape.width
        self.encoder = Encoder(shape)
        self.drop = Dropout(shape.dropout)
        self.trigger = nn.Linear(width, width)
        self.triggers = nn.Linear(width, kinds)
        self.tone = nn.Linear(width, width // 2)
        self.tones = nn.Linear(width // 2, modalities + 2)
        self.link_trigger = nn.Linear(width, len(LINKS) * LINK_WIDTH)
        self.link_word = nn.Linear(width, LINK_WIDTH)
        self.link_bias = nn.Linear(width, len(LINKS))
        self.absent = nn.Parameter(torch.zeros(2, width))
        self.ask = nn.Linear(3 * width, width)
        self.heard = nn.Linear(width, width)
        self.join = nn.Linear(4 * width, width)
        self.kinds = nn.Linear(width, kinds)
        self.pair_tone = nn.Linear(4 * width, width // 2)
        self.pair_tones = nn.Linear(width // 2, modalities + 2)

    def represent(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """A vector a sentence and a vector a word."""
        states = self.encoder(batch.pieces, batch.mask)

        def pick(places: Tensor) -> Tensor:
            return torch.gather(states, 1, places.unsqueeze(-1).expand(-1, -1, states.shape[-1]))

        return states[:, 0], (pick(batch.first) + pick(batch.last)) / 2

    def forward(self, batch: Batch) -> Answers:
        """The scores of all heads."""
        whole, words = self.represent(batch)
        whole, words = self.drop(whole), self.drop(words)
        triggers = self.triggers(self.drop(functional.gelu(self.trigger(words))))
        chosen = words[batch.acts[:, 0], batch.acts[:, 1]]
        tone = self.tones(self.drop(functional.gelu(self.tone(chosen))))
        return Answers(
            triggers.float(), tone.float(), self.link(chosen, words[batch.acts[:, 0]]), *self.judge(whole, words, batch)
        )

    def link(self, trigger: Tensor, words: Tensor) -> Tensor:
        """Scores of each word's link to each trigger (acts x words x links)."""
        queries = self.drop(self.link_trigger(trigger)).unflatten(-1, (len(LINKS), LINK_WIDTH))
        keys = self.drop(functional.gelu(self.link_word(words)))
        return (keys @ queries.transpose(1, 2) + self.link_bias(words)).float()

    def judge(self, whole: Tensor, words: Tensor, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Kind, tone and pointer scores of the pairs."""
        own, whole = words[batch.pairs], whole[batch.pairs]
        counts = batch.sides.sum(-1, keepdim=True).to(own.dtype)
        means = (batch.sides.to(own.dtype) @ own) / counts.clamp(min=1)
        sides = torch.where(counts > 0, means, self.absent.to(own.dtype).expand_as(means)).flatten(1)
        asked = self.ask(torch.cat([sides, whole], -1))
        pointer = (self.heard(own) @ asked.unsqueeze(-1)).squeeze(-1).float() / own.shape[-1] ** 0.5
        pointer = pointer.masked_fill(batch.words[batch.pairs] == 0, NEVER)
        found = (torch.softmax(pointer, -1).to(own.dtype).unsqueeze(1) @ own).squeeze(1)
        joined = torch.cat([sides, whole, found], -1)
        kinds = self.kinds(self.drop(functional.gelu(self.join(joined))))
        tone = self.pair_tones(self.drop(functional.gelu(self.pair_tone(joined))))
        return kinds.float(), tone.float(), pointer


def collate(lessons: Sequence[Lesson], encoder: Pieces) -> Batch:
    """A batch of lessons as tensors."""
    rows = [encoder(lesson.words) for lesson in lessons]
    size, width, count = pad(max(len(row[0]) for row in rows)), max(len(row[1]) for row in rows), len(rows)
    pieces, mask = (torch.zeros(count, size, dtype=torch.long) for _ in range(2))
    first, last, words = (torch.zeros(count, width, dtype=torch.long) for _ in range(3))
    for row, (ids, begins, ends) in enumerate(rows):
        pieces[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
        first[row, : len(begins)], last[row, : len(begins)] = torch.tensor(begins), torch.tensor(ends)
        words[row, : len(begins)] = 1
    acts = [(row, act.trigger[0]) for row, lesson in enumerate(lessons) for act in lesson.acts]
    pairs = [row for row, lesson in enumerate(lessons) for _ in lesson.pairs]
    sides = torch.zeros(len(pairs), 2, width)
    for index, pair in enumerate(pair for lesson in lessons for pair in lesson.pairs):
        sides[index, 0, list(pair.source)] = 1
        sides[index, 1, list(pair.target)] = 1
    return Batch(
        pieces,
        mask,
        first,
        last,
        words,
        torch.tensor(acts, dtype=torch.long).view(-1, 2),
        torch.tensor(pairs, dtype=torch.long),
        sides,
    )
