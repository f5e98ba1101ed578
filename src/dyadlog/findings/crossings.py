"""Crossings: the places on a border that sentences of a page name."""

from collections.abc import Mapping, Sequence
from typing import Final

from dyadlog.knowledge import Knowledge
from dyadlog.records import Document, Mention, Reading, SentenceSpan

PLACE_REACH: Final = 24
"""Letters between the name of a place and the word that makes it a crossing: "the crossing at", "border crossing"."""


class Crossings:
    """The crossings between two states that one page names."""

    def __init__(
        self,
        pair: frozenset[str],
        reading: Reading,
        document: Document,
        mentions: Mapping[int, Sequence[Mention]],
        knowledge: Knowledge,
    ) -> None:
        self._pair = pair
        self._document = document
        self._mentions = mentions
        self._knowledge = knowledge
        self._all = tuple(dict.fromkeys(name for span in reading.sentences for name in self._named_in(span)))

    def places(self, span: SentenceSpan) -> tuple[str | None, ...]:
        """The crossings that a sentence names; "the crossing" is the only one that the page names; None where none."""
        named = self._named_in(span)
        if named:
            return named
        words = self._document.text[span.start : span.end].casefold().replace(",", " ").replace(".", " ").split()
        crossings = {word for word in words if self._knowledge.openings.has("crossing", (word,))}
        several = any(
            self._knowledge.openings.has("crossing", (word.removesuffix("s"),)) for word in crossings if word[-1] == "s"
        )
        return self._all if crossings and not several and len(self._all) == 1 else (None,)

    def _named_in(self, span: SentenceSpan) -> tuple[str, ...]:
        text = self._document.text[span.start : span.end]
        found: dict[str, None] = {}
        for mention in self._mentions.get(span.index, ()):
            if mention.place is None or self._knowledge.states.find(mention.place.name) is not None:
                continue
            entries = self._knowledge.places.find(mention.place.name)
            crossings = [entry for entry in entries if entry.kind == "crossing"]
            if crossings:
                if any(self._pair <= set(entry.countries) for entry in crossings):
                    found[mention.place.name] = None
                continue
            start, end = mention.start - span.start, mention.end - span.start
            around = text[max(start - PLACE_REACH, 0) : start], text[end : end + PLACE_REACH]
            if any(self._names_crossing(words) for words in around):
                found[mention.place.name] = None
        return tuple(found)

    def _names_crossing(self, text: str) -> bool:
        openings = self._knowledge.openings
        words = [word.strip(".,;:").casefold() for word in text.split()]
        return any(openings.match_at("crossing", words, place) for place in range(len(words)))
