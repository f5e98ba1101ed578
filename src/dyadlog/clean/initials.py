"""Names that a page spells out for initials: "Danube Press Network" for "DPN"."""

import re
from collections.abc import Iterator, Sequence

from dyadlog.clean.lines import Line
from dyadlog.knowledge import Knowledge

LINES_READ = 400
LINE_READ = 2000
FEWEST, MOST = 2, 8
WORD = re.compile(r"[^\W_][\w’'-]*")


def spelt_out(mark: str, lines: Sequence[Line], knowledge: Knowledge) -> Iterator[str]:
    """Every name on the page whose words begin with the letters of ``mark``, small linking words apart.

    The name of a state may stand for any letter: which state it is must not decide what the mark means.
    """
    if not (mark.isupper() and mark.isalpha() and FEWEST <= len(mark) <= MOST):
        return
    pairs = re.compile(rf"(?<!\w){mark[0]}\w+.{{1,40}}?(?<!\w){mark[-1]}\w+|(?<!\w)[A-Z]\w+\s+{mark[-1]}\w+")
    for line in lines[:LINES_READ]:
        text = line.text[:LINE_READ]
        if pairs.search(text) is not None:
            yield from _in_text(mark, text, knowledge)


def _in_text(mark: str, text: str, knowledge: Knowledge) -> Iterator[str]:
    spans = [(found.start(), found.end()) for found in WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    ends = {
        match.first: match.last
        for match in knowledge.names.match(words)
        if any(entry.target_kind == "state" for entry in match.entries)
    }
    links = knowledge.page_words.phrases("name_links")
    for first, word in enumerate(words):
        if not word[0].isupper():
            continue
        last = _last_of(mark, words, first, ends, links)
        if last is not None:
            article = first > 0 and words[first - 1] == "The"
            yield " ".join(text[spans[first - article][0] : spans[last][1]].split())


def _last_of(mark: str, words: Sequence[str], first: int, ends: dict[int, int], links: frozenset[str]) -> int | None:
    """The last word of a name that begins at ``first`` and spells ``mark``; None where the words do not."""
    place = first
    for number, letter in enumerate(mark):
        while number and place < len(words) and words[place].lower() in links and words[place][0] != letter:
            place += 1
        if place >= len(words):
            return None
        if place in ends:
            place = ends[place] + 1
        elif words[place][0] == letter:
            place += 1
        else:
            return None
    return place - 1
