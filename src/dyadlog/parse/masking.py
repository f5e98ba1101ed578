"""Masking: the reader sees stand-ins for words that name states, so that its answer cannot hang on which state it is.

Exchange two states in a sentence and the reader sees the same words. The stand-ins are names whose grammar is regular
and whose WordPiece is one piece; the k-th state of a sentence gets the k-th of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.names import NameMatch


@dataclass(frozen=True, slots=True)
class StandIn:
    """One neutral state: its name, adjective (and singular demonym), people and capital."""

    name: str
    adjective: str
    people: str
    capital: str


STAND_INS = (
    StandIn("Germany", "German", "Germans", "Berlin"),
    StandIn("Russia", "Russian", "Russians", "Moscow"),
    StandIn("Canada", "Canadian", "Canadians", "Toronto"),
    StandIn("Syria", "Syrian", "Syrians", "Damascus"),
)
"""All begin with a consonant, for the article. Chosen by what the encoder knows best, not for any tie."""

ABBREVIATION = "UK"
MODIFIERS = {"name": "South", "adjective": "South", "people": "South", "capital": "New"}
KEPT = frozenset(("of", "the", "and", "'s", "’s", "-", "–", ",", "."))
ROLES = {
    "name": "name",
    "formal": "name",
    "short": "name",
    "adjective": "adjective",
    "demonym": "adjective",
    "capital": "capital",
    "abbreviation": "abbreviation",
}
ORDER = ("abbreviation", "name", "adjective", "capital")


class Masker:
    """Replaces words that name states."""

    def __init__(self, knowledge: "Knowledge") -> None:
        self.knowledge = knowledge

    def __call__(self, words: Sequence[str]) -> list[str]:
        """As many words as given, with stand-ins for names, adjectives, demonyms and capitals of states."""
        masked = list(words)
        order: dict[frozenset[str], int] = {}
        for match in self.knowledge.names.match(words):
            role, targets = find_role(match, words[match.last])
            if role is None:
                continue
            stand_in = STAND_INS[order.setdefault(targets, len(order)) % len(STAND_INS)]
            cover(masked, match.first, match.last, role, stand_in)
            if match.first and masked[match.first - 1].lower() in ("a", "an"):
                masked[match.first - 1] = masked[match.first - 1][0]
        return masked


def find_role(match: "NameMatch", word: str) -> tuple[str | None, frozenset[str]]:
    """The role in which a match names states, and which; no role where it names none."""
    entries = [entry for entry in match.entries if entry.target_kind == "state" and entry.role in ROLES]
    roles = {ROLES[entry.role] for entry in entries}
    role = next((role for role in ORDER if role in roles), None)
    plural = word.lower().endswith(("s", "men")) and all(entry.role == "demonym" for entry in entries)
    return "people" if role and plural else role, frozenset(entry.target for entry in entries)


def cover(masked: list[str], first: int, last: int, role: str, stand_in: StandIn) -> None:
    """Write the stand-in over the words ``first`` to ``last``, keeping their number, grammar words and case."""
    bare = masked[last].replace(".", "")
    if role == "abbreviation" or (first == last and len(bare) < 4 and bare.isupper()):
        masked[last] = ABBREVIATION
        return
    for position in range(first, last + 1):
        word = masked[position]
        if word.lower() in KEPT:
            continue
        if position == last:
            new = str(getattr(stand_in, role))
        elif masked[position + 1].lower() == "of":
            new = "Republic"
        else:
            new = MODIFIERS[role]
        masked[position] = new.upper() if word.isupper() and len(word) > 3 else new
