"""The lines of a plain-text page while their kinds are found out."""

import re
from collections.abc import Sequence

from dyadlog.clean.line_features import Matrix
from dyadlog.clean.lines import Line
from dyadlog.clean.marks import mark_line
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind

PROSE_WORDS = 12
SUBHEAD_WORDS = 16
LINK_WORDS = 25
TIMED = re.compile(r"\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{2,4}T)?\s*[|:–—-]?\s*(?=[^\W\d])", re.I)
"""The time that opens an entry of a live blog: "14:05 - Talks begin"."""

ENTRY = re.compile(r"\d{1,2}[:.h]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:GMT|UTC|[A-Z]{2,4}T)?", re.I)
"""A time that stands on a line by itself above an entry."""
FEWEST_ENTRIES = 3


class PageLines:
    """The lines of a page while their kinds are found out."""

    def __init__(self, lines: Sequence[Line], probabilities: Matrix, words: PageWords) -> None:
        self.lines = lines
        self.words = words
        self.body = [float(row[1]) for row in probabilities]
        self.named = [float(row[2]) for row in probabilities]
        self.marks = [mark_line(line, words) if not line.oversized else "boilerplate" for line in lines]
        self._mark_linked()
        self.kinds: list[BlockKind | None] = [None] * len(lines)
        timed = {i + 1 for i, line in enumerate(lines) if ENTRY.fullmatch(line.body) is not None}
        self.entries = timed if len(timed) >= FEWEST_ENTRIES else set()
        self.anchors = [i for i in range(len(lines)) if self._is_anchor(i)]

    def _mark_linked(self) -> None:
        """Titles below a line such as "Read more:" are links, however much like the article's own words they read."""
        linked = False
        for i, line in enumerate(self.lines):
            if self.marks[i] == "related" and self.words.has("related_mark", line.body):
                linked = True
            elif self.marks[i] is None:
                linked = linked and not line.ends_sentence and len(line.words) <= LINK_WORDS
                self.marks[i] = "related" if linked else None

    def _is_anchor(self, i: int) -> bool:
        """A line that is surely text of some article: a sentence or more, and the classifier agrees, or it stands
        below a time as the entries of a live blog do.

        "X is a professor at Y." may be an author's bio or a sentence of the article: the classifier decides.
        """
        line = self.lines[i]
        if line.oversized or len(line.words) < PROSE_WORDS or line.text.startswith("#"):
            return False
        if self.marks[i] is not None and not (
            self.marks[i] == "bio" and self.body[i] >= 0.6 and not self.is_sure_bio(i)
        ):
            return False
        if i in self.entries and line.ends_sentence:
            return True
        if self.words.share("function_words", line.words) < 0.1 and self.body[i] < 0.8:
            return False
        return self.body[i] >= (0.35 if line.ends_sentence else 0.6)

    def is_sure_bio(self, i: int) -> bool:
        """Whether a line says itself that it is about the author: "(The writer is ...)"."""
        return self.lines[i].text.startswith("(") or self.words.has("opinion_bio", self.lines[i].text)

    def is_title_like(self, i: int) -> bool:
        """Whether a line could be a headline or a subhead: some words, none too many, no closed sentence."""
        line = self.lines[i]
        return 1 <= len(line.words) <= 35 and not line.ends_sentence and any(char.isalpha() for char in line.body)
