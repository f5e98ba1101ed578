"""Words that point at actors without naming them, or tell how a name is meant.

Each list has one use in resolving who is meant: nouns of groups ("the two neighbours"), of collectives that a state
owns ("Brazilian officials"), titles that tell a person's sex, words of former office, pronouns, and so on.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

LISTS = (
    "abroad",
    "answering",
    "arrival",
    "between",
    "between_people",
    "collective",
    "company_name",
    "count",
    "counterpart",
    "definite_person",
    "definite_state",
    "distributive",
    "exception",
    "facing_role",
    "flag_word",
    "gender",
    "group",
    "group_plain",
    "group_portfolio",
    "group_rank",
    "homing",
    "institute_name",
    "kin",
    "linking",
    "listing",
    "locative",
    "media_name",
    "mutual",
    "name_honorific",
    "neighbouring",
    "obliging",
    "open_office",
    "organisation_noun",
    "other_state",
    "outward",
    "own_act",
    "ours",
    "part_of_state",
    "place_sort",
    "plain_body",
    "plain_title",
    "private",
    "pronoun",
    "pronoun_plural",
    "pronoun_state",
    "realm",
    "reciprocal",
    "relative",
    "resident",
    "ruled",
    "sedentary",
    "shared",
    "sovereign",
    "beyond_states",
    "staffing",
    "surname_title",
    "state_title",
    "vessel",
    "speaking",
    "stands_for",
    "text_name",
    "visiting",
)


class ReferenceWords:
    """The lists, each a mapping from word to what it tells ("" where it tells nothing more)."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        self._lists: dict[str, dict[str, str]] = {name: {} for name in LISTS}
        for name, word, value in rows:
            self._lists[name][word] = value

    def holds(self, name: str, word: str) -> bool:
        """Whether the list has the word (lower case)."""
        return word in self._lists[name]

    def words(self, name: str) -> frozenset[str]:
        """All words of the list."""
        return frozenset(self._lists[name])

    def value(self, name: str, word: str) -> str | None:
        """What the list tells of the word; None where it does not have it."""
        return self._lists[name].get(word)


def load_reference_words(knowledge: "Knowledge") -> ReferenceWords:
    """``reference_words.csv``."""
    rows = []
    for row in read_rows(knowledge, "reference_words.csv", ("list", "word", "value", "source"), ("list", "word")):
        row.text("source")
        rows.append((row.choice("list", LISTS), row.text("word"), row.cell("value")))
    return ReferenceWords(rows)
