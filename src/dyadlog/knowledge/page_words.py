"""Words by which the parts of a news page are known: bylines, dates, related links, comment forms, genres."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dyadlog.errors import KnowledgeError

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

TABLE = "page_words.toml"
PLACES = ("start", "anywhere", "whole")


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the table: its words as one expression, and its phrases folded for quick look-up."""

    at: str
    expression: re.Pattern[str]
    phrases: frozenset[str]
    ordered: tuple[str, ...]


class PageWords:
    """The sections of the table by name."""

    def __init__(self, sections: dict[str, Section]) -> None:
        self._sections = sections

    def find(self, section: str, text: str) -> re.Match[str] | None:
        """The first words of a section in a line, where the section wants them; None if it has none."""
        entry = self._sections[section]
        if entry.at == "anywhere":
            return entry.expression.search(text)
        return entry.expression.match(text) if entry.at == "start" else entry.expression.fullmatch(text)

    def has(self, section: str, text: str) -> bool:
        """Whether a line has words of a section."""
        return self.find(section, text) is not None

    def share(self, section: str, words: Iterable[str]) -> float:
        """Which share of the words, lower-cased, are phrases of a section."""
        phrases = self._sections[section].phrases
        hits = [word.lower() in phrases for word in words]
        return sum(hits) / len(hits) if hits else 0.0

    def phrases(self, section: str) -> frozenset[str]:
        """The phrases of a section, lower-cased."""
        return self._sections[section].phrases

    def ordered(self, section: str) -> tuple[str, ...]:
        """The phrases of a section in the order of the table (months, for one)."""
        return self._sections[section].ordered

    def expression(self, section: str) -> re.Pattern[str]:
        """The words of a section as one expression."""
        return self._sections[section].expression

    def names(self, prefix: str) -> list[str]:
        """The sections whose name begins with ``prefix``, in the order of the table."""
        return [name for name in self._sections if name.startswith(prefix)]


def load_page_words(knowledge: "Knowledge") -> PageWords:
    """The table; a section of a user's file adds its words to ours."""
    merged: dict[str, tuple[str, list[str], list[str]]] = {}
    for path in knowledge.files(TABLE):
        for name, entry in _read(path).items():
            at, phrases, patterns = _checked(path, name, entry)
            known = merged.get(name)
            merged[name] = (at, [*known[1], *phrases], [*known[2], *patterns]) if known else (at, phrases, patterns)
    return PageWords({name: _section(*entry) for name, entry in merged.items()})


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(str(path), None, str(error)) from error


def _checked(path: Path, name: str, entry: Any) -> tuple[str, list[str], list[str]]:
    if not isinstance(entry, dict) or entry.get("at") not in PLACES or set(entry) - {"at", "phrases", "patterns"}:
        raise KnowledgeError(str(path), None, f"[{name}] has `at` ({', '.join(PLACES)}), `phrases` and `patterns`")
    phrases, patterns = entry.get("phrases", []), entry.get("patterns", [])
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise KnowledgeError(str(path), None, f"[{name}] pattern {pattern!r}: {error}") from error
    return str(entry["at"]), list(phrases), list(patterns)


def _section(at: str, phrases: list[str], patterns: list[str]) -> Section:
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(_literal(phrase) for phrase in longest_first if phrase[:1].isalnum())
    marks = [_literal(phrase) for phrase in longest_first if not phrase[:1].isalnum()]
    literal = [*marks, rf"(?<!\w)(?=\w)(?:{words})"] if words else marks
    expression = re.compile("|".join([f"(?:{part})" for part in [*patterns, *literal]]) or "(?!)", re.IGNORECASE)
    return Section(at, expression, frozenset(phrase.lower() for phrase in phrases), tuple(phrases))


def _literal(phrase: str) -> str:
    """A phrase as an expression: free white space, either kind of apostrophe, a whole word at its end."""
    words = r"\s+".join(re.escape(word).replace("'", "['’]") for word in phrase.split())
    return words + (r"(?!\w)" if phrase[-1:].isalnum() else "")
