"""From a document to its parse, with the shipped model."""

import pickle
import re
import subprocess
import sys

import pytest

from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.records import Block, Document, Publication

HEADLINE = "Ethiopia, Kenya agree to reopen border"
PARAGRAPH = (
    "An Ethiopian delegation led by Foreign Minister Abebe Tola met Kenyan President John Odhiambo in Nairobi."
    " “We agreed on a 12-day truce. It will hold,” he said. Ethiopians and Kenyans welcomed the Ethiopia–Kenya talks in"
    " Addis Ababa,\nwhich the U.S. had urged."
)


def make_document(*texts):
    blocks, start = [], 0
    for index, text in enumerate(texts):
        blocks.append(Block(start, start + len(text), "paragraph" if index else "headline"))
        start += len(text) + 1
    return Document(
        "doc",
        "page",
        "",
        "\n".join(texts),
        tuple(blocks),
        None,
        None,
        None,
        None,
        Publication(),
        "en",
        "news",
        "none",
        "",
    )


@pytest.fixture(scope="module")
def parser():
    return Parser(load_knowledge())


def analyse(parser, text):
    (sentence,) = parser(make_document(text)).sentences
    return sentence.doc


def relations(doc):
    return {token.text: (token.dep_, token.head.text) for token in doc}


def shape(parse):
    return [
        [
            (token.pos_, token.tag_, token.dep_, token.head.i, token.ent_iob_, token.ent_type_, str(token.morph))
            for token in s.doc
        ]
        for s in parse.sentences
    ]


def test_sentences_stand_where_they_say(parser):
    document = make_document(HEADLINE, PARAGRAPH)
    parse = parser(document)
    assert [sentence.kind for sentence in parse.sentences] == ["headline"] + ["paragraph"] * 4
    for index, sentence in enumerate(parse.sentences):
        assert sentence.index == index
        assert sentence.doc.text == document.text[sentence.start : sentence.end]
        for token in sentence.doc:
            start = sentence.start + token.idx
            assert document.text[start : start + len(token)] == token.text
        assert sum(token.head.i == token.i for token in sentence.doc) == 1
        assert sum(token.dep_ == "root" for token in sentence.doc) == 1
        assert len(list(sentence.doc.sents)) == 1


def test_quotations_reach_over_sentences(parser):
    document = make_document(HEADLINE, PARAGRAPH)
    quotations = [q for sentence in parser(document).sentences for q in sentence.quotations]
    assert [(document.text[q.start : q.end], q.open_ended) for q in quotations] == [
        ("We agreed on a 12-day truce.", True),
        ("It will hold,", False),
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        {"Ethiopia": "Peru", "Ethiopian": "Peruvian", "Ethiopians": "Peruvians", "Addis Ababa": "San Jose"},
        {
            "Ethiopia": "Kenya", "Ethiopian": "Kenyan", "Ethiopians": "Kenyans",
            "Kenya": "Ethiopia", "Kenyan": "Ethiopian", "Kenyans": "Ethiopians", "An ": "A ",
        },
        {"Kenya": "Iceland", "Kenyan": "Icelandic", "Nairobi": "Reykjavik"},
    ],
)  # fmt: skip
def test_the_parse_is_the_same_whichever_states_are_named(parser, pairs):
    pattern = re.compile("|".join(rf"\b{name}(?!\w)" for name in sorted(pairs, key=len, reverse=True)))

    def swap(text):
        return pattern.sub(lambda match: pairs[match[0]], text)

    assert shape(parser(make_document(swap(HEADLINE), swap(PARAGRAPH)))) == shape(
        parser(make_document(HEADLINE, PARAGRAPH))
    )


def test_the_cache_gives_back_the_same_parse(parser):
    document = make_document(HEADLINE, PARAGRAPH)
    parse = parser(document)
    blob = parser.to_bytes(parse)
    again = parser.from_bytes(document, blob)
    assert shape(again) == shape(parse)
    assert [(s.sentence_id, s.start, s.end, s.kind, s.block, s.quotations, s.text) for s in again.sentences] == [
        (s.sentence_id, s.start, s.end, s.kind, s.block, s.quotations, s.text) for s in parse.sentences
    ]
    assert parser.to_bytes(again) == blob
    other = pickle.loads(pickle.dumps(parser))
    assert other.to_bytes(other(document)) == blob


def test_a_document_without_an_article_has_no_sentences(parser):
    empty = parser(make_document())
    assert empty.sentences == ()
    assert parser.from_bytes(make_document(), parser.to_bytes(empty)).sentences == ()


def test_a_sentence_is_read_the_same_in_any_company(parser):
    alone = parser(make_document("Norway expelled two Danish diplomats."))
    together = parser(make_document("Norway expelled two Danish diplomats.", PARAGRAPH))
    assert shape(alone)[0] == shape(together)[0]


def test_a_list_of_states_in_a_headline_is_one_subject(parser):
    for text in ("Chile, Peru to hold border talks in Lima", "Chile, Peru exchange fire", "Chile, Peru agree on water"):
        doc = analyse(parser, text)
        assert doc[0].dep_ == "nsubj" and doc[0].head.dep_ == "root" and doc[0].head.pos_ == "VERB"
        assert (doc[2].dep_, doc[2].head.i) == ("conj", 0)
        assert doc[1].text == "," and doc[1].dep_ == "punct"


def test_a_comma_between_clauses_is_no_list(parser):
    found = relations(analyse(parser, "After talks with Oman, Yemen reopened the port."))
    assert found["Yemen"] == ("nsubj", "reopened")


@pytest.mark.parametrize(
    ("text", "verb", "head"),
    [
        ("He proposed that both sides raise trade, and asked Norway to wait.", "asked", "proposed"),
        ("She said Chile would open a school next year, and pledged to help Norway.", "pledged", "said"),
    ],
)
def test_a_past_verb_goes_on_with_the_sentence_not_with_what_it_reports(parser, text, verb, head):
    token = next(token for token in analyse(parser, text) if token.text == verb)
    assert (token.dep_, token.head.text) == ("conj", head)


def test_a_source_set_into_a_clause_is_beside_its_verb(parser):
    text = "It comes after an incident at sea in which, according to the Chilean navy, a Peruvian boat fired on a ship."
    found = relations(analyse(parser, text))
    assert found["fired"] == ("acl:relcl", "incident") and found["navy"] == ("obl", "fired")


def test_titles_take_the_name_of_their_state(parser):
    found = relations(analyse(parser, "Uganda President Yoweri Okello met Norway PM in Oslo."))
    assert found["Uganda"] == ("compound", "President")
    assert found["President"] == ("nmod:desc", "Yoweri")


def test_a_joined_pair_of_states_is_of_its_noun(parser):
    found = relations(analyse(parser, "Brazil-Argentina trade hits a record"))
    assert found["Brazil"] == ("compound", "Argentina")
    assert found["Argentina"] == ("compound", "trade")


def test_names_are_peoples_offices_people_and_states(parser):
    doc = analyse(parser, "Moldovan Prime Minister Dorin Munteanu visited Romania.")
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Moldovan", "NORP"),
        ("Prime Minister", "TITLE"),
        ("Dorin Munteanu", "PER"),
        ("Romania", "GPE"),
    ]


def test_pathological_text_is_read(parser):
    texts = ["word " * 3000, "x" * 20_000, "( " * 2000, "北京" * 2000, "\u200b\xad\x85\u2028", "a, " * 900 + "."]
    document = make_document("Title", *texts)
    for sentence in parser(document).sentences:
        assert sentence.doc.text == document.text[sentence.start : sentence.end]


def test_importing_the_room_does_not_import_spacy():
    code = "import sys, dyadlog.parse; assert not {'spacy', 'onnxruntime', 'tokenizers'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
