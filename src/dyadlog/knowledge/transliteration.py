"""The name key: whether two spellings in Latin script can be one name.

Made for names that come from scripts with several romanisations (Arabic, Persian, Urdu, Pashto, Cyrillic): consonants
that spellings confuse fall into one class, vowels into three, particles and honorifics count for nothing. Two names
are never one where each has a word the other lacks (Ali and Sadeq of one family).
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from dyadlog.errors import KnowledgeError

TABLE = Path(__file__).parent / "tables" / "transliteration.csv"
SAME = 0.88
"""From this similarity on two people's names are taken for one: the middle of the widest stretch of thresholds with the
best F1 on our name pairs (benchmarks/names.py)."""

NameKind = Literal["person", "place", "group"]
_APOSTROPHES = re.compile(r"[’'`ʿʾ‘]")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_VOWELS = "aiu"


@dataclass(frozen=True, slots=True)
class NameRules:
    """The rules of the key: words that do not tell people apart, and how letters fall together, in order."""

    honorifics: frozenset[str]
    particles: frozenset[str]
    light: frozenset[str]
    letters: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=4)
def load_name_rules(table: Path = TABLE) -> NameRules:
    """The rules as the table has them; letter rules apply in the table's order."""
    words: dict[str, set[str]] = {"honorific": set(), "particle": set(), "light": set()}
    letters: list[tuple[re.Pattern[str], str]] = []
    with table.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        for row in reader:
            if row["rule"] == "letter":
                letters.append((re.compile(row["pattern"]), row["replacement"]))
            elif row["rule"] in words:
                words[row["rule"]].add(row["pattern"])
            else:
                raise KnowledgeError(str(table), reader.line_num, f"unknown rule {row['rule']!r}")
    return NameRules(
        frozenset(words["honorific"]), frozenset(words["particle"]), frozenset(words["light"]), tuple(letters)
    )


@lru_cache(maxsize=100_000)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name in plain lower-case Latin letters; hyphens part words, apostrophes do not."""
    plain = _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", name)).lower())
    return tuple(word for word in _NOT_LETTERS.split(plain) if word)


@lru_cache(maxsize=100_000)
def core_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: no particles, no honorifics (unless nothing else is left)."""
    rules = load_name_rules()
    spoken = name_words(name)
    words = [word for word in spoken[:-1] if word not in rules.particles] + list(spoken[-1:])
    return tuple(word for word in words if word not in rules.honorifics) or tuple(words)


def fold_name(name: str) -> str:
    """The name without honorifics, in plain lower-case letters: what an actor's id is made of."""
    return " ".join(core_words(name)) or name.strip().lower()


def name_keys(name: str) -> frozenset[str]:
    """The consonants of each word of a name: names of one person share at least one, so others need no comparing."""
    return frozenset(_skeleton(word) for word in core_words(name))


def spelling_key(word: str) -> str:
    """What spellings of one word of a name have in common: letters that they confuse fallen together."""
    return _spelling(word).rstrip(_VOWELS)


@lru_cache(maxsize=100_000)
def _spelling(word: str) -> str:
    """The word with letters that spellings confuse fallen together."""
    for pattern, replacement in load_name_rules().letters:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=100_000)
def _skeleton(word: str) -> str:
    """The consonants of the folded word, with a vowel only where it begins the word."""
    folded = _spelling(word)
    lead = folded[:1] if folded[:1] in _VOWELS else ""
    return lead + "".join(letter for letter in folded if letter not in _VOWELS)


def _closeness(first: str, second: str) -> float:
    return Levenshtein.normalized_similarity(first, second)


@lru_cache(maxsize=400_000)
def _word_similarity(first: str, second: str) -> float:
    """How far two words can be one name's word. Constants measured on our name pairs (benchmarks/names.py)."""
    if first == second:
        return 1.0
    folds, skeletons = (_spelling(first), _spelling(second)), (_skeleton(first), _skeleton(second))
    if folds[0] == folds[1]:
        return 0.97
    if skeletons[0] == skeletons[1] and len(skeletons[0]) >= 2:
        # The same consonants leave names like Hassan and Hussein: the vowels must mostly agree too.
        return 0.93 if _closeness(*folds) > 0.6 else 0.7
    if min(map(len, folds)) >= 6 and folds[0].replace("g", "k") == folds[1].replace("g", "k"):
        return 0.9  # qaf is also spelled g (Gaddafi, Qaddafi); in short words g and k tell names apart
    if 1 in (len(first), len(second)) and first[0] == second[0]:
        return 0.85
    if min(map(len, skeletons)) >= 4 and skeletons[0][0] == skeletons[1][0] and _closeness(*skeletons) >= 0.75:
        return 0.6 + 0.3 * _closeness(*folds)
    if min(map(len, folds)) >= 6 and folds[0][0] == folds[1][0] and _closeness(*folds) >= 0.85:
        return 0.88
    return 0.5 * _closeness(*folds)


def _join_split_words(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """``words`` with neighbours joined where the other name writes them as one (Amir Abdollahian, Amirabdollahian)."""
    joined: list[str] = []
    position = 0
    while position < len(words):
        pair = "".join(words[position : position + 2])
        if position + 1 < len(words) and any(_word_similarity(pair, other) >= 0.9 for other in others):
            joined.append(pair)
            position += 2
        else:
            joined.append(words[position])
            position += 1
    return joined


def _align(first: Sequence[str], second: Sequence[str]) -> tuple[list[float], list[int], list[int]]:
    """Words paired one to one, closest first; then what stays alone on either side."""
    pairs = sorted(
        (-_word_similarity(word, other), abs(i - k), i, k)
        for i, word in enumerate(first)
        for k, other in enumerate(second)
    )
    left, right = set(range(len(first))), set(range(len(second)))
    values: list[float] = []
    for distance, _, i, k in pairs:
        if i in left and k in right and -distance >= 0.75:
            left.discard(i)
            right.discard(k)
            values.append(-distance)
    return values, sorted(left), sorted(right)


def _discount(longer: Sequence[str], missing: Sequence[int], kept: int) -> float:
    """What words that only the longer name has take from the similarity of two people's names."""
    factor = 0.85 if kept == 1 else 1.0  # a surname alone needs context
    if len(longer) - 1 in missing and kept > 1:
        factor *= 0.8 if len(longer) > 3 else 0.6  # the surname is the missing word
    leads_with_given_name = 0 in missing and longer[0] not in load_name_rules().light and len(longer[0]) > 1
    return factor * 0.6 if leads_with_given_name and kept > 1 else factor


def name_similarity(first: str, second: str, kind: NameKind = "person") -> float:
    """How far two spellings can be one name, 0 to 1. Symmetrical."""
    words, others = list(core_words(first)), list(core_words(second))
    if not words or not others:
        return 0.0
    if len(words) == len(others) == 1:
        return _word_similarity(words[0], others[0])
    if 1 <= abs(len(words) - len(others)) <= 2:  # one name written as several words
        whole = _word_similarity("".join(words), "".join(others))
        if whole >= 0.9:
            return whole
    words, others = _join_split_words(words, others), _join_split_words(others, words)
    values, alone, other_alone = _align(words, others)
    if not values:
        return 0.3 * max(_word_similarity(word, other) for word in words for other in others)
    mean = sum(values) / len(values)
    if alone and other_alone:
        return 0.45 * mean
    if not alone and not other_alone:
        return mean
    if kind != "person":
        return 0.6 * mean
    longer, missing, kept = (words, alone, len(others)) if alone else (others, other_alone, len(words))
    return mean * _discount(longer, missing, kept)


def same_person(first: str, second: str) -> bool:
    """Whether two names are spellings of one person's; a lone word only matches the same lone word."""
    if 1 in (len(core_words(first)), len(core_words(second))) and core_words(first) != core_words(second):
        return False
    return name_similarity(first, second, "person") >= SAME
