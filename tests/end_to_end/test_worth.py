"""Reading only what is worth it changes no record, and the cache follows the tables."""

import pickle
from dataclasses import replace

import pytest

from benchmarks.worth import SETS, Bench
from dyadlog.coding import Coder
from dyadlog.knowledge import load_knowledge
from dyadlog.parse import Parser
from dyadlog.parse.worth import is_left_out
from dyadlog.resolve import Resolver

PAGE = "24_explainer"
"""A page of which some sentences are left out."""


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.fixture(scope="module")
def document(knowledge):
    return dict(Bench(knowledge).documents(SETS["pages2"][0]))[PAGE]


@pytest.fixture(scope="module")
def parsers(knowledge):
    return Parser(knowledge), Parser(knowledge, everything=False)


@pytest.fixture(scope="module")
def parses(parsers, document):
    return [parser(document) for parser in parsers]


def left_out(parse):
    return [sentence.text for sentence in parse.sentences if is_left_out(sentence.doc)]


def test_the_records_of_a_page_are_the_same(knowledge, document, parses):
    resolve, code = Resolver(knowledge), Coder(knowledge)
    whole, part = [(found := resolve(document, parse), code(document, parse, found)) for parse in parses]
    assert whole[1] == part[1]
    assert len(whole[1]) > 5
    assert whole[0].occupancies == part[0].occupancies


def test_what_is_left_out_keeps_its_words_and_its_place(parses):
    whole, part = parses
    assert left_out(part)
    assert [(s.sentence_id, s.start, s.end, s.text) for s in part.sentences] == [
        (s.sentence_id, s.start, s.end, s.text) for s in whole.sentences
    ]


def test_a_page_about_other_things_is_not_read(knowledge, parsers):
    document = dict(Bench(knowledge).documents(SETS["foreign"][0]))["recipe"]
    parse = parsers[1](document)
    assert len(left_out(parse)) == len(parse.sentences) > 5


def test_a_parse_from_the_cache_is_what_the_tables_of_today_would_give(parsers, document, parses):
    whole, part = parses
    parser = parsers[1]
    written_before = replace(part, sentences=(*whole.sentences[:20], *part.sentences[20:]))
    for written in (part, whole, written_before):
        parse = parser.from_bytes(document, parser.to_bytes(written))
        assert parser.to_bytes(parse) == parser.to_bytes(part)


def test_reading_everything_has_a_cache_of_its_own(parsers):
    assert parsers[0].version != parsers[1].version


def test_a_parser_sent_to_another_process_leaves_out_the_same(parsers):
    assert [pickle.loads(pickle.dumps(parser)).everything for parser in parsers] == [True, False]
