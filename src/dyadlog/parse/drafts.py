"""Drafts: a tree that can be corrected before it is final."""

from collections.abc import Sequence

from dyadlog.parse.reader import Analysis

SUBJECTS = frozenset(("nsubj", "nsubj:pass"))


class Draft:
    """A tree that is being corrected."""

    def __init__(self, words: Sequence[str], analysis: Analysis) -> None:
        self.words = words
        self.pos, self.tags = list(analysis.pos), list(analysis.tags)
        self.heads, self.relations = list(analysis.heads), list(analysis.relations)
        self.names = list(analysis.names)

    def children(self, head: int) -> list[int]:
        """The words that hang on ``head``."""
        found = []
        word = -1
        for _ in range(self.heads.count(head)):  # count and index are several times as fast as a loop over the words
            word = self.heads.index(head, word + 1)
            if word != head:
                found.append(word)
        return found

    def is_under(self, word: int, above: int) -> bool:
        """Whether ``word`` is ``above`` or hangs on it, at any distance."""
        while word != above and self.heads[word] != word:
            word = self.heads[word]
        return word == above

    def attach(self, word: int, head: int, relation: str) -> None:
        """Hang ``word`` on ``head``; where that stands below ``word``, it first takes ``word``'s place."""
        if self.is_under(head, word):
            self.heads[head] = head if self.heads[word] == word else self.heads[word]
            self.relations[head] = self.relations[word]
        self.heads[word], self.relations[word] = head, relation

    def move(self, word: int, head: int, relation: str | None = None) -> None:
        """Hang ``word`` on ``head``, unless that stands below it; the relation stays where none is given."""
        if not self.is_under(head, word):
            self.heads[word] = head
            self.relations[word] = relation or self.relations[word]

    def top(self, first: int, last: int) -> int:
        """The word of a span whose head is outside it."""
        inside = range(first, last + 1)
        return next((word for word in inside if self.heads[word] not in inside or self.heads[word] == word), last)
