"""Settings: what a page is about, for claims that leave it unsaid ("the clash", "the Kulbus raid")."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.content_words import stem
from dyadlog.knowledge.transliteration import spelling_key
from dyadlog.records import Claim, Document, Mention, Reading

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SHORTEST_NAME = 4
LEFT_OUT = ("state", "group", "person", "body")
"""Mentions whose words are compared as parties, and not as names."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The two states that a page speaks of most, and the words that it uses as names of anything but a party."""

    states: frozenset[str]
    names: frozenset[str]


def read_setting(reading: Reading, document: Document, states_of: Mapping[str, Sequence[str]]) -> Setting:
    """The setting of a page. ``states_of`` has the states of people by id."""
    return Setting(_main_states(reading.claims, states_of), frozenset(_names_on(document, reading.mentions)))


def _main_states(claims: Iterable[Claim], states_of: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The two states that most claims name; none where a third is named as often as the second."""
    counts: Counter[str] = Counter()
    for claim in claims:
        if claim.event_type is not None:
            parties = (*claim.actors, *claim.recipients)
            counts.update({code for party in parties for code in party.states or states_of.get(party.actor_id, ())})
    ranked = counts.most_common()
    if len(ranked) < 2 or (len(ranked) > 2 and ranked[2][1] == ranked[1][1]):
        return frozenset()
    return frozenset(code for code, _ in ranked[:2])


def _names_on(document: Document, mentions: Sequence[Mention]) -> set[str]:
    """Words that stand with a capital inside a sentence and nowhere without one."""
    taken = [(m.start, m.end) for m in mentions if m.kind in LEFT_OUT]
    small = set(re.findall(r"\b[a-zà-ÿ][^\W\d_]*", document.text))
    found: set[str] = set()
    for block in document.blocks:
        if block.kind == "headline":
            continue
        for match in WORD.finditer(document.text, block.start, block.end):
            word, before = match.group(), document.text[block.start : match.start()].rstrip(" \"“‘'«(")
            opens = not before or before[-1] in ".!?:;…\n"
            if word[0].isupper() and not opens and word.lower() not in small and not _lies_in(match, taken):
                found.add(word)
    return found


def _lies_in(match: re.Match[str], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


def names_in(
    words: tuple[int, int], document: Document, mentions: Sequence[Mention], known: Set[str], knowledge: Knowledge
) -> frozenset[str]:
    """Keys of the names between two offsets that are no party's: places, rivers, treaties, camps."""
    start, end = words
    taken = [(m.start, m.end) for m in mentions if m.kind in LEFT_OUT and m.start < end and start < m.end]
    spoken = [m for m in WORD.finditer(document.text, start, end) if m.group() in known and not _lies_in(m, taken)]
    return frozenset(key for match in spoken if (key := name_key(match.group(), knowledge)))


@lru_cache(maxsize=100_000)
def name_key(word: str, knowledge: Knowledge) -> str:
    """The word as spellings of it have it in common; empty for short words and for those that are no names."""
    plain = anyascii(word).lower().split("'")[0]
    calendar = knowledge.time_words.values
    if len(plain) < SHORTEST_NAME or plain in calendar["month"] or plain in calendar["weekday"]:
        return ""
    if plain in knowledge.content_words.stop_words or stem(plain) in knowledge.instrument_words.stems:
        return ""
    return "" if knowledge.offices.match_titles([plain]) else spelling_key(plain)
