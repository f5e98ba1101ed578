"""A plain-text page, read: its lines with their kinds, and where the article lies among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dyadlog.clean.letterhead import REACH, find_letterhead
from dyadlog.clean.lines import Line
from dyadlog.knowledge import Knowledge
from dyadlog.knowledge.page_words import PageWords
from dyadlog.records.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class TextPage:
    """Lines and kinds side by side. ``headline`` is the position of the headline, ``first`` and ``last`` those of the
    first and last paragraph."""

    lines: Sequence[Line]
    kinds: Sequence[BlockKind]
    headline: int | None
    first: int
    last: int
    knowledge: Knowledge

    @classmethod
    def of(cls, lines: Sequence[Line], kinds: Sequence[BlockKind], knowledge: Knowledge) -> "TextPage | None":
        """The page, or None where there is no paragraph."""
        paragraphs = [i for i, kind in enumerate(kinds) if kind == "paragraph"]
        if not paragraphs:
            return None
        headline = next((i for i, kind in enumerate(kinds) if kind == "headline"), None)
        return cls(lines, kinds, headline, paragraphs[0], paragraphs[-1], knowledge)

    @property
    def words(self) -> PageWords:
        """The words by which the parts of a page are known."""
        return self.knowledge.page_words

    @property
    def top(self) -> int:
        """Position of the headline, or of the first paragraph where there is none."""
        return self.headline if self.headline is not None else self.first

    def letterheads(self) -> Iterator[str]:
        """The bodies named above the text as those that issue the page."""
        for line, kind in zip(self.lines[: min(self.first, REACH)], self.kinds, strict=False):
            if kind not in ("paragraph", "caption", "bio") and not line.bullet:
                name = find_letterhead(line.body, self.knowledge)
                if name is not None:
                    yield name

    def of_kind(self, *kinds: BlockKind) -> list[Line]:
        """The lines of these kinds, in order."""
        return [line for line, kind in zip(self.lines, self.kinds, strict=True) if kind in kinds]
