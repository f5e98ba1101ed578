"""Corrections keep a sound tree."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dyadlog.encoder.masking import Masker
from dyadlog.knowledge import load_knowledge
from dyadlog.parse.corrections import correct
from dyadlog.parse.headlines import graft_list, leading_list
from dyadlog.parse.names import close_names
from dyadlog.parse.reader import Analysis

WORDS = [
    "Chile",
    "Peru",
    "Chilean",
    "Lima",
    "South",
    "Korea",
    ",",
    "and",
    "-",
    "of",
    "to",
    "the",
    "'s",
    "minister",
    "President",
    "Ali",
    "agree",
    ".",
    "talks",
    "says",
    "met",
]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "conj",
    "appos",
    "flat",
    "compound",
    "nmod",
    "nmod:desc",
    "acl",
    "advcl",
    "ccomp",
    "amod",
    "det",
    "case",
    "mark",
]
TAGS = ["NNP", "NN", "JJ", "VB", "VBP", "VBD", "IN"]
POS = ["PROPN", "NOUN", "ADJ", "VERB", "ADP"]
mask = Masker(load_knowledge())


@st.composite
def readings(draw):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
    count = len(words)
    order = draw(st.permutations(range(count)))
    heads = [0] * count
    for position, word in enumerate(order):
        heads[word] = word if position == 0 else order[draw(st.integers(0, position - 1))]

    def some(values):
        return draw(st.lists(st.sampled_from(values), min_size=count, max_size=count))

    relations = ["root" if heads[word] == word else relation for word, relation in enumerate(some(RELATIONS))]
    names = close_names(some(["O", "B-PER", "I-PER", "B-LOC", "I-ORG"]))
    analysis = Analysis(tuple(some(POS)), tuple(some(TAGS)), ("",) * count, tuple(heads), tuple(relations), names)
    return words, analysis


def is_sound(analysis):
    roots = [word for word, head in enumerate(analysis.heads) if word == head]
    reached = set(roots)
    for _ in analysis.heads:
        reached |= {word for word, head in enumerate(analysis.heads) if head in reached}
    labels = [word for word, relation in enumerate(analysis.relations) if relation == "root"]
    return len(roots) == 1 and len(reached) == len(analysis.heads) and labels == roots


@settings(max_examples=1500, deadline=None)
@given(readings())
def test_a_corrected_tree_is_a_tree(reading):
    words, analysis = reading
    assert is_sound(analysis)
    corrected = correct(words, mask(words), analysis)
    assert is_sound(corrected)
    assert corrected.names == close_names(corrected.names)


@settings(max_examples=400, deadline=None)
@given(readings(), readings())
def test_a_grafted_tree_is_a_tree(reading, other):
    words, analysis = reading
    masked = mask(words)
    states = leading_list(words, masked)
    if states and len(other[0]) == len(words):
        assert is_sound(graft_list(states, analysis, other[1]))


def test_the_place_a_report_is_sent_from_is_no_subject():
    words = ["Arica", ":", "Chilean", "minister", "Soto", "spoke", "."]
    relations = ("nsubj", "punct", "amod", "nmod:desc", "appos", "root", "punct")
    heads = (5, 0, 4, 4, 0, 5, 5)
    tags = ("NNP", ":", "JJ", "NN", "NNP", "VBD", ".")
    pos = ("PROPN", "PUNCT", "ADJ", "NOUN", "PROPN", "VERB", "PUNCT")
    analysis = Analysis(pos, tags, ("",) * 7, heads, relations, ("O",) * 7)
    corrected = correct(words, mask(words), analysis)
    assert (corrected.heads[4], corrected.relations[4]) == (5, "nsubj")
    assert (corrected.heads[0], corrected.relations[0]) == (4, "dep")
