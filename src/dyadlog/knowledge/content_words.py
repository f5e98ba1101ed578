"""Content words: what a stretch of text is about, as word stems.

A light stemmer on purpose: stems are only ever compared with stems of the same maker, never shown.
"""

import csv
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from anyascii import anyascii

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILE = "stop_words.csv"
WORD = re.compile(r"[a-z]+")
ENDINGS = re.compile(r"(?:ations?|ities|ity|ments?|ings?|ions?|ives?|ies|ied|ers?|ors?|ed|es|ly|al|e|y|s)$")
SHORTEST_STEM = 4


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its endings, as long as enough of it is left to tell words apart."""
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

    def stems(self, text: str) -> tuple[str, ...]:
        """Stems of the content words of ``text``, in order."""
        plain = anyascii(text).lower().replace("-", "")
        words = (word for word in WORD.findall(plain) if len(word) > 2 and word not in self.stop_words)
        return tuple(stem(word) for word in words)


def load_content_words(knowledge: "Knowledge") -> ContentWords:
    """The stop words of the shipped table and the user's."""
    words: set[str] = set()
    definite: set[str] = set()
    for path in knowledge.files(FILE):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if reader.fieldnames != ["word", "definite", "source"]:
                raise KnowledgeError(str(path), 1, "the columns must be word,definite,source")
            for row in reader:
                words.add(row["word"])
                if row["definite"] == "1":
                    definite.add(row["word"])
    return ContentWords(frozenset(words), frozenset(definite))
