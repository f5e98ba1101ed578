"""Datelines: "LIMA, May 9 (Wire) -" before a report's first sentence is read apart from it."""

from collections.abc import Sequence
from dataclasses import replace

from dyadlog.parse.reader import Analysis

LONGEST = 14
"""Words within which a dateline ends."""
SHORTEST_REST = 4
CAPITALS = 4
"""Letters from which a place in capitals is no abbreviation."""
DASHES = frozenset(("–", "—", "--"))
MARKS = frozenset((",", "(", ")", "/", "."))


def find_mark(words: Sequence[str]) -> int | None:
    """Where the dash or colon stands that ends a dateline ("Basra (BC):", "LIMA, May 9 (Wire) -")."""
    for word, text in enumerate(words[:LONGEST]):
        if text in DASHES or text == ":" or (text == "-" and word > 0 and words[word - 1] == ")"):
            return word if word > 0 else None
        if not (text[0].isupper() or text[0].isdigit() or text in MARKS):
            return None
    return None


def find_dateline(words: Sequence[str]) -> int:
    """How many words are a dateline beyond doubt: it ends in a dash, holds a source in brackets, a number or a place in
    capitals, and a sentence follows. 0 where there is none."""
    mark = find_mark(words)
    if mark is None or words[mark] == ":" or len(words) - mark <= SHORTEST_REST:
        return 0
    before, after = words[:mark], words[mark + 1 :]
    told = "(" in before or any(word.isdigit() for word in before)
    shouted = before[0].isupper() and len(before[0]) >= CAPITALS
    return mark + 1 if (told or shouted) and not all(word.isupper() for word in after if word.isalpha()) else 0


def join_dateline(dateline: Analysis, sentence: Analysis) -> Analysis:
    """The two read apart as one: the dateline hangs on the sentence."""
    count = len(dateline.heads)
    root = count + next(word for word, head in enumerate(sentence.heads) if word == head)
    own = [root if word == head else head for word, head in enumerate(dateline.heads)]
    relations = [
        "dep" if word == head else name
        for word, (head, name) in enumerate(zip(dateline.heads, dateline.relations, strict=True))
    ]
    return replace(
        sentence,
        pos=dateline.pos + sentence.pos,
        tags=dateline.tags + sentence.tags,
        morphs=dateline.morphs + sentence.morphs,
        heads=(*own, *(head + count for head in sentence.heads)),
        relations=(*relations, *sentence.relations),
        names=dateline.names + sentence.names,
    )
