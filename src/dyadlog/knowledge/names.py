"""One index over every surface form of states, organisations, armed groups, bodies and named territories."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, cast, get_args

from dyadlog.knowledge.phrases import (
    PhraseTable,
    Word,
    fold_token,
    fold_words,
    is_plain,
    is_shouted,
    phrase_key,
    phrase_keys,
    split_phrase,
)
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

NameRole = Literal["name", "formal", "short", "abbreviation", "adjective", "demonym", "capital", "metonym", "epithet"]
TargetKind = Literal["state", "organisation", "armed_group", "body", "place"]

SEATS = frozenset({"capital", "metonym"})
"""Roles in which a place speaks for a government, as long as that sits there."""

INSENSITIVE_ROLES = frozenset({"name", "formal", "short", "adjective", "demonym", "capital"})
"""Roles whose names are still names in small letters ("norway"), unless they are common words ("turkey")."""


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One surface form and what it stands for.

    ``target`` is a state code, organisation id, group id, body id or place id, as ``target_kind`` says. ``neutral`` is
    the neutral word for a ``loaded`` form. The dates say when the form was the current one: an old name used of a later
    time still means the same target.
    """

    surface: str
    role: NameRole
    target_kind: TargetKind
    target: str
    loaded: bool = False
    neutral: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date | None) -> bool:
        """Whether the form was current on ``day``; without a day, whether it still is."""
        if day is None:
            return self.valid_to is None
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Tokens ``first`` to ``last`` (inclusive) are a known name; several entries where it may mean several things.

    The order of ``entries`` says nothing. One token that joins two names ("Sino-Indian") gives two matches.
    """

    first: int
    last: int
    entries: tuple[NameEntry, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """A name as the index holds it: which words need a capital letter, and whether a hyphen must follow."""

    entry: NameEntry
    capitals: tuple[bool, ...]
    acronym: bool
    prefix: bool


class NameIndex:
    """Finds names among tokens: longest match, none overlapping."""

    def __init__(
        self,
        entries: Iterable[NameEntry],
        common_words: Iterable[str],
        unshouted: Iterable[str],
        false_names: Iterable[str] = (),
    ) -> None:
        self._common = {phrase_key(word) for word in common_words}
        self._matches = lru_cache(maxsize=1024)(self._find)  # the stages of a page ask for the same sentences
        self._unshouted = frozenset(unshouted)
        self._table: PhraseTable[_Form] = PhraseTable()
        self._false: PhraseTable[str] = PhraseTable()
        for phrase in false_names:
            for key in phrase_keys(phrase):
                self._false.add(key, phrase)
        for entry in entries:
            for key in phrase_keys(entry.surface):
                form = self._form(entry, key)
                if not any(_covers(known, form) for known in self._table.values.get(key, ())):
                    self._table.add(key, form)

    def _form(self, entry: NameEntry, key: tuple[str, ...]) -> _Form:
        common = key in self._common
        free = entry.target_kind == "state" and entry.role in INSENSITIVE_ROLES and not common
        if is_plain(entry.surface):
            parts = entry.surface.split()
            initials = tuple(not free and part[0].isupper() for part in parts)
            return _Form(entry, initials, len(parts) == 1 and parts[0].isupper(), False)
        words = [word for word in fold_words(split_phrase(entry.surface)) if word.text in key]
        if len(words) != len(key):
            capitals = tuple(not free for _ in key)
        else:
            capitals = tuple(not free and word.initial and not is_particle(word) for word in words)
        acronym = len(key) == 1 and words[0].upper
        return _Form(entry, capitals, acronym, entry.surface.endswith("-"))

    def find(self, phrase: str) -> tuple[NameEntry, ...]:
        """What a whole phrase may mean, without regard to case."""
        return tuple(form.entry for form in self._table.values.get(phrase_key(phrase), ()))

    def match(self, words: Sequence[str], on: date | None = None) -> list[NameMatch]:
        """All names among the token texts of a sentence, in reading order.

        Where a name may mean several things, those that did not hold ``on`` that day (today's, without one) give way:
        "Moscow" is Russia's capital, of a day in 1970 the Soviet Union's. A former capital is a mere place. A name
        inside a phrase that means something else ("Latin American", "Swiss francs") is none.
        """
        return list(self._matches(tuple(words), on))

    def _find(self, words: tuple[str, ...], on: date | None) -> tuple[NameMatch, ...]:
        if not self._may_match(words):
            return ()
        folded = fold_words(words)
        shouted = is_shouted(folded)
        texts = [word.text for word in folded]
        matches = []
        start = 0
        while start < len(texts):
            false = self._false.candidates(texts, start) if folded[start].initial else []
            length = false[0][0] if false else 1
            for candidate, forms in self._table.candidates(texts, start):
                if candidate < length:
                    break
                here = folded[start : start + candidate]
                meant = {
                    _meaning(form.entry): form.entry for form in reversed(forms) if self._fits(form, here, shouted)
                }
                fitting = tuple(reversed(meant.values()))
                held = tuple(entry for entry in fitting if entry.holds_on(on))
                entries = held or tuple(entry for entry in fitting if entry.role not in SEATS)
                if entries:
                    matches.append(NameMatch(here[0].first, here[-1].last, entries))
                    length = candidate
                    break
            start += length
        return tuple(matches)

    def _may_match(self, words: Sequence[str]) -> bool:
        """Whether any name of the index stands among the words, capitals or not; most sentences have none."""
        if any(word == "." and len(before) < 3 for before, word in pairwise(words[:-1])):
            return True  # a dot that belongs to a short word is passed over ("St . Lucia")
        found = [word for token in words for word in fold_token(token)]
        if any(word.upper and len(word.text) == 1 for word in found[1:]):
            return True  # initials written apart may be joined
        texts = [word.text for word in found]
        lengths, values = self._table.lengths, self._table.values
        return any(
            tuple(texts[start : start + length]) in values
            for start, text in enumerate(texts)
            if text in lengths
            for length in lengths[text]
        )

    def _fits(self, form: _Form, words: Sequence[Word], shouted: bool) -> bool:
        if form.prefix and not words[-1].linked:
            return False
        if form.acronym:
            if words[0].dotted:
                return True
            return words[0].upper and not (shouted and words[0].text in self._unshouted)
        if (shouted or words[0].first == 0) and len(words) == 1 and words[0].text in self._unshouted:
            return False
        return all(word.initial for needed, word in zip(form.capitals, words, strict=True) if needed)


def is_particle(word: Word) -> bool:
    """Whether a word is an article bound to the next one ("al-", "el-"), written with or without a capital."""
    return word.linked and len(word.text) <= 2


def _meaning(entry: NameEntry) -> tuple[str, str, str]:
    """What a form says: only for a state does its role matter."""
    return (entry.role if entry.target_kind == "state" else "", entry.target_kind, entry.target)


def _covers(known: _Form, form: _Form) -> bool:
    """Whether a form adds nothing to a known one; an organisation's acronym written as a word does ("Nato")."""
    spelt = known.acronym and not form.acronym and form.entry.target_kind == "organisation"
    return _meaning(known.entry) == _meaning(form.entry) and not spelt


NAME_COLUMNS = ("code", "surface", "role", "loaded", "neutral", "valid_from", "valid_to", "source")
Life = tuple[date | None, date | None]
"""From when to when a state existed under its code, None where open or not recorded."""
ROLES: Final[tuple[str, ...]] = get_args(NameRole)


def read_state_names(knowledge: "Knowledge", lives: Mapping[str, Life]) -> list[NameEntry]:
    """The names of all states in ``lives``; a name without dates of its own has those of its state."""
    entries = []
    for row in read_rows(knowledge, "state_names.csv", NAME_COLUMNS, ("code", "surface", "role")):
        row.text("source")
        code = row.choice("code", lives)
        role = cast(NameRole, row.choice("role", ROLES))
        loaded = row.choice("loaded", ("0", "1")) == "1"
        neutral = row.text("neutral") if loaded else row.maybe("neutral")
        start, end = (row.day("valid_from") or lives[code][0], row.day("valid_to") or lives[code][1])
        entries.append(NameEntry(row.text("surface"), role, "state", code, loaded, neutral, start, end))
    return entries


def read_common_words(knowledge: "Knowledge") -> tuple[list[str], list[str]]:
    """Words that are names only with a capital, and of those the ones a line in capitals does not make a name."""
    rows = list(read_rows(knowledge, "common_words.csv", ("word", "shouted_is_name", "source"), ("word",)))
    words = [row.text("word") for row in rows]
    return words, [row.text("word") for row in rows if row.choice("shouted_is_name", ("0", "1")) == "0"]


def build_name_index(knowledge: "Knowledge") -> NameIndex:
    """The index over all tables that hold names."""
    from dyadlog.knowledge.armed_groups import read_group_names
    from dyadlog.knowledge.offices import read_body_names
    from dyadlog.knowledge.organisations import read_organisation_names
    from dyadlog.knowledge.places import read_place_names

    states = knowledge.states
    entries: list[NameEntry] = [entry for state in states.all() for entry in states.names_of(state.code)]
    entries += read_body_names(knowledge)
    entries += read_organisation_names(knowledge)
    entries += read_group_names(knowledge)
    entries += read_place_names(knowledge)
    common, unshouted = read_common_words(knowledge)
    false_rows = read_rows(knowledge, "false_names.csv", ("phrase", "source"), ("phrase",))
    false_names = [row.text("phrase") for row in false_rows]
    return NameIndex(entries, common, unshouted, false_names)
