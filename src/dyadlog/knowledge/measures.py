"""Measures: what figures count, whatever a page calls it ("commerce", "turnover" and "trade" are one measure).

``tables/measures.csv``: ``word, measure, source``; singular words in lower case.
"""

from typing import TYPE_CHECKING

from dyadlog.knowledge.rows import read_rows

if TYPE_CHECKING:
    from dyadlog.knowledge import Knowledge


class Measures:
    """The measure that a word names."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows

    def find(self, words: str) -> str | None:
        """The measure that the last telling word names; None where no word names one."""
        for word in reversed(words.casefold().split()):
            measure = self._rows.get(word) or self._rows.get(word.removesuffix("s"))
            if measure is not None:
                return measure
        return None


def load_measures(knowledge: "Knowledge") -> Measures:
    """The measures of the shipped table and the user's."""
    rows = read_rows(knowledge, "measures.csv", ("word", "measure", "source"), ("word",))
    return Measures({row.text("word"): row.text("measure") for row in rows})
