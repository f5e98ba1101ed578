"""A document of a few paragraphs, parsed and resolved."""

from dataclasses import dataclass
from datetime import date

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Found, Mention, Parse, Publication, Resolution
from dyadlog.resolve import Resolver


def make_document(paragraphs, headline=None, outlet=None):
    text, blocks = "", []
    for kind, words in ([("headline", headline)] if headline else []) + [("paragraph", words) for words in paragraphs]:
        blocks.append(Block(len(text), len(text) + len(words), kind))
        text += words + "\n"
    return Document(
        document_id="doc-1",
        page_id="page-1",
        location="page.txt",
        text=text,
        blocks=tuple(blocks),
        title=Found(headline, "line") if headline else None,
        byline=None,
        outlet=Found(outlet, "given") if outlet else None,
        url=None,
        publication=Publication(date(2024, 5, 6), "day", "given"),
        language="en",
        genre="news",
        genre_method="line",
        sha256="0",
    )


@dataclass
class Resolved:
    document: Document
    parse: Parse
    resolution: Resolution

    def mentions(self, words, sentence=None) -> list[Mention]:
        return [
            mention
            for mention in self.resolution.mentions
            if mention.text == words and sentence in (None, mention.sentence)
        ]

    def mention(self, words, sentence=None) -> Mention:
        found = self.mentions(words, sentence)
        assert found, f"{words!r} not among {[(m.text, m.rule) for m in self.resolution.mentions]}"
        return found[-1]

    def states(self, words, sentence=None) -> list[str]:
        return [code for party in self.mention(words, sentence).parties for code in party.states]

    def ids(self, words, sentence=None) -> list[str]:
        return [party.actor_id for party in self.mention(words, sentence).parties]


@pytest.fixture(scope="session")
def resolve():
    knowledge = load_knowledge()
    parser, resolver = Parser(knowledge), Resolver(knowledge)

    def run(*paragraphs, headline=None, outlet=None) -> Resolved:
        document = make_document(paragraphs, headline, outlet)
        parse = parser(document)
        return Resolved(document, parse, resolver(document, parse))

    return run
