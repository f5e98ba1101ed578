"""Sides: who stands on each side of an act, by the ranker's links.

Links are chances of words. Who stands on a side is asked of phrases: of the parties that the sentence names, the
likeliest pair, with whoever is joined to either by "and".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dyadlog.coding.draft import LINKED_NOTE
from dyadlog.coding.drafting import part_sides
from dyadlog.coding.parties import MODIFIERS, Cast, entities, find_all
from dyadlog.coding.tree import first_conjunct, phrase_edges
from dyadlog.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Token

    from dyadlog.coding.draft import Draft
    from dyadlog.coding.ranker import Floats, Impression
    from dyadlog.coding.ranking import Scope
    from dyadlog.coding.scene import Scene

LINKED = 0.5
"""The least chance of a word that no table knows, or of who fills a side of a frame, to stand on a side."""
LEAST_LINK, JOINED_LINK, OWN_LINK = 0.003, 0.02, 0.9
"""The least chance of the likeliest party of a side, of one joined to it by "and", and of one that stands apart; chosen
on the development part of our corpus."""
ACTING, RECEIVING = 1, 2
"""The numbers of ``LINKS``."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A phrase that may stand on a side: its head, its words, and the mean chance of the words on each side."""

    head: Token
    first: int
    last: int
    chances: tuple[float, float, float]

    def overlaps(self, other: Seat) -> bool:
        """Whether the two share a word."""
        return self.first <= other.last and other.first <= self.last

    def is_joined(self, other: Seat) -> bool:
        """Whether "and" or a comma joins the two."""
        return first_conjunct(self.head).i == first_conjunct(other.head).i


def find_sides(
    scene: Scene, impression: Impression, trigger: Token, scope: Scope = "between", least: float = LEAST_LINK
) -> tuple[Cast, Cast]:
    """Who stands on each side of a trigger, by the ranker's links; ``least`` is the least chance of a side's likeliest
    party."""
    links = impression.act_at(trigger.i).links
    seats = list(find_seats(scene, links, trigger))
    pairs = [(one, other) for one in seats for other in seats if not one.overlaps(other)]
    best = max(pairs, key=lambda pair: pair[0].chances[ACTING] * pair[1].chances[RECEIVING], default=None)
    casts = []
    for number in (ACTING, RECEIVING):
        side = seat_side(seats, best, number, least) if best else [s for s in seats if s.chances[number] > LINKED]
        cast = find_all(scene, (seat.head for seat in side), agentive=number == ACTING)
        if scope == "all" and not cast:
            cast = name_heads(scene, find_heads(scene, links[:, number]))
        casts.append(cast)
    return casts[0], casts[1]


def find_seats(scene: Scene, links: Floats, trigger: Token) -> Iterable[Seat]:
    """The phrases of the parties that the sentence names; of two with one head the longer."""
    found: dict[int, Seat] = {}
    for mention in scene.mentions:
        if not mention.parties or mention.first <= trigger.i <= mention.last:
            continue
        head = scene.token(mention.head)
        while head.dep_ in MODIFIERS and links[head.head.i, 1:].sum() > LINKED and head.head.i != trigger.i:
            head = head.head
        mean = links[mention.first : mention.last + 1].mean(0)
        seat = Seat(head, mention.first, mention.last, tuple(max(float(chance), 1e-5) for chance in mean))  # type: ignore[arg-type]
        known = found.get(head.i)
        if known is None or seat.last - seat.first > known.last - known.first:
            found[head.i] = seat
    return found.values()


def seat_side(seats: Sequence[Seat], best: tuple[Seat, Seat], number: int, least: float) -> list[Seat]:
    """The seats of one side: its best one, where that is likely at all, those joined to it, and others beyond doubt."""
    own, other = best if number == ACTING else best[::-1]
    if own.chances[number] <= least:
        return []
    free = [seat for seat in seats if not seat.overlaps(other)]
    return [
        seat
        for seat in free
        if seat is own
        or seat.chances[number] > (JOINED_LINK if seat.is_joined(own) and not seat.overlaps(own) else OWN_LINK)
    ]


def name_heads(scene: Scene, heads: Iterable[Token]) -> Cast:
    """Nouns that no table knows, as parties of no state."""
    parties, tokens = [], []
    for head in heads:
        first, last = phrase_edges(head)
        while first < head.i and scene.token(first).dep_ in ("case", "det", "punct", "cc"):
            first += 1
        name = " ".join(scene.words(*scene.offsets(first, last)).split())
        parties.append(Party(f"unknown:{name.lower()}", name, "unknown", ()))
        tokens.append(head.i)
    return Cast(tuple(parties), tuple(tokens))


def find_heads(scene: Scene, chances: Floats) -> list[Token]:
    """The heads of the stretches of words that are likely on a side."""
    inside = {int(position) for position in np.flatnonzero(chances > LINKED)}
    heads = []
    for position in sorted(inside):
        token = scene.token(position)
        if token.pos_ in ("DET", "PUNCT", "ADP", "CCONJ", "PART"):
            continue
        if token.head.i == token.i or token.head.i not in inside:
            heads.append(token)
    return heads


def fill_sides(impression: Impression, draft: Draft) -> None:
    """A side that syntax left open, where the ranker sees one."""
    if not draft.is_typed or (draft.has_actor() and draft.recipients) or draft.has_two_sides():
        return
    actors, recipients = find_sides(draft.scene, impression, draft.trigger, least=LINKED)
    changed = False
    if not draft.has_actor() and entities(actors.parties) - draft.sides:
        draft.actors, changed = actors, True
    if not entities(draft.recipients.parties) and entities(recipients.parties) - draft.sides:
        draft.recipients, changed = recipients, True
    if changed:
        filled = {"actor": bool(draft.actors), "recipient": bool(draft.recipients)}
        draft.missing = tuple(need for need in draft.missing if not filled.get(need, False))
        draft.notes.append(LINKED_NOTE)
        part_sides(draft)
