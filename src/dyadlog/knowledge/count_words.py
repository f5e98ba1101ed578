"""Count words: by which words pages call one sort of thing, and by which a figure is of a part, a whole or nothing.

``tables/count_words.csv``: ``list, name, words, source``. ``sort``: words of one sort of people or things; ``plain``:
words for people that say nothing of their sort; ``measures``: measures of one nature; ``kind``: what a kind of act
counts people or money as; ``promise``: kinds that only undertake; ``before``, ``after``, ``around``: words next to a
figure; ``nothing``: words that make a figure none at all; ``outcome words``: words for losses; ``whole``: words for all
there is of a thing.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

LISTS = (
    "sort",
    "plain",
    "measures",
    "kind",
    "promise",
    "before",
    "after",
    "around",
    "nothing",
    "outcome words",
    "whole",
)
VAGUE = "about|some|nearly|almost|only|just|a|an|the"
"""Words that may stand between such a word and the figure."""
APART = 2
"""Words that may stand between a figure and the word after it that tells what it is."""


class CountWords:
    """The words of the table, as sets and as patterns."""

    def __init__(self, rows: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
        self._rows = rows

    def words(self, which: str, name: str = "") -> tuple[str, ...]:
        """The words of one row, none where there is none."""
        return self._rows.get((which, name), ())

    def rows_of(self, which: str) -> dict[str, tuple[str, ...]]:
        """The rows of a list by their names."""
        return {name: words for (listed, name), words in self._rows.items() if listed == which}

    def measures(self, name: str) -> frozenset[str]:
        """Measures of one nature: ``outcomes``, ``flows``, ``streams``, ``sums``, ``standing``."""
        return frozenset(self.words("measures", name))

    def measure_of(self, kind: str) -> str | None:
        """What a kind of act counts people or money as."""
        return next(iter(self.words("kind", kind)), None)

    def stands_before(self, name: str, before: str) -> bool:
        """Whether the words right before a figure are such."""
        return self._before[name].search(before) is not None

    def stands_after(self, name: str, after: str) -> bool:
        """Whether such words follow a figure at once or after a word or two."""
        return self._after[name].match(after) is not None

    def stands_in(self, name: str, text: str) -> bool:
        """Whether a text has such words."""
        return self._around[name].search(text) is not None

    @cached_property
    def nothing(self) -> re.Pattern[str]:
        """Words for none at all with the noun, and what it is of."""
        none = _either(self.words("nothing"))
        return re.compile(rf"\b(?:{none})\s+([^\W\d_]+)(?:\s+of\s+(?:the\s+)?([^\W\d_]+))?", re.I)

    @cached_property
    def share_of_all(self) -> re.Pattern[str]:
        """What follows a percentage of all there is."""
        return re.compile(rf"^\s*of\s+(?:{_either(self.words('whole'))})\b", re.I)

    @cached_property
    def _before(self) -> dict[str, re.Pattern[str]]:
        return {
            name: re.compile(rf"\b(?:{_either(words)})(?:\s+(?:{VAGUE}))*\W*$", re.I)
            for name, words in self.rows_of("before").items()
        }

    @cached_property
    def _after(self) -> dict[str, re.Pattern[str]]:
        return {
            name: re.compile(rf"^\W*(?:\w+\W+){{0,{APART}}}?(?:{_either(words)})\b", re.I)
            for name, words in self.rows_of("after").items()
        }

    @cached_property
    def _around(self) -> dict[str, re.Pattern[str]]:
        return {name: re.compile(rf"\b(?:{_either(words)})\b", re.I) for name, words in self.rows_of("around").items()}


def _either(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def load_count_words(knowledge: "Knowledge") -> CountWords:
    """The words of the shipped table and the user's; raises KnowledgeError for a list that nothing reads."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in read_rows(knowledge, "count_words.csv", ("list", "name", "words", "source"), ("list", "name")):
        row.text("source")
        rows[row.choice("list", LISTS), row.cell("name")] = row.several("words")
    return CountWords(rows)
