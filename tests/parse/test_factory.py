"""The parser in spaCy."""

import pytest
import spacy
from spacy.tokens import Doc

from dyadlog.parse.factory import Component, WordSplitter, make_parser
from dyadlog.parse.reader import Analysis

TEXT = "Kenya's minister Abebe Tola flew to Oslo on Friday.\n\nThey signed a treaty.  It covers fish."


def chain(sentences):
    """A reader that hangs every word on the one before it."""
    return [
        Analysis(
            pos=("NOUN",) * len(words),
            tags=("NN",) * len(words),
            morphs=("Number=Sing",) * len(words),
            heads=tuple(max(0, word - 1) for word in range(len(words))),
            relations=("root", *["dep"] * (len(words) - 1)),
            names=("O",) * len(words),
        )
        for words in sentences
    ]


@pytest.fixture(scope="module")
def parser():
    return make_parser(())


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "dyadlog_words"}}})
    nlp.add_pipe("dyadlog_reader")
    return nlp


@pytest.fixture
def counted():
    """A component with a quick reader, and how many sentences each call of that was given."""
    parser, calls = make_parser(()), []

    def read(sentences):
        calls.append(len(sentences))
        return chain(sentences)

    parser.read = read
    return Component(parser), calls


def rows(doc):
    return [
        (t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.text, t.dep_, t.ent_iob_, t.ent_type_)
        for t in doc
        if not t.is_space
    ]


def test_with_our_words_a_pipeline_gives_what_the_parser_gives(nlp, parser):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    ours = [sentence for *_, sentence in parser.read_text(TEXT)]
    assert [row for sentence in ours for row in rows(sentence)] == rows(doc)
    assert [sentence.text.strip() for sentence in doc.sents] == [sentence.text for sentence in ours]


def test_the_component_works_on_the_words_of_any_tokenizer():
    nlp = spacy.blank("en")
    nlp.add_pipe("dyadlog_reader")
    doc = nlp(TEXT)
    assert [token.text for token in doc] == [token.text for token in spacy.blank("en")(TEXT)]
    assert len(list(doc.sents)) == 3
    assert all(doc.has_annotation(name) for name in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "ENT_IOB", "SENT_START"))
    assert ("Abebe Tola", "PER") in [(name.text, name.label_) for name in doc.ents]


def test_sentence_starts_are_kept(counted):
    component, _ = counted
    words = ["one", "two", ".", "three", "four", "."]
    doc = Doc(component.parser.split_words.vocab, words=words, sent_starts=[True, True, False, False, True, False])
    assert [sentence.text for sentence in component(doc).sents] == ["one", "two . three", "four ."]


def test_a_kept_sentence_that_is_too_long_is_one_tree(counted):
    component, _ = counted
    count = 700
    doc = Doc(component.parser.split_words.vocab, words=["w"] * count, sent_starts=[True] + [False] * (count - 1))
    component(doc)
    assert [token.dep_ for token in doc].count("root") == 1 and len(list(doc.sents)) == 1
    assert "parataxis" in {token.dep_ for token in doc}


def test_many_documents_are_read_in_one_call(counted):
    component, calls = counted
    blank = spacy.blank("en")
    docs = list(component.pipe((blank(f"Number {n} came. It left.") for n in range(10)), batch_size=4))
    assert calls == [8, 8, 4]
    assert [len(list(doc.sents)) for doc in docs] == [2] * 10


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\t\tword\n", "a\u2028b", "🙂 🙂\n 🙂", "سلام دنیا", "x\x00y\x07 z"]
)
def test_odd_texts_are_kept_and_read(counted, text):
    component, _ = counted
    for tokenizer in (spacy.blank("en").tokenizer, WordSplitter(component.parser.split_words.vocab, component.parser)):
        doc = component(tokenizer(text))
        assert doc.text == text
        assert not len(doc) or doc.has_annotation("DEP")


def test_a_sentence_of_white_space_that_a_document_has_stays_one(counted):
    component, _ = counted
    words, starts = ["a", "\n", "\n\n", "b"], [True, True, False, True]
    doc = component(Doc(component.parser.split_words.vocab, words=words, sent_starts=starts))
    assert [len(sentence) for sentence in doc.sents] == [1, 2, 1]


def test_a_pipeline_with_the_component_can_be_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    assert rows(spacy.load(tmp_path)("Oslo is calm.")) == rows(nlp("Oslo is calm."))
