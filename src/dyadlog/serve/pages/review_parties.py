"""Names that are offered for what somebody types as a party."""

from __future__ import annotations

from typing import Final

from dyadlog.knowledge import Knowledge
from dyadlog.report.plain import plain_line
from dyadlog.serve.asked import read_pair
from dyadlog.serve.desk import Pair
from dyadlog.serve.pages.review_slots import list_options, offer_parties
from dyadlog.serve.sheets import Scene
from dyadlog.store import View

MOST: Final = 20
MOST_NAMES: Final = 2000
"""Actors of a relation that are offered: those with most claims."""


def name_actors(view: View, knowledge: Knowledge, pair: Pair) -> tuple[str, ...]:
    """The names of the actors of two states, as typing them finds them again, those with most claims first."""
    names = (plain_line(actor.name) for actor in view.actors(pair)[:MOST_NAMES])
    return tuple(dict.fromkeys(name for name in names if name))


def list_parties(scene: Scene, pair: str, words: str) -> list[str]:
    """States and actors of the relation whose names hold some words; those that begin with them first."""
    if not words:
        return []
    actors = scene.product(name_actors, read_pair(pair, scene.knowledge)).value if pair else ()
    return offer_parties((*list_options(scene.knowledge).states, *(actors or ())), words, MOST)
