"""Plain words: how pages put without judging what others put in loaded words.

``tables/plain_words.csv``: ``group, words, source``; words of one group stand for acts or people of one sort.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


@dataclass(frozen=True)
class PlainGroup:
    """Plain words for one sort of thing; ``group`` is its name."""

    group: str
    words: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = "|".join(re.escape(word) for word in sorted(self.words, key=lambda word: (-len(word), word)))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)

    def find(self, text: str) -> str | None:
        """The first plain word in a text, as it stands there."""
        found = self._pattern.search(text)
        return found[0] if found else None


class PlainWords:
    """The group of plain words that a neutral word belongs to."""

    def __init__(self, rows: Mapping[str, tuple[str, ...]]) -> None:
        self._groups = {group: PlainGroup(group, words) for group, words in rows.items()}
        self._group_of = {word.casefold(): group for group, words in rows.items() for word in words}

    def of(self, neutral: str) -> PlainGroup:
        """The group of a neutral word; of one that no group has, the word alone."""
        group = self._group_of.get(neutral.casefold())
        return self._groups[group] if group else PlainGroup(neutral.casefold(), (neutral,))


def load_plain_words(knowledge: "Knowledge") -> PlainWords:
    """The groups of the shipped table and the user's."""
    rows = read_rows(knowledge, "plain_words.csv", ("group", "words", "source"), ("group",))
    return PlainWords({row.text("group"): row.several("words") for row in rows})
