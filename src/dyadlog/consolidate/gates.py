"""Gates: which crossings of a border an act opens or shuts, one by its name or all of them."""

import re
from collections.abc import Sequence

from dyadlog.consolidate.settings import name_key
from dyadlog.knowledge import Knowledge
from dyadlog.records import Claim

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
BORDER = "border"
ALL = "*"
"""Stands for every crossing."""
REACH = 4
"""Words before a crossing among which "all" is of it: "all of its border crossings"."""
AT = ("at", "of")
JOINING = ("and", "or")


def gates_of(claim: Claim, knowledge: Knowledge) -> frozenset[str]:
    """Keys of the crossings that a claim names, ``ALL`` for all there are; nothing where it does not say which."""
    if not any(move.thing == BORDER for move in knowledge.openings.moves(claim.kind)):
        return frozenset()
    words = WORD.findall(claim.evidence.quote)
    whole = {word.split()[-1] for word in knowledge.count_words.words("whole")}
    named: set[str] = set()
    every = False
    for place, word in enumerate(words):
        if knowledge.openings.has("crossing", (word.casefold(),)):
            named |= _named_before(words[:place], knowledge) | _named_after(words[place + 1 :], knowledge)
            every |= any(before.casefold() in whole for before in words[max(place - REACH, 0) : place])
    return frozenset(named) or frozenset((ALL,) if every else ())


def _named_before(words: Sequence[str], knowledge: Knowledge) -> set[str]:
    """The names right before a word for a crossing: "the Upper Vale and Dell border crossings"."""
    left = list(words)
    while left and left[-1].islower() and knowledge.openings.things_named((left[-1],)):
        left.pop()
    found: set[str] = set()
    while left and (left[-1][0].isupper() or (found and left[-1] in JOINING)):
        found |= _key_of(left.pop(), knowledge)
    return found


def _named_after(words: Sequence[str], knowledge: Knowledge) -> set[str]:
    """The names right after a word for a crossing: "the crossing at Upper Vale"."""
    found: set[str] = set()
    for word in words[1:] if words and words[0] in AT else ():
        if not word[0].isupper():
            break
        found |= _key_of(word, knowledge)
    return found


def _key_of(word: str, knowledge: Knowledge) -> set[str]:
    """The key of a name that is no state's."""
    parts = re.split(r"[-'’]", word)
    if all(knowledge.states.find(part) is not None for part in parts):
        return set()
    key = name_key("".join(parts), knowledge)
    return {key} if key else set()
