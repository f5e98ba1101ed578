"""Reading training sentences."""

from training.reader import sources
from training.reader.prepare import align, join_names
from training.reader.sources import Example


def test_marks_become_spans_of_the_bare_text():
    text, spans = sources.unmark("[GPE Lusaka] and the [ORG Bank of Oran] agreed.")
    assert text == "Lusaka and the Bank of Oran agreed."
    assert [(text[start:end], kind) for start, end, kind in spans] == [("Lusaka", "GPE"), ("Bank of Oran", "ORG")]


def test_words_get_the_labels_of_the_spans_they_are_in():
    text, spans = sources.unmark("[GPE Lusaka]'s [ORG Bank of Oran]")
    words, spaces = ["Lusaka", "'s", "Bank", "of", "Oran"], [False, True, True, True, False]
    assert sources.label_words(words, spaces, spans) == ["B-GPE", "O", "B-ORG", "I-ORG", "I-ORG"]
    assert text == "Lusaka's Bank of Oran"


def test_a_corpus_that_marks_no_offices_leaves_them_open():
    allowed = sources.allow(["O", "B-PER"], "uner", {"PER": "PER"})
    assert "B-TITLE" in allowed[0].split("|")
    assert allowed[1] == "B-PER"


def test_places_of_other_corpora_may_have_a_government():
    allowed = sources.allow(["B-LOC", "I-LOC"], "uner", {"LOC": "LOC|GPE"})
    assert allowed == ["B-LOC|B-GPE", "I-LOC|I-GPE"]


def test_labels_that_begin_with_inside_begin_a_name():
    assert sources.allow(["I-PER", "I-PER", "O", "I-PER"], "wikigold", {"PER": "PER"})[0] == "B-PER"


def test_an_unknown_type_is_no_name():
    assert sources.allow(["B-enzyme"], "crossner", sources.CROSSNER) == sources.allow(["O"], "crossner")


def test_names_go_over_to_words_split_otherwise():
    assert align(["Oran", "-", "based"], ["Oran-based"], ["B-ORG"]) == ["B-ORG", "I-ORG", "I-ORG"]
    assert align(["cannot"], ["can", "not"], ["O", "O"]) == ["O"]


def test_sentences_without_a_partner_get_no_names():
    example = Example("ewt", ["Two", "words"])
    join_names([example], [Example("uner", ["Other", "words"], names=["O", "O"])])
    assert example.names == []
