"""Topics: what two states talk about, and the words by which a sentence is known to be about it.

``tables/topics.csv``: ``topic, words, contexts, source``. A word matches in all its forms; several running words match
as they stand. ``contexts`` are PLOVER contexts of claims that belong to the topic whatever the words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

from dyadlog.knowledge.content_words import stem
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
SHORTEST_PLURAL = 4


@dataclass(frozen=True, slots=True)
class TopicMatch:
    """The words at ``start:end`` of a text that are about a topic."""

    topic: str
    start: int
    end: int


class Topics:
    """The topics in the order of the table."""

    def __init__(self, words: dict[str, tuple[tuple[str, ...], ...]], contexts: dict[str, str]) -> None:
        self.names = tuple(words)
        self._contexts = contexts
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for topic, phrases in words.items():
            for phrase in phrases:
                self._phrases.setdefault(phrase[0], []).append((phrase, topic))

    def find(self, text: str) -> list[TopicMatch]:
        """Every place where ``text`` is about a topic; of phrases that begin at one word, the longest of each topic."""
        words = [(_fold(found.group()), found.start(), found.end()) for found in WORD.finditer(text)]
        matches = []
        for first, (word, start, _) in enumerate(words):
            longest: dict[str, int] = {}
            for phrase, topic in self._phrases.get(word, ()):
                if phrase == tuple(row[0] for row in words[first : first + len(phrase)]):
                    longest[topic] = max(longest.get(topic, 0), len(phrase))
            matches += [
                TopicMatch(topic, start, words[first + length - 1][2]) for topic, length in sorted(longest.items())
            ]
        return matches

    def of_contexts(self, contexts: Iterable[str]) -> tuple[str, ...]:
        """The topics that some contexts of a claim belong to."""
        return tuple(dict.fromkeys(self._contexts[name] for name in contexts if name in self._contexts))


def _fold(word: str) -> str:
    """A word without plural and endings; only ever compared with others of the same maker."""
    plain = re.sub(r"[^a-z-]", "", anyascii(word).lower().removesuffix("'s"))
    if len(plain) > SHORTEST_PLURAL and plain.endswith("s") and not plain.endswith(("ss", "ies", "us", "is")):
        plain = plain[:-1]
    return stem(plain)


def load_topics(knowledge: "Knowledge") -> Topics:
    """The topics of the shipped table and the user's; a row of the user's takes the place of ours."""
    words: dict[str, tuple[tuple[str, ...], ...]] = {}
    contexts: dict[str, str] = {}
    known = knowledge.ontology.contexts
    for row in read_rows(knowledge, "topics.csv", ("topic", "words", "contexts", "source"), ("topic",)):
        topic = row.text("topic")
        row.text("source")
        phrases = (tuple(_fold(word) for word in WORD.findall(phrase)) for phrase in row.several("words"))
        words[topic] = tuple(phrase for phrase in phrases if phrase)
        if not words[topic]:
            raise row.error(f"{topic} has no words")
        for context in row.several("contexts"):
            if context not in known:
                raise row.error(f"no context is called {context!r}")
            contexts.setdefault(context, topic)
    return Topics(words, contexts)
