"""The scorer on hand-made treebanks, by the rules of the CoNLL 2018 shared task."""

import pytest

from benchmarks.reading.conll import align, evaluate
from benchmarks.reading.systems import ParsedSentence, make_reading
from benchmarks.reading.treebanks import Reading, read_paragraphs
from dyadlog.parse.reader import Analysis


def write_rows(rows):
    return ["\t".join((*row, *["_"] * (10 - len(row)))) for row in rows]


def read_one(*sentences):
    """One paragraph from rows of number, form, lemma, tag, -, -, head, label, -, misc."""
    lines = [line for rows in sentences for line in (*write_rows(rows), "")]
    (paragraph,) = read_paragraphs(lines)
    return paragraph


def tokens(*words):
    """A reading of words; one of several parts ("don't do n't") is a multiword token."""
    rows, count = [], 0
    for word in words:
        whole, *parts = word.split(" ")
        if parts:
            rows.append((f"{count + 1}-{count + len(parts)}", whole))
        for part in parts or [whole]:
            count += 1
            rows.append((str(count), part, "_", "_", "_", "_", "0" if count == 1 else "1", "dep", "_", "_"))
    return read_one(rows).gold


def row(number, form, head, label, lemma="_", pos="NOUN", misc="_"):
    return (str(number), form, lemma, pos, "_", "_", str(head), label, "_", misc)


def f1(gold, system, measure):
    return evaluate([(gold, system)]).f1(measure)


@pytest.mark.parametrize(
    ("gold", "system", "same"),
    [
        (("left", "bank"), ("left", "bank"), 2),
        (("leftbank",), ("left", "bank"), 0),
        (("left", "bankside", "walk"), ("left", "bank", "side", "walk"), 2),
        # a multiword token is matched by forms, whether or not the system marks it
        (("don't do n't", "go"), ("do", "n't", "go"), 3),
        (("don't do n't", "go"), ("don't do n't", "go"), 3),
        (("don't do n't", "go"), ("don't", "go"), 1),
        (("do", "n't"), ("Don't DO N'T",), 2),
        # forms that are not spelt in the text: only those that agree
        (("gonna going to", "stay"), ("gon", "na", "stay"), 1),
        # two multiword tokens that overlap make one stretch
        (("abc a b c", "de d e"), ("a", "bcd b c d", "e"), 5),
        (("abc a bx c", "def d ex f"), ("ab a b", "cd c d", "ef e f"), 4),
        (("ab a b", "cd bc d"), ("a", "bc", "d"), 2),
        # a plain word that sticks out of the multiword token is matched with nothing
        (("a", "bc b c", "d"), ("a", "b", "cd"), 2),
        (("a", "bc b c", "d"), ("ab ax bx", "cd cx a"), 1),
    ],
)
def test_words_are_matched_by_characters_and_in_multiword_tokens_by_form(gold, system, same):
    gold, system = tokens(*gold), tokens(*system)
    assert len(align(gold.words, system.words)) == same
    assert f1(gold, system, "words") == pytest.approx(200 * same / (len(gold.words) + len(system.words)))


def test_empty_nodes_are_no_words():
    plain = [row(1, "Talks", 2, "nsubj"), row(2, "ended", 0, "root")]
    with_node = [*plain, ("2.1", "talks", "_", "_", "_", "_", "_", "_", "_", "_")]
    assert read_one(with_node).gold == read_one(plain).gold
    assert read_one(with_node).text == "Talks ended"


def test_heads_are_compared_as_words_not_as_numbers():
    gold = read_one([row(1, "Ports", 2, "nsubj"), row(2, "closed", 0, "root"), row(3, "early", 2, "advmod")]).gold
    # the system splits the first word, so all its numbers are shifted
    split = read_one(
        [
            row(1, "Po", 3, "compound"),
            row(2, "rts", 3, "nsubj"),
            row(3, "closed", 0, "root"),
            row(4, "early", 3, "advmod"),
        ]
    ).gold
    score = evaluate([(gold, split)])
    assert score.right["words"] == score.right["UAS"] == score.right["LAS"] == 2
    assert score.f1("LAS") == pytest.approx(200 * 2 / 7)


def test_a_word_whose_gold_head_is_not_matched_is_wrong():
    gold = read_one([row(1, "Ports", 2, "nsubj"), row(2, "reopen", 0, "root")]).gold
    system = read_one([row(1, "Ports", 2, "nsubj"), row(2, "re", 0, "root"), row(3, "open", 2, "dep")]).gold
    score = evaluate([(gold, system)])
    assert (score.right["words"], score.right["UAS"]) == (1, 0)


def test_a_root_is_right_only_where_both_sides_have_one():
    gold = read_one([row(1, "Ports", 2, "nsubj"), row(2, "closed", 0, "root")]).gold
    system = read_one([row(1, "Ports", 0, "root"), row(2, "closed", 1, "nsubj")]).gold
    assert evaluate([(gold, system)]).right["UAS"] == 0


def test_labels_count_without_subtype_but_the_four_roles_with_it():
    gold = read_one([row(1, "Ports", 2, "nsubj:pass"), row(2, "closed", 0, "root"), row(3, "rain", 2, "obl:agent")])
    system = read_one([row(1, "Ports", 2, "nsubj"), row(2, "closed", 0, "root"), row(3, "rain", 2, "obl:agent")])
    score = evaluate([(gold.gold, system.gold)])
    assert score.f1("LAS") == 100
    assert score.f1("nsubj:pass") == score.f1("nsubj") == 0
    assert score.f1("obl:agent") == 100
    assert score.f1("obj") is None


def test_a_missing_gold_lemma_counts_as_found():
    gold = read_one([row(1, "goeswith", 0, "root", lemma="_"), row(2, "Ports", 1, "dep", lemma="port")]).gold
    system = read_one([row(1, "goeswith", 0, "root", lemma="x"), row(2, "Ports", 1, "dep", lemma="_")]).gold
    assert evaluate([(gold, system)]).right["lemmas"] == 1


def test_a_sentence_counts_when_both_its_ends_are_right():
    one, two = [row(1, "Rain", 0, "root")], [row(1, "Snow", 0, "root")]
    both = [row(1, "Rain", 0, "root"), row(2, "Snow", 1, "dep")]
    gold, joined = read_one(one, two).gold, read_one(both).gold
    assert f1(gold, read_one(one, two).gold, "sentences") == 100
    assert f1(gold, joined, "sentences") == 0
    assert f1(gold, joined, "words") == 100


def test_raw_text_has_one_space_between_sentences_and_none_where_the_treebank_has_none():
    paragraph = read_one(
        [
            ("1-2", "Don't", "_", "_", "_", "_", "_", "_", "_", "_"),
            row(1, "Do", 3, "aux"),
            row(2, "n't", 3, "advmod"),
            row(3, "go", 0, "root", misc="SpaceAfter=No"),
            row(4, ".", 3, "punct", misc="SpaceAfter=No"),
        ],
        [row(1, "Stay", 0, "root")],
    )
    assert paragraph.text == "Don't go. Stay"
    assert [(word.start, word.end) for word in paragraph.gold.words] == [(0, 5), (0, 5), (5, 7), (7, 8), (8, 12)]
    assert paragraph.gold.sentences == [(0, 8), (8, 12)]


def test_paragraphs_begin_at_newpar_and_newdoc():
    rows = write_rows([row(1, "Rain", 0, "root")])
    lines = ["# newdoc id = a", "# newpar", *rows, "", "# newpar_block = p", *rows, "", "# newpar id = 2", *rows, ""]
    paragraphs = list(read_paragraphs([*lines, "# newdoc id = b", *rows, ""]))
    assert [paragraph.text for paragraph in paragraphs] == ["Rain Rain", "Rain", "Rain"]
    assert [paragraph.opens_document for paragraph in paragraphs] == [True, False, True]


def test_withheld_words_are_left_out():
    lines = [*write_rows([row(1, "____", 0, "root")]), "", *write_rows([row(1, "Rain", 0, "root")]), ""]
    (paragraph,) = read_paragraphs(lines)
    assert paragraph.text == "Rain"


def test_our_words_are_placed_without_the_spaces_of_the_text():
    analysis = Analysis(("NOUN", "VERB"), ("NNS", "VBD"), ("", ""), (1, 1), ("nsubj", "root"), ("O", "O"))
    sentence = ParsedSentence(["Ports", "closed"], [(1, 6), (8, 14)], analysis, ["port", "close"])
    reading = make_reading(" Ports  closed", [sentence])
    gold = read_one([row(1, "Ports", 2, "nsubj", "port"), row(2, "closed", 0, "root", "close", "VERB")]).gold
    assert isinstance(reading, Reading)
    assert [f1(gold, reading, measure) for measure in ("words", "sentences", "UPOS", "lemmas", "LAS")] == [100] * 5
