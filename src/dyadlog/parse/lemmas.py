"""Lemmas in the style of Universal Dependencies."""

from collections.abc import Sequence


class Lemmatiser:
    """Lemmas by word and tags."""

    def __call__(self, words: Sequence[str], pos: Sequence[str], tags: Sequence[str]) -> list[str]:
        """The lemma of each word."""
        return [word if upos == "PROPN" else word.lower() for word, upos in zip(words, pos, strict=True)]
