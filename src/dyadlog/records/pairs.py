"""Pairs: names for every two states."""

from collections.abc import Collection, Iterable
from itertools import combinations


def name_pair(states: Collection[str]) -> str:
    """The name of two states, the same in either order: ``ECU-PER``."""
    return "-".join(sorted(states))


def pairs_of(states: Iterable[str]) -> list[str]:
    """The names of every two of some states."""
    return [name_pair(two) for two in combinations(sorted(set(states)), 2)]
