"""Words for instruments in general ("deal", "memorandum"), which do not tell one instrument from another."""

from datetime import timedelta
from typing import TYPE_CHECKING

from dyadlog.knowledge.content_words import stem
from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


INDEFINITE = "indefinite"
"""The mark of words before an instrument that say it has not been spoken of yet ("a", "another")."""
MODIFIER = "modifier"
"""The mark of adjectives that tell no instrument from another ("old", "landmark")."""
NAMING = "naming"
"""The mark of words that give what stands before them another name ("dubbed", "known")."""
CONCLUDING = "concluding"
"""The mark of acts that bring an agreement about ("sign", "ratify"): who promises them promises that agreement."""
MARKS = (INDEFINITE, MODIFIER, NAMING, CONCLUDING)


class InstrumentWords:
    """The sort of instrument that a general word names; ``silences`` say after how long without news an instrument of
    each kind that is not done yet counts as stale."""

    def __init__(self, heads: dict[str, str], sorts: dict[str, str], silences: dict[str, timedelta]) -> None:
        self._sorts = sorts
        self.silences = silences
        self._heads = {word: head for word, head in heads.items() if head not in MARKS}
        self.indefinite = frozenset(word for word, head in heads.items() if head == INDEFINITE)
        self.naming = frozenset(word for word, head in heads.items() if head == NAMING)
        self.concluding = frozenset(word for word, head in heads.items() if head == CONCLUDING)
        self.stems = frozenset(stem(word.replace("-", "")) for word in heads)

    def head(self, word: str) -> str | None:
        """The sort of instrument that ``word`` names, singular or plural; None for any other word."""
        plain = word.casefold()
        return self._heads.get(plain) or self._heads.get(plain.removesuffix("s"))

    def sort(self, word: str) -> str | None:
        """How much a document of this name binds; None for names that are used of any ("deal", "document")."""
        plain = word.casefold()
        return self._sorts.get(plain) or self._sorts.get(plain.removesuffix("s"))


def load_instrument_words(knowledge: "Knowledge") -> InstrumentWords:
    """The words of the shipped table and the user's."""
    rows = read_rows(knowledge, "instrument_words.csv", ("word", "head", "source"), ("word",))
    sorts = read_rows(knowledge, "instrument_sorts.csv", ("word", "sort", "source"), ("word",))
    silences = read_rows(knowledge, "instrument_silence.csv", ("kind", "days", "source"), ("kind",))
    return InstrumentWords(
        {row.text("word"): row.text("head") for row in rows},
        {row.text("word"): row.text("sort") for row in sorts},
        {row.text("kind"): timedelta(days=row.number("days") or 0) for row in silences},
    )
