"""Words for instruments in general ("deal", "memorandum"), which do not tell one instrument from another."""

import csv
from typing import TYPE_CHECKING

from dyadlog.errors import KnowledgeError
from dyadlog.knowledge.content_words import stem

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge

FILE = "instrument_words.csv"
COLUMNS = ["word", "head", "source"]


class InstrumentWords:
    """The sort of instrument that a general word names."""

    def __init__(self, heads: dict[str, str]) -> None:
        self._heads = heads
        self.stems = frozenset(stem(word) for word in heads)

    def head(self, word: str) -> str | None:
        """The sort of instrument that ``word`` names, singular or plural; None for any other word."""
        plain = word.casefold()
        return self._heads.get(plain) or self._heads.get(plain.removesuffix("s"))


def load_instrument_words(knowledge: "Knowledge") -> InstrumentWords:
    """The words of the shipped table and the user's."""
    heads: dict[str, str] = {}
    for path in knowledge.files(FILE):
        with path.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            if reader.fieldnames != COLUMNS:
                raise KnowledgeError(str(path), 1, f"the columns must be {','.join(COLUMNS)}")
            heads |= {row["word"]: row["head"] for row in reader}
    return InstrumentWords(heads)
