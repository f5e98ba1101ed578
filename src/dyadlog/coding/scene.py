"""Scene: one sentence with what resolve found in it, looked up by token."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dyadlog.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dyadlog.knowledge import Knowledge
    from dyadlog.knowledge.cues import Cues
    from dyadlog.records import Document, Framing, Parse, Quotation, Resolution, Sentence, TimeMention


@dataclass(slots=True)
class Scene:
    """One sentence of a document. ``quotations`` are those of the whole document that touch the sentence."""

    document: Document
    sentence: Sentence
    knowledge: Knowledge
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    framings: tuple[Framing, ...] = ()
    by_head: dict[int, list[Mention]] = field(default_factory=dict)
    _tokens: list[Token] = field(default_factory=list)

    @property
    def cues(self) -> Cues:
        """Words of modality, attribution, time."""
        return self.knowledge.cues

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the sentence."""
        if not self._tokens:
            self._tokens = list(self.sentence.doc)
        return self._tokens

    def token(self, position: int) -> Token:
        """The token at a position of the sentence."""
        return self.tokens[position]

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Document offsets of the tokens ``first`` to ``last``, both included."""
        doc = self.sentence.doc
        return self.sentence.start + doc[first].idx, self.sentence.start + doc[last].idx + len(doc[last].text)

    def words(self, start: int, end: int) -> str:
        """The words of the document between two offsets."""
        return self.document.text[start:end]

    def find_mention(self, token: Token) -> Mention | None:
        """The mention that the token stands for: the longest whose head it is, else the shortest that holds it."""
        headed = self.by_head.get(token.i)
        if headed:
            return max(headed, key=lambda m: (bool(m.parties), m.last - m.first))
        holding = [m for m in self.mentions if m.first <= token.i <= m.last]
        return min(holding, key=lambda m: m.last - m.first) if holding else None

    def find_quotation(self, token: Token) -> Quotation | None:
        """The quotation that the token stands in."""
        offset = self.sentence.start + token.idx
        return next((q for q in self.sentence.quotations if q.start <= offset < q.end), None)


def set_scenes(document: Document, parse: Parse, resolution: Resolution, knowledge: Knowledge) -> list[Scene]:
    """A scene for every sentence, in order."""
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in resolution.mentions:
        mentions[mention.sentence].append(mention)
    times: defaultdict[int, list[TimeMention]] = defaultdict(list)
    for time in resolution.times:
        times[time.sentence].append(time)
    framings: defaultdict[int, list[Framing]] = defaultdict(list)
    for framing in resolution.framings:
        framings[framing.sentence].append(framing)
    return [
        Scene(
            document,
            sentence,
            knowledge,
            tuple(mentions[sentence.index]),
            tuple(times[sentence.index]),
            tuple(framings[sentence.index]),
            _index_heads(mentions[sentence.index]),
        )
        for sentence in parse.sentences
    ]


def _index_heads(mentions: list[Mention]) -> dict[int, list[Mention]]:
    by_head: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_head[mention.head].append(mention)
    return dict(by_head)
