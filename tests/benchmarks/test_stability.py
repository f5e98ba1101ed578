"""The probe of batches finds a reader whose answers hang on a sentence's neighbours."""

from benchmarks.reading.stability import count_differences
from dyadlog.parse.reader import Analysis

SENTENCES = [["one"], ["two", "words"], ["and", "then", "three"], ["four"]]


def answer(words, mark):
    count = len(words)
    return Analysis((mark,) * count, ("",) * count, ("",) * count, (0,) * count, ("dep",) * count, ("O",) * count)


def read_alone(sentences):
    return [answer(words, words[0]) for words in sentences]


def read_by_longest(sentences):
    longest = max(map(len, sentences))
    return [answer(words, str(longest)) for words in sentences]


def test_a_reader_that_reads_each_sentence_alone_has_no_differences():
    assert set(dict(count_differences(read_alone, SENTENCES)).values()) == {0}


def test_a_reader_that_looks_at_the_batch_is_found_out():
    differing = dict(count_differences(read_by_longest, SENTENCES))
    assert differing["alone, again"] == 0
    assert differing["batches of 2"] == 2
    assert differing["shuffled 1"] == 3
