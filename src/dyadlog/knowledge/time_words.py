"""Time words: the vocabulary and the patterns of time expressions, read from ``time_words.toml``."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from pathlib import Path

    from dyadlog.knowledge import Knowledge

PLACEHOLDER = re.compile(r"\{([a-z_]+)(\d?)\}")
WORD_EDGE = r"(?<![\w@#$£€])(?<!\d[.,:/])(?:{})(?!\w)"
"""A time expression stands between word edges, and is not the tail of "3.2019" or "$2019"."""


@dataclass(frozen=True, slots=True)
class TimePattern:
    """One way of writing a time; ``reading`` names the calendar rule that turns its words into days.

    ``after`` and ``not_after`` match words right before; ``context`` is a sentence around the ``example``.
    """

    name: str
    reading: str
    words: re.Pattern[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    example: str
    context: str

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where the text has words of this pattern."""
        for match in self.words.finditer(text):
            if self.after is not None and not self.after.search(text, 0, match.start()):
                continue
            if self.not_after is None or not self.not_after.search(text, 0, match.start()):
                yield match


@dataclass(frozen=True, slots=True)
class TenseWords:
    """Words that tell whether a time word looks ahead."""

    scheduled: frozenset[str]
    forward: frozenset[str]
    upcoming: frozenset[str]
    stative: frozenset[str]
    arrival: frozenset[str]
    modal: frozenset[str]
    condition: frozenset[str]
    target: frozenset[str]
    planned_target: frozenset[str]
    behind: frozenset[str]
    ahead: frozenset[str]


class TimeWords:
    """The table. ``values[vocabulary][word]`` is what a word means; patterns are compiled on first use."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.values: dict[str, dict[str, Any]] = tables["word"]
        self.counted = frozenset(tables["guard"]["counted"])
        self.dated = frozenset(tables["guard"]["dated"])
        self.clock = frozenset(tables["guard"]["clock"])
        self.tense = TenseWords(**{name: frozenset(words) for name, words in tables["tense"].items()})
        self._exact = frozenset(tables["exact"]["words"])
        self._dotted = frozenset(tables["exact"]["dotted"])
        self._macros: dict[str, str] = tables["macro"]
        self._rows: list[dict[str, str]] = tables["pattern"]

    def __contains__(self, name: str) -> bool:
        return name in self.values or name in self._macros

    def number(self, vocabulary: str, word: str) -> int:
        """The number that a word means in a vocabulary, whatever its capitals, spaces and full stop."""
        return int(self.values[vocabulary][fold(word)])

    def word(self, vocabulary: str, word: str) -> str:
        """The word that another stands for in a vocabulary ("weeks": "week")."""
        return str(self.values[vocabulary][fold(word)])

    @cached_property
    def patterns(self) -> tuple[TimePattern, ...]:
        """Every pattern in table order."""
        return tuple(
            TimePattern(
                row["name"],
                row["reading"],
                re.compile(WORD_EDGE.format(self.expand(row["pattern"])), re.I),
                _preceding(row.get("after")),
                _preceding(row.get("not_after")),
                row["example"],
                row.get("context", row["example"]),
            )
            for row in self._rows
        )

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """Matches somewhere in every sentence that can hold a time expression, and in few others."""
        words = {word for name in self.values for word in self.values[name] if name not in UNTELLING}
        return re.compile(rf"\d|\b(?:{alternatives(words)})\b|{self._macros['vague']}", re.I)

    @cached_property
    def relation(self) -> re.Pattern[str]:
        """Matches at the end of the words before an expression where they make it one-sided."""
        return re.compile(rf"\b({alternatives(self.values['relation'])}) (?:the |about |at least |on )?$", re.I)

    @cached_property
    def joiner(self) -> re.Pattern[str]:
        """Matches exactly the words between two expressions that may be the ends of one range."""
        return re.compile(rf",? ?({alternatives(self.values['range_joiner'])}) ?(?:the |on )?", re.I)

    @cached_property
    def opener(self) -> re.Pattern[str]:
        """Matches at the end of the words before a range."""
        return re.compile(rf"\b({alternatives(self.values['range_opener'])}) (?:the )?$", re.I)

    def expand(self, source: str) -> str:
        """A pattern with its placeholders filled in as named groups."""
        return PLACEHOLDER.sub(lambda m: f"(?P<{m[1]}{m[2]}>{self._piece(m[1])})" if m[1] in self else m[0], source)

    def _piece(self, name: str) -> str:
        if name in self._macros:
            return self._macros[name]
        words = set(self.values[name])
        if name not in self._exact:
            return alternatives(words)
        cased = sorted({word.upper() for word in words} | {word.capitalize() for word in words})
        short = [word for word in cased if name in self._dotted and self._is_short(word.lower())]
        whole = alternatives(word for word in cased if word not in short)
        return (
            "(?-i:"
            + "|".join([*([f"(?:{alternatives(short)})\\.?"] if short else []), *([whole] if whole else [])])
            + ")"
        )

    def _is_short(self, word: str) -> bool:
        full = [*self.values["month"], *self.values["weekday"]]
        return any(other.startswith(word) and other != word for other in full)


UNTELLING = frozenset(("count", "ordinal", "which", "back", "relation", "range_opener", "range_joiner", "step"))
"""Vocabularies whose words alone do not make a time expression."""


def fold(word: str) -> str:
    """A word as the table writes it."""
    return " ".join(word.lower().rstrip(".").split())


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))


def _preceding(words: str | None) -> re.Pattern[str] | None:
    if words is None:
        return None
    edged = (rf"\b{re.escape(word)}" if word[0].isalnum() else re.escape(word) for word in words.split("|"))
    return re.compile(rf"(?:{'|'.join(edged)})[ -]?$", re.I)


def load_time_words(knowledge: "Knowledge") -> TimeWords:
    """The table; a user's own file adds words and patterns, and replaces patterns of the same name."""
    merged: dict[str, Any] = {}
    for path in knowledge.files("time_words.toml"):
        _merge(merged, _read(path))
    try:
        words = TimeWords(merged)
        _ = words.patterns
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise KnowledgeError("time_words.toml", None, f"{type(error).__name__}: {error}") from error
    return words


def _read(path: "Path") -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(str(path), None, str(error)) from error


def _merge(merged: dict[str, Any], new: Mapping[str, Any]) -> None:
    for key, value in new.items():
        if isinstance(value, dict):
            _merge(merged.setdefault(key, {}), value)
        elif key == "pattern":
            names = {row["name"] for row in value}
            merged[key] = [row for row in merged.get(key, []) if row["name"] not in names] + list(value)
        else:
            merged[key] = value
