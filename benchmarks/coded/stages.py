"""The stages of the product, run on sentences that are no pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dyadlog.coding import Coder
from dyadlog.coding.ranking import LEAST, Judges, Least, Scope
from dyadlog.knowledge import Knowledge, load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Claim, Document, Mention, Parse, Party, Publication, Resolution
from dyadlog.resolve import Resolver

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Stages:
    """Parser, resolver and coder with the shipped tables and those of ``folders``."""

    folders: tuple[Path, ...] = ()
    judges: Judges = "both"
    scope: Scope = "between"
    least: Least = LEAST

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables."""
        return load_knowledge(self.folders)

    @cached_property
    def parse(self) -> Parser:
        """Reads every sentence."""
        return Parser(self.knowledge)

    @cached_property
    def resolve(self) -> Resolver:
        """Finds the parties."""
        return Resolver(self.knowledge)

    @cached_property
    def code(self) -> Coder:
        """Finds the claims."""
        return Coder(self.knowledge, self.judges, self.scope, self.least)

    def read(self, text: str) -> tuple[Document, Parse, tuple[Claim, ...]]:
        """A text of one paragraph, all the way to its claims."""
        document = make_document(text)
        parse = self.parse(document)
        return document, parse, self.code(document, parse, self.resolve(document, parse))

    def read_marked(self, text: str, sides: Mapping[str, tuple[int, int]]) -> tuple[Document, Parse, tuple[Claim, ...]]:
        """A text whose sides are given: made-up codes of states with the span of each."""
        document = make_document(text)
        parse = self.parse(document)
        return document, parse, self.code(document, parse, mark_sides(text, parse, sides))


def mark_sides(text: str, parse: Parse, sides: Mapping[str, tuple[int, int]]) -> Resolution:
    """The given spans as mentions of made-up states."""
    mentions = []
    for code, (start, end) in sides.items():
        for sentence in parse.sentences:
            inside = [t for t in sentence.doc if start <= sentence.start + t.idx < end and not t.is_space]
            if not inside:
                continue
            first, last = inside[0].i, inside[-1].i
            head = next((t for t in inside if not first <= t.head.i <= last or t.head.i == t.i), inside[-1]).i
            words = text[start:end]
            party = Party(f"state:{code}", words, "state", (code,))
            mentions.append(Mention(sentence.index, start, end, first, last, head, words, "state", "given", (party,)))
    return Resolution("doc", tuple(mentions), (), (), ())


def make_document(text: str) -> Document:
    """One paragraph without a date, of a news page."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    block = (Block(0, len(text), "paragraph"),)
    return Document(
        f"doc-{sha[:8]}", "page", "line", text, block, None, None, None, None, Publication(), "en", "news", "given", sha
    )
