"""Text that is no news: bounded time and memory, and never an exception."""

import time

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from tests.parse.test_factory import chain
from tests.parse.test_parser import make_document


@pytest.fixture(scope="module")
def parser():
    parser = Parser(load_knowledge())

    def read(sentences):
        assert all(0 < len(words) <= 250 for words in sentences)
        return chain(sentences)

    parser.read = read
    parser(make_document("Ready"))
    return parser


LONG = {
    "plain words": "word " * 100_000,
    "no spaces": "x" * 300_000,
    "no spaces, with signs": "a-b/c.d," * 20_000,
    "quotations": "“a” " * 25_000,
    "open quotations": "“a " * 25_000,
    "straight quotations": 'say "so" ' * 20_000,
    "sentences": "He left. " * 30_000,
    "a list of states": "Chile, Peru, " * 30_000,
    "emoji": "🙂👍🏽" * 20_000,
    "right to left": "سلام دنیا\u202e " * 20_000,
    "control characters": "a\x00\x07\x1b[31m\u200b\ufeff " * 10_000,
    "line ends": "a\n" * 50_000,
    "brackets": "( " * 50_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_paragraph_takes_time_in_line_with_its_length(parser, name):
    text = LONG[name]
    document = make_document("Title", text)
    before = time.process_time()
    parse = parser(document)
    assert time.process_time() - before < 20
    for sentence in parse.sentences:
        assert sentence.doc.text == document.text[sentence.start : sentence.end]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "\x00", "🙂", "\u202eabc", "\ud7ff\ufeff"])
def test_a_short_odd_text_is_read(parser, text):
    for start, end, doc in parser.read_text(text):
        assert doc.text == text[start:end]


def test_the_network_is_called_once_a_document(parser, monkeypatch):
    calls = []
    monkeypatch.setattr(parser, "read", lambda sentences: calls.append(len(sentences)) or chain(sentences))
    parser(make_document("A title stands here", "One came. Two left.", "Three stayed."))
    assert calls == [4]
