"""Masking: the reader sees stand-ins for words that name states, so that its answer cannot hang on which state it is.

Exchange two states in a sentence and the reader sees the same words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.names import NameMatch


STAND_INS = (
    {"name": "Russia", "adjective": "Russian", "people": "Russians", "capital": "Moscow", "abbreviation": "US"},
    {"name": "Germany", "adjective": "German", "people": "Germans", "capital": "Berlin", "abbreviation": "US"},
)
"""By role, in turns: a "Russia-Russia border" would puzzle the reader. A consonant begins them, for the article. The
reader is trained with them: masked or not, it reads treebanks equally well (``benchmarks/model.py``, "unmasked")."""
WITH_ARTICLE = ("United", "Kingdom")
"""What covers a name of several words after "the", as in "the Union of ...", "the ... Republic"."""
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
PLAIN = {"name": "name", "abbreviation": "name", "capital": "capital"}
"""Roles that stand side by side in a list."""
LIST_GOES_ON = frozenset((",", "and", "&", "or", ")"))
ORDER = ("abbreviation", "name", "adjective", "capital")


@dataclass(frozen=True, slots=True)
class StateWords:
    """Words ``first`` to ``last`` that name a state, and how: name, adjective, people, capital or abbreviation."""

    first: int
    last: int
    role: str


@dataclass(frozen=True, slots=True)
class Masked:
    """The words the reader sees; where they name states; the commas it sees as "and"."""

    words: tuple[str, ...]
    states: tuple[StateWords, ...]
    commas: tuple[int, ...]


class Masker:
    """Replaces words that name states, and the comma of headlines ("Chile, Peru sign ...") by "and"."""

    def __init__(self, knowledge: "Knowledge") -> None:
        self.knowledge = knowledge

    def __call__(self, words: Sequence[str]) -> Masked:
        """As many words as given, with stand-ins for names, adjectives, demonyms and capitals of states."""
        masked = list(words)
        states: list[StateWords] = []
        for match in self.knowledge.names.match(words):
            role = find_role(match, words[match.last])
            if role is None:
                continue
            cover(masked, match.first, match.last, role, STAND_INS[len(states) % len(STAND_INS)])
            states.append(StateWords(match.first, match.last, role))
            if match.first and masked[match.first - 1].lower() in ("a", "an"):
                masked[match.first - 1] = masked[match.first - 1][0]
        commas = tuple(find_list_commas(words, states))
        for comma in commas:
            masked[comma] = "and"
        return Masked(tuple(masked), tuple(states), commas)


def find_list_commas(words: Sequence[str], states: Sequence[StateWords]) -> Iterator[int]:
    """The last comma of each list of states that has no "and": at the start of a sentence, or after "between".

    Treebanks hardly have this comma of headlines, and the reader takes it for an apposition.
    """
    run: list[StateWords] = []
    for state in states:
        joined = run and state.first == run[-1].last + 2 and words[state.first - 1] == ","
        if not joined or PLAIN.get(state.role) != PLAIN.get(run[0].role):
            run = []
        run.append(state)
        before = words[run[0].first - 1].lower() if run[0].first else ":"
        after = words[state.last + 1].lower() if state.last + 1 < len(words) else ","
        if len(run) > 1 and before in (":", "between") and after not in LIST_GOES_ON and PLAIN.get(state.role):
            yield state.first - 1


def find_role(match: "NameMatch", word: str) -> str | None:
    """The role in which a match names states; None where it names none. ``word`` is its last."""
    entries = [entry for entry in match.entries if entry.target_kind == "state" and entry.role in ROLES]
    roles = {ROLES[entry.role] for entry in entries}
    role = next((role for role in ORDER if role in roles), None)
    plural = word.lower().endswith(("s", "men")) and all(entry.role == "demonym" for entry in entries)
    return "people" if role and plural else role


def cover(masked: list[str], first: int, last: int, role: str, stand_in: Mapping[str, str]) -> None:
    """Write the stand-in over the words ``first`` to ``last``, keeping their number, grammar words and case."""
    bare = masked[last].replace(".", "")
    if role == "abbreviation" or (first == last and len(bare) < 4 and bare.isupper()):
        masked[last] = stand_in["abbreviation"]
        return
    article = role == "name" and first < last and first > 0 and masked[first - 1].lower() == "the"
    modifier, head = WITH_ARTICLE if article else (MODIFIERS[role], stand_in[role])
    for position in range(first, last + 1):
        word = masked[position]
        if word.lower() in KEPT or (word.islower() and first < last):
            continue
        if position == last:
            new = head
        elif masked[position + 1].lower() == "of":
            new = "Republic"
        else:
            new = modifier
        masked[position] = new.upper() if word.isupper() and len(word) > 3 else new.lower() if word.islower() else new
