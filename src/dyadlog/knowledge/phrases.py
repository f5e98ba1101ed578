"""Finding of known phrases among the tokens of a sentence, whatever way the tokens were cut.

Words are folded (case, diacritics, dots, typographic apostrophes); hyphens, possessive marks and the dots of initials
are passed over, every other sign parts a phrase.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Generic, TypeVar

from anyascii import anyascii

Value = TypeVar("Value")

LINKS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}/")
PASSED_OVER = frozenset({"-", "--", "'", "'s", "s'", "/"})
SIGNS = re.compile(r"([,()&])")
SHOUTED_WORDS = 4
"""A line of at least so many words without one small letter is a headline in capitals: case says nothing there."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word standing at tokens ``first`` to ``last``.

    ``initial``: its first letter is a capital; ``upper``: all its letters are; ``dotted``: it is written with dots;
    ``linked``: a hyphen follows.
    """

    text: str
    first: int
    last: int
    initial: bool
    upper: bool
    dotted: bool
    linked: bool


@lru_cache(maxsize=65536)
def fold_token(token: str) -> tuple[Word, ...]:
    """The words of one token, hyphens and possessive marks taken off; a sign stands for itself."""
    linked = token[-1:] in LINKS
    plain = (token if token.isascii() else anyascii(token)).replace("`", "'")
    if plain in PASSED_OVER:
        return ()
    words = []
    parts = plain.replace("/", "-").split("-")
    for position, part in enumerate(parts):
        bare = part[:-2] if part[-2:] in {"'s", "'S"} else part
        letters = bare.replace("'", "").replace(".", "")
        text = letters.lower() or bare
        if text:
            follows = linked or position + 1 < len(parts)
            words.append(Word(text, 0, 0, letters[:1].isupper(), letters.isupper(), "." in bare, follows))
    return tuple(words)


def fold_words(tokens: Sequence[str]) -> list[Word]:
    """The folded words of a sentence, each with its tokens; initials written apart ("U. S.") are joined."""
    return list(_fold_sentence(tuple(tokens)))


@lru_cache(maxsize=1024)
def _fold_sentence(tokens: tuple[str, ...]) -> tuple[Word, ...]:
    words: list[Word] = []
    for position, token in enumerate(tokens):
        if words and token == "." and len(words[-1].text) <= 2 and words[-1].initial:
            words[-1] = replace(words[-1], dotted=True)
            continue
        folded = fold_token(token)
        if not folded and words and token[:1] in LINKS:
            words[-1] = replace(words[-1], linked=True)
        for word in folded:
            before = words[-1] if words else None
            if before is not None and is_initial(word) and before.dotted and before.upper and len(before.text) < 4:
                joined = before.text + word.text
                words[-1] = Word(joined, before.first, position, True, True, True, word.linked)
            else:
                words.append(Word(word.text, position, position, word.initial, word.upper, word.dotted, word.linked))
    return tuple(words)


def is_initial(word: Word) -> bool:
    """Whether the word is a single capital letter."""
    return len(word.text) == 1 and word.upper


def is_shouted(words: Sequence[Word]) -> bool:
    """Whether the words stand in capitals throughout, as in some headlines."""
    letters = [word for word in words if word.text[:1].isalpha()]
    return len(letters) >= SHOUTED_WORDS and all(word.upper for word in letters)


def split_phrase(phrase: str) -> list[str]:
    """A phrase as a table writes it, cut into tokens."""
    return SIGNS.sub(r" \1 ", phrase).split()


def is_plain(phrase: str) -> bool:
    """Whether a phrase is nothing but plain letters, figures and spaces, which fold to themselves in small letters."""
    letters = phrase.replace(" ", "")
    return letters.isascii() and letters.isalnum()


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The folded words of a phrase as a table writes it."""
    if is_plain(phrase):
        return tuple(phrase.lower().split())
    return tuple(word.text for word in fold_words(split_phrase(phrase)))


def phrase_keys(phrase: str) -> tuple[tuple[str, ...], ...]:
    """All keys of a phrase: tokenisers may or may not cut at an apostrophe within a word."""
    if is_plain(phrase):
        return (tuple(phrase.lower().split()),)
    key = phrase_key(phrase)
    plain = phrase if phrase.isascii() else anyascii(phrase)
    if "'" not in plain:
        return (key,)
    apart = phrase_key(plain.replace("'", " "))
    return (key,) if apart == key else (key, apart)


@dataclass(slots=True)
class PhraseTable(Generic[Value]):
    """Phrases with values, found by longest match."""

    values: dict[tuple[str, ...], list[Value]] = field(default_factory=dict)
    lengths: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, key: tuple[str, ...], value: Value) -> None:
        """One more value of a phrase."""
        if not key:
            return
        held = self.values.get(key)
        if held is not None:
            if value not in held:
                held.append(value)
            return
        self.values[key] = [value]
        lengths = self.lengths.get(key[0])
        if lengths is None:
            self.lengths[key[0]] = (len(key),)
        elif len(key) not in lengths:
            self.lengths[key[0]] = tuple(sorted((*lengths, len(key)), reverse=True))

    def candidates(self, words: Sequence[str], start: int) -> list[tuple[int, list[Value]]]:
        """What may begin at ``start``: number of words and values, longest first."""
        found = []
        for length in self.lengths.get(words[start], ()):
            key = tuple(words[start : start + length])
            held = self.values.get(key)
            if held is not None and len(key) == length:
                found.append((length, held))
        return found
