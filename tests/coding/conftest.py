"""The page step from plain sentences on, with the real parser and resolver."""

import hashlib
from datetime import date

import pytest

from dyadlog.coding import Coder
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication
from dyadlog.resolve import Resolver


def make_document(text, published="2025-03-12", genre="news", headline=False):
    blocks, offset = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = "headline" if headline and number == 0 else "paragraph"
            blocks.append(Block(offset, offset + len(line), kind))
        offset += len(line) + 1
    day = date.fromisoformat(published) if published else None
    publication = Publication(day, "day" if day else None, "given" if day else None)
    sha = hashlib.sha256(text.encode()).hexdigest()
    none = None
    return Document(
        "doc-test", "page-test", "test.txt", text, tuple(blocks), none, none, none, none, publication, "en", genre,
        "given", sha,
    )  # fmt: skip


class Reader:
    """Text in, claims out."""

    def __init__(self):
        self.knowledge = load_knowledge()
        self.parser, self.resolver = Parser(self.knowledge), Resolver(self.knowledge)
        self.coder = Coder(self.knowledge, "rules")

    def __call__(self, text, **given):
        document = make_document(text, **given)
        parse = self.parser(document)
        return self.coder(document, parse, self.resolver(document, parse))


@pytest.fixture(scope="session")
def read():
    return Reader()
