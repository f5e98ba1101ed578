"""Shelf: what comparing across pages keeps in the store, so that one more page costs one more page."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SIGHTINGS: Final = "sightings"
"""The shelf of who holds which office; its components are page-level ids of people."""

ACTORS: Final = "actors"
"""The shelf of how all pages together name each page-level id; its components are people who may be one, or of one
surname, and everybody else alone."""
TEXTS: Final = "texts"
"""The shelf of the sketches of texts."""


@dataclass(frozen=True, slots=True)
class ShelfKey:
    """One key under which an item can be found: ``key`` (63 bits) and the days (ordinals) it holds for.

    Two items are worth comparing where they share a key, their days meet, and one of them is ``strong`` under it.
    """

    key: int
    first: int
    last: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Shelved:
    """An item of a shelf: its record as bytes, the page it is of, the group of items it was compared with, its keys."""

    item_id: str
    document_id: str
    component: str
    record: bytes
    keys: tuple[ShelfKey, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """How often a page gives an actor a ``value`` in a ``slot``: ``name``, ``kind``, ``state``, ``office``,
    ``post_state``, ``framing``, ``claims`` (how many claims name it). ``place`` sorts like the record: page, then first
    position on it."""

    document_id: str
    actor_id: str
    slot: str
    value: str
    count: int
    place: str


def read_sketch(sketch: bytes) -> Sequence[int]:
    """The numbers of a sketch, eight bytes each: texts that have none in common need no comparing."""
    return array("q", sketch)
