"""Syntax helpers on documents made by hand."""

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from dyadlog.coding.objects import find_objects
from dyadlog.coding.tree import expand, find_case, find_obliques, find_subject, is_infinitive, is_passive


def make_doc(rows):
    """A Doc from rows of word, tag, part of speech, relation, position of the head."""
    words, tags, pos, deps, heads = zip(*(row.split() for row in rows), strict=True)
    numbers = [int(head) for head in heads]
    lemmas = [word.lower() for word in words]
    return Doc(
        English().vocab, list(words), tags=list(tags), pos=list(pos), deps=list(deps), heads=numbers, lemmas=lemmas
    )


@pytest.fixture
def urged():
    return make_doc(
        [
            "Spain NNP PROPN nsubj 1",
            "urged VBD VERB root 1",
            "Chad NNP PROPN obj 1",
            "and CC CCONJ cc 4",
            "Mali NNP PROPN conj 2",
            "to TO PART mark 6",
            "talk VB VERB xcomp 1",
        ]
    )


def test_object_is_the_subject_of_the_infinitive_it_is_urged_to(urged):
    subject = find_subject(urged[6])
    assert [token.text for token in subject.tokens] == ["Chad", "Mali"]
    assert subject.shared
    assert is_infinitive(urged[6])


def test_conjuncts_come_in_text_order(urged):
    assert [token.text for token in expand(urged[2])] == ["Chad", "Mali"]
    assert [token.text for token in find_objects(urged[1])] == ["Chad", "Mali"]


@pytest.fixture
def struck():
    return make_doc(
        [
            "Chad NNP PROPN nsubj:pass 2",
            "was VBD AUX aux:pass 2",
            "struck VBN VERB root 2",
            "by IN ADP case 4",
            "Niger NNP PROPN obl 2",
            "along IN ADP case 7",
            "with IN ADP fixed 5",
            "Mali NNP PROPN obl 2",
        ]
    )


def test_passive_subject_undergoes_the_act(struck):
    assert is_passive(struck[2])
    assert find_subject(struck[2]).passive
    assert find_objects(struck[2]) == []


def test_prepositions_of_several_words_are_one(struck):
    assert find_case(struck[7]) == "along with"
    assert [(case, token.text) for case, token in find_obliques(struck[2])] == [("by", "Niger"), ("along with", "Mali")]


def test_relative_pronoun_stands_for_its_noun():
    doc = make_doc(
        [
            "envoy NN NOUN root 0",
            "who WP PRON nsubj 2",
            "visited VBD VERB acl:relcl 0",
            "Chad NNP PROPN obj 2",
        ]
    )
    assert [token.text for token in find_subject(doc[2]).tokens] == ["envoy"]


def test_second_verb_shares_the_subject_of_the_first():
    doc = make_doc(
        [
            "Chad NNP PROPN nsubj 1",
            "came VBD VERB root 1",
            "and CC CCONJ cc 3",
            "signed VBD VERB conj 1",
        ]
    )
    subject = find_subject(doc[3])
    assert [token.text for token in subject.tokens] == ["Chad"]
    assert subject.shared
