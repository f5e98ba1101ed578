"""Lemmas."""

import pytest

from dyadlog.parse.lemmas import Lemmatiser

lemmatise = Lemmatiser()


@pytest.mark.parametrize(
    ("word", "pos", "tag", "lemma"),
    [
        ("met", "VERB", "VBD", "meet"),
        ("visited", "VERB", "VBN", "visit"),
        ("permitted", "VERB", "VBN", "permit"),
        ("invited", "VERB", "VBD", "invite"),
        ("condemning", "VERB", "VBG", "condemn"),
        ("ratifies", "VERB", "VBZ", "ratify"),
        ("struck", "VERB", "VBD", "strike"),
        ("fell", "VERB", "VBD", "fall"),
        ("freed", "VERB", "VBD", "free"),
        ("deplored", "VERB", "VBZ", "deplore"),
        ("thanks", "VERB", "VBP", "thank"),
        ("police", "VERB", "VBZ", "police"),
        ("overran", "VERB", "VBP", "overrun"),
        ("forgave", "VERB", "VBZ", "forgive"),
        ("Medical", "ADJ", "JJ", "Medical"),
        ("succeed", "VERB", "VBP", "succeed"),
        ("shred", "VERB", "VBP", "shred"),
        ("fled", "VERB", "VBD", "flee"),
        ("lent", "VERB", "VBN", "lend"),
        ("staged", "VERB", "VBD", "stage"),
        ("axed", "VERB", "VBN", "axe"),
        ("agreeing", "VERB", "VBG", "agree"),
        ("combating", "VERB", "VBG", "combat"),
        ("vetoes", "VERB", "VBZ", "veto"),
        ("bases", "NOUN", "NNS", "base"),
        ("has", "AUX", "VBZ", "have"),
        ("are", "AUX", "VBP", "be"),
        ("n’t", "PART", "RB", "not"),
        ("ministries", "NOUN", "NNS", "ministry"),
        ("crises", "NOUN", "NNS", "crisis"),
        ("Talks", "NOUN", "NNS", "talk"),
        ("closer", "ADJ", "JJR", "close"),
        ("them", "PRON", "PRP", "they"),
        ("their", "PRON", "PRP$", "their"),
        ("An", "DET", "DT", "a"),
        ("Former", "ADJ", "JJ", "former"),
        ("Nairobi", "PROPN", "NNP", "Nairobi"),
        ("Emirates", "PROPN", "NNPS", "Emirate"),
        ("NATO", "PROPN", "NNP", "NATO"),
        ("5,000", "NUM", "CD", "5000"),
        ("”", "PUNCT", "''", '"'),
    ],
)
def test_words_are_brought_to_their_lemma(word, pos, tag, lemma):
    assert lemmatise.find_lemma(word, pos, tag) == lemma
