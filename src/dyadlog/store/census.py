"""The events of two states counted by what they can be chosen by, under any filter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dyadlog.store.filters import EVERY_LINE, LineFilter

Mask = NDArray[np.bool_]
"""Which lines of two states meet something, in the order in which they are listed."""
Facets = dict[str, list[tuple[str, int]]]
"""What events can be chosen by: each choice and how many events it shows, most first."""

FACETS: Final = {
    "type": ("types",),
    "kind": ("kinds",),
    "modality": ("modalities",),
    "outlet": ("outlets",),
    "context": ("contexts",),
    "quad": ("quads",),
    "year": ("since", "until"),
}
"""What events are counted by, and what of a filter is said of it."""


@dataclass(frozen=True, slots=True)
class Census:
    """How many events meet a filter, and how many each choice would show: of each type, kind, modality, outlet,
    context, quad and year, each counted without what the filter says of it. Events without a date have no year."""

    total: int
    facets: Facets


@dataclass(frozen=True, slots=True)
class Column:
    """What the lines of two states have of one facet: names, and by number which line has which; ``lines`` is None
    where every line has just one."""

    names: tuple[str, ...]
    words: NDArray[np.int32]
    lines: NDArray[np.int32] | None

    @classmethod
    def of_one(cls, cells: Sequence[Any]) -> Column:
        """Of lines with one value each."""
        numbers = {cell: number for number, cell in enumerate(dict.fromkeys(cells))}
        words = np.fromiter(map(numbers.__getitem__, cells), np.int32, len(cells))
        return cls(tuple(map(str, numbers)), words, None)

    @classmethod
    def of_many(cls, cells: Sequence[str], split: Callable[[str], Sequence[str]]) -> Column:
        """Of lines with a cell each that holds any number of values."""
        names: dict[str, int] = {}
        numbered = {cell: [names.setdefault(word, len(names)) for word in split(cell)] for cell in set(cells)}
        words = [number for cell in cells for number in numbered[cell]]
        lines = np.repeat(np.arange(len(cells), dtype=np.int32), [len(numbered[cell]) for cell in cells])
        return cls(tuple(names), np.array(words, np.int32), lines)

    def count(self, wanted: Mask) -> list[tuple[str, int]]:
        """How many of the lines wanted have each value, most first."""
        of_each = np.bincount(
            self.words[wanted if self.lines is None else wanted[self.lines]], minlength=len(self.names)
        )
        counts = [(name, int(count)) for name, count in zip(self.names, of_each, strict=True) if count and name]
        return sorted(counts, key=lambda row: (-row[1], row[0]))

    def holds(self, values: Sequence[object], length: int) -> Mask:
        """Which of so many lines have one of some values."""
        asked = set(map(str, values))
        chosen = np.array([name in asked for name in self.names], bool)[self.words]
        if self.lines is None:
            return chosen
        found = np.zeros(length, bool)
        found[self.lines[chosen]] = True
        return found


class Columns:
    """All lines of two states by their facets, for one state of the record."""

    def __init__(self, length: int, columns: Mapping[str, Column]) -> None:
        self._length = length
        self._columns = columns

    def count(self, wanted: LineFilter, find: Callable[[LineFilter], Mask]) -> Census:
        """The lines counted; ``find`` tells which meet what no column answers."""
        masks = {name: self._mask(name, part, find) for name, part in parts_of(wanted)}
        facets = {
            facet: self._columns[facet].count(self._meet(mask for name, mask in masks.items() if name not in own))
            for facet, own in FACETS.items()
        }
        return Census(int(self._meet(masks.values()).sum()), facets)

    def _mask(self, name: str, part: LineFilter, find: Callable[[LineFilter], Mask]) -> Mask:
        for facet, own in FACETS.items():
            if own == (name,):
                return self._columns[facet].holds(getattr(part, name), self._length)
        return find(part)

    def _meet(self, masks: Iterable[Mask]) -> Mask:
        met = np.ones(self._length, bool)
        for mask in masks:
            met &= mask
        return met


def parts_of(wanted: LineFilter) -> Iterator[tuple[str, LineFilter]]:
    """What a filter says, one thing at a time: its name, and a filter that says only this."""
    for one in fields(LineFilter):
        value = getattr(wanted, one.name)
        if value != getattr(EVERY_LINE, one.name):
            yield one.name, replace(EVERY_LINE, **{one.name: value})
