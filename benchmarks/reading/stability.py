"""Whether the answer for a sentence hangs on its neighbours: the same sentences alone, in batches, shuffled, twice."""

import random
from collections.abc import Iterator, Sequence

from dyadlog.parse.reader import Analysis, Reader

SIZES = (2, 7, 32, 300)

Sentences = Sequence[Sequence[str]]


def read_in_batches(reader: Reader, sentences: Sentences, size: int) -> list[Analysis]:
    """Each batch in a call of its own."""
    starts = range(0, len(sentences), size)
    return [analysis for start in starts for analysis in reader(sentences[start : start + size])]


def read_shuffled(reader: Reader, sentences: Sentences, seed: int) -> list[Analysis]:
    """All in one call in another order; the answers in the first order again."""
    order = list(range(len(sentences)))
    random.Random(seed).shuffle(order)
    answers = reader([sentences[position] for position in order])
    found = dict(zip(order, answers, strict=True))
    return [found[position] for position in range(len(sentences))]


def count_differences(reader: Reader, sentences: Sentences) -> Iterator[tuple[str, int]]:
    """How many sentences differ in any field from the same sentence read alone, by way of reading."""
    alone = read_in_batches(reader, sentences, 1)

    def count(answers: Sequence[Analysis]) -> int:
        return sum(one != other for one, other in zip(alone, answers, strict=True))

    yield "alone, again", count(read_in_batches(reader, sentences, 1))
    for size in SIZES:
        yield f"batches of {size}", count(read_in_batches(reader, sentences, size))
    for seed in (1, 2):
        yield f"shuffled {seed}", count(read_shuffled(reader, sentences, seed))
