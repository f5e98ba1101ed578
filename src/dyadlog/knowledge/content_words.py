"""Content words: what a stretch of text is about, as word stems.

A light stemmer on purpose: stems are only ever compared with stems of the same maker, never shown.
"""

import re
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

WORD = re.compile(r"[a-z]+")
ENDINGS = re.compile(r"(?:ations?|ities|ity|ments?|ings?|ions?|ives?|ies|ied|ers?|ors?|ed|es|ly|al|e|y|s)$")
SHORTEST_STEM = 4
SHORT_TEXT = 60
"""Letters of a name or phrase, the same of which are asked for again and again."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its endings, as long as enough of it is left to tell words apart."""
    if word.endswith("ies") and len(word) > SHORTEST_STEM:
        word = f"{word[:-3]}y"  # "families" as "family"
    while (match := ENDINGS.search(word)) and match.start() >= SHORTEST_STEM:
        word = word[: match.start()]
    return word


class ContentWords:
    """Splits text into stems of content words; function words and words of the calendar count for nothing.

    ``definite`` are the words before a noun that say the reader knows which one is meant ("the visit", "his talks").
    """

    def __init__(self, stop_words: frozenset[str], definite: frozenset[str]) -> None:
        self.stop_words = stop_words
        self.definite = definite
        self._stems_of_words = lru_cache(maxsize=50_000)(self._find_stems)

    def stems(self, text: str, leave_out: Iterable[tuple[int, int]] = ()) -> tuple[str, ...]:
        """Stems of the content words of ``text``, in order, but for those that stand in the spans to leave out."""
        if not leave_out and len(text) <= SHORT_TEXT:
            return self._stems_of_words(text)
        for start, end in leave_out:
            first, last = max(start, 0), min(end, len(text))
            if first < last:
                text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
        return self._find_stems(text)

    def _find_stems(self, text: str) -> tuple[str, ...]:
        plain = (text if text.isascii() else anyascii(text)).lower().replace("-", "")
        return tuple(stem(word) for word in WORD.findall(plain) if len(word) > 2 and word not in self.stop_words)

    def words_with(self, text: str, stems: Set[str]) -> tuple[str, ...]:
        """The words of ``text`` that have one of ``stems``, as they stand there, each once."""
        found = {word: None for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text) if stems & {*self.stems(word)}}
        return tuple(found)


def load_content_words(knowledge: "Knowledge") -> ContentWords:
    """The stop words of the shipped table and the user's."""
    rows = list(read_rows(knowledge, "stop_words.csv", ("word", "definite", "source"), ("word",)))
    definite = frozenset(row.text("word") for row in rows if row.choice("definite", ("0", "1")) == "1")
    return ContentWords(frozenset(row.text("word") for row in rows), definite)
