"""What a reader chooses from the lists that one page offers, kept in the address as the filters of events are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlencode

from dyadlog.errors import UserError
from dyadlog.report.questions import choose
from dyadlog.serve.asked import LONGEST
from dyadlog.serve.sheets import Scene

Offer = Mapping[str, Sequence[str] | None]
"""What may be chosen: words of an address, each with its list; None where any word will do."""
QUIET: Final = ("view", "order")
"""Words that change how a list looks, not what stands in it."""
Values = Mapping[str, Sequence[str]]
"""What an entry can be chosen by: its values for each word, each once."""
Entry = TypeVar("Entry")
Facet = list[tuple[str, int]]
"""What can be chosen for one word, and how many entries each choice would show; most first."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of an address, by word, and the number of the page; templates use it in place of ``asked``."""

    chosen: dict[str, tuple[str, ...]]
    page: int = 1

    def all(self, name: str) -> tuple[str, ...]:
        """Everything chosen for a word."""
        return self.chosen.get(name, ())

    def one(self, name: str, default: str = "") -> str:
        """What is chosen for a word of which only one choice makes sense."""
        return next(iter(self.all(name)), default)

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return any(values for name, values in self.chosen.items() if name not in QUIET)

    def without(self, name: str) -> Choices:
        """The same without any choice for one word."""
        return Choices({other: values for other, values in self.chosen.items() if other != name}, self.page)

    def query(self, page: int = 1, **changes: str | Sequence[str]) -> str:
        """The query of an address that asks for this, with some choices changed; changing any leads to page one."""
        return _write(self.chosen | {name: _listed(value) for name, value in changes.items()}, page)

    def chips(self) -> list[tuple[str, str, str]]:
        """What is chosen, as (word, choice, query without it)."""
        return [
            (name, value, _write(self.chosen | {name: tuple(one for one in values if one != value)}))
            for name, values in self.chosen.items()
            for value in values
            if name not in QUIET
        ]


def read_choices(scene: Scene, offer: Offer) -> Choices:
    """The choices in an address; UserError where a word is none of its list."""
    chosen = {name: _read(scene.query.get(name, ()), name, known) for name, known in offer.items()}
    return Choices({name: values for name, values in chosen.items() if values}, scene.asked.page)


def sift(
    entries: Iterable[Entry], values_of: Callable[[Entry], Values], choices: Choices, facets: Sequence[str]
) -> tuple[list[Entry], dict[str, Facet]]:
    """The entries wanted, in their order, and for each facet what can be chosen: counted without the choice for itself.

    An entry is wanted that has one of the choices for every word that has any.
    """
    active = [(name, frozenset(chosen)) for name, chosen in choices.chosen.items() if name not in QUIET]
    kept: list[Entry] = []
    told: dict[str, list[str]] = {facet: [] for facet in facets}
    for entry in entries:
        values = values_of(entry)
        missed = [name for name, wanted in active if wanted.isdisjoint(values[name])]
        if not missed:
            kept.append(entry)
        if len(missed) <= 1:
            for name in missed or facets:
                if name in told:
                    told[name].extend(values[name])
    return kept, {name: rank(values) for name, values in told.items()}


def rank(values: Iterable[str]) -> Facet:
    """How often each value stands there, most first."""
    return sorted(Counter(values).items(), key=lambda row: (-row[1], row[0]))


def _read(values: Sequence[str], name: str, known: Sequence[str] | None) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value.strip() for value in values if value.strip()))
    if len(found) > LONGEST or any(len(value) > LONGEST or "\x00" in value for value in found):
        raise UserError(f"{name}: too long, or not text")
    return found if known is None else tuple(choose(value, known, name) for value in found)


def _write(chosen: Mapping[str, tuple[str, ...]], page: int = 1) -> str:
    pairs = [(name, value) for name, values in chosen.items() for value in values]
    return urlencode(pairs + ([("page", str(page))] if page > 1 else []))


def _listed(value: str | Sequence[str]) -> tuple[str, ...]:
    """One value or several as several."""
    return ((value,) if value else ()) if isinstance(value, str) else tuple(value)
